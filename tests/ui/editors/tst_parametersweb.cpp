#include "tests/ui/editors/editorfixture.h"
#include "ui/editors/actionpage.h"
#include "ui/editors/annotationkinds.h"
#include "ui/editors/jsondialog.h"
#include "ui/editors/keyvalueeditor.h"
#include "ui/editors/runtimetab.h"
#include "ui/widgets/jsonedit.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTabBar>
#include <QTableView>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

const QByteArray bindings = R"([{"namespace":"guest","name":"orders","version":"0.0.1","publish":false,"updated":1,
    "annotations":[],"binding":false},{"namespace":"guest","name":"orders-de","version":"0.0.1","publish":false,"updated":2,
    "annotations":[],"binding":{"namespace":"guest","name":"orders"}}])";

/// The cells of one row of the effective table, by its name.
QStringList effectiveRow(QWidget *page, const QString &name)
{
    const auto *model = child<QTableView>(page, "effective")->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, 0).data().toString() != name)
            continue;
        QStringList cells;
        for (int column = 1; column < model->columnCount(); ++column)
            cells.append(model->index(row, column).data().toString());
        return cells;
    }
    return {};
}

void showTab(QWidget *page, int tab)
{
    child<QTabBar>(page, "actionTabs")->setCurrentIndex(tab);
}

} // namespace

/// Parameters, annotations, limits and web access on the page of an action.
class TestParametersWeb : public QObject {
    Q_OBJECT

    std::unique_ptr<EditorFixture> m_world;
    std::unique_ptr<ActionPage> m_page;

    void open(int tab)
    {
        m_page = std::make_unique<ActionPage>(*m_world->session, *m_world->store, m_world->target);
        m_page->resize(1200, 760);
        m_page->show();
        QTRY_VERIFY(isReady(m_page.get()));
        showTab(m_page.get(), tab);
    }
    QWidget *own() { return child<QWidget>(m_page.get(), "parametersTab"); }
    void savePayload(const QString &text)
    {
        history::Payload payload;
        payload.name = u"volume order"_s;
        payload.text = text;
        QVERIFY(await(m_world->store->savePayload(m_world->key(), payload)));
    }
    void shoot(const char *name)
    {
        const QByteArray folder = qgetenv("SCREENSHOTS");
        if (folder.isEmpty())
            return;
        for (const bool dark : {false, true}) {
            theme::apply(*qApp, dark);
            m_page->grab().save(QString::fromLocal8Bit(folder) + u'/' + QString::fromLatin1(name)
                                + (dark ? u"-dark.png"_s : u".png"_s));
        }
        theme::apply(*qApp, false);
    }

private Q_SLOTS:
    void init() { m_world = std::make_unique<EditorFixture>(); }
    void cleanup()
    {
        m_page.reset();
        m_world.reset();
    }

    void effectiveIsShownByLayers()
    {
        savePayload(uR"({"items":[1],"region":"x"})"_s);
        open(1);
        QAbstractItemModelTester tester(child<QTableView>(m_page.get(), "effective")->model(),
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(effectiveRow(m_page.get(), u"region"_s).at(0), u"\"eu\""_s);
        QCOMPARE(effectiveRow(m_page.get(), u"maxItems"_s).at(5), u"action"_s);
        QCOMPARE(effectiveRow(m_page.get(), u"PRICE_API_KEY"_s).at(4), u"environment"_s);
        QVERIFY(!effectiveRow(m_page.get(), u"PRICE_API_KEY"_s).join(u' ').contains(u"hush"_s));
        auto *payloads = child<QComboBox>(m_page.get(), "withPayload");
        QTRY_COMPARE(payloads->count(), 2);
        payloads->setCurrentIndex(1);
        QCOMPARE(effectiveRow(m_page.get(), u"items"_s).at(5), u"call"_s);
        QCOMPARE(effectiveRow(m_page.get(), u"region"_s).at(4), u"\"x\""_s);
        QVERIFY(!child<MessageBar>(m_page.get(), "effectiveMessage")->isVisible());
    }
    void refusedCallIsToldBefore()
    {
        savePayload(uR"({"items":[1],"region":"x"})"_s);
        open(1);
        auto *payloads = child<QComboBox>(m_page.get(), "withPayload");
        QTRY_COMPARE(payloads->count(), 2);
        payloads->setCurrentIndex(1);
        click(own(), "finalSwitch");
        auto *bar = child<MessageBar>(m_page.get(), "effectiveMessage");
        QVERIFY(bar->isVisible());
        QVERIFY(bar->text().contains(u"Request defines parameters that are not allowed"_s));
        QVERIFY(bar->text().contains(u"region"_s));
        QCOMPARE(effectiveRow(m_page.get(), u"region"_s).at(4), u"× 400"_s);
        QVERIFY(child<QLabel>(own(), "finalMark")->isVisible());
        shoot("parameters");
        press(bar, u"Leave region out of the payload"_s);
        QTRY_VERIFY(!bar->isVisible());
        const auto stored = await(m_world->store->payloads(m_world->key()));
        QVERIFY(!stored->first().text.contains(u"region"_s));
        QVERIFY(m_page->modified());
        click(own(), "finalSwitch");
        QVERIFY(m_page->modified()); // false stands there now, where nothing stood
    }
    void calledThroughABinding()
    {
        m_world->server.on("GET /api/v1/namespaces/_/packages?*", [](const FakeRequest &r) {
            return r.target.contains("count=true") ? answer::json(R"({"packages":2})")
                : r.target.contains("skip=0") || !r.target.contains("skip=") ? answer::json(bindings)
                                                                             : answer::json("[]");
        });
        m_world->server.on("GET /api/v1/namespaces/_/packages/orders-de", answer::json(R"({"namespace":"guest",
            "name":"orders-de","version":"0.0.1","publish":false,"updated":1,"binding":{"namespace":"guest","name":"orders"},
            "annotations":[],"parameters":[{"key":"region","value":"eu"},{"key":"country","value":"DE"}],"actions":[],"feeds":[]})"));
        m_world->session->refresh(Collection::Packages);
        open(1);
        auto *paths = child<QComboBox>(m_page.get(), "calledAs");
        QTRY_COMPARE(paths->count(), 2);
        paths->setCurrentIndex(1);
        Q_EMIT paths->activated(1);
        QTRY_VERIFY(!effectiveRow(m_page.get(), u"country"_s).isEmpty());
        QCOMPARE(effectiveRow(m_page.get(), u"country"_s).at(5), u"binding"_s);
        QCOMPARE(effectiveRow(m_page.get(), u"region"_s).at(1), u"–"_s);
        m_world->server.on("GET /api/v1/namespaces/_/packages/orders-de", answer::error(403, "no"));
        Q_EMIT paths->activated(1);
        QTRY_VERIFY(child<MessageBar>(m_page.get(), "effectiveMessage")->isVisible());
    }
    void unsavedCountsInTheTable()
    {
        open(1);
        auto *table = child<QTableView>(own(), "entries");
        table->setCurrentIndex(table->model()->index(0, 0));
        auto *number = child<QLineEdit>(own(), "valueNumber");
        number->selectAll();
        QTest::keyClicks(number, u"500"_s);
        QCOMPARE(effectiveRow(m_page.get(), u"maxItems"_s).at(2), u"500 ●"_s);
        QCOMPARE(effectiveRow(m_page.get(), u"maxItems"_s).at(4), u"500"_s);
    }
    void jsonObjectsBecomeParameters()
    {
        KeyValueEditor editor(KeyValueModel::Sort::Parameters);
        QList<KeyValue> items{{u"a"_s, json::read("1.50")->value, true}, {u"TOKEN"_s, json::Value::string(u"hush-hush"_s)}};
        editor.setItems(items, items);
        editor.show();
        QVERIFY(!editor.asJson().contains(u"hush"_s));
        QVERIFY(editor.pasteObject(u"[1]"_s).contains(u"no object"_s));
        QVERIFY(editor.pasteObject(u"{\"a\": }"_s).contains(u"line 1"_s, Qt::CaseInsensitive));
        QCOMPARE(editor.items(), items);
        QVERIFY(editor.pasteObject(uR"({"a":2.0,"new":{"x":1.10}})"_s).isEmpty());
        QCOMPARE(editor.items().size(), 3);
        QVERIFY(editor.items().first().init);
        QCOMPARE(json::compact(editor.items().last().value), QByteArray(R"({"x":1.10})"));
        click(&editor, "entriesAsJson");
        auto *dialog = child<JsonDialog>(&editor, "jsonDialog");
        child<JsonEdit>(dialog, "wholeJson")->setText(u"{\"a\": 3}"_s);
        click(dialog, "applyJson");
        QCOMPARE(editor.items().size(), 2); // "new" went, the masked one stayed
        QCOMPARE(editor.items().at(0).value.toInteger(), 3);
        QCOMPARE(editor.items().at(1), items.at(1));
        child<QLineEdit>(&editor, "findEntry")->setText(u"tok"_s);
        QVERIFY(child<QTableView>(&editor, "entries")->isRowHidden(0));
        QVERIFY(!child<QTableView>(&editor, "entries")->isRowHidden(1));
    }
    void tooManyBytesAreRefusedInTheServersWords()
    {
        KeyValueEditor editor(KeyValueModel::Sort::Parameters);
        editor.setMostBytes(10);
        editor.setItems({{u"k"_s, json::Value::string(u"1234567"_s)}}, {});
        QVERIFY(editor.problem().isEmpty());
        editor.setItems({{u"k"_s, json::Value::string(u"12345678"_s)}}, {});
        QCOMPARE(editor.problem(), u"parameters larger than allowed: 11 > 10 bytes."_s);
    }
    void annotationsAreKnownByKind()
    {
        open(3);
        auto *tab = child<KeyValueEditor>(m_page.get(), "annotationsTab");
        QVERIFY(child<QTableView>(tab, "inheritedEntries")->isVisible()); // exec, set by the server
        auto *table = child<QTableView>(tab, "entries");
        table->setCurrentIndex(table->model()->index(1, 0)); // web-export
        QVERIFY(child<Switch>(tab, "valueFlag")->isVisible());
        shoot("annotations");
        click(tab, "valueFlag");
        QCOMPARE(tab->items().at(1).value, json::Value::boolean(false));
        QVERIFY(annotationProblem({u"web-export"_s, json::Value::string(u"true"_s)}).contains(u"false"_s));
        QVERIFY(annotationProblem({u"mine"_s, json::Value::string(u"true"_s)}).isEmpty());
        QVERIFY(!managedReason(u"binding"_s, AnnotationKind::Package).isEmpty());
        QVERIFY(managedReason(u"binding"_s, AnnotationKind::Action).isEmpty());
    }
    void limitsAreRefusedInTheServersWords()
    {
        open(2);
        auto *memory = child<QSpinBox>(m_page.get(), "memory");
        memory->setValue(512);
        QVERIFY(m_page->canSave());
        memory->setValue(513);
        QVERIFY(!m_page->canSave());
        QCOMPARE(child<QLabel>(m_page.get(), "memoryHint")->text(),
                 u"requirement failed: memory size 513 MB exceeds allowed threshold of 512 MB"_s);
        memory->setValue(128);
        QVERIFY(m_page->canSave());
        memory->setValue(127);
        QVERIFY(child<QLabel>(m_page.get(), "memoryHint")->text().contains(u"below allowed threshold"_s));
    }

    void webAccessChangesAnnotationsOnly()
    {
        open(4);
        QVERIFY(child<Switch>(m_page.get(), "webExport")->isChecked());
        QVERIFY(child<QLabel>(m_page.get(), "webAddress")->text().endsWith(u"/api/v1/web/guest/orders/price-quote"_s));
        auto *auth = child<QComboBox>(m_page.get(), "webAuth");
        auth->setCurrentIndex(2);
        Q_EMIT auth->activated(2);
        auto *secret = child<QLineEdit>(m_page.get(), "webSecret");
        QVERIFY(secret->isVisible());
        QCOMPARE(secret->text().size(), 32);
        QCOMPARE(secret->echoMode(), QLineEdit::Password);
        shoot("web");
        const auto items = child<KeyValueEditor>(m_page.get(), "annotationsTab")->items();
        QCOMPARE(items.size(), 4);
        QCOMPARE(findValue(items, u"description")->toString(), u"prices an order"_s);
        click(m_page.get(), "webExport");
        QVERIFY(!child<QWidget>(m_page.get(), "webAuth")->isEnabled());
    }
    void webActionIsTried()
    {
        m_world->server.on("POST /api/v1/web/guest/orders/price-quote.json/more?a=b%20c", [](const FakeRequest &r) {
            return answer::json("{\"got\":" + r.body + "}", 201, {{"x-openwhisk-activation-id", "abc"}, {"X-Mine", "1"}});
        });
        open(4);
        child<QComboBox>(m_page.get(), "webExtension")->setCurrentIndex(2);
        child<QComboBox>(m_page.get(), "webMethod")->setCurrentIndex(1);
        child<QLineEdit>(m_page.get(), "webPath")->setText(u"/more"_s);
        child<QLineEdit>(m_page.get(), "webQuery")->setText(u"a=b c"_s);
        child<CodeEditor>(m_page.get(), "webBody")->setText(u"{\"n\":1.0}"_s);
        click(m_page.get(), "webSend");
        auto *status = child<QLabel>(m_page.get(), "webStatus");
        QTRY_VERIFY(status->isVisible());
        QVERIFY(status->text().startsWith(u"201"_s));
        QVERIFY(child<QPlainTextEdit>(m_page.get(), "webHead")->toPlainText().contains(u"X-Mine: 1"_s));
        QVERIFY(child<QWidget>(m_page.get(), "webRecord")->isVisible());
        QCOMPARE(m_world->server.requests().last().body, QByteArray("{\"n\":1.0}"));
        child<QComboBox>(m_page.get(), "webMethod")->setCurrentIndex(0);
        m_world->server.on("GET /api/v1/web/*", answer::text("There was an internal server error.", 500));
        click(m_page.get(), "webSend");
        QTRY_VERIFY(child<MessageBar>(m_page.get(), "webMessage")->text().contains(u"list"_s));
        m_world->server.hold("GET /api/v1/web/*");
        click(m_page.get(), "webSend");
        QTRY_COMPARE(m_world->server.waiting("GET /api/v1/web/*"), 1);
        m_page.reset(); // closed while the call is under way
        m_world->server.release("GET /api/v1/web/*");
    }
    void sessionGoneLeavesThePageReadable()
    {
        open(4);
        m_world->session.reset();
        QVERIFY(!child<QWidget>(m_page.get(), "webSend")->isEnabled());
        showTab(m_page.get(), 1);
        QVERIFY(!child<QWidget>(own(), "addEntry")->isEnabled());
        QCOMPARE(effectiveRow(m_page.get(), u"maxItems"_s).at(5), u"action"_s);
    }
};

QTEST_MAIN(TestParametersWeb)
#include "tst_parametersweb.moc"
