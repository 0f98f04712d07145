#include "tests/ui/editors/editorfixture.h"
#include "ui/editors/trigger/firetracer.h"
#include "ui/editors/trigger/firetree.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeView>

using namespace Qt::StringLiterals;
using insight::TraceKind;
using insight::TraceNode;
using insight::TraceState;

/// Fires a trigger and watches the tree grow.
class TestFireTracer : public QObject {
    Q_OBJECT

    static QByteArray id(int number) { return QByteArray::number(number, 16).rightJustified(32, '0'); }
    static QByteArray route(int number) { return "GET /api/v1/namespaces/_/activations/" + id(number); }
    static FakeAnswer fired()
    {
        const auto escaped = [](QByteArray text) { return '"' + text.replace('\\', "\\\\").replace('"', "\\\"") + '"'; };
        const QByteArray started = "{\"statusCode\":0,\"success\":true,\"activationId\":\"" + id(2)
            + "\",\"rule\":\"guest/night-to-report\",\"action\":\"guest/nightly-report\"}";
        const QByteArray off = "{\"statusCode\":1,\"success\":false,\"rule\":\"guest/old-import\",\"error\":\"Rule 'guest/old-import' is "
                               "inactive, action 'guest/import-orders' was not activated.\",\"action\":\"guest/import-orders\"}";
        const QByteArray gone = "{\"statusCode\":1,\"success\":false,\"rule\":\"guest/lost\",\"error\":\"The requested resource does not "
                                "exist.\",\"action\":\"guest/gone\"}";
        return answer::json("{\"namespace\":\"guest\",\"name\":\"every-night\",\"version\":\"0.0.3\",\"activationId\":\"" + id(1)
                            + "\",\"start\":1700000000000,\"annotations\":[],\"response\":{\"status\":\"success\",\"result\":{}},\"logs\":["
                            + escaped(started) + ',' + escaped(off) + ',' + escaped(gone) + "]}");
    }
    static FakeAnswer report()
    {
        return answer::json("{\"namespace\":\"guest\",\"name\":\"nightly-report\",\"version\":\"0.0.1\",\"activationId\":\"" + id(2)
                            + "\",\"start\":1700000000009,\"end\":1700000001249,\"duration\":1240,\"annotations\":[{\"key\":\"path\","
                              "\"value\":\"guest/nightly-report\"},{\"key\":\"kind\",\"value\":\"python:3.11\"},{\"key\":\"waitTime\","
                              "\"value\":5},{\"key\":\"initTime\",\"value\":600}],\"response\":{\"status\":\"success\",\"result\":{}},\"logs\":[]}");
    }
    static openwhisk::EntityName trigger() { return {u"_"_s, {}, u"every-night"_s}; }

    std::unique_ptr<EditorFixture> f;
    std::unique_ptr<FireTracer> tracer;

    QAbstractItemModel *model() const { return tracer->view()->model(); }
    QModelIndex find(const QString &name) const
    {
        const auto found = model()->match(model()->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchStartsWith | Qt::MatchRecursive);
        return found.value(0);
    }
    QString cell(const QString &name, int column) const { return find(name).siblingAtColumn(column).data().toString(); }
    QString state() const { return tracer->findChild<QLabel *>(u"tracerState"_s)->text(); }
    QPushButton *button(const char *name) const { return tracer->findChild<QPushButton *>(QLatin1String(name)); }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }
    void init()
    {
        f = std::make_unique<EditorFixture>();
        tracer = std::make_unique<FireTracer>(*f->session);
        tracer->setTrigger(trigger());
        tracer->resize(1000, 260);
        tracer->show();
    }
    void cleanup()
    {
        tracer.reset();
        f.reset();
    }

    void grows()
    {
        f->server.on(route(1), answer::error(404, "The requested resource does not exist."));
        f->server.on(route(2), answer::error(404, "The requested resource does not exist."));
        tracer->watch(QString::fromLatin1(id(1)));
        QCOMPARE(state(), u"● growing"_s);
        QVERIFY(button("stopTracer")->isVisible());
        QTRY_VERIFY(tracer->findChild<QLabel *>(u"tracerLeft"_s)->text().startsWith(u"watched for another"_s));
        f->server.on(route(1), fired());
        QTRY_VERIFY(find(u"old-import"_s).isValid());
        QCOMPARE(cell(u"every-night"_s, FireTree::Outcome), u"202 fired"_s);
        QCOMPARE(cell(u"night-to-report"_s, FireTree::Outcome), u"✓ started its action"_s);
        QCOMPARE(cell(u"old-import"_s, FireTree::Outcome), u"not started: rule is off"_s);
        QVERIFY(find(u"old-import"_s).data(Qt::ToolTipRole).toString().contains(u"is inactive"_s));
        QCOMPARE(cell(u"lost"_s, FireTree::Outcome), u"✕ not started"_s);
        QVERIFY(find(u"lost"_s).data(Qt::ToolTipRole).toString().contains(u"does not exist"_s));
        QTRY_VERIFY(cell(u"nightly-report"_s, FireTree::Outcome).startsWith(u"◷ pending, looked for"_s));
        tracer->view()->setCurrentIndex(find(u"nightly-report"_s));
        f->server.on(route(2), report());
        QTRY_COMPARE(state(), u"✓ all ended"_s);
        QCOMPARE(cell(u"nightly-report"_s, FireTree::Outcome), u"✓ success"_s);
        QCOMPARE(cell(u"nightly-report"_s, FireTree::Duration), u"1,240 ms"_s);
        QCOMPARE(tracer->view()->currentIndex(), find(u"nightly-report"_s)); // who reads in it stays there
        QVERIFY(tracer->view()->isExpanded(find(u"every-night"_s)));
        tracer->grab();
        QSignalSpy opened(tracer.get(), &FireTracer::openRequested);
        QTest::keyClick(tracer->view(), Qt::Key_Return);
        QCOMPARE(opened.first().first().value<Target>().id, QString::fromLatin1(id(2)));
        QVERIFY(!button("stopTracer")->isVisible());
    }

    void withoutARuleThatIsOn()
    {
        tracer->watch({});
        QVERIFY(cell(u"every-night"_s, FireTree::Outcome).startsWith(u"204: no rule is on"_s));
        QCOMPARE(state(), u"✓ all ended"_s);
        QVERIFY(!tracer->growing());
    }

    void stops()
    {
        f->server.on(route(1), fired());
        f->server.on(route(2), answer::error(404, "The requested resource does not exist."));
        tracer->watch(QString::fromLatin1(id(1)));
        QTRY_VERIFY(cell(u"nightly-report"_s, FireTree::Outcome).startsWith(u"◷ pending"_s));
        button("stopTracer")->click();
        QCOMPARE(state(), u"stopped"_s);
        f->server.on(route(2), report());
        QVERIFY(button("traceFireAgain")->isVisible());
        button("traceFireAgain")->click();
        QTRY_COMPARE(state(), u"✓ all ended"_s);
    }

    void errorsAreTold()
    {
        f->server.on(route(1), answer::error(403, "The supplied authentication is not authorized."));
        tracer->watch(QString::fromLatin1(id(1)));
        QTRY_COMPARE(state(), u"not all found"_s);
    }

    void closedAndSessionGoneWhileItGrows()
    {
        f->server.hold(route(1));
        tracer->watch(QString::fromLatin1(id(1)));
        QTRY_COMPARE(f->server.waiting(route(1)), 1);
        tracer.reset();
        f->server.release(route(1));
        tracer = std::make_unique<FireTracer>(*f->session);
        tracer->setTrigger(trigger());
        f->server.hold(route(1));
        tracer->watch(QString::fromLatin1(id(1)));
        QTRY_COMPARE(f->server.waiting(route(1)), 1);
        f->session.reset();
        QTRY_VERIFY(!tracer->growing());
        tracer->watch(QString::fromLatin1(id(1)));
        QVERIFY(!tracer->growing());
    }

    void keepsTheNewestFires()
    {
        for (int i = 0; i < 8; ++i) {
            tracer->setTrigger({u"_"_s, {}, u"fire-%1"_s.arg(i)});
            tracer->watch({});
        }
        QCOMPARE(model()->rowCount(), 5);
        QVERIFY(model()->index(0, 0).data().toString().startsWith(u"fire-7"_s));
        QVERIFY(model()->index(4, 0).data().toString().startsWith(u"fire-3"_s));
    }

    void model_isATree()
    {
        FireTree tree;
        QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
        insight::Trace trace;
        const auto add = [&](TraceKind kind, int parent, TraceState state) {
            TraceNode node;
            node.kind = kind;
            node.parent = parent;
            node.state = state;
            node.name = {u"_"_s, {}, u"n%1"_s.arg(trace.nodes.size())};
            trace.nodes.append(node);
        };
        add(TraceKind::Trigger, -1, TraceState::Done);
        add(TraceKind::Rule, 0, TraceState::Done);
        add(TraceKind::Sequence, 1, TraceState::Loading);
        add(TraceKind::Rule, 0, TraceState::NotStarted);
        tree.put({u"1"_s, {}, {}, u"t"_s, u"looking"_s});
        tree.put({u"1"_s, {}, trace, u"t"_s, {}});
        QCOMPARE(tree.rowCount(tree.index(0, 0)), 2);
        add(TraceKind::Action, 2, TraceState::NotReached);
        tree.put({u"1"_s, {}, trace, u"t"_s, {}});
        tree.put({u"2"_s, u"by hand"_s, trace, u"t"_s, {}});
        const QModelIndex rule = tree.index(0, 0, tree.index(1, 0));
        const QModelIndex member = tree.index(0, 0, tree.index(0, 0, rule));
        QCOMPARE(member.data().toString(), u"n4"_s);
        QCOMPARE(member.parent().parent(), rule);
        QCOMPARE(tree.index(0, 0).data().toString(), u"n0  by hand"_s);
        trace.nodes[2].state = TraceState::Done;
        QSignalSpy changed(&tree, &QAbstractItemModel::dataChanged), reset(&tree, &QAbstractItemModel::modelReset);
        tree.put({u"2"_s, u"by hand"_s, trace, u"t"_s, {}});
        QVERIFY(!changed.isEmpty() && reset.isEmpty());
    }

    void words()
    {
        TraceNode node;
        for (const auto state : {TraceState::Done, TraceState::Failed, TraceState::Loading, TraceState::Pending, TraceState::NotStored,
                                 TraceState::Unreadable, TraceState::NotReached, TraceState::NotStarted, TraceState::LeftOut}) {
            node.state = state;
            QVERIFY(!firetexts::outcome(node, 0).isEmpty());
        }
        node.state = TraceState::NotReached;
        node.note = u"b"_s;
        QCOMPARE(firetexts::explanation(node), u"b ended the sequence"_s);
        node.state = TraceState::NotStored;
        QVERIFY(firetexts::explanation(node).contains(u"only failures"_s));
        QCOMPARE(firetexts::tone(node), Chip::Tone::Warning);
    }
};

QTEST_MAIN(TestFireTracer)
#include "tst_firetracer.moc"
