#include "tests/ui/editors/editorfixture.h"
#include "ui/editors/codetab.h"
#include "ui/editors/runtimetab.h"
#include "ui/widgets/messagebar.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QWheelEvent>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

LoadedAction loaded(const QByteArray &exec,
                    const QByteArray &limits = R"({"timeout":60000,"memory":256,"logs":10,"concurrency":1})")
{
    const auto action = Action::fromJson(json::read(R"({"namespace":"guest","name":"a","version":"0.0.1","updated":1,
        "parameters":[],"annotations":[],"exec":)" + exec
                                                    + R"(,"limits":)" + limits + '}')
                                             ->value);
    return {*action, {}, {}};
}

ServerInfo server()
{
    ServerInfo info;
    info.runtimesKnown = true;
    info.runtimes = {{u"nodejs:14"_s, u"nodejs"_s, false, true, false},
                     {u"nodejs:20"_s, u"nodejs"_s, true, false, false},
                     {u"java:8"_s, u"java"_s, true, false, true}};
    return info;
}

const QByteArray node = R"({"kind":"nodejs:20","code":"x","binary":false})";

} // namespace

/// Code and Runtime & limits by themselves, without a server.
class TestActionTabs : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    QString write(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_dir.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no room for a test file");
        return file.fileName();
    }

private Q_SLOTS:
    void fileReplacesCode()
    {
        ActionState state;
        CodeTab tab(state);
        tab.show();
        state.load(loaded(node));
        tab.loadFile(write(u"a.js"_s, "// from a file\n"));
        QTRY_COMPARE(*state.now().exec.code, u"// from a file\n"_s);
        QCOMPARE(child<CodeEditor>(&tab, "code")->text(), u"// from a file\n"_s);
        QVERIFY(!state.now().exec.binary);
        tab.loadFile(write(u"a.zip"_s, QByteArray("PK\3\4\0\0", 6)));
        QTRY_VERIFY(state.now().exec.binary);
        QTRY_VERIFY(child<QLabel>(&tab, "archiveText")->isVisible());
        QVERIFY(state.modified(ActionArea::Code));
        state.revert();
        QVERIFY(!state.modified());
        QVERIFY(child<CodeEditor>(&tab, "code")->isVisible());
    }

    void codeIsSavedToDisk()
    {
        ActionState state;
        CodeTab tab(state);
        tab.show();
        state.load(loaded(R"({"kind":"nodejs:20","code":"UEsDBAAA","binary":true})"));
        const QString file = m_dir.filePath(u"out.zip"_s);
        tab.writeTo(file);
        auto *bar = child<MessageBar>(&tab, "codeMessage");
        QTRY_COMPARE(bar->kind(), MessageBar::Kind::Success);
        QFile back(file);
        QVERIFY(back.open(QIODevice::ReadOnly));
        QCOMPARE(back.readAll(), QByteArray("PK\3\4\0\0", 6));
        tab.writeTo(u"/nowhere/at/all/out.zip"_s);
        QTRY_COMPARE(bar->kind(), MessageBar::Kind::Error);
        QVERIFY(bar->text().contains(u"/nowhere/at/all"_s));
    }

    void unreadableFileChangesNothing()
    {
        ActionState state;
        CodeTab tab(state);
        tab.show();
        state.load(loaded(node));
        tab.loadFile(m_dir.filePath(u"missing"_s));
        QTRY_COMPARE(child<MessageBar>(&tab, "codeMessage")->kind(), MessageBar::Kind::Error);
        QVERIFY(!state.modified());
    }

    void imageWithoutCodeKeepsNone()
    {
        ActionState state;
        CodeTab tab(state);
        tab.show();
        state.load(loaded(R"({"kind":"blackbox","image":"me/img","binary":false})"));
        QVERIFY(!state.now().exec.code);
        QVERIFY(child<QLabel>(&tab, "imageText")->isVisible());
        QCOMPARE(child<QLineEdit>(&tab, "codeImage")->text(), u"me/img"_s);
        click(&tab, "imageWithCode");
        QVERIFY(child<CodeEditor>(&tab, "code")->isVisible());
        QVERIFY(state.modified(ActionArea::Code) && state.now().exec.code);
        click(&tab, "imageWithoutCode");
        QVERIFY(!state.modified());
        QVERIFY(!state.now().exec.code);
    }

    void textThatLooksLikeAnArchiveIsToldOf()
    {
        ActionState state;
        CodeTab tab(state);
        state.load(loaded(R"({"kind":"nodejs:20","code":"","binary":false})"));
        Exec exec = state.now().exec;
        exec.code = u"test"_s;
        state.setExec(exec);
        QVERIFY(child<QLabel>(&tab, "codeNote")->text().contains(u"archive"_s));
    }

    void whatTheEditorWouldAlterIsOnlyShown()
    {
        ActionState state;
        CodeTab tab(state);
        tab.show();
        state.load(loaded("{\"kind\":\"nodejs:20\",\"code\":\"a\\ud800b\",\"binary\":false}"));
        auto *editor = child<CodeEditor>(&tab, "code");
        tab.setReadOnly(u"for a moment"_s);
        tab.setReadOnly({});
        QVERIFY(editor->isReadOnly());
        tab.commit();
        QVERIFY(!state.modified());
    }

    void kindsAreTheServers()
    {
        ActionState state;
        RuntimeTab tab(state);
        tab.show();
        tab.setServer(server(), {});
        state.load(loaded(node));
        auto *kind = child<QComboBox>(&tab, "kind");
        QCOMPARE(kind->currentText(), u"nodejs:20 (default)"_s);
        QVERIFY(kind->findData(u"nodejs:14"_s) < 0);
        QVERIFY(!child<QWidget>(&tab, "image")->isVisible());
        kind->setFocus();
        QTest::keyClick(kind, Qt::Key_Down);
        QCOMPARE(state.now().exec.kind, u"java:8"_s);
        QVERIFY(tab.problem().contains(u"entry point"_s));
        QTest::keyClicks(child<QLineEdit>(&tab, "main"), u"Hello"_s);
        QVERIFY(tab.problem().isEmpty());
        kind->setFocus();
        QTest::keyClick(kind, Qt::Key_Down);
        QCOMPARE(state.now().exec.kind, u"blackbox"_s);
        QVERIFY(child<QWidget>(&tab, "image")->isVisible());
        QVERIFY(tab.problem().contains(u"image"_s));
    }

    void deprecatedKindIsMarked()
    {
        ActionState state;
        RuntimeTab tab(state);
        tab.setServer(server(), {});
        state.load(loaded(R"({"kind":"nodejs:14","code":"x","binary":false})"));
        QCOMPARE(child<QComboBox>(&tab, "kind")->currentText(), u"nodejs:14 (deprecated)"_s);
        state.load(loaded(R"({"kind":"cobol:1","code":"x","binary":false})"));
        QCOMPARE(child<QComboBox>(&tab, "kind")->currentText(), u"cobol:1"_s);
        QVERIFY(!state.modified());
    }

    void valuesBeyondTodaysBoundsStay()
    {
        ActionState state;
        RuntimeTab tab(state);
        state.load(loaded(node, R"({"timeout":600000,"memory":64,"logs":10,"concurrency":20})"));
        tab.setServer(server(), {});
        QCOMPARE(child<QSpinBox>(&tab, "timeout")->value(), 600000);
        QCOMPARE(child<QSpinBox>(&tab, "memory")->value(), 64);
        QCOMPARE(child<QSpinBox>(&tab, "concurrency")->value(), 20);
        QVERIFY(!state.modified());
    }

    void unsetLimitsStayUnset()
    {
        ActionState state;
        RuntimeTab tab(state);
        tab.setServer(server(), {});
        ActionEdit edit;
        edit.exec.kind = u"nodejs:20"_s;
        state.begin(edit);
        auto *memory = child<QSpinBox>(&tab, "memory");
        QCOMPARE(memory->text(), u"not set"_s);
        QVERIFY(!state.now().limits.memoryMb);
        memory->setValue(300);
        QCOMPARE(state.now().limits.memoryMb, 300);
        QVERIFY(!state.now().limits.timeoutMs);
        memory->setValue(memory->minimum());
        QVERIFY(!state.modified());
    }

    void scrollingAltersNothing()
    {
        ActionState state;
        RuntimeTab tab(state);
        tab.show();
        state.load(loaded(node));
        auto *memory = child<QSpinBox>(&tab, "memory");
        child<QLineEdit>(&tab, "main")->setFocus();
        QWheelEvent wheel({5, 5}, memory->mapToGlobal(QPointF(5, 5)), {0, 120}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(memory, &wheel);
        QCOMPARE(memory->value(), 256);
    }
};

QTEST_MAIN(TestActionTabs)
#include "tst_actiontabs.moc"
