#include "tests/ui/forms/shownform.h"
#include "ui/forms/listfield.h"
#include "ui/forms/tablefield.h"
#include "ui/widgets/jsonedit.h"

#include <QSignalSpy>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace {

const QByteArray mixed = "{\"oneOf\":[{\"type\":\"integer\",\"exclusiveMinimum\":0},{\"type\":\"string\"}]}";
/// As limit-count has them: numbers or texts with variables.
const QByteArray rules = "{\"rules\":{\"type\":\"array\",\"maxItems\":4,\"items\":{\"type\":\"object\",\"properties\":{\"count\":" + mixed
    + ",\"time_window\":" + mixed + ",\"key\":{\"type\":\"string\"},\"header_prefix\":{\"type\":\"string\"}},"
      "\"required\":[\"count\",\"time_window\",\"key\"]}}}";
const QByteArray twoRules = "{\"rules\":[{\"count\":20,\"time_window\":60,\"key\":\"$consumer_name\",\"header_prefix\":\"Consumer\"},"
                            "{\"key\":\"$remote_addr\",\"count\":\"$http_x_limit\",\"note\":{\"x\":1.50},\"time_window\":3600.0}]}";
const QByteArray ranks = "{\"list\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"rank\":{\"type\":\"integer\",\"minimum\":1},"
                         "\"on\":{\"type\":\"boolean\"},\"sort\":{\"enum\":[\"a\",\"b\"]}}}}}";
const QByteArray policies = "{\"policy\":{\"enum\":[\"local\",\"redis\"],\"default\":\"local\"}}";
const QByteArray redisBranch = ",\"if\":{\"properties\":{\"policy\":{\"enum\":[\"redis\"]}}},\"then\":{\"properties\":{\"redis_port\":{\"type\":\"integer\"}}}";

} // namespace

class TestTableField : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneRowAnItem()
    {
        Shown shown(rules, twoRules);
        QTRY_VERIFY(shown.form.findChild<TableField *>() && shown.at<QLineEdit>(u"/rules/1/count"_s));
        QCOMPARE(shown.at<QLineEdit>(u"/rules/0/count"_s)->text(), u"20"_s);
        QCOMPARE(shown.at<QLineEdit>(u"/rules/1/count"_s)->text(), u"$http_x_limit"_s);
        QCOMPARE(shown.at<QLineEdit>(u"/rules/1/time_window"_s)->text(), u"3600.0"_s);
        QCOMPARE(shown.at<QLineEdit>(u"/rules/1/header_prefix"_s)->placeholderText(), u"not set"_s);
        QCOMPARE(shown.at<QLineEdit>(u"/rules/1/key"_s)->accessibleName(), u"key of item 2"_s);
        QStringList heads;
        for (const QLabel *label : shown.form.findChild<TableField *>()->findChildren<QLabel *>())
            heads.append(label->text());
        QVERIFY(heads.contains(u"count *"_s) && heads.contains(u"header prefix"_s));
        const auto place = [&shown](const QString &name) { return shown.at<QWidget>(name)->mapTo(&shown.form, QPoint()); };
        QTRY_VERIFY(place(u"/rules/0/count"_s).y() == place(u"/rules/0/key"_s).y()
                    && place(u"/rules/0/count"_s).x() == place(u"/rules/1/count"_s).x()
                    && place(u"/rules/0/count"_s).y() < place(u"/rules/1/count"_s).y());
        QVERIFY(!shown.form.isModified());
        QCOMPARE(shown.text(), twoRules);
    }

    void cellsChangeTheirPlaceAlone()
    {
        Shown shown(rules, twoRules);
        QTRY_VERIFY(shown.at<QLineEdit>(u"/rules/1/count"_s));
        shown.type(u"/rules/1/count"_s, u"5"_s);
        shown.type(u"/rules/1/header_prefix"_s, u"X"_s);
        shown.type(u"/rules/0/header_prefix"_s, {});
        QCOMPARE(shown.text(), "{\"rules\":[{\"count\":20,\"time_window\":60,\"key\":\"$consumer_name\"},"
                               "{\"key\":\"$remote_addr\",\"count\":5,\"note\":{\"x\":1.50},\"time_window\":3600.0,\"header_prefix\":\"X\"}]}");
        // What has no column stands below its row, and may be changed or taken out there
        auto *note = shown.at<JsonEdit>(u"/rules/1/note"_s);
        QVERIFY(note);
        note->setText(u"{\"x\": 2.0}"_s);
        QTRY_VERIFY(shown.text().contains("\"note\":{\"x\":2.0}"));
        shown.click(u"/rules/1/note#unset"_s);
        QTRY_VERIFY(!shown.at<JsonEdit>(u"/rules/1/note"_s));
        QVERIFY(!shown.text().contains("note"));
    }

    void numbersAndTextsAreToldApart()
    {
        Shown shown(rules, "{\"rules\":[{\"count\":\"20\",\"time_window\":1,\"key\":\"\"}]}");
        QTRY_VERIFY(shown.at<QLineEdit>(u"/rules/0/count"_s));
        QCOMPARE(shown.at<QLineEdit>(u"/rules/0/count"_s)->text(), u"\"20\""_s); // a text
        shown.type(u"/rules/0/count"_s, u"20"_s);
        QCOMPARE(shown.text(), "{\"rules\":[{\"count\":20,\"time_window\":1,\"key\":\"\"}]}");
        shown.type(u"/rules/0/count"_s, u"\"7\""_s);
        QCOMPARE(shown.text(), "{\"rules\":[{\"count\":\"7\",\"time_window\":1,\"key\":\"\"}]}");
        shown.type(u"/rules/0/count"_s, u"1.5"_s); // neither a whole number nor meant as a text
        QTRY_VERIFY(shown.problem(u"/rules/0"_s).contains(u"count: a whole number"_s));
        QTRY_VERIFY(shown.at<QLineEdit>(u"/rules/0/count"_s)->property("problem").toBool());
        QCOMPARE(shown.at<QLineEdit>(u"/rules/0/count"_s)->text(), u"1.5"_s);
        shown.type(u"/rules/0/count"_s, u"$arg_n"_s);
        QTRY_VERIFY(shown.problem(u"/rules/0"_s).isEmpty());
        shown.type(u"/rules/0/time_window"_s, u"0"_s);
        QTRY_VERIFY(shown.problem(u"/rules/0"_s).contains(u"time window: "_s)); // what the schema says
    }

    void addedMovedTakenOut()
    {
        Shown shown(ranks, "{\"list\":[{\"rank\":1},{\"rank\":2,\"on\":true},{\"rank\":2}]}");
        QTRY_VERIFY(shown.at<QLineEdit>(u"/list/2/rank"_s));
        shown.click(u"/list/1#up"_s);
        QTRY_COMPARE(shown.at<QLineEdit>(u"/list/0/rank"_s)->text(), u"2"_s);
        QCOMPARE(shown.text(), "{\"list\":[{\"rank\":2,\"on\":true},{\"rank\":1},{\"rank\":2}]}");
        shown.at<QLineEdit>(u"/list/0/rank"_s)->setFocus();
        QTest::keyClick(shown.at<QLineEdit>(u"/list/0/rank"_s), Qt::Key_Down, Qt::AltModifier);
        QTRY_COMPARE(shown.text(), "{\"list\":[{\"rank\":1},{\"rank\":2,\"on\":true},{\"rank\":2}]}");
        QTRY_VERIFY(shown.at<QLineEdit>(u"/list/1/rank"_s)->hasFocus()); // it goes along, in its column
        pick(shown.at<QComboBox>(u"/list/1/sort"_s), 2);
        shown.click(u"/list/0#remove"_s);
        QTRY_VERIFY(!shown.at<QLineEdit>(u"/list/2/rank"_s));
        QCOMPARE(shown.text(), "{\"list\":[{\"rank\":2,\"on\":true,\"sort\":\"b\"},{\"rank\":2}]}");
        shown.click(u"/list#add"_s);
        QTRY_VERIFY(shown.at<QLineEdit>(u"/list/2/rank"_s));
        QTRY_VERIFY(shown.at<QWidget>(u"/list/2/on"_s)->hasFocus()); // its first cell
        QCOMPARE(shown.text(), "{\"list\":[{\"rank\":2,\"on\":true,\"sort\":\"b\"},{\"rank\":2},{}]}");
    }

    void noMoreThanTheSchemaAllows()
    {
        Shown shown(rules);
        QTRY_VERIFY(shown.at<QAbstractButton>(u"/rules#add"_s));
        for (int i = 0; i < 4; ++i) {
            shown.click(u"/rules#add"_s);
            QTRY_VERIFY(shown.at<QLineEdit>(u"/rules/%1/key"_s.arg(i)));
        }
        QTRY_VERIFY(!shown.at<QAbstractButton>(u"/rules#add"_s)->isEnabled());
        shown.click(u"/rules/0#remove"_s);
        QTRY_VERIFY(shown.at<QAbstractButton>(u"/rules#add"_s)->isEnabled());
    }

    /// What is typed in a row and is no value must not stop a save when the row is gone.
    void unfinishedTextsGoWithTheirRow()
    {
        Shown shown(ranks, "{\"list\":[{},{\"rank\":2}]}");
        QTRY_VERIFY(shown.at<QLineEdit>(u"/list/1/rank"_s));
        shown.type(u"/list/0/rank"_s, u"x"_s);
        QTRY_VERIFY(!shown.problem(u"/list/0"_s).isEmpty());
        shown.click(u"/list/0#remove"_s);
        QTRY_COMPARE(shown.text(), "{\"list\":[{\"rank\":2}]}");
        QTRY_VERIFY(shown.form.problems().isEmpty());
        QTRY_COMPARE(shown.at<QLineEdit>(u"/list/0/rank"_s)->text(), u"2"_s);
    }

    void unfinishedTextsGoWithTheirMember()
    {
        Shown shown(policies, "{\"policy\":\"redis\"}", redisBranch);
        QTRY_VERIFY(shown.at<QLineEdit>(u"/redis_port"_s));
        shown.type(u"/redis_port"_s, u"x"_s);
        QTRY_VERIFY(!shown.form.problems().isEmpty());
        pick(shown.at<QComboBox>(u"/policy"_s), 1);
        QTRY_VERIFY(!shown.at<QLineEdit>(u"/redis_port"_s));
        QTRY_VERIFY(shown.form.problems().isEmpty());
    }

    void oddItemsAreForms()
    {
        Shown shown(ranks, "{\"list\":[{\"rank\":{\"deep\":1}},{\"rank\":2}]}");
        QTRY_VERIFY(shown.form.findChild<ListField *>());
        QVERIFY(!shown.form.findChild<TableField *>());
        QTRY_VERIFY(shown.at<JsonEdit>(u"/list/0/rank"_s));
        QCOMPARE(shown.text(), "{\"list\":[{\"rank\":{\"deep\":1}},{\"rank\":2}]}");
        shown.at<JsonEdit>(u"/list/0/rank"_s)->setText(u"7"_s); // nobody types there: the table can show it now
        QTRY_VERIFY(shown.form.findChild<TableField *>());
        QTRY_COMPARE(shown.at<QLineEdit>(u"/list/0/rank"_s)->text(), u"7"_s);
        shown.form.setValue(read("{\"list\":[5]}"));
        QTRY_VERIFY(!shown.form.findChild<TableField *>());
        QCOMPARE(shown.text(), "{\"list\":[5]}");
    }

    void nestedItemsAreForms()
    {
        Shown shown("{\"list\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"host\":{\"type\":\"string\"},"
                    "\"more\":{\"type\":\"object\"}}}}}", "{\"list\":[{\"host\":\"h\"}]}");
        QTRY_VERIFY(shown.at<QLineEdit>(u"/list/0/host"_s));
        QVERIFY(!shown.form.findChild<TableField *>());
        shown.click(u"/list#add"_s);
        QTRY_VERIFY(shown.at<QLineEdit>(u"/list/1/host"_s));
        shown.click(u"/list/1#up"_s);
        QTRY_COMPARE(shown.at<QLineEdit>(u"/list/1/host"_s)->text(), u"h"_s);
    }

    void veryManyAreJson()
    {
        QByteArray many = "{\"list\":[";
        for (int i = 0; i < 61; ++i)
            many += i ? ",{\"rank\":1}" : "{\"rank\":1}";
        Shown shown(ranks, many + "]}");
        QTRY_VERIFY(shown.at<JsonEdit>(u"/list"_s));
        QVERIFY(!shown.form.findChild<TableField *>());
        QCOMPARE(shown.text(), many + "]}");
    }

    void placesLeadToTheCell()
    {
        Shown shown(rules, twoRules);
        QTRY_VERIFY(shown.at<QLineEdit>(u"/rules/1/key"_s));
        shown.form.setServerProblem({u"/rules/1/key"_s, u"is not known here"_s});
        QTRY_VERIFY(shown.at<QLineEdit>(u"/rules/1/key"_s)->hasFocus());
        QTRY_VERIFY(shown.problem(u"/rules/1"_s).contains(u"key: is not known here"_s));
        QVERIFY(shown.problem(u"/rules/0"_s).isEmpty());
        QVERIFY(shown.form.focusPlace(u"/rules/0"_s));
        QTRY_VERIFY(shown.at<QLineEdit>(u"/rules/0/count"_s)->hasFocus());
        QVERIFY(shown.form.focusPlace(u"/rules/1/note/x"_s));
    }

    void readOnlyOnesOnlyShow()
    {
        Shown shown(rules, twoRules);
        QTRY_VERIFY(shown.at<QLineEdit>(u"/rules/1/key"_s));
        shown.form.setReadOnly(true);
        QTRY_VERIFY(shown.at<QLineEdit>(u"/rules/1/key"_s)->isReadOnly());
        QTRY_VERIFY(!shown.at<QToolButton>(u"/rules/1#remove"_s)->isVisible());
        QTRY_VERIFY(!shown.at<QAbstractButton>(u"/rules#add"_s)->isVisible());
        QTest::keyClick(shown.at<QLineEdit>(u"/rules/1/key"_s), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(shown.text(), twoRules);
        shown.form.setReadOnly(false);
        QTRY_VERIFY(shown.at<QToolButton>(u"/rules/1#remove"_s)->isVisible());
    }
};

QTEST_MAIN(TestTableField)
#include "tst_tablefield.moc"
