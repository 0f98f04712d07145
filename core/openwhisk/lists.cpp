#include "core/openwhisk/listjob.h"
#include "core/openwhisk/operations.h"
#include "core/openwhisk/pages.h"
#include "core/openwhisk/rows.h"
#include "core/openwhisk/steps.h"
#include "core/openwhisk/unite.h"

#include <utility>

namespace openwhisk {

namespace {

constexpr int mostRepairs = 3;
constexpr int mostPasses = 3;
constexpr qsizetype decodedHere = 32 * 1024; ///< takes less than the way to a worker and back

/// A whole list is read in pages side by side, then treated like one that is known and has to be refreshed: that
/// finds what changed meanwhile.
template<typename Row> class Lister final : public ListJob {
public:
    Lister(net::Client &client, Collection collection, List<Row> known, QObject *parent)
        : ListJob(client, collection, parent), m_known(std::move(known))
    {
        m_promise.start();
    }
    Async<List<Row>> start()
    {
        const auto future = m_promise.future();
        if (m_known)
            readHead(*m_known);
        else
            readWhole();
        return future;
    }

private:
    enum class Phase { Whole, Head };
    enum class Verdict { Complete, More, Gone, Late, Uncounted };
    struct Look { ///< at what has come, taken on a worker
        QList<qint64> gaps;
        List<Row> rows;
        Verdict verdict = Verdict::Complete;
    };

    void readWhole()
    {
        ++m_passes;
        m_repairs = 0;
        m_lookedAgain = false;
        m_phase = Phase::Whole;
        m_pages.clear();
        askCount();
        askPage({});
    }
    void readHead(const QList<Row> &base)
    {
        m_base = base;
        readHead(base.size() > pageSize ? headSize : pageSize);
    }
    void readHead(qint64 size)
    {
        m_phase = Phase::Head;
        m_pages.clear();
        askCount();
        askPage({0, size});
    }
    void counted() override
    {
        if (m_phase == Phase::Whole && count())
            askPages(laterPages(*count()));
    }
    void take(const Span &span, const QByteArray &body) override
    {
        if (body.size() <= decodedHere)
            return taken(span, decodeRows<Row>(body));
        deliver(onPool([body] { return decodeRows<Row>(body); }), this,
                [this, span](const Result<QList<Row>> &rows) { taken(span, rows); });
    }
    using ListJob::taken;
    void taken(const Span &span, const Result<QList<Row>> &rows)
    {
        if (!rows)
            return fail(rows.error());
        insert({span.skip, *rows, span.limit});
        taken();
    }
    void insert(const Page<Row> &page)
    {
        const auto place = std::upper_bound(m_pages.begin(), m_pages.end(), page,
                                            [](const auto &a, const auto &b) { return a.skip < b.skip; });
        m_pages.insert(place, page);
    }
    void settle() override { m_phase == Phase::Whole ? settleWhole() : settleHead(); }
    void settleWhole()
    {
        if (const auto next = beyond(m_pages, count().value_or(0)))
            return askPage({*next});
        if (m_pages.size() == 1) // one answer is one moment: nothing can have slipped through
            return finishWith(sameOr(m_known, shared(m_pages.first().rows)));
        const QList<qint64> missing = gaps(m_pages);
        if (!missing.isEmpty() && ++m_repairs <= mostRepairs)
            return askPages(missing);
        if (!missing.isEmpty() && m_passes < mostPasses)
            return readWhole();
        begun(); // while the head is on its way
        auto unite = [pages = std::exchange(m_pages, {})]() mutable {
            return Result<QList<Row>>(united(std::move(pages)));
        };
        deliver(onPool(std::move(unite)), this, [this](const Result<QList<Row>> &rows) {
            m_base = *rows;
            taken();
        });
        readHead(headSize);
    }
    void settleHead()
    {
        const auto work = [pages = m_pages, base = m_base, known = m_known, total = count()]() -> Result<Look> {
            Look look = lookAtHead(pages, base, total);
            look.rows = sameOr(known, look.rows);
            return look;
        };
        deliver(onPool(work), this, [this](const Result<Look> &look) { judgeHead(*look); });
    }
    static Look lookAtHead(const QList<Page<Row>> &pages, const QList<Row> &base, std::optional<qint64> total)
    {
        const Page<Row> &last = pages.last();
        if (pages.size() == 1 && !last.isFull() && total <= last.limit)
            return {{}, shared(last.rows), Verdict::Complete};
        if (!reaches(pages, base))
            return {{}, shared({}), Verdict::More};
        Look look{gaps(pages), shared(renewed(pages, base)), Verdict::Complete};
        if (!total)
            look.verdict = Verdict::Uncounted;
        else if (look.rows->size() > *total)
            look.verdict = Verdict::Gone;
        else if (look.rows->size() < *total)
            look.verdict = Verdict::Late;
        return look;
    }
    static List<Row> sameOr(const List<Row> &known, const List<Row> &rows) { return known && *known == *rows ? known : rows; }
    static List<Row> shared(const QList<Row> &rows) { return std::make_shared<const QList<Row>>(rows); }
    void judgeHead(const Look &look)
    {
        if (look.verdict == Verdict::More)
            return askPage({m_pages.last().next()});
        if (!look.gaps.isEmpty() && ++m_repairs <= mostRepairs)
            return askPages(look.gaps);
        // Count and page are not of one moment, so a difference gets a second look before the whole list is read.
        const bool differs = look.verdict == Verdict::Gone || look.verdict == Verdict::Late;
        if (differs && !std::exchange(m_lookedAgain, true))
            return readHead(*look.rows);
        if (isDoubtful(look.verdict))
            return readWhole();
        finishWith(look.rows);
    }
    bool isDoubtful(Verdict verdict) const
    {
        if (verdict == Verdict::Gone)
            return m_passes < mostPasses;
        // Fewer than counted stays so where the server leaves out records that it cannot read.
        return verdict != Verdict::Complete && m_passes == 0;
    }
    void finishWith(const Error &error) override { finishWith(Result<List<Row>>(error)); }
    void finishWith(const Result<List<Row>> &result)
    {
        m_promise.addResult(result);
        m_promise.finish();
        deleteLater();
    }

    QPromise<Result<List<Row>>> m_promise;
    List<Row> m_known;
    QList<Row> m_base; ///< what is known, or what the pages of a whole list gave
    QList<Page<Row>> m_pages;
    Phase m_phase = Phase::Whole;
    int m_passes = 0;
    int m_repairs = 0;
    bool m_lookedAgain = false;
};

template<typename Row> Async<List<Row>> list(net::Client &client, Collection collection, List<Row> known, QObject *owner)
{
    QObject *parent = owner ? owner : &client;
    return (new Lister<Row>(client, collection, std::move(known), parent))->start();
}

} // namespace

Async<List<ActionSummary>> listActions(net::Client &client, QObject *owner)
{
    return list<ActionSummary>(client, Collection::Actions, nullptr, owner);
}

Async<List<PackageSummary>> listPackages(net::Client &client, QObject *owner)
{
    return list<PackageSummary>(client, Collection::Packages, nullptr, owner);
}

Async<List<TriggerSummary>> listTriggers(net::Client &client, QObject *owner)
{
    return list<TriggerSummary>(client, Collection::Triggers, nullptr, owner);
}

Async<List<RuleSummary>> listRules(net::Client &client, QObject *owner)
{
    return list<RuleSummary>(client, Collection::Rules, nullptr, owner);
}

Async<List<ActionSummary>> refreshActions(net::Client &client, List<ActionSummary> known, QObject *owner)
{
    return list<ActionSummary>(client, Collection::Actions, std::move(known), owner);
}

Async<List<PackageSummary>> refreshPackages(net::Client &client, List<PackageSummary> known, QObject *owner)
{
    return list<PackageSummary>(client, Collection::Packages, std::move(known), owner);
}

Async<List<TriggerSummary>> refreshTriggers(net::Client &client, List<TriggerSummary> known, QObject *owner)
{
    return list<TriggerSummary>(client, Collection::Triggers, std::move(known), owner);
}

Async<List<RuleSummary>> refreshRules(net::Client &client, List<RuleSummary> known, QObject *owner)
{
    return list<RuleSummary>(client, Collection::Rules, std::move(known), owner);
}

} // namespace openwhisk
