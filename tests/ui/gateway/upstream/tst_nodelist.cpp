#include "tests/ui/gateway/partsworld.h"
#include "ui/gateway/upstream/nodesmodel.h"

#include <QAbstractItemModelTester>

using namespace Qt::StringLiterals;

namespace {

json::Value read(const QByteArray &text)
{
    return PartsWorld::read(text);
}
QByteArray text(const json::Value &value)
{
    return json::compact(value).replace('"', '\'');
}

} // namespace

class TestNodeList : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads()
    {
        const auto list = nodes::read(read("[{'host':'a','port':80,'weight':2,'priority':-1,'metadata':{'z':1}},{'host':'[::1]','weight':1.0}]"));
        QCOMPARE(list.size(), 2);
        QCOMPARE(list[0].host, u"a"_s);
        QCOMPARE(list[0].port, u"80"_s);
        QCOMPARE(list[0].priority, u"-1"_s);
        QVERIFY(list[0].metadata);
        QCOMPARE(list[1].host, u"[::1]"_s);
        QCOMPARE(list[1].weight, u"1.0"_s);
        const auto object = nodes::read(read("{'a:80':1,'b':2,'[::1]:90':3}"));
        QCOMPARE(object[0].port, u"80"_s);
        QCOMPARE(object[1].port, QString());
        QCOMPARE(object[2].host, u"[::1]"_s);
        QVERIFY(nodes::read(json::Value()).isEmpty());
    }

    void shares()
    {
        const auto list = nodes::read(read("[{'host':'a','weight':1},{'host':'b','weight':3},{'host':'c','weight':9,'priority':-1}]"));
        QCOMPARE(nodes::share(list, 0), 25);
        QCOMPARE(nodes::share(list, 1), 75);
        QCOMPARE(nodes::share(list, 2), 0);
        QCOMPARE(nodes::share(nodes::read(read("{'a':0}")), 0), -1);
    }

    /// The form of the document stays, and whatever else a node has.
    void cells()
    {
        const auto list = read("[{'x':1,'host':'a','port':80,'weight':1,'metadata':{'k':[1]}},{'host':'b','weight':1}]");
        QCOMPARE(text(*nodes::withCell(list, 0, nodes::Weight, u"5"_s)),
                 "[{'x':1,'host':'a','port':80,'weight':5,'metadata':{'k':[1]}},{'host':'b','weight':1}]");
        QCOMPARE(text(*nodes::withCell(list, 0, nodes::Port, {})), "[{'x':1,'host':'a','weight':1,'metadata':{'k':[1]}},{'host':'b','weight':1}]");
        QCOMPARE(text(*nodes::withCell(list, 1, nodes::Priority, u"-2"_s)),
                 "[{'x':1,'host':'a','port':80,'weight':1,'metadata':{'k':[1]}},{'host':'b','weight':1,'priority':-2}]");
        const auto object = read("{'a:80':1,'b':2}");
        QCOMPARE(text(*nodes::withCell(object, 0, nodes::Host, u"c"_s)), "{'c:80':1,'b':2}");
        QCOMPARE(text(*nodes::withCell(object, 1, nodes::Port, u"81"_s)), "{'a:80':1,'b:81':2}");
        QCOMPARE(text(*nodes::withCell(object, 1, nodes::Weight, u"0"_s)), "{'a:80':1,'b':0}");
        QCOMPARE(text(*nodes::withCell(object, 0, nodes::Metadata, u"{\"k\":1}"_s)),
                 "[{'host':'a','port':80,'weight':1,'metadata':{'k':1}},{'host':'b','weight':2}]");
    }

    void refuses()
    {
        const auto object = read("{'a:80':1,'b:80':2}");
        QVERIFY(!nodes::withCell(object, 0, nodes::Host, u"b"_s));
        QVERIFY(!nodes::withCell(object, 0, nodes::Port, u"99999"_s));
        QVERIFY(!nodes::withCell(object, 0, nodes::Weight, u"-1"_s));
        QVERIFY(!nodes::withCell(object, 0, nodes::Weight, u"many"_s));
        QVERIFY(!nodes::withCell(object, 0, nodes::Host, u"::1"_s));
        QVERIFY(!nodes::withCell(object, 0, nodes::Host, u"http://a"_s));
        QVERIFY(!nodes::withCell(read("[{'host':'a','weight':1}]"), 0, nodes::Metadata, u"[1]"_s));
    }

    void addRemoveMove()
    {
        QCOMPARE(text(nodes::withNode(json::Value(), u"h"_s, u"8080"_s)), "[{'host':'h','port':8080,'weight':1}]");
        QCOMPARE(text(nodes::withNode(read("{'a':1}"), u"h"_s, u"8080"_s)), "{'a':1,'h:8080':1}");
        QCOMPARE(text(nodes::withNode(read("{'h:1':1}"), u"h"_s, u"1"_s)), "{'h:1':1,'h-2:1':1}");
        QCOMPARE(text(nodes::withoutNode(read("{'a':1,'b':2}"), 0)), "{'b':2}");
        QCOMPARE(text(nodes::withoutNode(read("[{'host':'a','weight':1}]"), 0)), "[]");
        QCOMPARE(text(nodes::moved(read("{'a':1,'b':2,'c':3}"), 2, 0)), "{'c':3,'a':1,'b':2}");
    }

    void model()
    {
        NodesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy edited(&model, &NodesModel::edited);
        QSignalSpy refused(&model, &NodesModel::refused);
        model.setNodes(read("[{'host':'a','port':80,'weight':1},{'host':'b','weight':3}]"));
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(1, nodes::Share).data().toString(), u"75 %"_s);
        QVERIFY(!(model.flags(model.index(0, nodes::Share)) & Qt::ItemIsEditable));
        QVERIFY(model.setData(model.index(0, nodes::Weight), u"2"_s, Qt::EditRole));
        QCOMPARE(edited.size(), 1);
        QVERIFY(!model.setData(model.index(0, nodes::Weight), u"x"_s, Qt::EditRole));
        QVERIFY(!refused.last().first().toString().isEmpty());
        model.setHealth({{u"a"_s, 80, u"unhealthy"_s, 0, 3, 0, 0}});
        QCOMPARE(model.index(0, nodes::Health).data().toString(), u"unhealthy"_s);
        QCOMPARE(model.index(1, nodes::Health).data().toString(), QString());
        model.setNodes(read("[]"));
        QCOMPARE(model.rowCount(), 0);
        model.setNodes(read("{'a':1,'b':1,'c':1}"));
        QCOMPARE(model.rowCount(), 3);
        model.setReadOnly(true);
        QVERIFY(!model.setData(model.index(0, nodes::Weight), u"9"_s, Qt::EditRole));
    }
};

QTEST_MAIN(TestNodeList)
#include "tst_nodelist.moc"
