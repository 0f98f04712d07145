#include "core/history/store.h"
#include "core/net/requestlog.h"
#include "core/openwhisk/session.h"
#include "tests/ui/editors/editorfixture.h"
#include "ui/editors/actionpage.h"
#include "ui/editors/code/deploy.h"
#include "ui/editors/reviewdialog.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/jsonedit.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/logview.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/phasebar.h"

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QProcess>
#include <QSignalSpy>
#include <QTreeView>

using namespace Qt::StringLiterals;

/// The editor against the sandbox itself: what is saved is what runs.
class TestActionLive : public QObject {
    Q_OBJECT

    QTemporaryDir m_data;
    QProcess m_sandbox;
    net::RequestLog m_log;
    std::unique_ptr<openwhisk::Session> m_session;
    std::unique_ptr<history::Store> m_store;

    QByteArray auth()
    {
        QFile file(m_data.filePath(u"wskprops"_s));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        for (const QByteArray &line : file.readAll().split('\n'))
            if (line.startsWith("AUTH="))
                return line.mid(5).trimmed();
        return {};
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_sandbox.start(QStringLiteral(TEST_BIN_DIR "/whiskboard-sandbox"),
                        {u"--port"_s, u"0"_s, u"--data"_s, m_data.path()});
        QByteArray said;
        QTRY_VERIFY_WITH_TIMEOUT((said += m_sandbox.readAllStandardOutput()).contains("ready ") && said.endsWith('\n'), 120'000);
        const qsizetype at = said.indexOf("ready ") + 6;
        net::Endpoint endpoint;
        endpoint.base = QUrl(QString::fromLatin1(said.mid(at, said.indexOf('\n', at) - at)));
        endpoint.authorization = "Basic " + auth().toBase64();
        m_session = std::make_unique<openwhisk::Session>(endpoint, u"p"_s, u"Sandbox"_s, &m_log);
        m_session->open();
        m_store = std::make_unique<history::Store>(m_data.filePath(u"console-history.db"_s));
        QTRY_VERIFY(m_session->actions().rows && !m_session->nameSpace().isEmpty());
    }

    void cleanupTestCase()
    {
        m_session.reset();
        m_store.reset();
        m_sandbox.terminate();
        QVERIFY(m_sandbox.waitForFinished(30000));
    }

    void changesSavesAndRuns()
    {
        ActionPage page(*m_session, *m_store, {Target::Kind::Action, {u"_"_s, u"orders"_s, u"price-quote"_s}, {}});
        page.show();
        QTRY_VERIFY(isReady(&page));
        auto *code = child<CodeEditor>(&page, "code");
        code->replaceText(u"function main(p) {\n  console.log('changed ' + p.n);\n  return { twice: 2 * p.n };\n}\n"_s);
        page.save();
        auto *dialog = page.findChild<ReviewDialog *>();
        QVERIFY(dialog);
        auto *save = child<QWidget>(dialog, "reviewSave");
        QTRY_VERIFY(save->isEnabled());
        QSignalSpy written(&page, &Page::entityWritten);
        click(dialog, "reviewSave");
        QTRY_COMPARE(written.count(), 1);
        QVERIFY(!page.modified());
        QCOMPARE(child<MessageBar>(&page, "pageMessage")->text(), QString());
        child<JsonEdit>(&page, "payload")->setText(u"{\"n\": 21}"_s);
        page.invoke();
        QTRY_VERIFY_WITH_TIMEOUT(child<Chip>(&page, "runStatus")->text().contains(u"success ·"_s), 30'000);
        QVERIFY(child<JsonView>(&page, "result")->text().contains("42"));
        QTRY_COMPARE_WITH_TIMEOUT(child<LogView>(&page, "logs")->rowCount(), 1, 30'000);
        QVERIFY(child<PhaseBar>(&page, "phases")->phases().cold);
    }

    void folderBecomesAnActionWhoseFilesAreEdited()
    {
        QDir dir(m_data.path());
        QVERIFY(dir.mkpath(u"src/zipped/lib"_s));
        const auto write = [&dir](const QString &name, const QByteArray &text) {
            QFile file(dir.filePath(name));
            return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
        };
        QVERIFY(write(u"src/zipped/index.js"_s, "const { n } = require('./lib/n');\nexports.main = () => ({ n });\n"));
        QVERIFY(write(u"src/zipped/lib/n.js"_s, "exports.n = 1;\n"));
        const auto deployment = editors::deployFiles(*m_session, {dir.filePath(u"src/zipped"_s)}).constFirst();
        ActionPage page(*m_session, *m_store, deployment.target);
        page.show();
        QVERIFY(editors::takeFile(&page, deployment.path));
        const auto save = [&page] {
            page.save();
            ReviewDialog *dialog = nullptr;
            QTRY_VERIFY_WITH_TIMEOUT((dialog = page.findChild<ReviewDialog *>()), 30'000);
            QTRY_VERIFY_WITH_TIMEOUT(child<QWidget>(dialog, "reviewSave")->isEnabled(), 30'000);
            QSignalSpy written(&page, &Page::entityWritten);
            click(dialog, "reviewSave");
            QTRY_COMPARE_WITH_TIMEOUT(written.count(), 1, 30'000);
        };
        const auto run = [&page](const QByteArray &result) {
            page.invoke();
            auto *shown = child<JsonView>(&page, "result");
            QTRY_VERIFY2_WITH_TIMEOUT(shown->text().contains(result), shown->text().constData(), 30'000);
        };
        QTRY_VERIFY_WITH_TIMEOUT(page.canSave(), 30'000);
        save();
        run("\"n\": 1");
        auto *tree = child<QTreeView>(&page, "zipTree");
        const auto places = tree->model()->match(tree->model()->index(0, 0), Qt::DisplayRole, u"n.js"_s, 1,
                                                 Qt::MatchExactly | Qt::MatchRecursive);
        QCOMPARE(places.size(), 1);
        Q_EMIT tree->activated(places.constFirst());
        CodeEditor *editor = nullptr;
        const auto isOpen = [&] {
            for (CodeEditor *one : page.findChildren<CodeEditor *>(u"zipEditor"_s))
                if (one->text().startsWith(u"exports.n"_s))
                    editor = one;
            return editor != nullptr;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isOpen(), 30'000);
        editor->replaceText(u"exports.n = 22;\n"_s);
        save();
        run("\"n\": 22");
        QVERIFY(!page.modified());
    }

    void throwingIsAnErrorWithItsLogs()
    {
        ActionPage page(*m_session, *m_store, {Target::Kind::Action, {u"_"_s, u"orders"_s, u"price-quote"_s}, {}});
        page.show();
        QTRY_VERIFY(isReady(&page));
        child<CodeEditor>(&page, "code")->replaceText(u"function main() { throw new Error('bang'); }\n"_s);
        page.save();
        auto *dialog = page.findChild<ReviewDialog *>();
        QTRY_VERIFY(child<QWidget>(dialog, "reviewSave")->isEnabled());
        click(dialog, "reviewSave");
        QTRY_VERIFY(!page.modified());
        QSignalSpy ran(&page, &Page::ran);
        page.invoke();
        QTRY_VERIFY_WITH_TIMEOUT(child<Chip>(&page, "runStatus")->text().contains(u"error"_s), 30'000);
        QTRY_VERIFY(!ran.isEmpty());
        QVERIFY(child<JsonView>(&page, "result")->text().contains("bang"));
    }
};

QTEST_MAIN(TestActionLive)
#include "tst_actionlive.moc"
