#include "core/openwhisk/activationcrawlplan.h"

#include <QHash>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace openwhisk;

namespace {

using Window = CrawlPlan::Window;

/// Answers a plan's windows, the late ones first, as a list of starts has it.
struct Reader {
    QList<qint64> starts; ///< newest first
    int pageRows = 200;
    QHash<qint64, int> got; ///< start to how many different ones
    int asked = 0;
    int most = 0; ///< under way at once

    void read(CrawlPlan &plan, int sideBySide, QRandomGenerator &random)
    {
        QList<Window> open;
        while (true) {
            while (open.size() < sideBySide) {
                const auto window = plan.next();
                if (!window)
                    break;
                open.append(*window);
            }
            most = std::max(most, int(open.size()));
            if (open.isEmpty())
                return;
            const Window window = open.takeAt(random.bounded(int(open.size())));
            plan.took(window, answer(window));
        }
    }
    CrawlPlan::Answer answer(const Window &window)
    {
        ++asked;
        QList<qint64> rows;
        for (qint64 start : std::as_const(starts))
            if (start >= window.fromMs && start <= window.toMs)
                rows.append(start);
        rows = rows.mid(window.skip, pageRows);
        QHash<qint64, int> seen;
        for (qint64 start : std::as_const(rows))
            ++seen[start];
        for (auto it = seen.cbegin(); it != seen.cend(); ++it)
            got[it.key()] = std::max(got[it.key()], it.value() + (it.key() == window.toMs ? window.skip : 0));
        if (rows.isEmpty())
            return {};
        return {int(rows.size()), rows.first(), rows.last()};
    }
    qsizetype total() const
    {
        qsizetype sum = 0;
        for (int count : got)
            sum += count;
        return sum;
    }
};

QList<qint64> startsOf(const QString &shape, QRandomGenerator &random)
{
    QList<qint64> starts;
    if (shape == u"even")
        for (int i = 0; i < 5000; ++i)
            starts.append(1'000'000 + i * 17);
    else if (shape == u"random")
        for (int i = 0; i < 5000; ++i)
            starts.append(1'000'000 + random.bounded(900'000));
    else if (shape == u"nights") // nothing for long, then much
        for (int day = 0; day < 6; ++day)
            for (int i = 0; i < 700; ++i)
                starts.append(1'000'000 + day * 86'400'000LL + random.bounded(30'000));
    else if (shape == u"bursts")
        for (int burst = 0; burst < 5; ++burst)
            starts.append(QList<qint64>(burst * 250, 1'000'000 + burst));
    else if (shape == u"one")
        starts.append(5);
    std::sort(starts.begin(), starts.end(), std::greater<>());
    return starts;
}

} // namespace

/// The windows in which a crawl reads a list of activations: all of it once, however it is spread over time.
class TestCrawlPlan : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsAll_data();
    void readsAll();
    void asksLittleMoreThanPages();
    void beginsSideBySideWhereItKnowsHowDense();
    void spansEndWhereTheyShould();
    void goesFurtherWhileItReads();
    void knowsFromWhereItIsComplete();
    void cutsABurstThatIsTooLarge();
    void putsBackWhatFailed();
};

void TestCrawlPlan::readsAll_data()
{
    QTest::addColumn<QString>("shape");
    QTest::addColumn<int>("pageRows");
    for (const char *shape : {"even", "random", "nights", "bursts", "one", "none"})
        for (int rows : {200, 50})
            QTest::addRow("%s, pages of %d", shape, rows) << QString::fromLatin1(shape) << rows;
}

void TestCrawlPlan::readsAll()
{
    QFETCH(QString, shape);
    QFETCH(int, pageRows);
    for (quint32 seed = 1; seed <= 5; ++seed) {
        QRandomGenerator random(seed);
        Reader reader{startsOf(shape, random), pageRows, {}};
        CrawlPlan plan(0, CrawlPlan::open);
        plan.setFullPage(pageRows);
        reader.read(plan, 4, random);
        QCOMPARE(reader.total(), reader.starts.size());
        QVERIFY(plan.isDone() && plan.reachedEnd());
        QCOMPARE(plan.completeFrom(), 0);
    }
}

void TestCrawlPlan::beginsSideBySideWhereItKnowsHowDense()
{
    CrawlPlan blind(0, 1'000'000);
    QVERIFY(blind.next() && !blind.next()); // the first answer tells how dense it is
    CrawlPlan plan(0, 1'000'000);
    plan.expect({CrawlPlan::page, 1'002'000, 1'000'001});
    qint64 below = 1'000'001;
    for (int i = 0; i < 5; ++i) {
        const auto window = plan.next();
        QVERIFY(window && !window->probe);
        QCOMPARE(window->toMs, below - 1);
        QVERIFY(window->toMs - window->fromMs > 1000 && window->toMs - window->fromMs < 2000);
        below = window->fromMs;
    }
    CrawlPlan sparse(0, 1'000'000);
    sparse.expect({7, 1'002'000, 1'000'001}); // no full page: nothing is known
    QVERIFY(sparse.next()->probe);
}

void TestCrawlPlan::asksLittleMoreThanPages()
{
    QRandomGenerator random(7);
    Reader reader{startsOf(u"random"_s, random), 200, {}};
    CrawlPlan plan(0, CrawlPlan::open);
    reader.read(plan, 4, random);
    QVERIFY2(reader.asked <= 45, qPrintable(QString::number(reader.asked))); // 25 full pages hold them
    QCOMPARE(reader.most, 4);
}

void TestCrawlPlan::spansEndWhereTheyShould()
{
    QRandomGenerator random(3);
    Reader reader{startsOf(u"even"_s, random), 200, {}};
    CrawlPlan plan(1'010'000, 1'060'000);
    reader.read(plan, 3, random);
    for (qint64 start : std::as_const(reader.starts))
        QCOMPARE(reader.got.contains(start), start >= 1'010'000 && start <= 1'060'000);
    QVERIFY(plan.isDone() && !plan.reachedEnd());
    QCOMPARE(plan.completeFrom(), 1'010'000);
}

void TestCrawlPlan::goesFurtherWhileItReads()
{
    QRandomGenerator random(3);
    Reader reader{startsOf(u"even"_s, random), 200, {}};
    CrawlPlan plan(1'080'000, 1'085'000);
    const auto first = plan.next();
    QVERIFY(first && first->probe);
    plan.extendTo(0);
    reader.read(plan, 2, random);
    QVERIFY(!plan.isDone());
    plan.took(*first, reader.answer(*first));
    reader.read(plan, 2, random);
    QVERIFY(plan.isDone() && plan.reachedEnd());
    QCOMPARE(reader.total(), reader.starts.size());
}

void TestCrawlPlan::knowsFromWhereItIsComplete()
{
    CrawlPlan plan(0, 1'000'000);
    const auto all = plan.next();
    QCOMPARE(plan.completeFrom(), 1'000'001);
    plan.took(*all, {200, 1'000'000, 990'000});
    const auto newer = plan.next();
    const auto older = plan.next();
    QCOMPARE(newer->toMs, 990'000); // that millisecond may hold more
    QCOMPARE(older->toMs, newer->fromMs - 1);
    plan.took(*older, {150, older->toMs, older->fromMs});
    QCOMPARE(plan.completeFrom(), 990'001); // there is a hole above it
    plan.took(*newer, {150, newer->toMs, newer->fromMs});
    QCOMPARE(plan.completeFrom(), older->fromMs);
}

void TestCrawlPlan::cutsABurstThatIsTooLarge()
{
    CrawlPlan plan(0, CrawlPlan::open);
    int asked = 0;
    while (const auto window = plan.next()) {
        const bool burst = window->toMs >= 700;
        plan.took(*window, burst ? CrawlPlan::Answer{200, 700, 700} : CrawlPlan::Answer{});
        QVERIFY(++asked < 1000);
    }
    QCOMPARE(plan.cutBursts(), QList<qint64>{700});
    QVERIFY(plan.reachedEnd());
}

void TestCrawlPlan::putsBackWhatFailed()
{
    CrawlPlan plan(1, 1000);
    plan.putBack(*plan.next(), false);
    QVERIFY(plan.troubled().isEmpty() && !plan.isDone() && plan.hasOthers());
    const auto again = plan.next();
    plan.putBack(*again, true);
    QCOMPARE(plan.troubled().size(), 1);
    QVERIFY(!plan.isDone() && !plan.hasOthers());
    const auto third = plan.next();
    QCOMPARE(third->tries, 1);
    plan.took(*third, {5, 900, 100});
    QVERIFY(plan.isDone() && plan.troubled().isEmpty());
}

QTEST_GUILESS_MAIN(TestCrawlPlan)
#include "tst_crawlplan.moc"
