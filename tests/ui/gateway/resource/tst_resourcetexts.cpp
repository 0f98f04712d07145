#include "core/gateway/plugins.h"
#include "core/json/edit.h"
#include "core/json/text.h"
#include "ui/gateway/resource/jsonplace.h"
#include "ui/gateway/resource/kept.h"
#include "ui/gateway/resource/resourcecheck.h"
#include "ui/gateway/resource/resourcetext.h"
#include "ui/gateway/resource/reviewmaths.h"
#include "ui/gateway/resource/secretplaces.h"

#include <QTest>

using namespace Qt::StringLiterals;
using gateway::Kind;

namespace {

/// With single quotes.
json::Value value(QByteArray text)
{
    const auto parsed = json::read(text.replace('\'', '"'));
    return parsed ? parsed->value : json::Value();
}

std::shared_ptr<const gateway::Catalogue> catalogue()
{
    auto made = std::make_shared<gateway::Catalogue>();
    gateway::Plugin openwhisk;
    openwhisk.name = u"openwhisk"_s;
    openwhisk.schema = value("{'type':'object','properties':{'service_token':{'type':'string'},'timeout':{'type':'integer','minimum':100},"
                             "'api_host':{'type':'string'}},'required':['api_host'],'encrypt_fields':['service_token']}");
    gateway::Plugin keyAuth;
    keyAuth.name = u"key-auth"_s;
    keyAuth.schema = value("{'type':'object','properties':{'header':{'type':'string'}}}");
    keyAuth.consumerSchema = value("{'type':'object','properties':{'key':{'type':'string'}},'encrypt_fields':['key']}");
    made->http = {openwhisk, keyAuth};
    return made;
}

const char *route = "{'uri':'/a','plugins':{'openwhisk':{'api_host':'h','service_token':'hush','timeout':3.0e3},"
                    "'key-auth':{'header':'x'},'odd':{'password':'hush2','key':'hush3','list':[{'secret':'$env://S'}]}}}";

review::Question question(const char *opened, const char *mine, const char *server)
{
    review::Question made{{Kind::Route, u"1"_s}, false, false, value(opened), value(mine), value(server)};
    made.catalogue = catalogue();
    return made;
}

} // namespace

class TestResourceTexts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsSecretsBySchemaAndName()
    {
        const QStringList known = secrets::placesIn(value(route), Kind::Route, catalogue());
        QCOMPARE(known, (QStringList{u"/plugins/openwhisk/service_token"_s, u"/plugins/odd/password"_s, u"/plugins/odd/key"_s}));
        const json::Value consumer = value("{'username':'a','plugins':{'key-auth':{'key':'hush'}}}");
        QCOMPARE(secrets::placesIn(consumer, Kind::Consumer, catalogue()), QStringList{u"/plugins/key-auth/key"_s});
        const json::Value ssl = value("{'cert':'c','key':'hush','keys':['k1'],'snis':['a']}");
        QCOMPARE(secrets::placesIn(ssl, Kind::Ssl, nullptr), (QStringList{u"/key"_s, u"/keys/0"_s}));
    }

    void showsWhetherASecretChanged()
    {
        const json::Value before = value("{'plugins':{'openwhisk':{'service_token':'a'}}}");
        const json::Value after = value("{'plugins':{'openwhisk':{'service_token':'bcd'}}}");
        const QStringList places{u"/plugins/openwhisk/service_token"_s};
        QCOMPARE(json::at(secrets::shown(before, places), places[0])->toString(), secrets::dots());
        const QString changed = json::at(secrets::shown(after, places, before), places[0])->toString();
        QVERIFY(changed.contains(u"3 characters"_s) && !changed.contains(u"bcd"_s));
    }

    void coversComeBackWhereverTheyWereMoved()
    {
        const json::Value whole = value("{'a':'one','b':['two','one'],'n':5}");
        const auto covered = secrets::covered(whole, {u"/a"_s, u"/b/0"_s, u"/b/1"_s});
        QVERIFY(!json::compact(covered.value).contains("one") && !json::compact(covered.value).contains("two"));
        QCOMPARE(secrets::uncovered(covered.value, covered.covers), whole);
        json::Value moved = json::Value::object({{u"c"_s, covered.value.value(u"b").items().at(0)}});
        QCOMPARE(secrets::uncovered(moved, covered.covers).value(u"c").toString(), u"two"_s);
    }

    void draftsHoldNoSecretAndLoseNothing()
    {
        const json::Value before = value(route);
        json::Value now = before;
        now.set(u"desc", json::Value::string(u"new"_s));
        const QStringList places = secrets::placesIn(before, Kind::Route, catalogue());
        const auto draft = kept::draftOf({u"p"_s, u"t"_s}, u"1"_s, before, places, now, places);
        const QByteArray stored = json::compact(draft.document) + json::compact(draft.base);
        QVERIFY(!stored.contains("hush"));
        QStringList missing;
        QCOMPARE(kept::draftOver(draft, before, &missing), now); // order and the text of numbers, too
        QVERIFY(missing.isEmpty());
        // The server moved on: both changes are there
        json::Value server = before;
        server.set(u"priority", json::Value::number(7));
        const json::Value both = kept::draftOver(draft, server, nullptr);
        QCOMPARE(both.value(u"priority").toInteger(), 7);
        QCOMPARE(both.value(u"desc").toString(), u"new"_s);
    }

    void typedSecretsHaveToBeTypedAgain()
    {
        const json::Value before = value("{'plugins':{'openwhisk':{'service_token':'old'}}}");
        const json::Value now = value("{'plugins':{'openwhisk':{'service_token':'new'},'odd':{'password':'p'}}}");
        const auto places = [](const json::Value &of) { return secrets::placesIn(of, Kind::Route, catalogue()); };
        const auto draft = kept::draftOf({u"p"_s, u"t"_s}, {}, before, places(before), now, places(now));
        QStringList missing;
        const json::Value back = kept::draftOver(draft, before, &missing);
        QCOMPARE(missing, (QStringList{u"/plugins/openwhisk/service_token"_s, u"/plugins/odd/password"_s}));
        QCOMPARE(json::at(back, missing[0])->toString(), u"old"_s);
        QVERIFY(!json::at(back, missing[1]));
    }

    void findsPlacesInTexts_data()
    {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<int>("line");
        QTest::newRow("member") << u"/b"_s << 3;
        QTest::newRow("inside") << u"/b/1/c"_s << 5;
        QTest::newRow("missing: what is around it") << u"/b/1/none"_s << 5;
        QTest::newRow("with a slash") << u"/a~1x"_s << 2;
        QTest::newRow("nothing there") << u"/zz"_s << 0;
        QTest::newRow("the whole") << QString() << 0;
    }
    void findsPlacesInTexts()
    {
        QFETCH(QString, pointer);
        QFETCH(int, line);
        const QString text = QString(u"{\n 'a/x': 'b',\n 'b': [\n  1,\n  {'c': 2} ] }"_s).replace(u'\'', u'"');
        QCOMPARE(placeOf(text, pointer).line, line);
        QCOMPARE(placeOf(QString(200'000, u'['), u"/0/0"_s).line, 1); // deep and broken: no overflow
    }

    void holdsAgainstSchemas()
    {
        const json::Value schema = value("{'type':'object','properties':{'uri':{'type':'string'},'priority':{'type':'integer'}}}");
        const ResourceCheck check(Kind::Route, schema, catalogue());
        const json::Value wrong = value("{'uri':5,'plugins':{'openwhisk':{'api_host':'h','timeout':1},'unknown':{'a':1}}}");
        QStringList places;
        for (const schema::Problem &problem : check.problems(wrong))
            places.append(problem.pointer);
        QCOMPARE(places, (QStringList{u"/uri"_s, u"/plugins/openwhisk/timeout"_s}));
        // What was wrong before is not held against the edit, a new slip is
        json::Value edited = wrong;
        edited.set(u"priority", json::Value::string(u"x"_s));
        QCOMPARE(check.newProblems(wrong, edited).size(), 1);
        const json::Value off = value("{'uri':'/','plugins':{'openwhisk':{'_meta':{'disable':true}}}}");
        QVERIFY(check.problems(off).isEmpty());
    }

    void namesThings()
    {
        const json::Value named = value("{'id':'1','uris':['/a','/b'],'name':'quote'}");
        QCOMPARE(resource::titleOf({Kind::Route, u"1"_s}, named), u"/a"_s);
        QCOMPARE(resource::aboutText({Kind::Route, u"1"_s}, named), u"route quote · id 1"_s);
        QCOMPARE(resource::titleOf({Kind::Consumer, u"jack"_s}, value("{'username':'jack'}")), u"jack"_s);
        const json::Value copy = resource::copyOf({Kind::Consumer, u"jack"_s}, value("{'username':'jack','create_time':1,'plugins':{}}"));
        QVERIFY(!copy.contains(u"username") && !copy.contains(u"create_time") && copy.contains(u"plugins"));
        QCOMPARE(resource::copyOf({Kind::Route, u"1"_s}, named).value(u"name").toString(), u"quote copy"_s);
        QVERIFY(!resource::isEnabled(value("{'status':0}")) && resource::isEnabled(named));
        QCOMPARE(resource::placeText(u"/plugins/a~1b/c"_s), u"plugins › a/b › c"_s);
        const QString curl = resource::curlFor("PUT", u"http://h/x"_s, value("{'a':'it is'}"));
        QVERIFY(curl.contains(u"$ADMIN_KEY"_s) && curl.contains(u"-X PUT 'http://h/x'"_s));
    }

    void mergesByChoice()
    {
        review::Question asked = question("{'uri':'/a','priority':1,'desc':'x'}", "{'uri':'/a','priority':2,'desc':'x','name':'mine'}",
                                          "{'uri':'/a','priority':3,'desc':'theirs'}");
        review::Answer answer = review::answerTo(asked);
        QCOMPARE(answer.theirs, 2);
        QCOMPARE(answer.open, 1);
        QCOMPARE(answer.conflicts.first().pointer, u"/priority"_s);
        asked.choices.insert(u"/priority"_s, review::Side::Theirs);
        answer = review::answerTo(asked);
        QCOMPARE(answer.open, 0);
        QCOMPARE(answer.after, value("{'uri':'/a','priority':3,'desc':'theirs','name':'mine'}"));
        asked.choices.insert(u"/priority"_s, {review::Side::Typed, json::Value::numberText("7.0")});
        answer = review::answerTo(asked);
        QCOMPARE(answer.open, 0);
        QCOMPARE(json::compact(answer.after.value(u"priority")), "7.0"); // as it was typed
        QVERIFY(answer.covered.isEmpty());
        asked.way = review::Way::Overwrite;
        answer = review::answerTo(asked);
        QCOMPARE(answer.after, asked.mine);
        QVERIFY(answer.dropped >= 2);
    }

    void typedSecretsAreCovered()
    {
        review::Question asked = question("{'uri':'/a','plugins':{'openwhisk':{'api_host':'h','service_token':'hush'}}}",
                                          "{'uri':'/a','plugins':{'openwhisk':{'api_host':'h','service_token':'mine-hush'}}}",
                                          "{'uri':'/a','plugins':{'openwhisk':{'api_host':'h','service_token':'their-hush'}}}");
        const QString place = u"/plugins/openwhisk/service_token"_s;
        asked.choices.insert(place, {review::Side::Typed, json::Value::string(u"third-hush"_s)});
        const review::Answer answer = review::answerTo(asked);
        QCOMPARE(answer.covered, QStringList{place});
        QCOMPARE(answer.after.value(u"plugins").value(u"openwhisk").value(u"service_token").toString(), u"third-hush"_s);
        for (const QString &text : {answer.shown.sent, answer.shown.texts->before, answer.shown.texts->after})
            QVERIFY(!text.contains(u"-hush"_s));
    }

    void reviewsShowNoSecrets()
    {
        const review::Answer answer = review::answerTo(
            question("{'uri':'/a','plugins':{'openwhisk':{'api_host':'h','service_token':'hush'}}}",
                     "{'uri':'/b','plugins':{'openwhisk':{'api_host':'h','service_token':'hush-hush'}}}",
                     "{'uri':'/a','plugins':{'openwhisk':{'api_host':'h','service_token':'hush'}}}"));
        QCOMPARE(answer.after.value(u"uri").toString(), u"/b"_s);
        QCOMPARE(answer.shown.changes.size(), 2);
        const ReviewChange &secret = answer.shown.changes.at(1);
        QVERIFY(secret.secret && !secret.after.contains(u"hush"_s) && secret.after.contains(u"9 characters"_s));
        QVERIFY(answer.shown.sent.startsWith(u"PUT /apisix/admin/routes/1"_s));
        for (const QString &text : {answer.shown.sent, answer.shown.texts->before, answer.shown.texts->after})
            QVERIFY(!text.contains(u"hush"_s));
    }

    void refusesWhatIsTooLarge()
    {
        const QByteArray large = "{'uri':'/a','desc':'" + QByteArray(1'600'000, 'x') + "'}";
        const review::Answer answer = review::answerTo(question("{'uri':'/a'}", large.constData(), "{'uri':'/a'}"));
        QVERIFY(answer.tooMuch && answer.tooMuch->kind == Error::Kind::TooLarge);
        QVERIFY(answer.shown.sent.size() < 10'000);
    }

    void tellsWhatTheServerMadeOfIt()
    {
        const gateway::Key key{Kind::Route, u"1"_s};
        QVERIFY(review::differences(key, value("{'uri':'/a'}"), value("{'uri':'/a','id':'1','create_time':5}")).isEmpty());
        QCOMPARE(review::differences(key, value("{'uri':'/a'}"), value("{'uri':'/b','id':'1'}")), QStringList{u"uri"_s});
    }
};

QTEST_GUILESS_MAIN(TestResourceTexts)
#include "tst_resourcetexts.moc"
