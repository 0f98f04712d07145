#include "core/history/store.h"
#include "core/json/text.h"
#include "tests/support/await.h"

#include <QTemporaryDir>
#include <QTest>

using namespace history;
using namespace Qt::StringLiterals;

namespace {

const Key quote{u"p1"_s, u"action:orders/price-quote"_s};
const Key other{u"p2"_s, u"action:orders/price-quote"_s};

json::Value doc(const QByteArray &text)
{
    return *json::parse(text);
}

} // namespace

class TestHistoryStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void keepsPayloadsByName();
    void refusesPayloadsItCannotRead();
    void leavesSecretsOutOfPayloads();
    void remembersTheLastFifty();
    void remembersWhatEachRunWasGiven();
    void keepsDraftsOverRestarts();
    void keepsNoSecretInTheFile();
    void keepsVersionsNewestFirst();
    void thinsOutVersions();
    void twoConsolesShareAFile();
    void filesAreForTheOwnerAlone();
    void whatWasAskedForIsDoneBeforeTheEnd();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString file() const { return m_folder->filePath(u"data/history.sqlite"_s); }
};

void TestHistoryStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestHistoryStore::keepsPayloadsByName()
{
    Store store(file());
    QCOMPARE(*await(store.open()), QString());
    const auto first = await(store.savePayload(quote, {0, u"volume order"_s, u"{ \"qty\": 1.0 }"_s, 0, {}}));
    QVERIFY(first);
    QVERIFY(first->id > 0);
    QVERIFY(await(store.savePayload(quote, {0, u"empty"_s, u"{}"_s, 0, {}})));
    QVERIFY(await(store.savePayload(other, {0, u"elsewhere"_s, u"[]"_s, 0, {}})));
    QVERIFY(await(store.savePayload(quote, {0, u" volume order "_s, u"{ \"qty\": 2.0 }"_s, 0, {}})));

    const auto found = await(store.payloads(quote));
    QVERIFY(found);
    QCOMPARE(found->size(), 2);
    QCOMPARE(found->at(0).name, u"empty"_s);
    QCOMPARE(found->at(1).name, u"volume order"_s);
    QCOMPARE(found->at(1).text, u"{ \"qty\": 2.0 }"_s);
    QVERIFY(await(store.deletePayload(found->at(0).id)));
    QCOMPARE(await(store.payloads(quote))->size(), 1);
    QVERIFY(await(store.recentSent(quote))->isEmpty());
}

void TestHistoryStore::refusesPayloadsItCannotRead()
{
    Store store(file());
    QVERIFY(!await(store.savePayload(quote, {0, u"broken"_s, u"{\"password\": \"x"_s, 0, {}})));
    QVERIFY(!await(store.savePayload(quote, {0, u"  "_s, u"{}"_s, 0, {}})));
    QVERIFY(!await(store.rememberSent(quote, u"{\"password\": \"x"_s)));
    QVERIFY(await(store.payloads(quote))->isEmpty());
}

void TestHistoryStore::leavesSecretsOutOfPayloads()
{
    Store store(file());
    const auto saved = await(store.savePayload(quote, {0, u"login"_s, u"{\"user\":\"a\",\"password\":\"b\"}"_s, 0, {}}));
    QVERIFY(saved);
    QCOMPARE(saved->leftOut, QStringList(u"/password"_s));
    QCOMPARE(json::compact(doc(saved->text.toUtf8())), R"({"user":"a"})");
    QVERIFY(await(store.rememberSent(quote, u"{\"user\":\"a\",\"password\":\"b\"}"_s)));
    const auto sent = await(store.recentSent(quote));
    QCOMPARE(sent->first().leftOut, QStringList(u"/password"_s));
    QVERIFY(!sent->first().text.contains("\"b\""_L1));
}

void TestHistoryStore::remembersTheLastFifty()
{
    Store store(file());
    for (int i = 0; i < recentPayloads + 5; ++i)
        store.rememberSent(quote, u"{\"n\":%1}"_s.arg(i));
    store.rememberSent(quote, u"{\"n\":10}"_s); // again: moves to the front, once
    const auto sent = await(store.recentSent(quote));
    QCOMPARE(sent->size(), recentPayloads);
    QCOMPARE(sent->first().text, u"{\"n\":10}"_s);
    QCOMPARE(sent->at(1).text, u"{\"n\":54}"_s);
    QCOMPARE(sent->last().text, u"{\"n\":5}"_s);
    QVERIFY(await(store.recentSent(other))->isEmpty());
}

void TestHistoryStore::remembersWhatEachRunWasGiven()
{
    Store store(file());
    const auto run = [](int number) { return Key{quote.profileId, u"activation:%1"_s.arg(number)}; };
    for (int i = 0; i < keptInputs + 3; ++i)
        store.rememberSent(run(i), u"{}"_s);
    store.rememberSent(quote, u"{}"_s);
    const auto forgotten = await(store.recentSent(run(2)), 200'000); // hundreds of writes are done before
    QVERIFY(forgotten && forgotten->isEmpty());
    QCOMPARE(await(store.recentSent(run(3)))->size(), 1);
    QCOMPARE(await(store.recentSent(quote))->size(), 1);
}

void TestHistoryStore::keepsDraftsOverRestarts()
{
    const QByteArray edited = R"({"exec":{"code":"function main() {}"},"limits":{"timeout":1e3},"x":12345678901234567890})";
    {
        Store store(file());
        QVERIFY(!*await(store.draft(quote)));
        QVERIFY(await(store.saveDraft({quote, doc("{}"), doc(R"({"version":"0.0.1"})"), 0, {}})));
        QVERIFY(await(store.saveDraft({quote, doc(edited), doc(R"({"version":"0.0.2"})"), 0, {}})));
    }
    Store store(file());
    const auto draft = await(store.draft(quote));
    QVERIFY(draft && *draft);
    QCOMPARE(json::compact((*draft)->document), edited);
    QCOMPARE(json::compact((*draft)->base), R"({"version":"0.0.2"})");
    QVERIFY((*draft)->savedMs > 0);
    QVERIFY(!*await(store.draft(other)));
    QCOMPARE(await(store.drafts(u"p1"_s))->size(), 1);
    QVERIFY(await(store.dropDraft(quote)));
    QVERIFY(!*await(store.draft(quote)));
    QVERIFY(await(store.drafts(u"p1"_s))->isEmpty());
}

void TestHistoryStore::keepsNoSecretInTheFile()
{
    const auto action = doc(R"({"version":"0.0.3","parameters":[{"key":"apiKey","value":"hunter2hunter2"}]})");
    {
        Store store(file());
        const auto draft = await(store.saveDraft({quote, action, action, 0, {}}));
        QCOMPARE(draft->leftOut, QStringList(u"/parameters/0/value"_s));
        const auto version = await(store.keepVersion(quote, VersionInfo::Reason::Overwritten, action));
        QCOMPARE(version->leftOut, QStringList(u"/parameters/0/value"_s));
        const auto back = await(store.draft(quote));
        QVERIFY(!json::compact((*back)->document).contains("hunter2"));
        QVERIFY(!json::compact((*back)->base).contains("hunter2"));
        QVERIFY(!json::compact((*await(store.version(version->id)))->document).contains("hunter2"));
        store.rememberSent(quote, u"{\"token\":\"hunter2hunter2\"}"_s);
    }
    for (const QFileInfo &info : QFileInfo(file()).dir().entryInfoList(QDir::Files)) {
        QFile content(info.filePath());
        QVERIFY(content.open(QIODevice::ReadOnly));
        QVERIFY2(!content.readAll().contains("hunter2"), qPrintable(info.fileName()));
    }
}

void TestHistoryStore::keepsVersionsNewestFirst()
{
    Store store(file());
    store.keepVersion(quote, VersionInfo::Reason::Overwritten, doc(R"({"version":"0.0.1","n":1.0})"));
    store.keepVersion(quote, VersionInfo::Reason::Deleted, doc(R"({"version":"0.0.2"})"));
    store.keepVersion({u"p1"_s, u"action:hello"_s}, VersionInfo::Reason::Deleted, doc("{}"));
    const auto found = await(store.versions(quote));
    QCOMPARE(found->size(), 2);
    QCOMPARE(found->at(0).version, u"0.0.2"_s);
    QCOMPARE(found->at(0).reason, VersionInfo::Reason::Deleted);
    QCOMPARE(found->at(1).key, quote);
    const auto first = await(store.version(found->at(1).id));
    QCOMPARE(json::compact((*first)->document), R"({"version":"0.0.1","n":1.0})");
    QCOMPARE(await(store.versions({u"p1"_s, {}}))->size(), 3);
    QVERIFY(await(store.versions(other))->isEmpty());
    QVERIFY(await(store.keepVersion({u"p1"_s, {}}, VersionInfo::Reason::Deleted, {}))); // null texts are empty ones
    QVERIFY(!*await(store.version(4711)));
}

void TestHistoryStore::thinsOutVersions()
{
    Store store(file());
    for (int i = 0; i < keptVersions + 3; ++i)
        store.keepVersion(quote, VersionInfo::Reason::Overwritten, doc("{\"version\":\"" + QByteArray::number(i) + "\"}"));
    const auto found = await(store.versions(quote));
    QCOMPARE(found->size(), keptVersions);
    QCOMPARE(found->first().version, u"52"_s);
    QCOMPARE(found->last().version, u"3"_s);
}

void TestHistoryStore::twoConsolesShareAFile()
{
    Store one(file());
    Store two(file());
    Async<Payload> last;
    for (int i = 0; i < 40; ++i) {
        one.savePayload(quote, {0, u"one %1"_s.arg(i), u"{}"_s, 0, {}});
        last = two.savePayload(quote, {0, u"two %1"_s.arg(i), u"{}"_s, 0, {}});
    }
    QVERIFY(await(last));
    QVERIFY(await(one.payloads(quote)));
    QCOMPARE(await(two.payloads(quote))->size(), 80);
}

void TestHistoryStore::filesAreForTheOwnerAlone()
{
    Store store(file());
    QVERIFY(await(store.rememberSent(quote, u"{}"_s)));
    const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteGroup | QFileDevice::WriteOther;
    const auto infos = QFileInfo(file()).dir().entryInfoList(QDir::Files);
    QVERIFY(infos.size() >= 2); // the write-ahead log lies beside it
    for (const QFileInfo &info : infos)
        QVERIFY2(!(info.permissions() & others), qPrintable(info.fileName()));
    QVERIFY(!(QFileInfo(QFileInfo(file()).path()).permissions() & others));
}

void TestHistoryStore::whatWasAskedForIsDoneBeforeTheEnd()
{
    {
        Store store(file());
        store.saveDraft({quote, doc(R"({"n":1})"), {}, 0, {}});
    }
    Store store(file());
    QVERIFY(*await(store.draft(quote)));
}

QTEST_GUILESS_MAIN(TestHistoryStore)
#include "tst_history_store.moc"
