#include "core/insight/actionfinder.h"
#include "core/insight/memberbook.h"
#include "core/insight/usesload.h"
#include "tests/core/insight/relationsworld.h"

#include <QSignalSpy>

using namespace openwhisk;
using namespace Qt::StringLiterals;

/// What no list says and is read piece by piece: read once, read again when it changed, and told when it cannot be.
class TestLookups : public QObject {
    Q_OBJECT

    std::unique_ptr<World> m_world;
    FakeServer &server() { return m_world->server; }
    Session &session() { return *m_world->session; }

private Q_SLOTS:
    void init() { m_world = std::make_unique<World>(); }
    void cleanup() { m_world.reset(); }

    void sequencesAreReadOncePerVersion()
    {
        insight::SequenceCache &cache = insight::sequencesOf(session());
        QCOMPARE(&insight::sequencesOf(session()), &cache); // one for all pages
        QVERIFY(!cache.complete()); // nobody asked
        cache.load();
        QTRY_VERIFY(cache.complete());
        QCOMPARE(cache.wanted(), 3);
        QCOMPARE(cache.known(), 3);
        QCOMPARE(cache.components().value(own(u"s2"_s)), (QStringList{u"/guest/s1"_s, u"/whisk.system/utils/echo"_s}));
        QCOMPARE(cache.map().value(own(u"s2"_s)).constFirst(), own(u"s1"_s));
        QCOMPARE(cache.unreadable(), QList<EntityName>{own(u"closed"_s)});
        QVERIFY(cache.error() && cache.error()->kind == Error::Kind::Forbidden);
        server().on("GET " + ns + "/_/actions/closed*", answer::error(500, "tired"));
        cache.load(); // only what could not be read is asked for again
        QTRY_VERIFY(cache.complete());
        QCOMPARE(server().count("GET " + ns + "/_/actions/s1?code=false"), 1);
        QCOMPARE(server().count("GET " + ns + "/_/actions/closed*"), 2);
        QCOMPARE(cache.error()->kind, Error::Kind::Server);
    }

    void aChangedSequenceIsReadAgainAndADeletedOneGoes()
    {
        insight::SequenceCache &cache = insight::sequencesOf(session());
        cache.load();
        QTRY_VERIFY(cache.complete());
        m_world->list("actions", R"([{"namespace":"guest","name":"s1","version":"0.0.2","updated":20,"annotations":[{"key":"exec","value":"sequence"}]}])", 1);
        m_world->sequence("s1", R"(["/guest/orders/b"])");
        session().refresh(Collection::Actions);
        QTRY_COMPARE(cache.components().value(own(u"s1"_s)), QStringList{u"/guest/orders/b"_s});
        QTRY_VERIFY(cache.complete());
        QVERIFY(!cache.components().contains(own(u"s2"_s)));
        QCOMPARE(cache.wanted(), 1);
    }

    void usesTellWhatCouldNotBeRead()
    {
        server().on("GET " + ns + "/_/rules/r-on", answer::error(503, "tired"));
        insight::UsesLoad load(session(), insight::Subject::Trigger, own(u"t"_s));
        QTRY_VERIFY(load.complete());
        QVERIFY(load.error() && load.error()->kind == Error::Kind::Server);
        QCOMPARE(load.uses().rules.size(), 2); // the list has them
        QVERIFY(!load.uses().rules.at(1).active.has_value());
        QCOMPARE(load.uses().rules.at(0).active, std::optional(false));
        server().on("GET " + ns + "/_/rules/r-on", answer::json(R"({"name":"r","status":"active"})"));
        load.again();
        QTRY_COMPARE(load.uses().activeRules(), 1);
        QVERIFY(!load.error());
    }

    void usesFollowTheLists()
    {
        insight::UsesLoad load(session(), insight::Subject::Trigger, own(u"x"_s));
        QTRY_COMPARE(load.uses().activeRules(), 1);
        QSignalSpy changed(&load, &insight::UsesLoad::changed);
        m_world->list("rules", "[]", 0);
        session().refresh(Collection::Rules);
        QTRY_COMPARE(load.uses().count(), 0);
        QVERIFY(!changed.isEmpty());
    }

    void membersAreForgottenWhenAsked()
    {
        const EntityName echo{u"whisk.system"_s, u"utils"_s, u"echo"_s};
        const QByteArray path = "GET " + ns + "/whisk.system/actions/utils/echo?code=false";
        server().on(path, answer::error(404, "The requested resource does not exist."));
        insight::MemberBook book(session());
        (void)book.member(echo);
        QTRY_COMPARE(book.member(echo).state, Member::State::Missing);
        QVERIFY(book.known(echo).has_value());
        server().on(path, answer::json(R"({"namespace":"whisk.system/utils","name":"echo","version":"1","annotations":[],"exec":{"kind":"nodejs:20"},"limits":{}})"));
        book.forget();
        QVERIFY(!book.known(echo).has_value());
        QCOMPARE(book.member(own(u"orders/a"_s)).kind, u"nodejs:20"_s); // the list is not forgotten
        (void)book.member(echo);
        QTRY_COMPARE(book.member(echo).state, Member::State::There);
        QCOMPARE(server().count(path), 2);
    }

    void packagesThatCannotBeSearchedAreNamed()
    {
        server().on("GET " + ns + "/_/packages/orders-de", answer::error(403, "not for you"));
        server().on("GET " + ns + "/whisk.system/packages?*", answer::error(503, "tired"));
        insight::ActionFinder finder(session());
        finder.load();
        finder.load(); // once is enough
        QTRY_VERIFY(!finder.loading());
        QCOMPARE(finder.notRead().size(), 2);
        QVERIFY(finder.notRead().join(u'\n').contains(u"orders-de: "_s));
        QVERIFY(finder.notRead().join(u'\n').contains(u"whisk.system: "_s));
        QCOMPARE(server().count("GET " + ns + "/whisk.system/packages?*"), 1);
    }

    void theBestComesFirst()
    {
        const auto found = [](const QString &shown) { return insight::Found{own(shown), {}, {}, {}}; };
        const QList<insight::Found> all{found(u"orders/requote"_s), found(u"quotes/a"_s), found(u"orders/quote"_s), found(u"other"_s)};
        QStringList names;
        for (const insight::Found &one : insight::matching(all, u"QUOTE"_s, 10))
            names.append(one.name.shown());
        QCOMPARE(names, (QStringList{u"orders/quote"_s, u"quotes/a"_s, u"orders/requote"_s}));
        QCOMPARE(insight::matching(all, u"orders quote"_s, 10).size(), 2); // all words
        QCOMPARE(insight::matching(all, {}, 2).size(), 2);
    }

    void sessionGone()
    {
        insight::ActionFinder finder(session());
        insight::MemberBook book(session());
        server().hold("GET " + ns + "/whisk.system/packages?*");
        finder.load();
        QTRY_COMPARE(server().waiting("GET " + ns + "/whisk.system/packages?*"), 1);
        m_world->session.reset();
        QCOMPARE(book.member(own(u"orders-de/a"_s)).state, Member::State::Unknown);
        finder.load();
        QCOMPARE(finder.find(u"orders"_s).size(), 2); // what was known
    }
};

QTEST_GUILESS_MAIN(TestLookups)
#include "tst_lookups.moc"
