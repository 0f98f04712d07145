#include "tests/core/schema/recorded.h"
#include "tests/core/schema/samples.h"
#include "tests/ui/forms/shownform.h"
#include "ui/forms/linefield.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/jsonedit.h"

#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace {

json::Value ownSchema()
{
    return read("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"},\"o\":{\"type\":\"object\"},"
                "\"z\":{\"type\":\"string\"},\"_meta\":{\"type\":\"object\",\"properties\":{\"disable\":{\"type\":\"boolean\"}}}}}");
}

const QByteArray anyValues = "{\"map\":{\"text\":\"a\",\"number\":60.0,\"yes\":true,\"none\":null,\"more\":{\"x\":[1]}}}";
const QByteArray anyAfter = "{\"map\":{\"text\":0,\"number\":7,\"yes\":false,\"none\":{},\"more\":{\"x\":[1]}}}";
const QByteArray referred = "{\"key\":\"$secret://\"}";

} // namespace

class TestSchemaForm : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textsAndNumbers()
    {
        Shown shown("{\"host\":{\"type\":\"string\",\"default\":\"h\"},\"count\":{\"type\":\"integer\",\"minimum\":1}}", "{\"count\":1.0,\"x\":[1]}",
                    ",\"required\":[\"count\"]");
        QTRY_VERIFY(complete(shown.form));
        QCOMPARE(shown.at<QLineEdit>(u"/host"_s)->placeholderText(), u"h"_s);
        QCOMPARE(shown.at<QLineEdit>(u"/count"_s)->text(), u"1.0"_s);
        QVERIFY(!shown.form.isModified());
        shown.type(u"/host"_s, u"example.org"_s);
        QCOMPARE(shown.text(), "{\"count\":1.0,\"x\":[1],\"host\":\"example.org\"}");
        shown.type(u"/count"_s, u"12345678901234567890"_s);
        shown.type(u"/count"_s, u"0"_s);
        QTRY_VERIFY2(!shown.problem(u"/count"_s).isEmpty(), "below the bound");
        shown.type(u"/count"_s, u"3x"_s);
        QTRY_VERIFY(shown.problem(u"/count"_s).contains(u"whole number"_s));
        QCOMPARE(shown.at<QLineEdit>(u"/count"_s)->text(), u"3x"_s); // what is typed stays
        shown.type(u"/count"_s, u"3"_s);
        QTRY_VERIFY(shown.problem(u"/count"_s).isEmpty());
        QTRY_COMPARE(shown.at<QLabel>(u"/count#note"_s)->text(), u"was 1.0"_s);
        shown.click(u"/host#unset"_s);
        QCOMPARE(shown.text(), "{\"count\":3,\"x\":[1]}");
    }

    void secretsAreMasked()
    {
        Shown shown("{\"key\":{\"type\":\"string\"}}", "{\"key\":\"s3cret\"}");
        QTRY_VERIFY(shown.at<QLineEdit>(u"/key"_s));
        auto *line = shown.at<QLineEdit>(u"/key"_s);
        QCOMPARE(line->echoMode(), QLineEdit::Password);
        shown.type(u"/key"_s, u"$env://KEY"_s);
        QTRY_COMPARE(line->echoMode(), QLineEdit::Normal);
        QCOMPARE(shown.text(), "{\"key\":\"$env://KEY\"}");
        for (const QLabel *label : shown.form.findChildren<QLabel *>())
            QVERIFY2(!label->text().contains(u"s3cret"_s), qPrintable(label->text()));
    }

    void switchesAndLists()
    {
        Shown shown("{\"on\":{\"type\":\"boolean\",\"default\":true},\"kind\":{\"enum\":[\"a\",\"b\",3]},"
                    "\"hosts\":{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"maxItems\":3}}");
        QTRY_VERIFY(complete(shown.form));
        auto *on = shown.at<QAbstractButton>(u"/on"_s);
        QVERIFY(on->isChecked());
        shown.click(u"/on"_s);
        QCOMPARE(shown.text(), "{\"on\":false}");
        pick(shown.at<QComboBox>(u"/kind"_s), 3);
        QCOMPARE(shown.text(), "{\"on\":false,\"kind\":3}");
        pick(shown.at<QComboBox>(u"/kind"_s), 0);
        shown.click(u"/hosts#add"_s);
        QTRY_VERIFY(shown.at<QLineEdit>(u"/hosts/0"_s));
        shown.type(u"/hosts/0"_s, u"a"_s);
        shown.click(u"/hosts#add"_s);
        QTRY_VERIFY(shown.at<QLineEdit>(u"/hosts/1"_s));
        shown.type(u"/hosts/1"_s, u"b"_s);
        shown.click(u"/hosts/1#up"_s);
        QTRY_COMPARE(shown.at<QLineEdit>(u"/hosts/0"_s)->text(), u"b"_s);
        shown.click(u"/hosts/1#remove"_s);
        QTRY_VERIFY(!shown.at<QLineEdit>(u"/hosts/1"_s));
        QCOMPARE(shown.text(), "{\"on\":false,\"hosts\":[\"b\"]}");
    }

    void choicesKeepWhatWasThere()
    {
        Shown shown("{\"count\":{\"oneOf\":[{\"type\":\"integer\"},{\"type\":\"string\"}]}}", "{\"count\":5}");
        QTRY_VERIFY(shown.at<QComboBox>(u"/count#kind"_s));
        pick(shown.at<QComboBox>(u"/count#kind"_s), 1);
        QTRY_COMPARE(shown.text(), "{\"count\":\"\"}");
        shown.type(u"/count"_s, u"$x"_s);
        QTRY_COMPARE(shown.text(), "{\"count\":\"$x\"}");
        QTRY_COMPARE(shown.at<QComboBox>(u"/count#kind"_s)->currentIndex(), 1);
        pick(shown.at<QComboBox>(u"/count#kind"_s), 0);
        QTRY_COMPARE(shown.text(), "{\"count\":5}");
    }

    void eitherOrGroups()
    {
        Shown shown("{\"a\":{\"type\":\"integer\"},\"b\":{\"type\":\"string\"}}", "{\"a\":1}",
                    ",\"oneOf\":[{\"required\":[\"a\"]},{\"required\":[\"b\"]}]");
        QTRY_VERIFY(shown.at<QRadioButton>(u"#option1"_s));
        QTRY_VERIFY(shown.at<QLineEdit>(u"/a"_s));
        QVERIFY(shown.at<QRadioButton>(u"#option0"_s)->isChecked());
        QVERIFY(!shown.at<QLineEdit>(u"/b"_s));
        shown.at<QRadioButton>(u"#option1"_s)->click();
        QTRY_VERIFY(shown.at<QLineEdit>(u"/b"_s));
        QTRY_VERIFY(!shown.at<QLineEdit>(u"/a"_s));
        QCOMPARE(shown.text(), "{\"b\":\"\"}");
    }

    void objectsMapsAndUnknownMembers()
    {
        Shown shown("{\"inner\":{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"integer\"}}},"
                    "\"labels\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}}", "{\"odd\":{\"n\":1.50}}");
        QTRY_VERIFY(complete(shown.form));
        QVERIFY(!shown.at<QLineEdit>(u"/inner/x"_s)); // folded
        shown.click(u"/inner#fold"_s);
        QTRY_VERIFY(shown.at<QLineEdit>(u"/inner/x"_s));
        shown.type(u"/inner/x"_s, u"7"_s);
        shown.type(u"/inner/x"_s, {});
        QTRY_COMPARE(shown.text(), "{\"odd\":{\"n\":1.50}}"); // an object made for it goes again
        shown.click(u"/labels#fold"_s);
        QTRY_VERIFY(shown.at<QLineEdit>(u"/labels#newName"_s));
        shown.type(u"/labels#newName"_s, u"团队/a"_s);
        QTest::keyClick(shown.at<QLineEdit>(u"/labels#newName"_s), Qt::Key_Return);
        QTRY_VERIFY(shown.at<QLineEdit>(u"/labels/团队~1a"_s));
        shown.type(u"/labels/团队~1a"_s, u"web"_s);
        QCOMPARE(shown.text(), QByteArray("{\"odd\":{\"n\":1.50},\"labels\":{\"团队/a\":\"web\"}}"));
        auto *odd = shown.at<JsonEdit>(u"/odd"_s);
        QVERIFY(odd);
        odd->setText(u"{\"n\": 2"_s);
        QTRY_VERIFY(!shown.problem(u"/odd"_s).isEmpty());
        odd->setText(u"{\"n\": 2e3}"_s);
        QTRY_VERIFY(shown.problem(u"/odd"_s).isEmpty());
        QVERIFY(shown.text().contains("2e3"));
    }

    void anythingHasAKindEach()
    {
        Shown shown("{\"map\":{\"type\":\"object\"}}", anyValues);
        QTRY_VERIFY(shown.at<QLineEdit>(u"/map/text"_s) && shown.at<QComboBox>(u"/map/yes#yesNo"_s) && shown.at<JsonEdit>(u"/map/more"_s));
        QCOMPARE(shown.at<QLineEdit>(u"/map/number"_s)->text(), u"60.0"_s);
        QCOMPARE(shown.text(), anyValues);
        shown.type(u"/map/number"_s, u"7x"_s);
        QTRY_VERIFY(!shown.problem(u"/map/number"_s).isEmpty());
        shown.type(u"/map/number"_s, u"7"_s);
        QTRY_VERIFY(shown.problem(u"/map/number"_s).isEmpty());
        pick(shown.at<QComboBox>(u"/map/text#kind"_s), 1);
        pick(shown.at<QComboBox>(u"/map/yes#yesNo"_s), 0);
        pick(shown.at<QComboBox>(u"/map/none#kind"_s), 4);
        QTRY_VERIFY(shown.at<JsonEdit>(u"/map/none"_s));
        QTRY_COMPARE(shown.text(), anyAfter);
        shown.type(u"/map#newName"_s, u"new"_s);
        QTest::keyClick(shown.at<QLineEdit>(u"/map#newName"_s), Qt::Key_Return);
        QTRY_VERIFY(shown.at<QLineEdit>(u"/map/new"_s));
        shown.form.setReadOnly(true);
        QTRY_VERIFY(shown.at<QLineEdit>(u"/map/new"_s)->isReadOnly());
    }

    void luaIsCompiled()
    {
        Shown shown("{\"filter_func\":{\"type\":\"string\"}}", "{\"filter_func\":\"function(vars) return true\"}");
        QTRY_VERIFY(shown.problem(u"/filter_func"_s).contains(u"Line 1"_s));
        shown.at<CodeEditor>(u"/filter_func"_s)->replaceText(u"function(vars) return true end"_s);
        QTRY_VERIFY(shown.problem(u"/filter_func"_s).isEmpty());
    }

    void luaIsOneLineWhileThereIsNone()
    {
        Shown shown("{\"filter_func\":{\"type\":\"string\"}}");
        QTRY_VERIFY(shown.at<QPushButton>(u"/filter_func#write"_s));
        QVERIFY(!shown.at<CodeEditor>(u"/filter_func"_s));
        QCOMPARE(shown.at<QPushButton>(u"/filter_func#write"_s)->accessibleName(), u"Filter func"_s);
        shown.click(u"/filter_func#write"_s);
        auto *edit = shown.at<CodeEditor>(u"/filter_func"_s);
        QVERIFY(edit && edit->isVisible());
        QTRY_VERIFY(edit->editor()->hasFocus());
        edit->replaceText(u"function("_s);
        QTRY_VERIFY(!shown.problem(u"/filter_func"_s).isEmpty());
        shown.form.setValue(read("{}"));
        shown.form.setFocus();
        shown.form.setReadOnly(true); // nobody types there any more: the line is back
        QTRY_VERIFY(!shown.at<CodeEditor>(u"/filter_func"_s));
        QVERIFY(shown.form.problems().isEmpty());
        QVERIFY(!shown.at<QPushButton>(u"/filter_func#write"_s)->isVisible());
    }

    void serversWordLeadsToTheField()
    {
        Shown shown("{\"outer\":{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"string\"}}}}");
        QTRY_VERIFY(complete(shown.form));
        shown.form.setServerProblem({u"/outer/x"_s, u"is not known here"_s});
        QTRY_VERIFY(shown.at<QLineEdit>(u"/outer/x"_s));
        QTRY_VERIFY(shown.problem(u"/outer/x"_s).contains(u"not known"_s));
        shown.type(u"/outer/x"_s, u"other"_s);
        QTRY_VERIFY(shown.problem(u"/outer/x"_s).isEmpty());
        QVERIFY(shown.form.problems().isEmpty());
    }

    void readOnlyOnesOnlyShow()
    {
        Shown shown("{\"a\":{\"type\":\"string\"},\"l\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}}", "{\"a\":\"x\",\"l\":[\"y\"]}");
        shown.form.setReadOnly(true);
        QTRY_VERIFY(shown.at<QLineEdit>(u"/a"_s) && shown.at<QLineEdit>(u"/a"_s)->isReadOnly());
        QVERIFY(!shown.at<QToolButton>(u"/a#unset"_s)->isVisible());
        QTest::keyClicks(shown.at<QLineEdit>(u"/a"_s), u"zz"_s);
        QCOMPARE(shown.text(), "{\"a\":\"x\",\"l\":[\"y\"]}");
    }

    void setUpByTheirOwner()
    {
        FormSetup setup;
        setup.order = {u"z"_s};
        setup.apart = {u"/_meta"_s};
        setup.texts.insert(u"/a"_s, {u"First"_s, u"what it is for"_s, u"ms"_s});
        setup.factory = [](FormState &state, const QString &pointer, QWidget *parent) -> FieldEditor * {
            return pointer == u"/o" ? new LineField(state, pointer, parent) : nullptr;
        };
        SchemaForm form(schema::parse(ownSchema()),
                        setup);
        form.resize(600, 500);
        form.show();
        form.setValue(read("{\"a\":2,\"_meta\":{\"disable\":true},\"z\":\"t\"}"), read("{\"a\":1,\"z\":\"t\"}"));
        QTRY_VERIFY(complete(form));
        QTRY_VERIFY(form.findChild<QAbstractButton *>(u"/_meta/disable"_s));
        QVERIFY(form.findChild<LineField *>());
        QCOMPARE(form.findChild<QLabel *>(u"/a#note"_s)->text(), u"was 1"_s);
        QCOMPARE(form.findChild<QLabel *>(u"/a#about"_s)->text(), u"what it is for"_s);
        const auto top = [&form](const QString &name) { return form.findChild<QWidget *>(name)->mapTo(&form, QPoint()).y(); };
        QTRY_VERIFY(top(u"/z"_s) < top(u"/a"_s) && top(u"/a"_s) < top(u"/_meta/disable"_s));
        form.state().setNotes({{u"/a"_s, FormNote::Weight::Warning, u"little"_s}});
        QTRY_VERIFY(form.findChild<QLabel *>(u"/a#advice0"_s));
        QVERIFY(form.problems().isEmpty()); // advice stops nobody
        form.setValue(read("{\"a\":2}"), std::nullopt);
        QTRY_VERIFY(!form.findChild<QLabel *>(u"/a#note"_s)->isVisible());
        QVERIFY(!form.isModified());
        QVERIFY(form.focusPlace(u"/_meta/disable"_s));
    }

    void secretsMayBeElsewhere()
    {
        Shown shown("{\"key\":{\"type\":\"string\"}}");
        QTRY_VERIFY(shown.at<QPushButton>(u"/key#reference"_s));
        auto *menu = shown.at<QPushButton>(u"/key#reference"_s)->findChild<QMenu *>();
        menu->actions().first()->trigger();
        QCOMPARE(shown.text(), referred);
        shown.form.setReadOnly(true);
        menu->actions().last()->trigger();
        QCOMPARE(shown.text(), referred);
    }

    /// Every plugin of the gateway: shown whole, values go in and come out as they were.
    void everyPluginIsShown()
    {
        const json::Value plugins = recordedSchemas().value(u"plugins_http");
        QVERIFY(plugins.size() > 100);
        for (const json::Member &plugin : plugins.members()) {
            const json::Value schema = plugin.value.value(u"schema");
            const schema::FieldPtr root = schema::parse(schema, {plugin.name, {}});
            const QList<json::Value> samples = Samples::of(*root);
            SchemaForm form(root);
            QSignalSpy edited(&form, &SchemaForm::edited);
            for (const json::Value &value : {samples.first(), samples.last()}) {
                form.setValue(value);
                QTRY_VERIFY2(complete(form), qPrintable(plugin.name));
                QVERIFY2(form.value() == value, qPrintable(plugin.name));
            }
            QVERIFY2(edited.isEmpty(), qPrintable(plugin.name));
        }
    }
};

QTEST_MAIN(TestSchemaForm)
#include "tst_schemaform.moc"
