#include "core/history/activationstore.h"
#include "core/history/searchtext.h"
#include "core/json/text.h"
#include "tests/support/await.h"

#include <QDateTime>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace history;
using namespace Qt::StringLiterals;

namespace {

const QString shop = u"p1"_s;

qint64 now() ///< the same in all of a run
{
    static const qint64 ms = QDateTime::currentMSecsSinceEpoch();
    return ms;
}

QString idOf(int n)
{
    return u"%1"_s.arg(n, 32, 16, QLatin1Char('0'));
}

SeenActivation seen(int n, const QString &name = u"reserve-stock"_s, qint64 start = now())
{
    SeenActivation row;
    row.id = idOf(n);
    row.ns = u"guest"_s;
    row.package = u"orders"_s;
    row.name = name;
    row.version = u"0.0.7"_s;
    row.kind = u"python:3.11"_s;
    row.start = start - n;
    row.end = row.start + 40;
    row.durationMs = 40;
    row.waitMs = 5;
    return row;
}

json::Value recordOf(const QByteArray &result, const QStringList &lines)
{
    json::Value logs = json::Value::array();
    for (const QString &line : lines)
        logs.append(json::Value::string(line));
    json::Value record = *json::parse("{\"activationId\":\"1\",\"response\":{\"status\":\"success\",\"result\":" + result + "}}");
    record.set(u"logs", logs);
    return record;
}

QByteArray everythingIn(const QString &folder)
{
    QByteArray all;
    for (const QFileInfo &info : QDir(folder).entryInfoList(QDir::Files)) {
        QFile file(info.filePath());
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    return all;
}

} // namespace

class TestActivationStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void givesBackRows();
    void writesOnlyWhatChanged();
    void keepsRecords();
    void knowsWhichRecordsAreMissing();
    void searchesNamesResultsAndLogs_data();
    void searchesNamesResultsAndLogs();
    void noTextIsAnErrorOfTheSearch_data();
    void noTextIsAnErrorOfTheSearch();
    void boundsASearch();
    void saysWhatASearchCovers();
    void masksSecrets();
    void keepsProfilesApart();
    void canBeSwitchedOff();
    void emptiesWithoutATrace();
    void forgetsAProfile();
    void writesManyRows();

private:
    ActivationHits found(const QString &text)
    {
        const auto hits = await(m_store->search(shop, text, 100));
        return hits ? *hits : ActivationHits{{hits.error().message}, false, {}};
    }
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ActivationStore> m_store;
};

void TestActivationStore::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = std::make_unique<ActivationStore>(m_folder->path());
    m_store->setBounds({0, 0});
}

void TestActivationStore::givesBackRows()
{
    SeenActivation full = seen(1);
    full.binding = u"guest/orders-de"_s;
    full.cause = idOf(99);
    full.initMs = 0;
    full.status = 2;
    full.timedOut = true;
    SeenActivation trigger;
    trigger.id = u"An odd id"_s;
    trigger.name = u"new-order"_s;
    trigger.cause = u"another"_s;
    trigger.start = full.start - 10;
    trigger.throttled = true;
    QCOMPARE(*await(m_store->keep(shop, {trigger, full})), 2);
    QCOMPARE(**await(m_store->rows(shop, 10)), (QList{full, trigger}));
    QCOMPARE(**await(m_store->rows(shop, 1)), (QList{full}));
    m_store = std::make_unique<ActivationStore>(m_folder->path()); // the next console
    QCOMPARE(**await(m_store->rows(shop, 10)), (QList{full, trigger}));
}

void TestActivationStore::writesOnlyWhatChanged()
{
    auto a = seen(1), b = seen(2);
    QCOMPARE(*await(m_store->keep(shop, {a, b})), 2);
    QCOMPARE(*await(m_store->keep(shop, {a, b})), 0);
    b.durationMs = 41;
    QCOMPARE(*await(m_store->keep(shop, {a, b})), 1);
    QCOMPARE((**await(m_store->rows(shop, 10))).last(), b);
    a.throttled = true;
    QCOMPARE(*await(m_store->keep(shop, {a})), 1);
    a.throttled = false; // as lists have it
    QCOMPARE(*await(m_store->keep(shop, {a})), 0);
    QVERIFY((**await(m_store->rows(shop, 10))).first().throttled);
    QCOMPARE(*await(m_store->keep(shop, {})), 0);
}

void TestActivationStore::keepsRecords()
{
    const auto document = recordOf("{\"left\":3.10,\"big\":12345678901234567890}", {u"one"_s, u"two"_s});
    QVERIFY(!await(m_store->record(shop, idOf(1)))->has_value());
    QVERIFY(await(m_store->keepRecord(shop, seen(1), document)));
    const auto kept = await(m_store->record(shop, idOf(1)));
    QVERIFY(kept && *kept);
    QCOMPARE(json::compact((*kept)->document), json::compact(document));
    QVERIFY((*kept)->leftOut.isEmpty() && !(*kept)->masked);
    QVERIFY((*kept)->keptMs > 0);
    QCOMPARE((**await(m_store->rows(shop, 10))).size(), 1);
    const auto longer = recordOf("{}", {u"three"_s});
    QVERIFY(await(m_store->keepRecord(shop, seen(1), longer))); // the logs came later
    QCOMPARE(json::compact((*await(m_store->record(shop, idOf(1))))->document), json::compact(longer));
    QVERIFY(found(u"one"_s).ids.isEmpty());
    QCOMPARE(found(u"three"_s).ids, QStringList{idOf(1)});
}

void TestActivationStore::knowsWhichRecordsAreMissing()
{
    QVERIFY(await(m_store->keep(shop, {seen(1), seen(2)})));
    QVERIFY(await(m_store->keepRecord(shop, seen(2), recordOf("{}", {}))));
    QCOMPARE(*await(m_store->withoutRecord(shop, {idOf(3), idOf(2), idOf(1)})), (QStringList{idOf(3), idOf(1)}));
}

void TestActivationStore::searchesNamesResultsAndLogs_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<int>>("hits");
    QTest::newRow("a log line") << u"traceback"_s << QList{1};
    QTest::newRow("a value with a dash") << u"MUG-0042"_s << QList{1, 2};
    QTest::newRow("two words, each somewhere") << u"traceback mug"_s << QList{1};
    QTest::newRow("result and name") << u"out_of_stock reserve"_s << QList{1};
    QTest::newRow("phrase") << u"\"stock of mug\""_s << QList{2};
    QTest::newRow("words of no phrase") << u"\"mug stock\""_s << QList<int>{};
    QTest::newRow("being typed") << u"traceb"_s << QList{1};
    QTest::newRow("beginning inside") << u"traceb* reserve"_s << QList{1};
    QTest::newRow("no beginning inside") << u"traceb reserve"_s << QList<int>{};
    QTest::newRow("a name without a record") << u"thumbnail"_s << QList{3};
    QTest::newRow("names of all") << u"orders"_s << QList{1, 2, 3};
    QTest::newRow("kind and version") << u"python 0.0.7"_s << QList{1, 2, 3};
    QTest::newRow("accents") << u"müller"_s << QList{2};
    QTest::newRow("without the accents") << u"MULLER"_s << QList{2};
    QTest::newRow("a number") << u"4711"_s << QList{2};
    QTest::newRow("a member's name") << u"customer"_s << QList{2};
    QTest::newRow("an open quote") << u"\"traceback most"_s << QList{1};
    QTest::newRow("an id") << idOf(3) << QList{3};
    QTest::newRow("nothing") << u"  "_s << QList<int>{};
}

void TestActivationStore::searchesNamesResultsAndLogs()
{
    QVERIFY(await(m_store->keep(shop, {seen(3, u"thumbnail"_s)})));
    QVERIFY(await(m_store->keepRecord(shop, seen(1), recordOf("{\"error\":{\"code\":\"OUT_OF_STOCK\",\"sku\":\"MUG-0042\"}}",
                                                              {u"Traceback (most recent call last):"_s}))));
    QVERIFY(await(m_store->keepRecord(shop, seen(2), recordOf("{\"customer\":\"M\\u00fcller\",\"number\":4711}",
                                                              {u"stock of mug-0042"_s}))));
    QFETCH(QString, text);
    QFETCH(QList<int>, hits);
    QStringList wanted;
    for (const int n : hits)
        wanted.append(idOf(n));
    QCOMPARE(found(text).ids, wanted);
}

void TestActivationStore::noTextIsAnErrorOfTheSearch_data()
{
    QTest::addColumn<QString>("text");
    for (const auto *text : {"AND", "a OR", "NOT b", "NEAR(", "name:", "-", "*", "\"", "\"\"", "a\"b\"c", "^x", "(((", "{a b}:c",
                             "'", "a'); DROP TABLE run; --", "%", "+", "a + b", "\xf0\x9f\x98\x80", "a* b*", "**"})
        QTest::newRow(text) << QString::fromUtf8(text);
    QTest::newRow("null") << QString(QChar(0));
    QTest::newRow("surrogate") << QString(QChar(0xd800));
    QTest::newRow("long") << QString(20'000, u'x');
    QTest::newRow("many") << u"word "_s.repeated(300);
}

void TestActivationStore::noTextIsAnErrorOfTheSearch()
{
    QFETCH(QString, text);
    QVERIFY(await(m_store->keepRecord(shop, seen(1), recordOf("{}", {u"nothing of that"_s}))));
    const auto hits = await(m_store->search(shop, text, 10));
    QVERIFY2(hits, hits ? "" : qPrintable(hits.error().detail));
    QCOMPARE(hits->holding.rows, 1);
}

void TestActivationStore::boundsASearch()
{
    QList<SeenActivation> many;
    for (int i = 0; i < 30; ++i)
        many.append(seen(i + 1));
    QVERIFY(await(m_store->keep(shop, many)));
    const auto hits = await(m_store->search(shop, u"reserve"_s, 20));
    QCOMPARE(hits->ids.size(), 20);
    QVERIFY(hits->more);
    QCOMPARE(hits->ids.first(), idOf(1)); // the newest
    QVERIFY(!await(m_store->search(shop, u"reserve"_s, 30))->more);
}

void TestActivationStore::saysWhatASearchCovers()
{
    QVERIFY(await(m_store->keep(shop, {seen(1), seen(2), seen(3)})));
    QVERIFY(await(m_store->keepRecord(shop, seen(2), recordOf("{}", {u"short"_s}))));
    const QString line = u"word"_s.repeated(1000);
    QVERIFY(await(m_store->keepRecord(shop, seen(3), recordOf("{}", QStringList(300, line) + QStringList{u"unseen"_s}))));
    const auto hits = found(u"unseen"_s);
    QVERIFY(hits.ids.isEmpty());
    QCOMPARE(hits.holding.rows, 3);
    QCOMPARE(hits.holding.records, 2);
    QCOMPARE(hits.holding.cut, 1);
    QCOMPARE(hits.holding.oldestMs, (**await(m_store->rows(shop, 9))).last().start);
    QVERIFY(hits.holding.bytes > 0);
    QVERIFY((*await(m_store->record(shop, idOf(3))))->document.value(u"logs").size() == 301); // kept whole
}

void TestActivationStore::masksSecrets()
{
    const QByteArray secret = "hunter2hunter2", token = "c2VjcmV0LXRva2Vu";
    const auto document = recordOf("{\"password\":\"" + secret + "\",\"url\":\"see postgres://me:" + secret + "@db/x\",\"left\":3}",
                                   {u"calling with Authorization: Bearer "_s + QString::fromLatin1(token), u"apiKey="_s + QString::fromLatin1(secret) + u" ok"_s});
    QVERIFY(await(m_store->keepRecord(shop, seen(1), document)));
    const auto kept = *await(m_store->record(shop, idOf(1)));
    QCOMPARE(kept->leftOut, QStringList{u"/response/result/password"_s});
    QVERIFY(kept->masked);
    QCOMPARE(kept->document.value(u"response").value(u"result").value(u"url").toString(), u"see postgres://me:•••@db/x"_s);
    QVERIFY(!json::compact(kept->document).contains(secret) && !json::compact(kept->document).contains(token));
    QVERIFY(found(QString::fromLatin1(secret)).ids.isEmpty());
    QCOMPARE(found(u"calling postgres"_s).ids.size(), 1);
    m_store.reset();
    const QByteArray bytes = everythingIn(m_folder->path());
    QVERIFY(bytes.contains("calling"));
    QVERIFY(!bytes.contains(secret) && !bytes.contains(token));
}

void TestActivationStore::keepsProfilesApart()
{
    const QString odd = u"../p 2"_s;
    QVERIFY(await(m_store->keep(shop, {seen(1)})));
    QVERIFY(await(m_store->keep(odd, {seen(2), seen(3)})));
    QCOMPARE(await(m_store->holding(shop))->rows, 1);
    QCOMPARE(await(m_store->holding(odd))->rows, 2);
    QCOMPARE(QDir(m_folder->path()).entryList({u"*.sqlite"_s}, QDir::Files).size(), 2);
}

void TestActivationStore::canBeSwitchedOff()
{
    QVERIFY(await(m_store->keep(shop, {seen(1)})));
    QVERIFY(await(m_store->setEnabled(shop, false)));
    QCOMPARE(*await(m_store->keep(shop, {seen(2)})), 0);
    QVERIFY(await(m_store->keepRecord(shop, seen(3), recordOf("{}", {}))));
    QCOMPARE(await(m_store->holding(shop))->rows, 1);
    QVERIFY(!await(m_store->holding(shop))->enabled);
    QCOMPARE(*await(m_store->keep(u"other"_s, {seen(2)})), 1);
    QVERIFY(await(m_store->empty(shop)));
    m_store = std::make_unique<ActivationStore>(m_folder->path());
    QVERIFY(!await(m_store->holding(shop))->enabled); // stays off when emptied, and in the next session
    QVERIFY(await(m_store->setEnabled(shop, true)));
    QCOMPARE(*await(m_store->keep(shop, {seen(2)})), 1);
}

void TestActivationStore::emptiesWithoutATrace()
{
    for (int i = 1; i < 50; ++i)
        QVERIFY(await(m_store->keepRecord(shop, seen(i), recordOf("{}", {u"confidential%1"_s.arg(i).repeated(50)}))));
    const qint64 before = await(m_store->holding(shop))->bytes;
    QVERIFY(await(m_store->empty(shop)));
    const auto held = *await(m_store->holding(shop));
    QCOMPARE(held.rows, 0);
    QCOMPARE(held.records, 0);
    QVERIFY(held.bytes < before);
    QVERIFY(found(u"confidential1"_s).ids.isEmpty());
    m_store.reset();
    QVERIFY(!everythingIn(m_folder->path()).contains("confidential"));
    m_store = std::make_unique<ActivationStore>(m_folder->path());
    QCOMPARE(*await(m_store->keep(shop, {seen(1)})), 1); // and goes on
    QCOMPARE(found(u"reserve"_s).ids.size(), 1);
}

void TestActivationStore::forgetsAProfile()
{
    QVERIFY(await(m_store->keep(shop, {seen(1)})));
    QVERIFY(await(m_store->keep(u"p10"_s, {seen(1)})));
    QVERIFY(await(m_store->forget(shop)));
    const auto left = QDir(m_folder->path()).entryList({u"*.sqlite"_s}, QDir::Files);
    QCOMPARE(left, QStringList{u"p10.sqlite"_s});
    QVERIFY(await(m_store->forget(u"never-seen"_s)));
}

void TestActivationStore::writesManyRows()
{
    QList<SeenActivation> many;
    for (int i = 0; i < 5000; ++i) {
        many.append(seen(i, u"action%1"_s.arg(i % 50)));
        if (i % 10 == 0)
            many.last().initMs = i;
    }
    QCOMPARE(*await(m_store->keep(shop, many), 60'000), 5000);
    const auto rows = await(m_store->rows(shop, 100'000), 60'000);
    QVERIFY(rows);
    QCOMPARE((*rows)->size(), 5000);
    QCOMPARE((*rows)->first().id, idOf(0));
    QVERIFY(**rows == many); // made newest first
}

QTEST_GUILESS_MAIN(TestActivationStore)
#include "tst_activationstore.moc"
