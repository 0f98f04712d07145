#include "core/openwhisk/unite.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace openwhisk;

namespace {

using Rows = QList<TriggerSummary>;

/// A server's list: newest change first.
class Server {
public:
    Server(int count, quint32 seed) : m_random(seed)
    {
        for (int i = 0; i < count; ++i)
            create();
    }
    void create()
    {
        m_rows.prepend(row(u"t%1"_s.arg(++m_made), ++m_clock));
        m_touched.insert(m_rows.first().name);
    }
    void update(qsizetype i)
    {
        TriggerSummary changed = m_rows.takeAt(i);
        m_touched.insert(changed.name);
        changed.updated = ++m_clock;
        m_rows.prepend(changed);
    }
    void remove(qsizetype i) { m_touched.insert(m_rows.takeAt(i).name); }
    void change()
    {
        const int what = m_random.bounded(3);
        const qsizetype i = m_random.bounded(int(m_rows.size()));
        what == 0 ? create() : what == 1 ? update(i) : remove(i);
    }
    Page<TriggerSummary> read(qint64 skip) const { return {skip, m_rows.mid(skip, pageSize)}; }
    qint64 count() const { return m_rows.size(); }
    const Rows &rows() const { return m_rows; }
    const QSet<EntityName> &touched() const { return m_touched; }
    void forget() { m_touched.clear(); }
    int random(int most) { return m_random.bounded(most); }

    static TriggerSummary row(const QString &name, qint64 updated) { return {{u"g"_s, {}, name}, u"0.0.1"_s, updated, false}; }

private:
    QRandomGenerator m_random;
    Rows m_rows;
    QSet<EntityName> m_touched;
    int m_made = 0;
    qint64 m_clock = 0;
};

void insert(QList<Page<TriggerSummary>> &pages, const Page<TriggerSummary> &page)
{
    const auto place = std::upper_bound(pages.begin(), pages.end(), page, [](auto &a, auto &b) { return a.skip < b.skip; });
    pages.insert(place, page);
}

/// Pages in any order, with a change before some of them.
QList<Page<TriggerSummary>> readWhole(Server &server, int changesPercent)
{
    QList<qint64> skips = laterPages(server.count());
    skips.prepend(0);
    QList<Page<TriggerSummary>> pages;
    while (!skips.isEmpty()) {
        if (server.random(100) < changesPercent)
            server.change();
        insert(pages, server.read(skips.takeAt(server.random(std::min(6, int(skips.size()))))));
    }
    return pages;
}

bool holdsAll(const Rows &list, const Server &server)
{
    QHash<EntityName, qint64> updated;
    for (const TriggerSummary &row : list)
        updated.insert(row.name, row.updated);
    return std::all_of(server.rows().begin(), server.rows().end(), [&](const TriggerSummary &row) {
        return updated.value(row.name) == row.updated || server.touched().contains(row.name);
    });
}

} // namespace

class TestPages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void laterPagesCoverTheList()
    {
        QVERIFY(laterPages(0).isEmpty());
        QVERIFY(laterPages(200).isEmpty());
        QCOMPARE(laterPages(201), QList<qint64>{196});
        QCOMPARE(laterPages(396), QList<qint64>{196});
        QCOMPARE(laterPages(10'000).size(), 50);
        QVERIFY(laterPages(10'000).last() + pageSize >= 10'000);
    }
    void aQuietListHasNoGaps()
    {
        Server server(1000, 1);
        const auto pages = readWhole(server, 0);
        QVERIFY(gaps(pages).isEmpty());
        QVERIFY(!beyond(pages, 1000));
        QCOMPARE(united(pages), server.rows());
    }
    void aRowThatSlippedThroughIsMissed()
    {
        Server server(500, 1);
        const auto second = server.read(196);
        for (int i = 0; i < 6; ++i)
            server.update(499); // each pushes the others back by one
        const QList<Page<TriggerSummary>> pages{server.read(0), second};
        QCOMPARE(gaps(pages), QList<qint64>{100});
        auto bridged = pages;
        insert(bridged, server.read(100));
        QVERIFY(gaps(bridged).isEmpty());
    }
    void deletionsLeaveGapsToo()
    {
        Server server(450, 1);
        const auto first = server.read(0);
        for (int i = 0; i < 60; ++i)
            server.remove(0);
        QList<Page<TriggerSummary>> pages{first, server.read(196), server.read(392)};
        QVERIFY(pages[2].rows.isEmpty());
        QCOMPARE(gaps(pages), QList<qint64>{100}); // the last one is empty because the list ended before it
        insert(pages, server.read(100));
        QVERIFY(gaps(pages).isEmpty());
        QVERIFY(holdsAll(united(pages), server));
    }
    void goesOnBeyondTheCount()
    {
        Server server(400, 1);
        QCOMPARE(*beyond(QList{server.read(0), server.read(196)}, 300), 392);
        QVERIFY(!beyond(QList{server.read(0), server.read(196), server.read(392)}, 400));
    }
    void eachOnceInItsNewestState()
    {
        const auto old = Server::row(u"a"_s, 1);
        const auto now = Server::row(u"a"_s, 9);
        const auto other = Server::row(u"b"_s, 5);
        QCOMPARE(united(QList<Page<TriggerSummary>>{{0, {old, other}}, {0, {now}}}), (Rows{now, other}));
        QCOMPARE(renewed(QList<Page<TriggerSummary>>{{0, {now}}}, {other, old}), (Rows{now, other}));
        QCOMPARE(renewed(QList<Page<TriggerSummary>>{{0, {old}}}, {now, other}), (Rows{now, other})); // a head that lags
    }
    void headReachesWhatIsKnown()
    {
        Server server(1000, 1);
        const Rows known = server.rows();
        for (int i = 0; i < 250; ++i)
            server.update(999);
        QVERIFY(!reaches(QList{server.read(0)}, known));
        QVERIFY(reaches(QList{server.read(0), server.read(196)}, known));
        QCOMPARE(united(QList{server.read(0), server.read(196)} + QList<Page<TriggerSummary>>{{0, known}}), server.rows());
        QCOMPARE(renewed(QList{server.read(0), server.read(196)}, known), server.rows());
        QCOMPARE(renewed(QList{server.read(0)}, server.rows()), server.rows());
        QVERIFY(reaches(QList<Page<TriggerSummary>>{{0, {}}}, {}));
    }
    void nothingIsLostWhileEntitiesChange_data()
    {
        QTest::addColumn<int>("percent");
        QTest::newRow("few changes") << 5;
        QTest::newRow("many changes") << 60;
        QTest::newRow("one before each page") << 100;
    }
    void nothingIsLostWhileEntitiesChange()
    {
        QFETCH(int, percent);
        for (quint32 seed = 1; seed <= 20; ++seed) {
            Server server(1500, seed);
            server.forget();
            auto pages = readWhole(server, percent);
            for (int round = 0; round < 3; ++round) {
                const auto missing = gaps(pages);
                for (const qint64 skip : missing)
                    insert(pages, server.read(skip));
            }
            QVERIFY2(gaps(pages).isEmpty(), qPrintable(QString::number(seed)));
            while (const auto next = beyond(pages, server.count()))
                insert(pages, server.read(*next));
            QVERIFY2(holdsAll(united(pages), server), qPrintable(QString::number(seed)));
            // What changed meanwhile is at the front, and the front is read once more.
            const QList head{server.read(0)};
            const Rows list = united(head + pages);
            QCOMPARE(renewed(head, united(pages)), list);
            server.forget();
            QVERIFY2(holdsAll(list, server), qPrintable(QString::number(seed)));
        }
    }
};

QTEST_APPLESS_MAIN(TestPages)
#include "tst_pages.moc"
