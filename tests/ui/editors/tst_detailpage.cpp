#include "tests/ui/editors/editorfixture.h"
#include "ui/editors/detailfacts.h"
#include "ui/editors/pages.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/page.h"
#include "ui/widgets/stateview.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTableWidget>

using namespace Qt::StringLiterals;

namespace {

const QByteArray trigger = R"({"namespace":"guest","name":"t","version":"0.0.2","updated":1700000000000,"publish":false,
    "parameters":[{"key":"token","value":"hush-hush"}],"limits":{},"annotations":[{"key":"feed","value":"/whisk.system/alarms/alarm"}],
    "rules":{"guest/r":{"action":{"path":"guest/orders","name":"price-quote"},"status":"active"}}})";
const QByteArray rule = R"({"namespace":"guest","name":"r","version":"0.0.1","updated":1700000000000,"publish":false,
    "annotations":[],"status":"inactive","trigger":{"path":"guest","name":"t"},"action":{"path":"other/orders","name":"a"}})";

json::Value document(const QByteArray &text)
{
    return json::read(text)->value;
}

} // namespace

class TestDetailPage : public QObject {
    Q_OBJECT

    static std::unique_ptr<Page> open(EditorFixture &f, Target::Kind kind, const QString &name)
    {
        std::unique_ptr<Page> page(editors::createPage(*f.session, *f.store, {kind, {u"_"_s, {}, name}, {}}));
        page->show();
        return page;
    }
    static StateView *state(const std::unique_ptr<Page> &page) { return child<StateView>(page.get(), "detailState"); }

private Q_SLOTS:
    void packagesListTheirActions()
    {
        EditorFixture f;
        const auto page = open(f, Target::Kind::Package, u"orders"_s);
        QCOMPARE(state(page)->state(), StateView::Loading);
        QTRY_COMPARE(state(page)->state(), StateView::Content);
        QCOMPARE(page->glyph(), u"package"_s);
        auto *table = child<QTableWidget>(page.get(), "table0");
        QCOMPARE(table->rowCount(), 1);
        QSignalSpy opened(page.get(), &Page::openRequested);
        Q_EMIT table->cellActivated(0, 0);
        QCOMPARE(opened.at(0).at(0).value<Target>(), f.target);
        QVERIFY(child<JsonView>(page.get(), "document")->text().contains("price-quote"));
    }

    void emptyPackageSaysSo()
    {
        const DetailFacts facts
            = packageFacts(document(R"({"namespace":"guest","name":"e","version":"0.0.1","binding":{},
            "annotations":[],"parameters":[],"actions":[],"feeds":[],"publish":true})"));
        QVERIFY(facts.tables.at(0).rows.isEmpty());
        QVERIFY(!facts.tables.at(0).empty.isEmpty());
    }

    void bindingsNameTheirProvider()
    {
        const json::Value binding = document(R"({"namespace":"guest","name":"b","version":"0.0.1","publish":false,
            "binding":{"namespace":"whisk.system","name":"utils"},"annotations":[],"parameters":[],"actions":[],
            "feeds":[{"name":"f","version":"0.0.1","annotations":[{"key":"feed","value":true}]}]})");
        QVERIFY(isBinding(binding));
        const DetailFacts facts = packageFacts(binding);
        QCOMPARE(facts.facts.at(0).text, u"/whisk.system/utils"_s);
        QVERIFY(facts.tables.at(0).rows.at(0).cells.at(1).contains(u"feed"_s));
        QCOMPARE(facts.tables.at(0).rows.at(0).link->name.package, u"b"_s);
    }

    void triggersListTheirRules()
    {
        const DetailFacts facts = triggerFacts(document(trigger));
        QCOMPARE(facts.tables.at(0).rows.size(), 1);
        QCOMPARE(facts.tables.at(0).rows.at(0).cells,
                 (QStringList{u"r"_s, u"/guest/orders/price-quote"_s, u"active"_s}));
        QCOMPARE(facts.tables.at(0).rows.at(0).link, (Target{Target::Kind::Rule, {u"_"_s, {}, u"r"_s}, {}}));
        QVERIFY(!facts.tables.at(1).rows.at(0).cells.at(2).contains(u"hush"_s));
    }

    void rulesLeadToTriggerAndAction()
    {
        EditorFixture f;
        f.server.on("GET /api/v1/namespaces/_/rules/r", answer::json(rule));
        const auto page = open(f, Target::Kind::Rule, u"r"_s);
        QTRY_COMPARE(state(page)->state(), StateView::Content);
        QSignalSpy opened(page.get(), &Page::openRequested);
        click(page.get(), "link1");
        QCOMPARE(opened.at(0).at(0).value<Target>(), (Target{Target::Kind::Trigger, {u"_"_s, {}, u"t"_s}, {}}));
        click(page.get(), "link2");
        QCOMPARE(opened.at(1).at(0).value<Target>().name.ns, u"other"_s);
    }

    void errorsAreToldAndTriedAgain()
    {
        EditorFixture f;
        f.server.once("GET /api/v1/namespaces/_/triggers/t",
                      answer::error(404, "The requested resource does not exist."));
        f.server.on("GET /api/v1/namespaces/_/triggers/t", answer::json(trigger));
        const auto page = open(f, Target::Kind::Trigger, u"t"_s);
        QTRY_COMPARE(state(page)->state(), StateView::Error_);
        Q_EMIT state(page)->retryRequested();
        QTRY_COMPARE(state(page)->state(), StateView::Content);
        QVERIFY(!child<JsonView>(page.get(), "document")->text().contains("hush"));
        QVERIFY(child<QLabel>(page.get(), "leftOut")->text().contains(u"/parameters/0/value"_s));
        f.server.on("GET /api/v1/namespaces/_/triggers/t", answer::json("[]"));
        page->refresh();
        QTRY_COMPARE(state(page)->state(), StateView::Error_);
    }

    void closedWhileLoading()
    {
        EditorFixture f;
        f.server.hold("GET /api/v1/namespaces/_/triggers/t");
        auto page = open(f, Target::Kind::Trigger, u"t"_s);
        QTRY_COMPARE(f.server.waiting("GET /api/v1/namespaces/_/triggers/t"), 1);
        page.reset();
        f.server.release("GET /api/v1/namespaces/_/triggers/t");
    }

    void sessionGoneWhileLoading()
    {
        EditorFixture f;
        f.server.hold("GET /api/v1/namespaces/_/triggers/t");
        const auto page = open(f, Target::Kind::Trigger, u"t"_s);
        QTRY_COMPARE(f.server.waiting("GET /api/v1/namespaces/_/triggers/t"), 1);
        f.session.reset();
        QTRY_COMPARE(state(page)->state(), StateView::Error_);
        page->refresh();
    }

    void othersHaveNoPageHere()
    {
        EditorFixture f;
        QVERIFY(!editors::createPage(*f.session, *f.store, {Target::Kind::Activations, {}, {}}));
    }
};

QTEST_MAIN(TestDetailPage)
#include "tst_detailpage.moc"
