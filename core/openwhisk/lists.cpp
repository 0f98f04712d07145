#include "core/openwhisk/listjob.h"
#include "core/openwhisk/operations.h"
#include "core/openwhisk/pages.h"
#include "core/openwhisk/rows.h"
#include "core/openwhisk/steps.h"

#include <utility>

namespace openwhisk {

namespace {

constexpr int mostRepairs = 3;
constexpr int mostPasses = 3;

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
            readHead({{0, *m_known}});
        else
            readWhole();
        return future;
    }

private:
    enum class Phase { Whole, Head };
    enum class Verdict { Complete, More, Gone, Late, Uncounted };
    struct Look { ///< at what has come, taken on a worker
        QList<qint64> gaps;
        QList<Row> rows;
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
        askPage(0);
    }
    void readHead(const QList<Page<Row>> &base)
    {
        m_base = base;
        m_phase = Phase::Head;
        m_pages.clear();
        askCount();
        askPage(0);
    }
    void counted() override
    {
        if (m_phase == Phase::Whole && count())
            askPages(laterPages(*count()));
    }
    void take(qint64 skip, const QByteArray &body) override
    {
        deliver(onPool([body] { return decodeRows<Row>(body); }), this, [this, skip](const Result<QList<Row>> &rows) {
            if (!rows)
                return fail(rows.error());
            insert({skip, *rows});
            taken();
        });
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
            return askPage(*next);
        if (m_pages.size() == 1) // one answer is one moment: nothing can have slipped through
            return finish(m_pages.first().rows);
        const QList<qint64> missing = gaps(m_pages);
        if (!missing.isEmpty() && ++m_repairs <= mostRepairs)
            return askPages(missing);
        if (!missing.isEmpty() && m_passes < mostPasses)
            return readWhole();
        readHead(m_pages);
    }
    void settleHead()
    {
        deliver(onPool([pages = m_pages, base = m_base, total = count()] { return Result<Look>(lookAtHead(pages, base, total)); }),
                this, [this](const Result<Look> &look) { judgeHead(*look); });
    }
    static Look lookAtHead(const QList<Page<Row>> &pages, const QList<Page<Row>> &base, std::optional<qint64> total)
    {
        const Page<Row> &last = pages.last();
        if (pages.size() == 1 && last.rows.size() < pageSize && total <= pageSize)
            return {{}, last.rows, Verdict::Complete};
        if (!reaches(pages, base))
            return {{}, {}, Verdict::More};
        Look look{gaps(pages), base.size() == 1 ? renewed(pages, base.first().rows) : united(pages + base), Verdict::Complete};
        if (!total)
            look.verdict = Verdict::Uncounted;
        else if (look.rows.size() > *total)
            look.verdict = Verdict::Gone;
        else if (look.rows.size() < *total)
            look.verdict = Verdict::Late;
        return look;
    }
    void judgeHead(const Look &look)
    {
        if (look.verdict == Verdict::More)
            return askPage(m_pages.last().skip + pageSize - pageOverlap);
        if (!look.gaps.isEmpty() && ++m_repairs <= mostRepairs)
            return askPages(look.gaps);
        // Count and page are not of one moment, so a difference gets a second look before the whole list is read.
        const bool differs = look.verdict == Verdict::Gone || look.verdict == Verdict::Late;
        if (differs && !std::exchange(m_lookedAgain, true))
            return readHead({{0, look.rows}});
        if (isDoubtful(look.verdict))
            return readWhole();
        finish(look.rows);
    }
    bool isDoubtful(Verdict verdict) const
    {
        if (verdict == Verdict::Gone)
            return m_passes < mostPasses;
        // Fewer than counted stays so where the server leaves out records that it cannot read.
        return verdict != Verdict::Complete && m_passes == 0;
    }
    void finish(const QList<Row> &rows)
    {
        const auto work = [rows, known = m_known]() -> Result<List<Row>> {
            return known && *known == rows ? known : std::make_shared<const QList<Row>>(rows);
        };
        deliver(onPool(work), this, [this](const Result<List<Row>> &list) { finishWith(list); });
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
    QList<Page<Row>> m_base; ///< what is known, or the pages of a whole list
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
