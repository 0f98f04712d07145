#include "tests/ui/forms/shownform.h"
#include "tests/ui/namelesscontrols.h"
#include "ui/forms/conditionmoves.h"
#include "ui/forms/draghandle.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/jsonedit.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QFrame>
#include <QPushButton>

using namespace Qt::StringLiterals;
using conditions::Way;

namespace {

const QByteArray vars = "{\"vars\":{\"type\":\"array\"}}";

QByteArray of(const QByteArray &expression)
{
    return "{\"vars\":" + QByteArray(expression).replace('\'', '"') + "}";
}

schema::Conditions parts(const char *expression)
{
    return *schema::conditionsOf(read(QByteArray(expression).replace('\'', '"')));
}

QByteArray textOf(const schema::Conditions &root)
{
    return json::compact(schema::expressionOf(root)).replace('"', '\'');
}

const char *const nested = "[['a',1],['OR',['b',2],['c',3]],['d',4]]";

} // namespace

/// Expressions in forms: rows, groups, their order, and the text that they are.
class TestConditionsForm : public QObject {
    Q_OBJECT

    static void drag(QWidget &handle, const QPoint &to)
    {
        QTest::mousePress(&handle, Qt::LeftButton, {}, handle.rect().center());
        QTest::mouseMove(&handle, handle.rect().center() + QPoint(0, 20));
        QTest::mouseMove(&handle, handle.mapFromGlobal(to));
    }
    static bool isReady(Shown &shown, const QString &name)
    {
        return QTest::qWaitFor([&] { auto *one = shown.at<QWidget>(name); return one && one->isVisible() && one->height() > 8; }, 30'000);
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void rows()
    {
        Shown shown(vars, of("[['arg_v','<',2.0]]"));
        QTRY_VERIFY(shown.at<QLineEdit>(u"condition/0#variable"_s));
        QCOMPARE(shown.at<QLineEdit>(u"condition/0#operand"_s)->text(), u"2.0"_s);
        shown.type(u"condition/0#operand"_s, u"shop"_s);
        QTRY_COMPARE(shown.text(), of("[['arg_v','<','shop']]"));
        shown.type(u"condition/0#operand"_s, u"\"5\""_s); // a text that looks like a number
        QTRY_COMPARE(shown.text(), of("[['arg_v','<','5']]"));
        shown.click(u"condition/#addGroup"_s);
        QTRY_VERIFY(shown.at<QLineEdit>(u"condition/1/1#variable"_s));
        QTRY_VERIFY(!shown.active || shown.at<QLineEdit>(u"condition/1/0#variable"_s)->hasFocus()); // one types on
        shown.type(u"condition/1/0#variable"_s, u"uri"_s);
        pick(shown.at<QComboBox>(u"condition/1/0#comparison"_s), 6);
        pick(shown.at<QComboBox>(u"condition/1/0#negated"_s), 1);
        QCOMPARE(shown.text(), of("[['arg_v','<','5'],['OR',['uri','!','~~',''],['','==','']]]"));
        QTRY_VERIFY(shown.at<QLabel>(u"/vars#sent"_s)->text().startsWith(u"Sent as vars: [["_s));
        shown.click(u"condition/1#remove"_s);
        QTRY_VERIFY(!shown.at<QLineEdit>(u"condition/1/1#variable"_s));
        shown.click(u"condition/0#remove"_s);
        QTRY_COMPARE(shown.text(), "{}");
    }

    void segmentsJoin()
    {
        Shown shown(vars, of("[['a','==',1],['b','==',2]]"));
        QVERIFY(isReady(shown, u"condition/#all"_s));
        QVERIFY(shown.at<QPushButton>(u"condition/#all"_s)->isChecked());
        for (const auto &[name, word] : {std::pair{u"any"_s, "OR"}, {u"notAll"_s, "!AND"}, {u"none"_s, "!OR"}}) {
            QVERIFY(isReady(shown, u"condition/#"_s + name));
            shown.click(u"condition/#"_s + name);
            QTRY_COMPARE(shown.text(), of("['" + QByteArray(word) + "',['a','==',1],['b','==',2]]"));
            QTRY_VERIFY(shown.at<QPushButton>(u"condition/#"_s + name)->isChecked());
            QTRY_VERIFY(!shown.active || shown.at<QPushButton>(u"condition/#"_s + name)->hasFocus());
        }
        QVERIFY(namelessControls(shown.form).isEmpty());
    }

    void textAndBack()
    {
        Shown shown(vars, of("[['a','==',1]]"));
        QVERIFY(isReady(shown, u"/vars#asJson"_s));
        shown.click(u"/vars#asJson"_s);
        auto *edit = shown.at<JsonEdit>(u"/vars"_s);
        QTRY_VERIFY(edit && edit->isVisible());
        QVERIFY(!shown.at<QLineEdit>(u"condition/0#variable"_s));
        auto *back = shown.at<QPushButton>(u"/vars#asRows"_s);
        edit->codeEditor()->replaceText(u"[[\"a\", \"==\", 2],\n [\"b\" 3]]"_s);
        QTRY_VERIFY(!back->isEnabled());
        QVERIFY(back->toolTip().contains(u"Line 2"_s)); // where it is wrong
        QTRY_VERIFY(shown.problem(u"/vars"_s).contains(u"Line 2"_s));
        QCOMPARE(shown.text(), of("[['a','==',1]]")); // the last right one
        edit->codeEditor()->replaceText(u"[[\"a\", \"==\", 2], [\"b\"]]"_s);
        QTRY_COMPARE(shown.text(), of("[['a','==',2],['b']]"));
        QVERIFY(!back->isEnabled());
        QVERIFY(back->toolTip().contains(u"Rows cannot show"_s));
        edit->codeEditor()->replaceText(u"[[\"a\", \"==\", 2], [\"b\", 3.0]]"_s);
        QTRY_VERIFY(back->isEnabled());
        QVERIFY(isReady(shown, u"/vars#asRows"_s));
        shown.click(u"/vars#asRows"_s);
        QTRY_VERIFY(shown.at<QLineEdit>(u"condition/1#variable"_s));
        QVERIFY(!edit->isVisible());
        QCOMPARE(shown.at<QLineEdit>(u"condition/1#operand"_s)->text(), u"3.0"_s);
        QCOMPARE(shown.text(), of("[['a','==',2],['b',3.0]]")); // as it was written
        shown.click(u"/vars#asJson"_s);
        QTRY_VERIFY(edit->isVisible());
        edit->codeEditor()->replaceText(QString());
        QTRY_COMPARE(shown.text(), "{}");
    }

    void oddOnesAreText()
    {
        Shown shown(vars, of("[['a']]"));
        QTRY_VERIFY(shown.at<JsonEdit>(u"/vars"_s));
        QVERIFY(!shown.at<QPushButton>(u"/vars#asRows"_s)->isEnabled());
        QCOMPARE(shown.text(), of("[['a']]"));
        shown.form.setValue(read(of("[['a',1]]")));
        QTRY_VERIFY(shown.at<QLineEdit>(u"condition/0#variable"_s));
        shown.form.setValue(read(of("'odd'")));
        QTRY_VERIFY(shown.at<JsonEdit>(u"/vars"_s)->isVisible());
        QVERIFY(!shown.at<QLineEdit>(u"condition/0#variable"_s));
    }

    void movesByKeys()
    {
        Shown shown(vars, of(nested));
        QVERIFY(isReady(shown, u"condition/2#operand"_s));
        QTest::keyClick(shown.at<QLineEdit>(u"condition/2#operand"_s), Qt::Key_Up, Qt::AltModifier);
        QTRY_COMPARE(shown.text(), of("[['a',1],['OR',['b',2],['c',3],['d',4]]]"));
        QTRY_VERIFY(shown.at<QLineEdit>(u"condition/1/2#operand"_s));
        QTRY_VERIFY(!shown.active || shown.at<QLineEdit>(u"condition/1/2#operand"_s)->hasFocus()); // it moves along
        QTest::keyClick(shown.at<DragHandle>(u"condition/1#handle"_s), Qt::Key_Up, Qt::AltModifier);
        QTRY_COMPARE(shown.text(), of("[['OR',['b',2],['c',3],['d',4]],['a',1]]"));
        QTRY_VERIFY(shown.at<QWidget>(u"condition/0/0#remove"_s));
        QTest::keyClick(shown.at<QWidget>(u"condition/0/0#remove"_s), Qt::Key_Up, Qt::AltModifier); // out of its group
        QTRY_COMPARE(shown.text(), of("[['b',2],['OR',['c',3],['d',4]],['a',1]]"));
        QTRY_VERIFY(shown.at<DragHandle>(u"condition/1#handle"_s));
        QTest::keyClick(shown.at<DragHandle>(u"condition/0#handle"_s), Qt::Key_Up, Qt::AltModifier); // as far as it goes
        QCOMPARE(shown.text(), of("[['b',2],['OR',['c',3],['d',4]],['a',1]]"));
    }

    void movesByMouse()
    {
        Shown shown(vars, of(nested));
        QVERIFY(isReady(shown, u"condition/2#handle"_s) && isReady(shown, u"condition/1/1#variable"_s) && isReady(shown, u"condition/1/0#handle"_s));
        auto *handle = shown.at<DragHandle>(u"condition/2#handle"_s);
        auto *before = shown.at<QLineEdit>(u"condition/1/1#variable"_s);
        const QPoint place = before->mapToGlobal(QPoint(2, 1));
        drag(*handle, place);
        QTest::keyClick(handle, Qt::Key_Escape); // given up
        QTest::mouseRelease(handle, Qt::LeftButton, {}, handle->mapFromGlobal(place));
        QCOMPARE(shown.text(), of(nested));
        drag(*handle, place);
        QTest::mouseRelease(handle, Qt::LeftButton, {}, handle->mapFromGlobal(place));
        QTRY_COMPARE(shown.text(), of("[['a',1],['OR',['b',2],['d',4],['c',3]]]"));
    }

    void moves_data()
    {
        QTest::addColumn<Way>("from");
        QTest::addColumn<Way>("to");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("down") << Way{0} << Way{2} << QByteArray("[['OR',['b',2],['c',3]],['a',1],['d',4]]");
        QTest::newRow("to the end") << Way{0} << Way{3} << QByteArray("[['OR',['b',2],['c',3]],['d',4],['a',1]]");
        QTest::newRow("up") << Way{2} << Way{0} << QByteArray("[['d',4],['a',1],['OR',['b',2],['c',3]]]");
        QTest::newRow("into a group below") << Way{0} << Way{1, 1} << QByteArray("[['OR',['b',2],['a',1],['c',3]],['d',4]]");
        QTest::newRow("out of it") << Way{1, 0} << Way{3} << QByteArray("[['a',1],['OR',['c',3]],['d',4],['b',2]]");
        QTest::newRow("stays") << Way{1} << Way{2} << QByteArray();
        QTest::newRow("into itself") << Way{1} << Way{1, 1} << QByteArray();
    }
    void moves()
    {
        QFETCH(Way, from);
        QFETCH(Way, to);
        QFETCH(QByteArray, after);
        schema::Conditions root = parts(nested);
        const QByteArray what = textOf(root);
        const auto moved = conditions::move(root, from, to);
        QCOMPARE(moved.has_value(), !after.isEmpty());
        QCOMPARE(textOf(root), after.isEmpty() ? what : after);
        if (moved)
            QCOMPARE(json::compact(schema::expressionOf(conditions::at(root, *moved))), json::compact(schema::expressionOf(conditions::at(parts(nested), from))));
    }

    /// Step by step from the top to the bottom, and nothing is lost on the way.
    void stepsThroughAllPlaces()
    {
        schema::Conditions root = parts(nested);
        Way way{0};
        int steps = 0;
        for (auto next = conditions::step(root, way, 1); next && steps < 20; next = conditions::step(root, way, 1), ++steps)
            way = *next;
        QCOMPARE(steps, 5); // before b, c, behind c, behind the group, behind d
        QCOMPARE(textOf(root), QByteArray("[['OR',['b',2],['c',3]],['d',4],['a',1]]"));
        for (auto next = conditions::step(root, way, -1); next && steps > 0; next = conditions::step(root, way, -1), --steps)
            way = *next;
        QCOMPARE(textOf(root), QByteArray(nested));
    }

    void readOnlyOnesCanBeRead()
    {
        Shown shown(vars, of(nested));
        shown.form.setReadOnly(true);
        QTRY_VERIFY(shown.at<QLineEdit>(u"condition/0#variable"_s) && !shown.at<QLineEdit>(u"condition/0#variable"_s)->isEnabled());
        QTRY_VERIFY(!shown.at<QPushButton>(u"condition/#add"_s)->isEnabled());
        QVERIFY(isReady(shown, u"/vars#asJson"_s));
        shown.click(u"/vars#asJson"_s);
        QTRY_VERIFY(shown.at<JsonEdit>(u"/vars"_s)->isVisible());
        QVERIFY(shown.at<JsonEdit>(u"/vars"_s)->isReadOnly());
    }
};

QTEST_MAIN(TestConditionsForm)
#include "tst_conditions_form.moc"
