#include "tests/core/gateway/sandboxgateway.h"
#include "tests/ui/gateway/list/listworld.h"
#include "ui/gateway/list/gatewaybulk.h"
#include "ui/gateway/list/gatewayimport.h"
#include "ui/gateway/list/listdialogs.h"
#include "ui/gateway/resource/kept.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QDialog>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;
using gateway::Key;
using gateway::Kind;

class TestGatewayListBulk : public QObject {
    Q_OBJECT

    static Key route(const QString &id) { return {Kind::Route, id, {}}; }
    static Key upstream(const QString &id) { return {Kind::Upstream, id, {}}; }
    /// The lists are there.
    static void load(ListWorld &world)
    {
        world.session->open();
        QTRY_VERIFY(world.session->listing(Kind::Route).rows && world.session->listing(Kind::Upstream).rows && !world.session->listing(Kind::Upstream).loading);
    }
    static QString note(const BulkPlan &plan, const QString &id)
    {
        for (const BulkRow &row : plan.rows)
            if (row.target.id == id)
                return row.note;
        return u"no row"_s;
    }
    static QString message(const BulkDialog &dialog) { return dialog.findChild<MessageBar *>()->text(); }
    static QByteArray contents(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static void write(const QString &path, const QByteArray &text)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    /// What the reader makes of a file.
    static QList<gatewaybulk::Compared> compared(const GatewayServices &services, const QString &path)
    {
        gatewaybulk::ImportReader reader(services, path);
        std::optional<QList<gatewaybulk::Compared>> got;
        connect(&reader, &gatewaybulk::ImportReader::finished, &reader, [&](const auto &objects) { got = objects; });
        connect(&reader, &gatewaybulk::ImportReader::failed, &reader, [&](const Error &error) {
            qWarning("%s", qPrintable(error.message));
            got.emplace();
        });
        reader.start();
        [&] { QTRY_VERIFY(got.has_value()); }();
        return got.value_or(QList<gatewaybulk::Compared>());
    }
    static QString failure(const GatewayServices &services, const QString &path)
    {
        gatewaybulk::ImportReader reader(services, path);
        QString sentence;
        connect(&reader, &gatewaybulk::ImportReader::failed, &reader, [&](const Error &error) { sentence = error.message; });
        reader.start();
        [&] { QTRY_VERIFY(!sentence.isEmpty()); }();
        return sentence;
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void planSaysWhoUsesIt()
    {
        ListWorld world;
        world.fill();
        load(world);
        const auto services = world.services();
        BulkPlan plan = gatewaybulk::planDelete(services, {upstream(u"pages"_s), upstream(u"spare"_s)});
        QVERIFY(note(plan, u"pages"_s).contains(u"route web"));
        QVERIFY(note(plan, u"spare"_s).isEmpty());
        QVERIFY(plan.option);
        // Together with what uses it: routes first, nothing to force.
        plan = gatewaybulk::planDelete(services, {upstream(u"pages"_s), route(u"web"_s)});
        QCOMPARE(plan.rows.first().target.id, u"web"_s);
        QVERIFY(note(plan, u"pages"_s).isEmpty());
        QVERIFY(!plan.option);
    }

    void deletesAndKeeps()
    {
        ListWorld world;
        world.fill();
        load(world);
        QPointer<BulkDialog> dialog = deleteGatewayObjects(world.services(), {route(u"web"_s), upstream(u"pages"_s)}, nullptr);
        QVERIFY(dialog);
        dialog->findChild<QPushButton *>(u"go"_s)->click();
        QTRY_COMPARE(message(*dialog), u"2 deleted."_s);
        QVERIFY(!world.gate.objects["routes"].contains("web"));
        QVERIFY(!world.gate.objects["upstreams"].contains("pages"));
        QTRY_COMPARE(world.session->listing(Kind::Route).rows->size(), 6);
        const auto versions = await(world.store.versions(kept::keyOf(u"p"_s, route(u"web"_s))));
        QVERIFY(versions && versions->size() == 1);
        QCOMPARE(versions->first().reason, history::VersionInfo::Reason::Deleted);
        dialog->close();
    }

    void refusedThenForced()
    {
        ListWorld world;
        world.fill();
        world.inUse = {"pages"};
        load(world);
        QPointer<BulkDialog> dialog = deleteGatewayObjects(world.services(), {upstream(u"pages"_s)}, nullptr);
        auto *force = dialog->findChild<QCheckBox *>(u"option"_s);
        QVERIFY(force && !force->isChecked());
        dialog->findChild<QPushButton *>(u"go"_s)->click();
        QTRY_VERIFY(message(*dialog).contains(u"1 not"));
        QVERIFY(world.gate.objects["upstreams"].contains("pages"));
        QVERIFY(!force->isEnabled());
        dialog->close();
        QTRY_VERIFY(!dialog);
        dialog = deleteGatewayObjects(world.services(), {upstream(u"pages"_s)}, nullptr);
        dialog->findChild<QCheckBox *>(u"option"_s)->setChecked(true);
        dialog->findChild<QPushButton *>(u"go"_s)->click();
        QTRY_COMPARE(message(*dialog), u"1 deleted."_s);
        QCOMPARE(world.gate.server.count("DELETE /apisix/admin/upstreams/pages?force=true"), 1);
        dialog->close();
    }

    void productionAsksForTheId()
    {
        ListWorld world;
        world.fill();
        load(world);
        world.session->setProduction(true);
        QPointer<BulkDialog> dialog = deleteGatewayObjects(world.services(), {route(u"web"_s)}, nullptr);
        confirm::setNextAnswer(confirm::Answer::Cancel);
        dialog->findChild<QPushButton *>(u"go"_s)->click();
        QCOMPARE(world.gate.server.count("DELETE *"), 0);
        confirm::setNextAnswer(confirm::Answer::Yes);
        dialog->findChild<QPushButton *>(u"go"_s)->click();
        QTRY_COMPARE(world.gate.server.count("DELETE *"), 1);
        QTRY_COMPARE(message(*dialog), u"1 deleted."_s);
        dialog->close();
    }

    void switchesAndLabels()
    {
        ListWorld world;
        world.fill();
        load(world);
        const auto services = world.services();
        QCOMPARE(gatewaybulk::planSwitch(services, {upstream(u"pages"_s)}, false).rows.size(), 0); // has no status
        QPointer<BulkDialog> dialog = gatewaybulk::open(services, gatewaybulk::planSwitch(services, {route(u"fn"_s), route(u"stock"_s)}, false), nullptr);
        dialog->findChild<QPushButton *>(u"go"_s)->click();
        QTRY_COMPARE(message(*dialog), u"2 disabled."_s);
        QCOMPARE(world.stored("routes", "fn").value(u"status").toInteger(), 0);
        QCOMPARE(world.gate.server.count("PATCH *"), 1); // the other one was off
        dialog->close();
        QString problem;
        QVERIFY(!listdialogs::labelChanges(u"team"_s, &problem) && problem.contains(u"team"));
        const auto changes = listdialogs::labelChanges(u"env=test -team -gone"_s, &problem);
        QVERIFY(changes && changes->size() == 3);
        dialog = gatewaybulk::open(services, gatewaybulk::planLabels(services, {route(u"hello"_s), route(u"fn"_s)}, *changes), nullptr);
        dialog->findChild<QPushButton *>(u"go"_s)->click();
        QTRY_COMPARE(message(*dialog), u"2 changed."_s);
        QCOMPARE(json::compact(world.stored("routes", "hello").value(u"labels")), QByteArray(R"({"env":"test"})"));
        QCOMPARE(json::compact(world.stored("routes", "fn").value(u"labels")), QByteArray(R"({"env":"test"})"));
        dialog->close();
    }

    void askedForLabels()
    {
        ListWorld world;
        world.fill();
        auto page = world.open();
        QTRY_COMPARE(page->rows()->rowCount(), 7);
        page->rows()->setTicked(page->rows()->indexOfId(u"fn"_s), true);
        ListWorld::press(*page, "bulkLabels");
        auto *dialog = page->findChild<QDialog *>(u"labelDialog"_s);
        QVERIFY(dialog && !dialog->findChild<QPushButton *>(u"ok"_s)->isEnabled());
        dialog->findChild<QLineEdit *>(u"labels"_s)->setText(u"a=b"_s);
        ListWorld::press(*dialog, "ok");
        auto *bulk = page->findChild<BulkDialog *>();
        QVERIFY(bulk);
        ListWorld::press(*bulk, "go");
        QTRY_COMPARE(world.stored("routes", "fn").value(u"labels").value(u"a").toString(), u"b"_s);
        QTRY_COMPARE(message(*bulk), u"1 changed."_s);
    }

    void exportsAndImports()
    {
        ListWorld world;
        world.fill();
        load(world);
        const auto services = world.services();
        const QString path = world.dir.filePath(u"out.json"_s);
        const auto exportAll = [&](bool secrets) {
            QPointer<BulkDialog> dialog =
                gatewaybulk::open(services, gatewaybulk::planExport(services, {route(u"quote"_s), route(u"web"_s), upstream(u"pages"_s)}, path), nullptr);
            dialog->findChild<QCheckBox *>(u"option"_s)->setChecked(secrets);
            dialog->findChild<QPushButton *>(u"go"_s)->click();
            QTRY_COMPARE(message(*dialog), u"4 written."_s);
            dialog->close();
        };
        exportAll(false);
        QVERIFY(!contents(path).contains("secretsecret"));
        QVERIFY(contents(path).contains("_withheld"));
        auto objects = compared(services, path);
        QCOMPARE(objects.size(), 3);
        QCOMPARE(objects.first().item.key, upstream(u"pages"_s)); // what others need comes first
        for (const auto &object : objects)
            QCOMPARE(object.state, gatewaybulk::Compared::State::Same); // secrets come from the gateway
        world.gate.objects["routes"].remove("quote");
        world.route("web", "'uri':'/other/*','upstream_id':'pages'");
        objects = compared(services, path);
        QCOMPARE(objects.at(1).state, gatewaybulk::Compared::State::New);
        QCOMPARE(objects.at(1).missing, QStringList{u"/plugins/openwhisk/service_token"_s});
        QCOMPARE(objects.at(2).places, QStringList{u"/uri"_s});
        QPointer<BulkDialog> dialog = gatewaybulk::open(services, gatewaybulk::planImport(services, objects, path), nullptr);
        dialog->findChild<QPushButton *>(u"go"_s)->click();
        QTRY_VERIFY(message(*dialog).contains(u"1 not")); // its key is nowhere
        QCOMPARE(world.stored("routes", "web").value(u"uri").toString(), u"/web/*"_s);
        QVERIFY(!world.gate.objects["routes"].contains("quote"));
        dialog->close();
    }

    void importsWithSecretsAndLeavesWhatDiffers()
    {
        ListWorld world;
        world.fill();
        load(world);
        const auto services = world.services();
        const QString path = world.dir.filePath(u"in.yaml"_s);
        write(path, "routes:\n  - id: web\n    uri: /mine\n    upstream_id: pages\n  - id: fresh\n    uri: /fresh\n    plugins: {}\n#END\n");
        const auto objects = compared(services, path);
        QCOMPARE(objects.size(), 2);
        QPointer<BulkDialog> dialog = gatewaybulk::open(services, gatewaybulk::planImport(services, objects, path), nullptr);
        dialog->findChild<QCheckBox *>(u"option"_s)->setChecked(false);
        dialog->findChild<QPushButton *>(u"go"_s)->click();
        QTRY_VERIFY(message(*dialog).contains(u"1 not"));
        QCOMPARE(world.stored("routes", "web").value(u"uri").toString(), u"/web/*"_s);
        QCOMPARE(world.stored("routes", "fresh").value(u"uri").toString(), u"/fresh"_s);
        dialog->close();
    }

    void refusesOtherFiles()
    {
        ListWorld world;
        load(world);
        const auto services = world.services();
        const QString path = world.dir.filePath(u"in.json"_s);
        write(path, "{\"routes\":[{\"id\":\"a/b\"}]}");
        QVERIFY(failure(services, path).contains(u"a/b"));
        write(path, "{\"pictures\":[]}");
        QVERIFY(failure(services, path).contains(u"pictures"));
        write(path, "{\"routes\":{}}");
        QVERIFY(failure(services, path).contains(u"list"));
        write(path, "{}");
        QVERIFY(failure(services, path).contains(u"no object"));
        write(path, "{");
        QVERIFY(!failure(services, path).isEmpty());
        QVERIFY(!failure(services, world.dir.filePath(u"none.json"_s)).isEmpty());
    }

    void pageTellsOfABadFile()
    {
        ListWorld world;
        world.fill();
        auto page = world.open();
        QTRY_COMPARE(page->rows()->rowCount(), 7);
        page->importFrom(world.dir.filePath(u"none.json"_s));
        auto *bar = page->findChild<MessageBar *>(u"listMessage"_s);
        QTRY_VERIFY(bar->kind() == MessageBar::Kind::Error);
        QVERIFY(bar->text().contains(u"none.json"));
        write(world.dir.filePath(u"in.json"_s), ListWorld::json("{'routes':[{'id':'n','uri':'/n','plugins':{}}]}"));
        page->importFrom(world.dir.filePath(u"in.json"_s));
        QTRY_VERIFY(page->findChild<BulkDialog *>());
        ListWorld::press(*page->findChild<BulkDialog *>(), "go");
        QTRY_COMPARE(page->rows()->rowCount(), 8);
    }

    void comparesTwo()
    {
        ListWorld world;
        world.fill();
        load(world);
        QPointer<QDialog> dialog = listdialogs::compare(world.services(), route(u"hello"_s), route(u"hello-old"_s), nullptr);
        QTRY_VERIFY(dialog->findChild<MessageBar *>()->text().isEmpty());
        QCOMPARE(world.gate.server.count("GET /apisix/admin/routes/*"), 2);
        world.session.reset();
        QTRY_VERIFY(!dialog);
    }

    /// The same against the sandbox's gateway: references, force, and what is imported again.
    void onTheSandbox()
    {
        SandboxGateway sandbox;
        QVERIFY(sandbox.start());
        gateway::Session session(sandbox.endpoint(), u"p"_s, u"Sandbox"_s, nullptr);
        QTemporaryDir dir;
        GatewayServices services{session};
        session.open();
        QTRY_VERIFY(session.catalogue() && session.listing(Kind::Route).rows);
        const QString path = dir.filePath(u"in.json"_s);
        write(path, "{\"upstreams\":[{\"id\":\"u1\",\"type\":\"roundrobin\",\"nodes\":{\"127.0.0.1:1\":1}}],"
                    "\"routes\":[{\"id\":\"r1\",\"uri\":\"/r1\",\"upstream_id\":\"u1\"},{\"id\":\"r2\",\"uri\":\"/r2\",\"upstream_id\":\"nope\"}],"
                    "\"consumers\":[{\"username\":\"jack\"},{\"id\":\"jack/credentials/c1\",\"plugins\":{\"key-auth\":{\"key\":\"abcdefgh\"}}}]}");
        QPointer<BulkDialog> dialog = gatewaybulk::open(services, gatewaybulk::planImport(services, compared(services, path), path), nullptr);
        dialog->findChild<QPushButton *>(u"go"_s)->click();
        QTRY_VERIFY(message(*dialog).contains(u"4 written. 1 not")); // r2 refers to nothing
        dialog->close();
        for (const auto &object : compared(services, path))
            QVERIFY2(object.item.key.id == u"r2" || object.state == gatewaybulk::Compared::State::Same, qPrintable(object.item.key.id + object.places.join(u' ')));
        QTRY_COMPARE(session.listing(Kind::Route).rows->size(), 1);
        QTRY_COMPARE(session.listing(Kind::Upstream).rows->size(), 1);
        dialog = deleteGatewayObjects(services, {upstream(u"u1"_s), route(u"r1"_s)}, nullptr);
        dialog->findChild<QPushButton *>(u"go"_s)->click();
        QTRY_COMPARE(message(*dialog), u"2 deleted."_s);
        QTRY_VERIFY(session.listing(Kind::Route).rows->isEmpty());
        dialog->close();
    }
};

QTEST_MAIN(TestGatewayListBulk)
#include "tst_gatewaylistbulk.moc"
