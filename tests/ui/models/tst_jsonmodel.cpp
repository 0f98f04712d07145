#include "ui/models/jsonmodel.h"

#include "core/json/text.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;

class TestJsonModel : public QObject {
    Q_OBJECT

    static json::Value value(const char *text) { return json::read(text)->value; }

private Q_SLOTS:
    void tree()
    {
        JsonModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        model.setDocument(value(R"({"b":[1.0,{"x/y":"ä"}],"a":null,"n":12345678901234567890})"));
        QCOMPARE(model.rowCount(), 1);
        const QModelIndex top = model.index(0, 0);
        QCOMPARE(model.rowCount(top), 3);
        QCOMPARE(model.index(0, 1).data().toString(), u"{} 3"_s);
        QCOMPARE(model.index(2, 1, top).data().toString(), u"12345678901234567890"_s);
        const QModelIndex list = model.index(0, 0, top);
        QCOMPARE(list.data().toString(), u"b"_s);
        QCOMPARE(model.index(0, 1, list).data().toString(), u"1.0"_s);
        const QModelIndex inner = model.index(0, 1, model.index(1, 0, list));
        QCOMPARE(inner.data().toString(), u"\"ä\""_s);
        QCOMPARE(inner.data(JsonModel::ValueTextRole).toString(), u"ä"_s);
        QCOMPARE(inner.data(JsonModel::PointerRole).toString(), u"/b/1/x~1y"_s);
        QCOMPARE(inner.data(JsonModel::TypeRole).toInt(), int(json::Type::String));
        QCOMPARE(model.parent(inner), model.index(1, 0, list));
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void scalarDocument()
    {
        JsonModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setDocument(value("\"text\""));
        QCOMPARE(model.index(0, 1).data().toString(), u"\"text\""_s);
        QVERIFY(!model.hasChildren(model.index(0, 0)));
    }

    void findsNamesAndValues()
    {
        JsonModel model;
        model.setDocument(value(R"({"error":{"code":"OUT","list":[1,"out of stock"]},"Outer":2})"));
        QCOMPARE(model.find(u"out"_s, Qt::CaseInsensitive), (QStringList{u"/error/code"_s, u"/error/list/1"_s, u"/Outer"_s}));
        QCOMPARE(model.find(u"out"_s, Qt::CaseSensitive), QStringList{u"/error/list/1"_s});
        QCOMPARE(model.find(u"o"_s, Qt::CaseInsensitive, 2).size(), 2);
        for (const QString &pointer : model.find(u"out"_s, Qt::CaseInsensitive))
            QCOMPARE(model.pointerAt(model.indexOf(pointer)), pointer);
        QVERIFY(!model.indexOf(u"/no/such"_s).isValid());
    }

    void millionItemsCostOnlyWhatIsSeen()
    {
        QList<json::Value> items;
        for (int i = 0; i < 1'000'000; ++i)
            items.append(json::Value::number(i));
        JsonModel model;
        model.setDocument(json::Value::array(items));
        const QModelIndex top = model.index(0, 0);
        QCOMPARE(model.rowCount(top), 1'000'000);
        QCOMPARE(model.index(999'999, 1, top).data().toString(), u"999999"_s);
    }

    void longStringsAreCutToOneLine()
    {
        QCOMPARE(jsonSummary(json::Value::string(u"a\nb"_s)), u"\"a⏎b\""_s);
        QVERIFY(jsonSummary(json::Value::string(QString(100'000, u'x'))).size() < 500);
    }
};

QTEST_GUILESS_MAIN(TestJsonModel)
#include "tst_jsonmodel.moc"
