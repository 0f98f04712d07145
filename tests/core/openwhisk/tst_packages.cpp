#include "core/openwhisk/document.h"
#include "core/openwhisk/packages.h"
#include "tests/core/openwhisk/data.h"
#include "tests/core/openwhisk/fakecatalog.h"
#include "tests/support/await.h"

#include <QTest>

using namespace openwhisk;
using namespace Qt::StringLiterals;

class TestPackages : public QObject, protected Served {
    Q_OBJECT

    const QByteArray m_path = "/api/v1/namespaces/_/packages/";
    // As the real server answered (recorded): a binding's GET is merged, its annotation binding comes last.
    const QByteArray m_binding = R"({"actions":[{"annotations":[{"key":"exec","value":"nodejs:20"}],"name":"a","version":"0.0.1"}],
        "annotations":[{"key":"binding","value":{"name":"p","namespace":"guest"}}],"binding":{"name":"p","namespace":"guest"},
        "feeds":[],"name":"b","namespace":"guest","parameters":[{"key":"x","value":1},{"key":"y","value":2.50}],
        "publish":false,"updated":1,"version":"0.0.1"})";
    const QByteArray m_provider = R"({"actions":[],"annotations":[],"binding":{},"feeds":[],"name":"p","namespace":"guest",
        "parameters":[{"key":"x","value":1},{"key":"z","value":null}],"publish":false,"updated":1,"version":"0.0.1"})";

    static QList<PackageSummary> own()
    {
        PackageSummary package;
        package.name = {u"guest"_s, {}, u"p"_s};
        PackageSummary binding;
        binding.name = {u"guest"_s, {}, u"b"_s};
        binding.binding = package.name;
        return {package, binding};
    }

private Q_SLOTS:
    void init() { serve(); }

    void packageIsAllItsOwn()
    {
        m_server->on("GET " + m_path + "p", answer::json(m_provider));
        const auto loaded = await(loadPackage(*m_client, {u"_"_s, {}, u"p"_s}, this));
        QCOMPARE(loaded->own.size(), 2);
        QVERIFY(loaded->ofProvider.isEmpty() && !loaded->chained);
        QCOMPARE(m_server->count(), 1);
    }
    void bindingsOwnIsToldFromTheProviders()
    {
        m_server->on("GET " + m_path + "b", answer::json(m_binding));
        m_server->on("GET /api/v1/namespaces/guest/packages/p", answer::json(m_provider));
        const auto loaded = await(loadPackage(*m_client, {u"_"_s, {}, u"b"_s}, this));
        QCOMPARE(loaded->own.size(), 1);
        QCOMPARE(loaded->own.first().key, u"y"_s);
        QCOMPARE(json::compact(toJson(loaded->own)), QByteArray(R"([{"key":"y","value":2.50}])"));
        QCOMPARE(loaded->ofProvider.size(), 2);
    }
    void chainIsSeen()
    {
        m_server->on("GET " + m_path + "outer", answer::json(m_binding)); // the inner one is given (facts 2.3)
        const auto loaded = await(loadPackage(*m_client, {u"_"_s, {}, u"outer"_s}, this));
        QVERIFY(loaded->chained);
        QCOMPARE(m_server->count(), 1);
    }
    void brokenBindingIsAnError()
    {
        m_server->on("GET " + m_path + "b", answer::error(403, "The supplied authentication is not authorized to access 'guest/b'."));
        QCOMPARE(await(loadPackage(*m_client, {u"_"_s, {}, u"b"_s}, this)).error().kind, Error::Kind::Forbidden);
        m_server->on("GET " + m_path + "b", answer::json(m_binding));
        QCOMPARE(await(loadPackage(*m_client, {u"_"_s, {}, u"b"_s}, this)).error().kind, Error::Kind::NotFound);
    }
    void endsWithItsOwner()
    {
        m_server->hold("GET *");
        auto owner = std::make_unique<QObject>();
        const auto loading = loadPackage(*m_client, {u"_"_s, {}, u"b"_s}, owner.get());
        QTRY_COMPARE(m_server->waiting(), 1);
        owner.reset();
        QTRY_COMPARE(m_server->aborted(), 1);
        QTRY_VERIFY(loading.isFinished());
    }

    void sharedOnesAreReadToTheEnd()
    {
        m_server->on("GET /api/v1/namespaces/whisk.system/packages", [](const FakeRequest &r) {
            const QUrlQuery query(QUrl(QString::fromLatin1(r.target)));
            const int skip = query.queryItemValue(u"skip"_s).toInt();
            QByteArrayList rows;
            for (int i = skip; i < qMin(skip + 200, 430); ++i)
                rows.append(R"({"name":"p)" + QByteArray::number(i) + R"(","namespace":"whisk.system","binding":false,"publish":true,
                    "updated":1,"version":"0.0.1","annotations":[{"key":"description","value":"d"}]})");
            return answer::json('[' + rows.join(',') + ']');
        });
        const auto packages = await(listSharedPackages(*m_client, u"whisk.system"_s, this));
        QCOMPARE(packages->size(), 430);
        QCOMPARE(packages->last().summary.name.full(), u"/whisk.system/p429"_s);
        QVERIFY(!packages->last().summary.binding);
        QCOMPARE(packages->last().annotations.size(), 1);
        QCOMPARE(m_server->count(), 3);
    }
    void sharedOnesOfNobody()
    {
        m_server->on("GET /api/v1/namespaces/nobody/packages", answer::json("[]"));
        QVERIFY(await(listSharedPackages(*m_client, u"nobody"_s, this))->isEmpty());
        m_server->on("GET /api/v1/namespaces/nobody/packages", answer::json("{}"));
        QCOMPARE(await(listSharedPackages(*m_client, u"nobody"_s, this)).error().kind, Error::Kind::Protocol);
    }

    void typedNames_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("full");
        QTest::newRow("own") << u"p"_s << u"/_/p"_s;
        QTest::newRow("absolute") << u"/ns/p"_s << u"/ns/p"_s;
        QTest::newRow("two parts") << u" ns/p "_s << u"/ns/p"_s;
        QTest::newRow("signs") << u"/a@b/c & d"_s << u"/a@b/c & d"_s;
        QTest::newRow("namespace alone") << u"/ns"_s << QString();
        QTest::newRow("action") << u"/ns/p/a"_s << QString();
        QTest::newRow("empty") << QString() << QString();
        QTest::newRow("empty part") << u"/ns//p"_s << QString();
        QTest::newRow("long") << QString(257, u'p') << QString();
    }
    void typedNames()
    {
        QFETCH(QString, typed);
        QFETCH(QString, full);
        const auto name = parsePackageName(typed);
        QCOMPARE(name ? name->full() : QString(), full);
    }

    void bindingMember()
    {
        const EntityName utils{u"whisk.system"_s, {}, u"utils"_s};
        QCOMPARE(json::compact(bindingValue(utils)), QByteArray(R"({"namespace":"whisk.system","name":"utils"})"));
        QCOMPARE(*boundTo(bindingValue(utils)), utils);
        QVERIFY(!boundTo(json::Value::object()));
        QVERIFY(!boundTo(json::Value::boolean(false)));
    }
    void noBindingOfABindingAndNoCycle()
    {
        const auto problem = [](const QString &ns, const QString &name, const QString &self) {
            return bindingProblem({ns, {}, name}, self, own(), u"guest"_s);
        };
        QVERIFY(problem(u"guest"_s, u"p"_s, u"new"_s).isEmpty());
        QVERIFY(problem(u"other"_s, u"b"_s, u"new"_s).isEmpty()); // nobody knows
        QVERIFY(problem(u"_"_s, u"b"_s, u"new"_s).contains(u"Bind /guest/p instead"_s));
        QVERIFY(problem(u"guest"_s, u"b"_s, u"b"_s).contains(u"itself"_s));
        QVERIFY(problem(u"guest"_s, u"nope"_s, u"new"_s).contains(u"no package nope"_s));
        QVERIFY(!problem({}, {}, u"new"_s).isEmpty());
    }

    void missingPackagesInPlainWords()
    {
        const Error forbidden{Error::Kind::Forbidden, u"not authorized"_s, u"d"_s};
        const Error missing{Error::Kind::NotFound, u"does not exist"_s, {}};
        const auto told = [](const Error &error, const EntityName &name) { return explainPackage(error, name, u"guest"_s); };
        QVERIFY(told(forbidden, {u"other"_s, u"p"_s, u"a"_s}).message.startsWith(u"Namespace other has no package p"_s));
        QVERIFY(told(forbidden, {u"other"_s, u"p"_s, u"a"_s}).message.endsWith(u"not authorized"_s));
        QCOMPARE(told(forbidden, {u"other"_s, {}, u"p"_s}).detail, u"d"_s);
        QVERIFY(told(forbidden, {u"_"_s, u"b"_s, u"a"_s}).message.contains(u"b is a binding"_s));
        QVERIFY(told(missing, {u"guest"_s, u"p"_s, u"a"_s}).message.contains(u"no package p"_s));
        QVERIFY(told(missing, {u"_"_s, {}, u"p"_s}).message.contains(u"no package p"_s));
        const Error other{Error::Kind::Throttled, u"slow down"_s, {}};
        QCOMPARE(told(other, {u"_"_s, {}, u"p"_s}), other);
    }

    void anyDocumentIsWrittenAndDeleted()
    {
        const EntityName name{u"_"_s, {}, u"p q"_s};
        const json::Value body = json::Value::object({{u"publish"_s, json::Value::boolean(true)}});
        m_server->on("PUT " + m_path + "p%20q?overwrite=true", answer::json(m_provider));
        QVERIFY(await(putDocument(*m_client, Collection::Packages, name, body, Overwrite::Yes, this))->isObject());
        QCOMPARE(m_server->requests().last().body, QByteArray(R"({"publish":true})"));
        m_server->on("PUT " + m_path + "p%20q", answer::text("OK")); // require-response-payload is off
        QVERIFY(await(putDocument(*m_client, Collection::Packages, name, body, Overwrite::No, this))->isNull());
        m_server->on("DELETE " + m_path + "p%20q", answer::error(409, "Package not empty (contains 1 entity). Set force param or delete package contents."));
        QCOMPARE(await(deleteDocument(*m_client, Collection::Packages, name, this)).error().kind, Error::Kind::Conflict);
        m_server->on("DELETE " + m_path + "p%20q?force=true", answer::json(m_provider));
        QVERIFY(await(deleteDocument(*m_client, Collection::Packages, name, this, "?force=true")));
        const json::Value big = json::Value::object({{u"parameters"_s, toJson({{u"p"_s, json::Value::string(QString(1'100'000, u'x'))}})}});
        QCOMPARE(await(putDocument(*m_client, Collection::Packages, name, big, Overwrite::Yes, this)).error().kind, Error::Kind::TooLarge);
    }
};

QTEST_GUILESS_MAIN(TestPackages)
#include "tst_packages.moc"
