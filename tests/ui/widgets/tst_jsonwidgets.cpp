#include "core/json/text.h"
#include "tests/support/threadtime.h"
#include "ui/models/jsonmodel.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/jsonedit.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/logview.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;

class TestJsonWidgets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void editChecks_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("object");
        QTest::addColumn<QString>("problem");
        QTest::newRow("object") << u"{\"a\": 1}"_s << true << u""_s;
        QTest::newRow("empty is the empty object") << u"  \n"_s << true << u""_s;
        QTest::newRow("array allowed") << u"[1]"_s << false << u""_s;
        QTest::newRow("array refused") << u"[1]"_s << true << u"object"_s;
        QTest::newRow("syntax") << u"{\n  \"a\": }"_s << true << u"Line 2, column 8"_s;
        QTest::newRow("twice") << u"{\"a\":1,\"a\":2}"_s << true << u"/a"_s;
        QTest::newRow("deep") << QString(300, u'[') + QString(300, u']') << false << u"200"_s;
    }
    void editChecks()
    {
        QFETCH(QString, text);
        QFETCH(bool, object);
        QFETCH(QString, problem);
        JsonEdit edit;
        edit.setRequireObject(object);
        edit.setText(text);
        QCOMPARE(edit.isValid(), problem.isEmpty());
        QVERIFY2(edit.problem().contains(problem), qPrintable(edit.problem()));
        QCOMPARE(edit.value().has_value(), problem.isEmpty());
        QCOMPARE(edit.findChild<QLabel *>(u"jsonProblem"_s)->text(), edit.problem());
    }

    void editTellsWhileTyping()
    {
        JsonEdit edit;
        edit.show();
        edit.setText(u"{}"_s);
        QSignalSpy validity(&edit, &JsonEdit::validityChanged), changed(&edit, &JsonEdit::textChanged);
        QTest::keyClicks(edit.codeEditor()->editor(), u"x"_s);
        QVERIFY(!changed.isEmpty());
        QVERIFY(!edit.isValid()); // at once for who asks
        QTRY_COMPARE(validity.count(), 1); // soon for who looks
        QCOMPARE(validity.first().first().toBool(), false);
        QCOMPARE(edit.codeEditor()->errorLine(), 1);
        QTest::keyClick(edit.codeEditor()->editor(), Qt::Key_Backspace);
        QTRY_COMPARE(validity.count(), 2);
        QCOMPARE(edit.codeEditor()->errorLine(), 0);
    }

    void editKeepsNumberTexts()
    {
        JsonEdit edit;
        edit.setText(u"{\"b\":1.0,\"a\":12345678901234567890}"_s);
        edit.format();
        QCOMPARE(edit.text(), u"{\n  \"b\": 1.0,\n  \"a\": 12345678901234567890\n}"_s);
        QCOMPARE(json::compact(*edit.value()), QByteArray(R"({"b":1.0,"a":12345678901234567890})"));
        edit.setText(u"{broken"_s);
        edit.format();
        QCOMPARE(edit.text(), u"{broken"_s);
    }

    void viewShowsTreeAndRaw()
    {
        JsonView view;
        view.show();
        view.setText(R"({"a":{"b":[1,2.50]}})");
        QVERIFY(view.tree()->isVisible());
        view.setMode(JsonView::Raw);
        QVERIFY(!view.tree()->isVisible());
        QCOMPARE(view.findChild<CodeEditor *>(u"rawJson"_s)->text(), QString::fromUtf8(view.text()));
        QVERIFY(view.text().contains("2.50"));
        view.setMode(JsonView::Tree);
        view.setText("<html>no JSON</html>");
        QVERIFY(!view.tree()->isVisible());
        QCOMPARE(view.findChild<CodeEditor *>(u"rawJson"_s)->text(), u"<html>no JSON</html>"_s);
        view.setMessage(u"Nothing <b>here</b>"_s);
        QCOMPARE(view.findChild<QLabel *>(u"jsonMessage"_s)->textFormat(), Qt::PlainText);
        QVERIFY(view.text().isEmpty());
    }

    void hugeStringIsCutOnlyInSight()
    {
        JsonView view;
        view.setMode(JsonView::Raw);
        view.setText("{\"a\":\"" + QByteArray(5'000'000, 'x') + "\",\"b\":1}");
        QTRY_VERIFY(view.findChild<LogView *>(u"rawLines"_s)); // made on a worker, line by line
        QTRY_COMPARE(view.findChild<LogView *>(u"rawLines"_s)->rowCount(), 4);
        view.resize(600, 400);
        view.show();
        view.grab(); // once for its fonts
        const double painted = threadMs([&view] { view.grab(); });
        QVERIFY2(painted < mostMs(), qPrintable(QString::number(painted)));
        QVERIFY(view.text().size() > 5'000'000);
    }

    void viewCopies()
    {
        JsonView view;
        view.setDocument(json::read(R"({"a/b":{"c":"text"}})")->value);
        auto *model = static_cast<JsonModel *>(view.tree()->model());
        view.tree()->setCurrentIndex(model->indexOf(u"/a~1b/c"_s));
        const auto copied = [&](const QString &name) {
            view.tree()->findChild<QAction *>(name)->trigger();
            return QGuiApplication::clipboard()->text();
        };
        QCOMPARE(copied(u"copyValue"_s), u"text"_s);
        QCOMPARE(copied(u"copyName"_s), u"c"_s);
        QCOMPARE(copied(u"copyPointer"_s), u"/a~1b/c"_s);
        QVERIFY(copied(u"copyAll"_s).contains(u"\"a/b\""_s));
    }

    void viewFinds()
    {
        JsonView view;
        view.show();
        view.setDocument(json::read(R"({"x":{"deep":{"needle":1}},"y":"needle"})")->value);
        view.tree()->collapseAll();
        QTest::keyClick(view.tree(), Qt::Key_F, Qt::ControlModifier);
        auto *field = view.findChild<QLineEdit *>(u"findField"_s);
        for (QLineEdit *each : view.findChildren<QLineEdit *>(u"findField"_s))
            field = each->isVisible() ? each : field;
        QTest::keyClicks(field, u"needle"_s);
        QCOMPARE(view.tree()->currentIndex().data(JsonModel::PointerRole).toString(), u"/x/deep/needle"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(view.tree()->currentIndex().data(JsonModel::PointerRole).toString(), u"/y"_s);
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!field->isVisible());
    }
};

QTEST_MAIN(TestJsonWidgets)
#include "tst_jsonwidgets.moc"
