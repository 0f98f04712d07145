#include "core/json/text.h"
#include "tests/ui/editors/editorfixture.h"
#include "ui/editors/keyvalueeditor.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/jsonedit.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

KeyValue item(const QString &key, const char *value)
{
    return {key, json::read(value)->value, false, {}};
}

QList<KeyValue> sample()
{
    return {item(u"currency"_s, "\"EUR\""), item(u"big"_s, "12345678901234567890"),
            item(u"API_TOKEN"_s, "\"hush-hush-hush\"")};
}

void typeInto(QWidget *editor, const QString &text)
{
    QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(editor, text);
}

} // namespace

class TestKeyValues : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void modelBehaves()
    {
        KeyValueModel model(KeyValueModel::Sort::Parameters);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy edited(&model, &KeyValueModel::edited);
        model.setItems(sample(), sample());
        QCOMPARE(edited.count(), 0);
        model.move(0, 2);
        QCOMPARE(model.items().last().key, u"currency"_s);
        model.move(0, -1);
        model.remove(1);
        const int row = model.add();
        QVERIFY(model.setData(model.index(row, KeyValueModel::NameColumn), u"new"_s));
        model.setValue(row, json::read("1.50")->value);
        QCOMPARE(model.items().last().value.numberText(), QByteArray("1.50"));
        QVERIFY(model.setData(model.index(row, KeyValueModel::LastColumn), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(model.items().last().init);
        QVERIFY(model.data(model.index(row, 0)).toString().endsWith(u" ●"_s));
        QVERIFY(model.problem().isEmpty());
    }

    void whatIsNotEditedIsTheVerySame()
    {
        KeyValueModel model(KeyValueModel::Sort::Parameters);
        QList<KeyValue> items = sample();
        items.append({u"sealed"_s, json::Value::string(u"AAAA"_s), true, u"aes-256"_s});
        model.setItems(items, items);
        QCOMPARE(model.items(), items);
    }

    void problemsAreNamed()
    {
        KeyValueModel model(KeyValueModel::Sort::Parameters);
        model.setItems(sample(), sample());
        model.setUnparsed(0, u"{"_s);
        QVERIFY(model.problem().contains(u"currency"_s));
        QCOMPARE(model.item(0).value.toString(), u"EUR"_s);
        model.setValue(0, json::Value::string(u"EUR"_s));
        QVERIFY(model.problem().isEmpty());
        model.setData(model.index(0, 0), u"big"_s);
        QVERIFY(model.problem().contains(u"twice"_s));
        model.setData(model.index(0, 0), QString());
        QVERIFY(model.problem().contains(u"no name"_s));
    }

    void secretsAreHiddenUntilAsked()
    {
        KeyValueEditor editor(KeyValueModel::Sort::Parameters);
        editor.setItems(sample(), sample());
        editor.show();
        auto *table = child<QTableView>(&editor, "entries");
        QVERIFY(!table->model()->index(2, KeyValueModel::ValueColumn).data().toString().contains(u"hush"_s));
        table->setCurrentIndex(table->model()->index(2, 0));
        QVERIFY(child<QLabel>(&editor, "hiddenValue")->isVisible());
        QVERIFY(child<QLabel>(&editor, "hiddenValue")->text().startsWith(u"14 characters"_s));
        click(&editor, "revealValue");
        QCOMPARE(child<CodeEditor>(&editor, "valueText")->text(), u"hush-hush-hush"_s);
        QCOMPARE(editor.items(), sample());
    }

    void valuesAreEditedAsTextOrJson()
    {
        KeyValueEditor editor(KeyValueModel::Sort::Parameters);
        editor.setItems(sample(), sample());
        editor.show();
        auto *table = child<QTableView>(&editor, "entries");
        table->setCurrentIndex(table->model()->index(0, 0));
        typeInto(child<CodeEditor>(&editor, "valueText")->editor(), u"a \"quoted\" one"_s);
        QCOMPARE(editor.items().at(0).value.toString(), u"a \"quoted\" one"_s);
        table->setCurrentIndex(table->model()->index(1, 0));
        auto *number = child<QLineEdit>(&editor, "valueNumber");
        QCOMPARE(number->text(), u"12345678901234567890"_s);
        number->selectAll();
        QTest::keyClicks(number, u"1.50e"_s);
        QVERIFY(editor.problem().contains(u"big"_s));
        QTest::keyClicks(number, u"3"_s);
        QCOMPARE(editor.items().at(1).value.numberText(), QByteArray("1.50e3"));
        editor.setItems(sample(), sample());
        table->setCurrentIndex(table->model()->index(1, 0));
        table->model()->setData(table->model()->index(1, KeyValueModel::TypeColumn), int(json::Type::Object));
        child<JsonEdit>(&editor, "valueJson")->setText(u"{\"a\": [1.0, }"_s);
        QVERIFY(editor.problem().contains(u"big"_s));
        QCOMPARE(json::compact(editor.items().at(1).value), QByteArray("{}"));
        // Another entry and back: what was typed is still there.
        table->setCurrentIndex(table->model()->index(0, 0));
        table->setCurrentIndex(table->model()->index(1, 0));
        QCOMPARE(child<JsonEdit>(&editor, "valueJson")->text(), u"{\"a\": [1.0, }"_s);
        child<JsonEdit>(&editor, "valueJson")->setText(u"{\"a\": [1.0]}"_s);
        QVERIFY(editor.problem().isEmpty());
        QCOMPARE(json::compact(editor.items().at(1).value), QByteArray(R"({"a":[1.0]})"));
    }

    void typeTurnsTextIntoItsValue()
    {
        KeyValueEditor editor(KeyValueModel::Sort::Parameters);
        editor.setItems({item(u"n"_s, "\"42\"")}, {});
        editor.show();
        auto *type = child<QComboBox>(&editor, "valueType");
        type->setFocus();
        QTest::keyClick(type, Qt::Key_Down);
        QVERIFY(editor.items().at(0).value.isNumber());
        QTest::keyClick(type, Qt::Key_Up);
        QCOMPARE(editor.items().at(0).value.toString(), u"42"_s);
    }

    void buttonsAddRemoveAndMove()
    {
        KeyValueEditor editor(KeyValueModel::Sort::Parameters);
        QSignalSpy edited(&editor, &KeyValueEditor::edited);
        editor.setItems(sample(), sample());
        editor.show();
        click(&editor, "addEntry");
        auto *nameEdit = child<QTableView>(&editor, "entries")->viewport()->findChild<QLineEdit *>();
        QVERIFY(nameEdit);
        QTest::keyClicks(nameEdit, u"extra"_s);
        QTest::keyClick(nameEdit, Qt::Key_Return);
        QTRY_COMPARE(editor.items().last().key, u"extra"_s);
        click(&editor, "entryUp");
        QCOMPARE(editor.items().at(2).key, u"extra"_s);
        click(&editor, "entryDown");
        click(&editor, "removeEntry");
        QCOMPARE(editor.items(), sample());
        QVERIFY(edited.count() >= 4);
    }

    void encryptedGoesBackAsItCame()
    {
        const QList<KeyValue> items{{u"sealed"_s, json::Value::string(u"AAAA"_s), false, u"aes-128"_s}};
        KeyValueEditor editor(KeyValueModel::Sort::Parameters);
        editor.setItems(items, items);
        editor.show();
        QVERIFY(!child<QTableView>(&editor, "entries")->model()->index(0, 2).data().toString().contains(u"AAAA"_s));
        QCOMPARE(editor.items(), items);
        click(&editor, "revealValue");
        typeInto(child<CodeEditor>(&editor, "valueText")->editor(), u"fresh"_s);
        QCOMPARE(editor.items().at(0).value.toString(), u"fresh"_s);
        QVERIFY(editor.items().at(0).encryption.isEmpty());
    }

    void readOnlySaysWhy()
    {
        KeyValueEditor editor(KeyValueModel::Sort::Annotations);
        editor.setItems(sample(), sample());
        editor.setReadOnly(u"because"_s);
        editor.show();
        QVERIFY(!child<QWidget>(&editor, "addEntry")->isEnabled());
        QCOMPARE(child<QWidget>(&editor, "addEntry")->toolTip(), u"because"_s);
        auto *table = child<QTableView>(&editor, "entries");
        QVERIFY(!(table->model()->flags(table->model()->index(0, 0)) & Qt::ItemIsEditable));
        QVERIFY(child<CodeEditor>(&editor, "valueText")->isReadOnly());
    }

    void knownAnnotationsAreExplained()
    {
        QVERIFY(annotationMeaning(u"web-export"_s).contains(u"web"_s));
        QVERIFY(annotationMeaning(u"my-own"_s).isEmpty());
    }
};

QTEST_MAIN(TestKeyValues)
#include "tst_keyvalues.moc"
