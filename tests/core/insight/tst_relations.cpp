#include "core/insight/actionfinder.h"
#include "core/insight/memberbook.h"
#include "core/insight/usesload.h"
#include "core/openwhisk/kinds.h"
#include "core/openwhisk/rename.h"
#include "tests/core/insight/relationsworld.h"

#include <QSignalSpy>
#include <QTest>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

const QByteArray action = R"({"namespace":"guest/orders","name":"a","version":"0.0.4","updated":9,"publish":false,
    "exec":{"kind":"nodejs:20","code":"exports.main = x => x","binary":false},"parameters":[{"key":"own","value":1},{"key":"region","value":"eu"}],
    "annotations":[{"key":"exec","value":"nodejs:20"},{"key":"web-export","value":true}],
    "limits":{"timeout":10000,"memory":128,"logs":10,"concurrency":1}})";

} // namespace

/// Who uses what, what a sequence comes to, and moving an action with all that refers to it.
class TestRelations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void usesOfAnAction()
    {
        World world;
        insight::UsesLoad load(*world.session, insight::Subject::Action, {u"guest"_s, u"orders"_s, u"a"_s});
        QTRY_VERIFY(load.complete());
        const insight::Uses &uses = load.uses();
        QCOMPARE(uses.rules.size(), 2); // one of them through the binding
        QCOMPARE(uses.rules.at(0).rule.name, u"r-bound"_s);
        QCOMPARE(uses.rules.at(0).active, std::optional(false));
        QCOMPARE(uses.rules.at(1).active, std::optional(true));
        QCOMPARE(uses.activeRules(), 1);
        QCOMPARE(uses.sequences.size(), 1);
        QCOMPARE(uses.sequences.at(0).places, QList<int>({1, 3}));
        QCOMPARE(uses.unreadable, QList<EntityName>{own(u"closed"_s)});
        QCOMPARE(insight::usesSentence(uses), u"rules r-on (active), r-bound; sequence s1"_s);
        QCOMPARE(insight::usesSentence(uses, 1), u"rules r-on (active) and 1 more; sequence s1"_s);
        QCOMPARE(world.server.count("GET " + ns + "/_/rules/r-other"), 0); // only what concerns it is asked
    }

    void usesOfOthers()
    {
        World world;
        insight::UsesLoad package(*world.session, insight::Subject::Package, own(u"orders"_s));
        QTRY_VERIFY(package.complete());
        QCOMPARE(package.uses().rules.size(), 3);
        QCOMPARE(package.uses().sequences.size(), 1);
        QCOMPARE(package.uses().bindings.size(), 1);
        insight::UsesLoad trigger(*world.session, insight::Subject::Trigger, own(u"t"_s));
        QTRY_VERIFY(trigger.complete());
        QCOMPARE(trigger.uses().rules.size(), 2);
        QCOMPARE(trigger.uses().sequences.size(), 0);
        insight::UsesLoad nobody(*world.session, insight::Subject::Action, own(u"s2"_s));
        QTRY_VERIFY(nobody.complete());
        QCOMPARE(nobody.uses().count(), 0);
        QCOMPARE(world.server.count("GET " + ns + "/_/actions/s1?code=false"), 1); // read once for all
    }

    void sessionGoneWhileLooking()
    {
        World world;
        world.server.hold("GET " + ns + "/_/actions/s1?code=false");
        insight::UsesLoad load(*world.session, insight::Subject::Action, own(u"orders/a"_s));
        QTRY_VERIFY(world.server.waiting() > 0);
        QVERIFY(!load.progress().isEmpty());
        world.session.reset();
        QVERIFY(!load.complete());
        QVERIFY(load.error());
        load.again();
    }

    void membersAreToldApart()
    {
        World world;
        world.server.on("GET " + ns + "/whisk.system/actions/utils/echo?code=false",
                        answer::json(R"({"namespace":"whisk.system/utils","name":"echo","version":"1","annotations":[],"exec":{"kind":"nodejs:20"},"limits":{"timeout":1000}})"));
        world.server.on("GET " + ns + "/other/actions/p/x?code=false", answer::error(403, "not for you"));
        world.server.on("GET " + ns + "/_/actions/orders-de/zzz?code=false", answer::error(404, "The requested resource does not exist."));
        insight::MemberBook book(*world.session);
        QCOMPARE(book.member(own(u"orders/a"_s)).state, Member::State::There);
        QCOMPARE(book.member(own(u"orders/gone"_s)).state, Member::State::Missing);
        const EntityName echo{u"whisk.system"_s, u"utils"_s, u"echo"_s};
        const EntityName closed{u"other"_s, u"p"_s, u"x"_s};
        const EntityName bound = own(u"orders-de/zzz"_s);
        QCOMPARE(book.member(echo).state, Member::State::Unknown);
        QTRY_COMPARE(book.member(echo).state, Member::State::There);
        QTRY_COMPARE(book.member(closed).state, Member::State::Unreadable);
        QTRY_COMPARE(book.member(bound).state, Member::State::Missing);
        QCOMPARE(world.server.count("GET " + ns + "/other/actions/p/x?code=false"), 1);
    }

    void sequencesAreCounted()
    {
        const auto known = [](const EntityName &name) -> std::optional<Member> {
            if (name.name == u"slow"_s)
                return Member{Member::State::There, u"nodejs:20"_s, {60000, 512, {}, {}}, {}};
            return name.name == u"gone"_s ? Member{Member::State::Missing, {}, {}, {}} : Member{Member::State::There, u"nodejs:20"_s, {10000, 128, {}, {}}, {}};
        };
        const SequenceMap map{{own(u"inner"_s), {own(u"x"_s), own(u"slow"_s)}}, {own(u"loop"_s), {own(u"self"_s)}}};
        auto count = countSequence(own(u"self"_s), {own(u"x"_s), own(u"inner"_s), own(u"x"_s)}, map, known);
        QCOMPARE(count.actions, 4);
        QCOMPARE(count.longestMs, 90000);
        QCOMPARE(count.memoryMb, 512);
        QVERIFY(count.exact && !count.cycle);
        QVERIFY(countSequence(own(u"self"_s), {own(u"loop"_s)}, map, known).cycle);
        QVERIFY(countSequence(own(u"self"_s), {own(u"self"_s)}, map, known).cycle);
        QVERIFY(!countSequence(own(u"self"_s), {own(u"gone"_s)}, map, known).exact);
        QVERIFY(leadsTo(own(u"loop"_s), own(u"self"_s), map));
        QVERIFY(!leadsTo(own(u"inner"_s), own(u"self"_s), map));
        const QList<EntityName> fifty(50, own(u"x"_s));
        QCOMPARE(sequenceProblem(countSequence({}, fifty, map, known), 50), QString());
        QCOMPARE(sequenceProblem(countSequence({}, fifty + fifty.first(1), map, known), 51), u"Too many actions in the sequence."_s);
        QCOMPARE(sequenceProblem({}, 0), u"No component specified for the sequence."_s);
        QCOMPARE(sequenceProblem({1, true, 0, 0, true}, 1), u"Sequence may not refer to itself."_s);
    }

    void actionsAreFound()
    {
        World world;
        world.server.on("GET " + ns + "/_/packages/orders-de", answer::json(R"({"namespace":"guest","name":"orders-de","version":"1","binding":{},
            "parameters":[],"annotations":[],"actions":[{"name":"a","version":"1","annotations":[{"key":"exec","value":"nodejs:20"}]}],"feeds":[]})"));
        world.server.on("GET " + ns + "/whisk.system/packages?*", answer::json(R"([{"namespace":"whisk.system","name":"utils","version":"1","annotations":[],"binding":false}])"));
        world.server.on("GET " + ns + "/whisk.system/packages/utils", answer::json(R"({"namespace":"whisk.system","name":"utils","version":"1","binding":{},
            "parameters":[],"annotations":[],"actions":[{"name":"echo","version":"1","annotations":[]}],"feeds":[]})"));
        insight::ActionFinder finder(*world.session);
        QCOMPARE(finder.find(u"orders"_s).size(), 2);
        finder.load();
        QTRY_VERIFY(!finder.loading());
        QCOMPARE(finder.find(u"orders a"_s).size(), 2);
        QCOMPARE(finder.find(u"ECHO"_s).at(0).name.full(), u"/whisk.system/utils/echo"_s);
        QCOMPARE(finder.find(u"s1"_s).at(0).name, own(u"s1"_s));
        QVERIFY(finder.find(u"nothing"_s).isEmpty());
        QVERIFY(finder.notRead().isEmpty());
    }

    void kindsAreThoseOfWsk_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<bool>("binary");
        QTest::addColumn<QString>("name");
        QTest::newRow("js") << u"/x/hello.js"_s << u"nodejs:default"_s << false << u"hello"_s;
        QTest::newRow("PY") << u"Up.PY"_s << u"python:default"_s << false << u"Up"_s;
        QTest::newRow("jar") << u"a.jar"_s << u"java:default"_s << true << u"a"_s;
        QTest::newRow("zip") << u"a.b.zip"_s << QString() << true << u"a.b"_s;
        QTest::newRow("tar.gz") << u"a.tar.gz"_s << QString() << true << u"a"_s;
        QTest::newRow("none") << u"exec"_s << QString() << false << u"exec"_s;
        QTest::newRow("at and blanks") << u"a @&b c.go"_s << u"go:default"_s << false << u"a @&b c"_s;
        QTest::newRow("chinese") << u"你好 world.rb"_s << u"ruby:default"_s << false << u"world"_s;
        QTest::newRow("hidden") << u".env.php"_s << u"php:default"_s << false << u"env"_s;
        QTest::newRow("long") << QString(300, u'x') + u".rs"_s << u"rust:default"_s << false << QString(256, u'x');
    }
    void kindsAreThoseOfWsk()
    {
        QFETCH(QString, file);
        QTEST(kindOfFile(file).kind, "kind");
        QTEST(kindOfFile(file).binary, "binary");
        QTEST(actionNameOfFile(file), "name");
        QVERIFY(nameProblem(actionNameOfFile(file)).isEmpty());
    }

    void whatTheServerRefusesIsKnownBefore()
    {
        ServerInfo info;
        info.runtimesKnown = true;
        info.runtimes = {{u"nodejs:14"_s, u"nodejs"_s, false, true, false}, {u"nodejs:20"_s, u"nodejs"_s, true, false, false}, {u"java:8"_s, u"java"_s, true, false, true}};
        QCOMPARE(concreteKind(info, u"nodejs:default"_s), u"nodejs:20"_s);
        QCOMPARE(choosableKinds(info), QStringList({u"nodejs:20"_s, u"java:8"_s, u"blackbox"_s}));
        QCOMPARE(kindsForZip(info, {u"META-INF/MANIFEST.MF"_s}).constFirst(), u"java:8"_s);
        QCOMPARE(kindsForZip(info, {u"package.json"_s, u"index.js"_s}).constFirst(), u"nodejs:20"_s);
        QCOMPARE(execProblem(info, {u"nodejs:20"_s, u""_s, {}, {}, {}, false}), QString());
        QVERIFY(!execProblem(info, {u"nodejs:14"_s, u""_s, {}, {}, {}, false}).isEmpty());
        QVERIFY(!execProblem(info, {u"cobol:1"_s, u""_s, {}, {}, {}, false}).isEmpty());
        QVERIFY(!execProblem(info, {u"java:8"_s, u""_s, {}, {}, {}, true}).isEmpty());
        for (const QString &good : {u"openwhisk/dockerskeleton"_s, u"me/img:1.2"_s, u"reg.example:5000/a/b_c:tag"_s, u"img"_s})
            QVERIFY2(imageProblem(good).isEmpty(), qPrintable(good));
        for (const QString &bad : {u""_s, u"Me/Img"_s, u"https://x/y"_s, u"a b"_s, u"me/img:"_s, u"me/"_s})
            QVERIFY2(!imageProblem(bad).isEmpty(), qPrintable(bad));
        const Exec native = withKind({u"nodejs:20"_s, u"x"_s, {}, {}, {}, false}, nativeKind);
        QVERIFY(isNative(native));
        QCOMPARE(withKind(native, u"python:3"_s).image, QString());
    }

    void moveMakesTheNewOneFirst()
    {
        World world;
        serveMove(world);
        MoveJob job(*world.session, {own(u"orders/a"_s), own(u"orders/a2"_s), true, {own(u"r-on"_s)}, {own(u"s1"_s)}});
        QSignalSpy finished(&job, &MoveJob::finished);
        QSignalSpy failed(&job, &MoveJob::failed);
        job.start();
        QTRY_VERIFY2(finished.count() == 1, failed.isEmpty() ? "" : qPrintable(failed.at(0).at(0).value<Error>().message));
        QList<QByteArray> writes;
        for (const FakeRequest &request : world.server.requests())
            if (request.method != "GET")
                writes.append(request.method + ' ' + request.target.mid(int(ns.size())) + ' ' + (request.target.contains("a2") ? QByteArray() : request.body));
        QCOMPARE(writes.size(), 5);
        QVERIFY(writes.at(0).startsWith("PUT /_/actions/orders/a?overwrite=true {\"version\":")); // which parameters are its own
        QCOMPARE(writes.at(1), QByteArray("PUT /_/actions/orders/a2 "));
        QCOMPARE(writes.at(2), QByteArray("PUT /_/rules/r-on?overwrite=true {\"action\":\"/_/orders/a2\"}"));
        QVERIFY(writes.at(3).contains(R"(["/_/orders/a2","/guest/orders/b","/_/orders-de/a2"])")); // a binding's parameters stay
        QCOMPARE(writes.at(4), QByteArray("DELETE /_/actions/orders/a "));
        QVERIFY(made.contains(R"("parameters":[{"key":"own","value":1}])")); // the package's are not written into it
        QVERIFY(made.contains("exports.main") && made.contains("web-export"));
    }

    void failureHalfWayIsToldExactly()
    {
        World world;
        serveMove(world);
        world.server.on("PUT " + ns + "/_/rules/r-on*", answer::error(409, "Concurrent modification to resource detected."));
        MoveJob job(*world.session, {own(u"orders/a"_s), own(u"orders/a2"_s), true, {own(u"r-on"_s)}, {own(u"s1"_s)}});
        QSignalSpy failed(&job, &MoveJob::failed);
        job.start();
        QTRY_COMPARE(failed.count(), 1);
        const QString text = failed.at(0).at(0).value<Error>().message;
        QVERIFY2(text.contains(u"has both orders/a and orders/a2"_s) && text.contains(u"still use the old one: r-on, s1"_s), qPrintable(text));
        QCOMPARE(world.server.count("DELETE *"), 0);
        world.server.on("PUT " + ns + "/_/rules/r-on*", answer::json("{}"));
        QSignalSpy finished(&job, &MoveJob::finished);
        job.goOn();
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(world.server.count("PUT " + ns + "/_/actions/orders/a2"), 1); // not made twice
    }

    void aRuleThroughABindingKeepsItsWay()
    {
        World world;
        serveMove(world);
        MoveJob job(*world.session, {own(u"orders/a"_s), own(u"orders/a2"_s), true, {own(u"r-bound"_s)}, {}});
        QSignalSpy finished(&job, &MoveJob::finished);
        job.start();
        QTRY_COMPARE(finished.count(), 1);
        const auto &requests = world.server.requests();
        const auto rule = std::find_if(requests.begin(), requests.end(), [](const FakeRequest &r) { return r.method == "PUT" && r.target.contains("r-bound"); });
        QVERIFY(rule != requests.end());
        QCOMPARE(rule->body, QByteArray("{\"action\":\"/_/orders-de/a2\"}"));
    }

    /// The binding does not reach another package, and the direct name would lose the binding's parameters.
    void aWayThroughABindingThatEndsStopsTheMove()
    {
        World world;
        serveMove(world);
        const auto moved = QByteArray(action).replace("guest/orders", "guest").replace(",{\"key\":\"region\",\"value\":\"eu\"}", "");
        world.server.on("PUT " + ns + "/_/actions/a", answer::json(moved));
        world.server.on("GET " + ns + "/_/actions/a?code=true", answer::json(moved));
        MoveJob job(*world.session, {own(u"orders/a"_s), own(u"a"_s), true, {}, {own(u"s1"_s)}});
        QSignalSpy failed(&job, &MoveJob::failed);
        job.start();
        QTRY_COMPARE(failed.count(), 1);
        const QString text = failed.at(0).at(0).value<Error>().message;
        QVERIFY2(text.contains(u"orders-de/a"_s) && text.contains(u"has both"_s), qPrintable(text));
        QCOMPARE(world.server.count("DELETE *"), 0);
        QCOMPARE(world.server.count("PUT " + ns + "/_/actions/s1*"), 0);
    }

    void aLostCreationThatCannotBeLookedForIsUnknown()
    {
        World world;
        serveMove(world);
        world.server.on("PUT " + ns + "/_/actions/orders/a2", answer::closed());
        world.server.on("GET " + ns + "/_/actions/orders/a2?code=true", answer::error(503, "The server is tired."));
        MoveJob job(*world.session, {own(u"orders/a"_s), own(u"orders/a2"_s), true, {}, {}});
        QSignalSpy failed(&job, &MoveJob::failed);
        job.start();
        QTRY_COMPARE(failed.count(), 1);
        const QString text = failed.at(0).at(0).value<Error>().message;
        QVERIFY2(text.contains(u"unknown whether orders/a2 was made"_s), qPrintable(text));
        QVERIFY(!text.contains(u"Nothing was changed"_s));
    }

    void moveOverAnotherIsRefused()
    {
        World world;
        serveMove(world);
        world.server.on("PUT " + ns + "/_/actions/orders/a2", answer::error(409, "resource already exists"));
        MoveJob job(*world.session, {own(u"orders/a"_s), own(u"orders/a2"_s), true, {}, {}});
        QSignalSpy failed(&job, &MoveJob::failed);
        job.start();
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(failed.at(0).at(0).value<Error>().message.contains(u"Nothing was changed"_s));
        QCOMPARE(world.server.count("DELETE *"), 0);
    }

private:
    QByteArray made;

    void serveMove(World &world)
    {
        made.clear();
        world.server.on("GET " + ns + "/_/actions/orders/a?code=true", answer::json(action));
        world.server.on("GET " + ns + "/_/packages/orders", answer::json(R"({"namespace":"guest","name":"orders","version":"1","binding":{},
            "parameters":[{"key":"region","value":"eu"}],"annotations":[],"actions":[],"feeds":[]})"));
        const auto renamed = QByteArray(action).replace("\"name\":\"a\"", "\"name\":\"a2\"").replace(R"(,{"key":"region","value":"eu"})", "");
        world.server.on("PUT " + ns + "/_/actions/orders/a?overwrite=true",
                        answer::json(QByteArray(action).replace(",{\"key\":\"region\",\"value\":\"eu\"}", "")));
        world.server.on("PUT " + ns + "/_/actions/orders/a2", [this, renamed](const FakeRequest &r) {
            made = r.body;
            return answer::json(renamed);
        });
        world.server.on("GET " + ns + "/_/actions/orders/a2?code=true", answer::json(renamed));
        world.server.on("PUT " + ns + "/_/rules/*", answer::json("{}"));
        world.server.on("PUT " + ns + "/_/actions/s1*", answer::json("{}"));
        world.server.on("DELETE " + ns + "/_/actions/orders/a", answer::json(action));
    }
};

QTEST_GUILESS_MAIN(TestRelations)
#include "tst_relations.moc"
