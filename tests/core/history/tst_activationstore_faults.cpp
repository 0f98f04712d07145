#include "core/history/activationschema.h"
#include "core/history/activationstore.h"
#include "core/history/database.h"
#include "core/json/text.h"
#include "historyfile.h"
#include "tests/support/await.h"
#include "tests/support/filelimit.h"

#include <QDateTime>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace history;
using namespace Qt::StringLiterals;

namespace {

const QString shop = u"p1"_s;
constexpr qint64 day = 24 * 3600 * 1000LL;

SeenActivation seen(int n, qint64 start = QDateTime::currentMSecsSinceEpoch())
{
    SeenActivation row;
    row.id = u"%1"_s.arg(n, 32, 16, QLatin1Char('0'));
    row.ns = u"guest"_s;
    row.name = u"action%1"_s.arg(n % 7);
    row.start = start - n;
    return row;
}

QList<SeenActivation> some(int from, int count, qint64 start = QDateTime::currentMSecsSinceEpoch())
{
    QList<SeenActivation> rows;
    for (int n = from; n < from + count; ++n)
        rows.append(seen(n, start));
    return rows;
}

} // namespace

class TestActivationStoreFaults : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void keepsTheBoundOfAge();
    void keepsTheBoundOfSize();
    void doesNotWriteWhatIsTooOld();
    void dropsNamesThatNoRowHas();
    void setsACorruptFileAside();
    void setsAsideWhatBreaksLater();
    void leavesANewerFileAlone();
    void copiesBeforeItMigrates();
    void doesNotMigrateWithoutACopy();
    void worksWithASecondConsole();
    void seesThatAnotherConsoleEmptiedIt();
    void waitsForAnotherConsole();
    void fullDiskLosesNothing();
    void endsInTheMiddle();

private:
    std::unique_ptr<ActivationStore> open(const ActivationBounds &bounds = {0, 0})
    {
        auto store = std::make_unique<ActivationStore>(m_folder->path());
        store->setBounds(bounds);
        return store;
    }
    void fill(int rows = 10) { QVERIFY(await(open()->keep(shop, some(0, rows)))); }
    QString file() const { return m_folder->filePath(u"p1.sqlite"_s); }
    QStringList setAside() const { return QDir(m_folder->path()).entryList({u"p1.sqlite.corrupt-*"_s}, QDir::Files); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestActivationStoreFaults::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestActivationStoreFaults::keepsTheBoundOfAge()
{
    auto store = open();
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    QVERIFY(await(store->keep(shop, some(0, 1200, now - 5 * day))));
    QVERIFY(await(store->keep(shop, some(5000, 20, now))));
    QVERIFY(await(store->keepRecord(shop, seen(3, now - 5 * day), *json::parse("{\"logs\":[\"old words\"]}"))));
    QCOMPARE(await(store->holding(shop))->rows, 1220);
    store->setBounds({3, 0});
    QVERIFY(await(store->open(shop)));
    QTRY_COMPARE_WITH_TIMEOUT(await(store->holding(shop))->rows, 20, 30'000);
    QCOMPARE(await(store->holding(shop))->records, 0);
    QVERIFY(await(store->search(shop, u"words"_s, 10))->ids.isEmpty());
    QVERIFY((**await(store->rows(shop, 100))).last().start > now - day);
}

void TestActivationStoreFaults::keepsTheBoundOfSize()
{
    auto store = open({0, 1'500'000});
    for (int n = 0; n < 40; ++n)
        QVERIFY(await(store->keepRecord(shop, seen(1000 - n), noise(20'000)), 30'000)); // each newer than the one before
    QTRY_VERIFY_WITH_TIMEOUT(await(store->holding(shop))->bytes <= 1'500'000, 30'000);
    QVERIFY(await(store->holding(shop))->records > 5); // and not far less than would fit
    const auto small = open({0, 700'000});
    QVERIFY(await(small->keep(shop, {seen(0)})));
    QTRY_VERIFY_WITH_TIMEOUT(await(small->holding(shop))->bytes <= 700'000, 30'000);
    const auto rows = await(small->rows(shop, 1000));
    QVERIFY(!(*rows)->isEmpty()); // oldest first: the newest stay
    QCOMPARE((*rows)->first().id, seen(0).id);
}

void TestActivationStoreFaults::doesNotWriteWhatIsTooOld()
{
    auto store = open({3, 0});
    const qint64 old = QDateTime::currentMSecsSinceEpoch() - 4 * day;
    QCOMPARE(*await(store->keep(shop, {seen(1, old), seen(2)})), 1);
    QVERIFY(await(store->keepRecord(shop, seen(1, old), *json::parse("{}"))));
    QCOMPARE(await(store->holding(shop))->rows, 1);
    QCOMPARE(await(store->holding(shop))->records, 0);
}

void TestActivationStoreFaults::dropsNamesThatNoRowHas()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    fill(1); // action0
    QVERIFY(await(open()->keep(shop, {seen(1, now - 5 * day), seen(2, now - 5 * day)})));
    QCOMPARE(Raw(file()).run(u"SELECT count(*) FROM label"_s).toInt(), 3);
    auto store = open({3, 0});
    QVERIFY(await(store->open(shop)));
    QTRY_COMPARE_WITH_TIMEOUT(Raw(file()).run(u"SELECT count(*) FROM label"_s).toInt(), 1, 30'000);
    QCOMPARE(Raw(file()).run(u"SELECT count(*) FROM label_words"_s).toInt(), 1);
    QCOMPARE(*await(store->keep(shop, {seen(1, now)})), 1);
    QCOMPARE((**await(store->rows(shop, 10))).last().name, u"action1"_s);
}

void TestActivationStoreFaults::setsACorruptFileAside()
{
    QFile broken(file());
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("this was a database once, " + QByteArray(5000, 'x'));
    broken.close();
    auto store = open();
    const auto notice = await(store->open(shop));
    QVERIFY(notice);
    QCOMPARE(setAside().size(), 1);
    QVERIFY2(notice->contains(setAside().first()), qPrintable(*notice));
    QCOMPARE(*await(store->open(shop)), QString()); // said once
    QCOMPARE(*await(store->keep(shop, some(0, 5))), 5);
}

void TestActivationStoreFaults::setsAsideWhatBreaksLater()
{
    fill(2000);
    {
        QFile damaged(file()); // the first page stays good, so that opening works
        QVERIFY(damaged.open(QIODevice::ReadWrite));
        damaged.seek(4096);
        damaged.write(QByteArray(int(damaged.size()) - 4096, '\x7f'));
    }
    auto store = open();
    QVERIFY(!await(store->rows(shop, 10)));
    QCOMPARE(setAside().size(), 1);
    QCOMPARE(*await(store->keep(shop, some(0, 5))), 5); // with labels of the new file
    QCOMPARE((**await(store->rows(shop, 10))).size(), 5);
}

void TestActivationStoreFaults::leavesANewerFileAlone()
{
    fill();
    Raw(file()).run(u"PRAGMA user_version=99"_s);
    auto store = open();
    const auto kept = await(store->keep(shop, some(50, 1)));
    QVERIFY(!kept);
    QVERIFY(kept.error().message.contains("newer"_L1));
    QVERIFY(setAside().isEmpty());
    QCOMPARE(Raw(file()).run(u"SELECT count(*) FROM run"_s).toInt(), 10);
}

void TestActivationStoreFaults::copiesBeforeItMigrates()
{
    const QString place = m_folder->filePath(u"some.sqlite"_s);
    const QStringList first{u"CREATE TABLE a (n)"_s, u"INSERT INTO a VALUES (5)"_s};
    QVERIFY(Database(place, {first}, {}).open());
    QCOMPARE(QDir(m_folder->path()).entryList({u"*.before-*"_s}, QDir::Files).size(), 0); // nothing was there before
    Database newer(place, {first, {u"UPDATE a SET n = 6"_s}}, {});
    QVERIFY(newer.open());
    newer.close();
    QCOMPARE(Raw(place).run(u"SELECT n FROM a"_s).toInt(), 6);
    const QString copy = place + u".before-v2"_s;
    QCOMPARE(Raw(copy).run(u"SELECT n FROM a"_s).toInt(), 5);
    QCOMPARE(Raw(copy).run(u"PRAGMA user_version"_s).toInt(), 1);
    QVERIFY(!(QFile::permissions(copy) & (QFile::ReadGroup | QFile::ReadOther)));
}

void TestActivationStoreFaults::doesNotMigrateWithoutACopy()
{
    const QString place = m_folder->filePath(u"some.sqlite"_s);
    QStringList first{u"CREATE TABLE a (n)"_s};
    for (int i = 0; i < 40; ++i)
        first.append(u"INSERT INTO a VALUES (randomblob(4000))"_s);
    QVERIFY(Database(place, {first}, {}).open());
    {
        const FileLimit full(60'000); // not even room for the copy
        QVERIFY(!Database(place, {first, {u"DELETE FROM a"_s}}, {}).open());
    }
    QCOMPARE(Raw(place).run(u"SELECT count(*) FROM a"_s).toInt(), 40);
    QCOMPARE(QDir(m_folder->path()).entryList({u"*.before-*"_s}, QDir::Files).size(), 0);
}

void TestActivationStoreFaults::worksWithASecondConsole()
{
    auto one = open(), two = open();
    QVERIFY(await(one->keep(shop, some(0, 100))));
    QVERIFY(await(two->keep(shop, some(50, 100))));
    QList<Async<qsizetype>> all;
    for (int i = 0; i < 10; ++i) {
        all.append(one->keep(shop, some(i * 100, 100)));
        all.append(two->keep(shop, some(i * 100 + 50, 100)));
    }
    for (const auto &kept : all)
        QVERIFY(await(kept, 30'000));
    QCOMPARE(await(one->holding(shop))->rows, 1050);
    QCOMPARE(**await(one->rows(shop, 2000)), **await(two->rows(shop, 2000)));
}

void TestActivationStoreFaults::seesThatAnotherConsoleEmptiedIt()
{
    auto one = open(), two = open();
    QVERIFY(await(one->keep(shop, some(0, 20))));
    QVERIFY(await(two->empty(shop)));
    QCOMPARE(await(one->holding(shop))->rows, 0);
    QCOMPARE(*await(one->keep(shop, some(0, 20))), 20); // what it remembered of the names is gone, too
    QCOMPARE((**await(two->rows(shop, 50))).size(), 20);
    QCOMPARE(await(two->search(shop, u"action3"_s, 50))->ids.size(), 3);
}

void TestActivationStoreFaults::waitsForAnotherConsole()
{
    fill();
    Raw other(file());
    other.run(u"BEGIN IMMEDIATE"_s);
    auto store = open();
    const auto keeping = store->keep(shop, some(100, 3));
    QVERIFY(await(store->keep(u"other"_s, {}), 1) || !keeping.isFinished());
    other.run(u"COMMIT"_s);
    QVERIFY(await(keeping, 30'000));
}

void TestActivationStoreFaults::fullDiskLosesNothing()
{
    fill(50);
    auto store = open();
    QVERIFY(await(store->holding(shop)));
    {
        const FileLimit full(400'000);
        bool failed = false;
        for (int n = 0; n < 40 && !failed; ++n)
            failed = !await(store->keepRecord(shop, seen(500 + n), noise(60'000)));
        QVERIFY(failed);
        QVERIFY(await(store->rows(shop, 100))); // reading goes on
    }
    QVERIFY(setAside().isEmpty());
    QVERIFY(await(store->keep(shop, some(900, 10)))); // there is room again
    QVERIFY(await(store->holding(shop))->rows >= 60);
    QCOMPARE(Raw(file()).run(u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
}

void TestActivationStoreFaults::endsInTheMiddle()
{
    const qint64 old = QDateTime::currentMSecsSinceEpoch() - 5 * day;
    auto store = open();
    QVERIFY(await(store->keep(shop, some(0, 3000, old))));
    store->setBounds({1, 0});
    const auto last = store->keep(shop, some(10'000, 5));
    store.reset(); // pruning stops, what was asked for is done
    QVERIFY(last.isFinished() && last.result());
    QVERIFY(await(open()->holding(shop))->rows >= 5);
}

QTEST_GUILESS_MAIN(TestActivationStoreFaults)
#include "tst_activationstore_faults.moc"
