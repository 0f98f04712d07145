#include "core/schema/parse.h"
#include "tests/core/schema/samples.h"
#include "tests/ui/gateway/partsworld.h"
#include "ui/forms/formrow.h"
#include "ui/gateway/kinds/boundform.h"
#include "ui/gateway/kinds/certificatecard.h"
#include "ui/gateway/kinds/pemfield.h"
#include "ui/gateway/kinds/schemapart.h"
#include "ui/gateway/references.h"
#include "ui/gateway/upstream/healthline.h"
#include "ui/gateway/upstream/upstreamform.h"
#include "ui/widgets/chip.h"

#include <QPlainTextEdit>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using gateway::Kind;

namespace {

json::Value schemaOf(const QString &name)
{
    static const json::Value recorded = recordedSchemas();
    return recorded.value(u"schema").value(name);
}

QString pem(const QString &file)
{
    return QString::fromLatin1(FakeServer::pem(file));
}

/// A form over two members of a made-up object.
struct Shown {
    explicit Shown(const QByteArray &value, const QString &member = {})
        : form(world.edit(Kind::Service, value), member)
    {
    }
    void build(const QStringList &members, FormSetup setup = {})
    {
        form.build(PartsWorld::read("{'type':'object','required':['count'],'properties':{'name':{'type':'string','maxLength':4},"
                                    "'count':{'type':'integer','minimum':1},'on':{'type':'boolean','default':true}},"
                                    "'oneOf':[{'required':['name']},{'required':['on']}]}"),
                   {{u"All"_s, members}}, std::move(setup), {u"oneOf"_s});
        showPart(form);
    }
    QLineEdit *line(const QString &name) { return part<QLineEdit>(form, name); }
    PartsWorld world;
    BoundForm form;
};

} // namespace

class TestBoundForm : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void partsOfSchemas()
    {
        const json::Value part = schemapart::membersOf(schemaOf(u"upstream"_s), {u"nodes"_s, u"type"_s, u"not there"_s}, {u"oneOf"_s});
        QCOMPARE(schemapart::namesIn(part), (QStringList{u"nodes"_s, u"type"_s}));
        QVERIFY(part.contains(u"oneOf") && !part.contains(u"additionalProperties"));
        QVERIFY(!schemapart::membersOf(schemaOf(u"upstream"_s), {u"nodes"_s}).contains(u"oneOf"));
        for (const QString &manager : {u"vault"_s, u"aws"_s, u"gcp"_s})
            QVERIFY(schema::parse(schemapart::secretManager(manager))->kind == schema::Kind::Object);
        const schema::Check gcp(schemapart::secretManager(u"gcp"_s));
        QVERIFY(gcp.accepts(PartsWorld::read("{'auth_file':'/f'}")));
        QVERIFY(!gcp.accepts(PartsWorld::read("{}")));
        QVERIFY(!schema::Check(schemapart::secretManager(u"vault"_s)).accepts(PartsWorld::read("{'uri':'x','prefix':'p','token':'t'}")));
    }

    void showsAndStores()
    {
        Shown shown("{'odd':1.0,'name':'n','count':5}");
        shown.build({u"count"_s, u"name"_s, u"not there"_s});
        QCOMPARE(shown.line(u"/count"_s)->text(), u"5"_s);
        QVERIFY(!part<QLineEdit>(shown.form, u"/not there"_s));
        typeInto(shown.line(u"/count"_s), u"7"_s);
        QCOMPARE(shown.world.text(), "{'odd':1.0,'name':'n','count':7}");
        typeInto(shown.line(u"/count"_s), u"0"_s);
        QTRY_COMPARE(shown.world.problems(), QStringList{u"/count"_s});
        typeInto(shown.line(u"/count"_s), u"x"_s);
        QTRY_COMPARE(shown.world.problems(), QStringList{u"/count"_s});
        shown.world.state->setValue(PartsWorld::read("{'count':3}"));
        QTRY_COMPARE(shown.line(u"/count"_s)->text(), u"3"_s);
        QTRY_COMPARE(shown.world.problems(), QStringList{QString()}); // one of name and on
        QVERIFY(part<QLabel>(shown.form, u"wholeProblem"_s)->isVisible());
        shown.world.state->setReadOnlyReason(u"viewer"_s);
        QTRY_VERIFY(shown.line(u"/count"_s)->isReadOnly());
    }

    void ofAMember()
    {
        Shown shown("{'a':1,'inner':{'count':1,'name':'n','odd':[]}}", u"inner"_s);
        shown.build({u"count"_s, u"name"_s});
        QVERIFY(shown.form.isSet());
        typeInto(shown.line(u"/name"_s), u"mm"_s);
        QCOMPARE(shown.world.text(), "{'a':1,'inner':{'count':1,'name':'mm','odd':[]}}");
        typeInto(shown.line(u"/name"_s), u"too long"_s);
        QTRY_COMPARE(shown.world.problems(), QStringList{u"/inner/name"_s});
        QVERIFY(shown.form.focusPlace(u"/inner/name"_s));
        QVERIFY(!shown.form.focusPlace(u"/other/name"_s) && !shown.form.focusPlace(u"/name"_s));
        shown.world.state->setMember(u"inner"_s, {});
        QTRY_VERIFY(shown.world.problems().isEmpty()); // what is not there is not wrong
        QVERIFY(!shown.form.isSet());
    }

    void checksAndRowsThatCount()
    {
        Shown shown("{'count':1,'on':true}");
        shown.form.setChecks([](const json::Value &value) {
            QList<schema::Problem> problems;
            if (value.value(u"count").toInteger() == 13)
                problems.append({u"/count"_s, u"unlucky"_s});
            return problems;
        });
        shown.form.setShown([](const QString &member, const json::Value &value) { return member != u"name" || value.value(u"count").toInteger() > 1; });
        shown.build({u"count"_s, u"name"_s});
        QVERIFY(!shown.line(u"/name"_s)->isVisible());
        typeInto(shown.line(u"/count"_s), u"13"_s);
        QTRY_COMPARE(shown.world.problems(), QStringList{u"/count"_s});
        QTRY_VERIFY(shown.line(u"/name"_s)->isVisible());
        typeInto(shown.line(u"/count"_s), u"14"_s);
        QTRY_VERIFY(shown.world.problems().isEmpty());
        shown.form.showComplaint({u"/count"_s, u"the server dislikes it"_s});
        QTRY_COMPARE(shown.world.problems(), QStringList{u"/count"_s});
    }

    /// Whatever the server takes goes through the form and out again as it was.
    void everyUpstream()
    {
        PartsWorld world;
        world.open();
        world.edit(Kind::Upstream, "{'nodes':[]}");
        UpstreamForm form(*world.state, {});
        showPart(form);
        QTRY_VERIFY(form.form()->isBuilt());
        const auto field = schema::parse(schemaOf(u"upstream"_s));
        int done = 0;
        for (const json::Value &value : Samples::of(*field)) {
            world.state->load({world.state->key(), value, 1, 1});
            const json::Value before = world.state->value();
            QCoreApplication::sendPostedEvents();
            QVERIFY2(world.state->value() == before, json::compact(value).constData());
            QVERIFY(!world.state->isModified());
            QVERIFY2(form.form()->form()->value() == before, json::compact(value).constData());
            ++done;
        }
        QVERIFY(done > 5);
    }

    void pemOfFiles()
    {
        Shown shown("{'cert':'x'}");
        FormSetup setup;
        setup.factory = [](FormState &state, const QString &pointer, QWidget *parent) -> FieldEditor * {
            return pointer == u"/cert" ? new PemField(state, pointer, PemField::Certificate, parent) : nullptr;
        };
        shown.form.build(PartsWorld::read("{'type':'object','properties':{'cert':{'type':'string'}}}"), {{{}, {u"cert"_s}}}, setup);
        showPart(shown.form);
        auto *field = shown.form.findChild<PemField *>();
        QVERIFY(field);
        QVERIFY(PemField::about(u"x"_s, PemField::Certificate).contains(u"no certificate"_s));
        field->take(u"nonsense"_s);
        QVERIFY(part<QLabel>(shown.form, u"pemProblem"_s)->isVisible());
        QCOMPARE(shown.world.text(), "{'cert':'x'}");
        part<QAbstractButton>(shown.form, u"pemPaste"_s)->click();
        auto *text = part<QPlainTextEdit>(shown.form, u"/cert"_s);
        QVERIFY(text->isVisible() && text->toPlainText().isEmpty());
        text->setPlainText(pem(u"ca.pem"_s));
        part<QAbstractButton>(shown.form, u"pemTake"_s)->click();
        QCOMPARE(shown.world.state->value().value(u"cert").toString().trimmed(), pem(u"ca.pem"_s).trimmed());
        QVERIFY(!text->isVisible() && text->toPlainText().isEmpty());
        field->take(u"$secret://vault/1/tls/cert"_s);
        QCOMPARE(shown.world.text(), "{'cert':'$secret://vault/1/tls/cert'}");
    }

    void cards()
    {
        CertificateCard card;
        QSignalSpy wanted(&card, &CertificateCard::namesWanted);
        card.show(pem(u"server.pem"_s), pem(u"server.key"_s));
        QVERIFY(card.isVisible());
        QVERIFY(part<QLabel>(card, u"issuer"_s)->text().contains(u"Authority"_s));
        QVERIFY(part<QLabel>(card, u"validity"_s)->text().contains(u"RSA"_s));
        QCOMPARE(part<Chip>(card, u"keyMatch"_s)->tone(), Chip::Tone::Success);
        part<QAbstractButton>(card, u"useNames"_s)->click();
        QCOMPARE(wanted.first().first().toStringList(), card.facts()->names);
        card.show(pem(u"server.pem"_s), u"-----BEGIN PRIVATE KEY-----\nx"_s);
        QCOMPARE(part<Chip>(card, u"keyMatch"_s)->tone(), Chip::Tone::Warning);
        card.show(pem(u"selfsigned.pem"_s) + pem(u"ca.pem"_s), {});
        QVERIFY(part<QLabel>(card, u"issuer"_s)->text().contains(u"self-signed"_s));
        QVERIFY(part<QLabel>(card, u"issuer"_s)->text().contains(u"chain of 2"_s));
        card.setMayUseNames(false);
        QVERIFY(!part<QAbstractButton>(card, u"useNames"_s)->isVisible());
        card.show(u"$env://CERT"_s, {});
        QVERIFY(!card.isVisible());
    }

    void pickersOfSeveralKinds()
    {
        PartsWorld world;
        world.open();
        ReferencePicker picker(world.services(), {Kind::Upstream, Kind::Service});
        showPart(picker);
        picker.setId(json::Value::string(u"s1"_s));
        QVERIFY(!picker.isBroken());
        picker.setReadOnly(true);
        QVERIFY(picker.line()->isReadOnly());
        QVERIFY(!part<QAbstractButton>(picker, u"clear"_s)->isVisible());
        QVERIFY(!part<QAbstractButton>(picker, u"new"_s)->isVisible());
        // A list that comes later, or again, says what is there now.
        picker.setId(json::Value::string(u"late"_s));
        QVERIFY(picker.isBroken());
        world.list("upstreams", {{"late", "'name':'came','nodes':[]"}});
        world.session->refresh(Kind::Upstream);
        QTRY_VERIFY(!picker.isBroken());
        world.session.reset();
        picker.setId(json::Value::string(u"x"_s));
        QVERIFY(!picker.isBroken()); // nothing is known, so nothing is said
        QCOMPARE(references::idText(json::Value::number(5)), references::idText(json::Value::string(u"5"_s)));
    }

    void withoutAControlApiTheLineLeadsToTheConnection()
    {
        PartsWorld world;
        world.open();
        GatewayServices services = world.services();
        int edits = 0;
        services.editConnection = [&edits] { ++edits; };
        HealthLine line(services, {Kind::Upstream, u"x"_s, {}});
        showPart(line);
        QVERIFY(!part<QAbstractButton>(line, u"watchHealth"_s)->isEnabled());
        QVERIFY(!part<QLineEdit>(line, u"controlAddress"_s)); // the connection's dialog is the one place for it
        part<QAbstractButton>(line, u"editConnection"_s)->click();
        QCOMPARE(edits, 1);
    }

    void watchesTheControlApiOfTheConnection()
    {
        PartsWorld world;
        world.open();
        FakeServer node;
        node.on("GET /v1/healthcheck", answer::json("{}"));
        GatewayServices services = world.services();
        services.control = net::Endpoint();
        services.control->base = node.url();
        HealthLine line(services, {Kind::Upstream, u"x"_s, {}});
        showPart(line);
        QSignalSpy changed(&line, &HealthLine::healthChanged);
        QVERIFY(part<QLabel>(line, u"controlAddress"_s)->text().contains(u"127.0.0.1"_s));
        QVERIFY(!part<QAbstractButton>(line, u"editConnection"_s));
        auto *watch = part<QAbstractButton>(line, u"watchHealth"_s);
        watch->click();
        QTRY_VERIFY(part<QLabel>(line, u"healthText"_s)->text().contains(u"nothing yet"_s));
        QVERIFY(!changed.isEmpty());
        line.hide(); // nobody sees it: nobody asks
        QVERIFY(!watch->isChecked());
        node.on("GET /v1/healthcheck", answer::json("{\"error_msg\":\"no\"}", 500));
        line.show();
        watch->click();
        QTRY_COMPARE(node.count("GET /v1/healthcheck"), 2);
        QTRY_VERIFY(part<QLabel>(line, u"healthText"_s)->text().contains(u"failed"_s));
        world.session.reset();
        watch->setChecked(false);
        watch->click();
        QVERIFY(!watch->isChecked()); // a connection that is closed watches nothing
    }
};

QTEST_MAIN(TestBoundForm)
#include "tst_boundform.moc"
