#include "core/history/schema.h"
#include "core/history/store.h"
#include "core/json/text.h"
#include "historyfile.h"
#include "tests/support/await.h"
#include "tests/support/filelimit.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace history;
using namespace Qt::StringLiterals;

namespace {

const Key quote{u"p1"_s, u"action:orders/price-quote"_s};

} // namespace

class TestHistoryFaults : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void setsACorruptFileAside();
    void setsAsideWhatBreaksLater();
    void leavesANewerFileAlone();
    void bringsAnOldFileUpToDate();
    void fullDiskLosesNothing();
    void unwritableFolderIsASentence();
    void waitsForAnotherConsole();
    void damagedDocumentIsAnError();

private:
    void fill();
    QStringList setAside() const;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString file() const { return m_folder->filePath(u"history.sqlite"_s); }
};

void TestHistoryFaults::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestHistoryFaults::fill()
{
    Store store(file());
    QVERIFY(await(store.saveDraft({quote, *json::parse(R"({"n":1})"), {}, 0, {}})));
}

QStringList TestHistoryFaults::setAside() const
{
    return QDir(m_folder->path()).entryList({u"history.sqlite.corrupt-*"_s}, QDir::Files, QDir::Name);
}

void TestHistoryFaults::setsACorruptFileAside()
{
    QFile broken(file());
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("this was a database once, " + QByteArray(5000, 'x'));
    broken.close();

    Store store(file());
    const auto notice = await(store.open());
    QVERIFY(notice);
    QCOMPARE(setAside().size(), 1);
    QVERIFY2(notice->contains(setAside().first()), qPrintable(*notice));
    QCOMPARE(*await(store.open()), QString()); // said once
    QVERIFY(await(store.saveDraft({quote, {}, {}, 0, {}})));
    QFile kept(m_folder->filePath(setAside().first()));
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QVERIFY(kept.readAll().startsWith("this was"));
}

void TestHistoryFaults::setsAsideWhatBreaksLater()
{
    fill();
    {
        QFile damaged(file()); // the first page stays good, so that opening works
        QVERIFY(damaged.open(QIODevice::ReadWrite));
        damaged.seek(4096);
        damaged.write(QByteArray(int(damaged.size()) - 4096, '\x7f'));
    }
    Store store(file());
    const auto draft = await(store.draft(quote));
    QVERIFY(!draft);
    QCOMPARE(setAside().size(), 1);
    QVERIFY2(draft.error().message.contains(setAside().first()), qPrintable(draft.error().message));
    QVERIFY(await(store.saveDraft({quote, {}, {}, 0, {}}))); // the new file works
}

void TestHistoryFaults::leavesANewerFileAlone()
{
    fill();
    const int newer = int(schemaSteps().size()) + 1;
    Raw(file()).run(u"PRAGMA user_version=%1"_s.arg(newer));
    Store store(file());
    const auto draft = await(store.draft(quote));
    QVERIFY(!draft);
    QVERIFY(draft.error().message.contains("newer"_L1));
    QVERIFY(!await(store.saveDraft({quote, {}, {}, 0, {}})));
    QVERIFY(setAside().isEmpty());
    QCOMPARE(Raw(file()).run(u"SELECT count(*) FROM draft"_s).toInt(), 1);
}

void TestHistoryFaults::bringsAnOldFileUpToDate()
{
    Raw(file()).run(u"PRAGMA user_version=0"_s); // as before the first step
    fill();
    QCOMPARE(Raw(file()).run(u"PRAGMA user_version"_s).toInt(), int(schemaSteps().size()));
    QCOMPARE(Raw(file()).run(u"SELECT count(*) FROM draft"_s).toInt(), 1);
}

void TestHistoryFaults::fullDiskLosesNothing()
{
    fill();
    Store store(file());
    QVERIFY(*await(store.draft(quote)));
    {
        const FileLimit limit(512 * 1024);
        const auto saved = await(store.saveDraft({quote, noise(4 << 20), {}, 0, {}}));
        QVERIFY(!saved);
        QVERIFY2(saved.error().message.contains(file()), qPrintable(saved.error().message));
        const auto kept = await(store.draft(quote));
        QVERIFY(kept && *kept);
        QCOMPARE(json::compact((*kept)->document), R"({"n":1})");
    }
    QVERIFY(await(store.saveDraft({quote, noise(4 << 20), {}, 0, {}})));
    QVERIFY(setAside().isEmpty());
}

void TestHistoryFaults::unwritableFolderIsASentence()
{
    QFile inTheWay(m_folder->filePath(u"data"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    Store store(m_folder->filePath(u"data/history.sqlite"_s));
    const auto opened = await(store.open());
    QVERIFY(!opened);
    QVERIFY(opened.error().message.contains("history.sqlite"_L1));
    inTheWay.remove();
    QVERIFY(await(store.open())); // tried again at the next call
}

void TestHistoryFaults::waitsForAnotherConsole()
{
    fill();
    Raw console(file());
    console.run(u"BEGIN IMMEDIATE"_s);
    Store store(file());
    const auto saved = store.rememberSent(quote, u"{}"_s);
    QTimer::singleShot(100, this, [&console] { console.run(u"COMMIT"_s); });
    QVERIFY(await(saved));
}

void TestHistoryFaults::damagedDocumentIsAnError()
{
    fill();
    Raw(file()).run(u"UPDATE draft SET document = x'00'"_s);
    Store store(file());
    QTest::ignoreMessage(QtWarningMsg, "qUncompress: Input data is corrupted");
    const auto draft = await(store.draft(quote));
    QVERIFY(!draft);
    QVERIFY(!draft.error().message.isEmpty());
}

QTEST_GUILESS_MAIN(TestHistoryFaults)
#include "tst_history_faults.moc"
