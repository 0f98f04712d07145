#include "core/gateway/dryrun.h"
#include "core/gateway/plugins.h"
#include "core/gateway/save.h"
#include "tests/core/gateway/sandboxgateway.h"

#include <QTest>

using namespace gateway;
using namespace Qt::StringLiterals;

namespace {

using Call = std::function<Async<Done>(net::Client &, const Server &)>;

template<typename T> Async<Done> ended(const Async<T> &call)
{
    return Async<T>(call).then([](const Result<T> &result) { return result ? Result<Done>(Done{}) : Result<Done>(result.error()); });
}

const Key there{Kind::Route, u"there"_s};

json::Value route() { return SandboxGateway::value("{'uri':'/there','plugins':{'mocking':{'response_example':'alive'}}}"); }

Document asRead()
{
    json::Value value = route();
    value.set(u"id", json::Value::string(u"there"_s));
    return {there, value, 1, 1};
}

json::Value changed()
{
    json::Value value = asRead().value;
    value.set(u"desc", json::Value::string(u"x"_s));
    return value;
}

/// All that asks the store.
const QList<std::pair<const char *, Call>> &calls()
{
    static const QList<std::pair<const char *, Call>> all{
        {"list", [](net::Client &c, const Server &s) { return ended(list(c, s, Kind::Route, nullptr)); }},
        {"list of credentials", [](net::Client &c, const Server &s) { return ended(list(c, s, Kind::Credential, nullptr, u"jack"_s)); }},
        {"get", [](net::Client &c, const Server &s) { return ended(getDocument(c, s, there, nullptr)); }},
        {"put", [](net::Client &c, const Server &) { return putDocument(c, there, route(), nullptr); }},
        {"post", [](net::Client &c, const Server &) { return ended(postDocument(c, Kind::Route, route(), nullptr)); }},
        {"patch", [](net::Client &c, const Server &) { return patchDocument(c, there, SandboxGateway::value("{'desc':'x'}"), nullptr); }},
        {"delete", [](net::Client &c, const Server &) { return deleteDocument(c, there, nullptr); }},
        {"save", [](net::Client &c, const Server &s) { return ended(save(c, s, asRead(), changed(), nullptr)); }},
        {"overwrite", [](net::Client &c, const Server &s) { return ended(overwrite(c, s, there, route(), nullptr)); }},
        {"create", [](net::Client &c, const Server &s) { return ended(create(c, s, {Kind::Route, {}}, route(), nullptr)); }},
        {"create of a name", [](net::Client &c, const Server &s) { return ended(create(c, s, {Kind::Route, u"new"_s}, route(), nullptr)); }},
        {"change", [](net::Client &c, const Server &s) { return ended(change(c, s, there, SandboxGateway::value("{'status':0}"), nullptr)); }},
        {"remove", [](net::Client &c, const Server &s) { return gateway::remove(c, s, there, nullptr); }},
        {"is it written", [](net::Client &c, const Server &s) { return ended(isWritten(c, s, there, route(), nullptr)); }},
    };
    return all;
}

} // namespace

/// What each call says when the gateway's store is gone, or silent.
class TestEtcdCalls : public QObject {
    Q_OBJECT

private:
    /// With a route in it, then another set of switches.
    struct Broken {
        SandboxGateway gateway;
        std::unique_ptr<net::Client> client;
        Server server;

        bool start()
        {
            if (!gateway.start())
                return false;
            client = std::make_unique<net::Client>(gateway.endpoint(), nullptr);
            const auto found = await(detect(*client, nullptr));
            server = found ? *found : Server();
            return found && await(putDocument(*client, there, route(), nullptr)) && await(putDocument(*client, {Kind::Consumer, u"jack"_s},
                                                                                                   SandboxGateway::value("{'username':'jack'}"), nullptr));
        }
    };
    Broken m_broken;

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_broken.start()); }

    void down_data()
    {
        QTest::addColumn<int>("place");
        for (qsizetype i = 0; i < calls().size(); ++i)
            QTest::newRow(calls()[i].first) << int(i);
    }
    void down()
    {
        QFETCH(int, place);
        m_broken.gateway.setFaults("etcd=down");
        QTRY_VERIFY(!await(list(*m_broken.client, m_broken.server, Kind::Upstream, nullptr)));
        const auto result = await(calls()[place].second(*m_broken.client, m_broken.server));
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Error::Kind::Server);
        QVERIFY2(result.error().message.contains(u"cannot reach its etcd"), qPrintable(result.error().message));
    }

    /// What asks no store goes on.
    void theRest()
    {
        m_broken.gateway.setFaults("etcd=down");
        QTRY_VERIFY(!await(list(*m_broken.client, m_broken.server, Kind::Upstream, nullptr)));
        QVERIFY(await(plugins(*m_broken.client, nullptr)));
        QVERIFY(await(resourceSchema(*m_broken.client, Kind::Route, nullptr)));
    }

    void nothingWasDone()
    {
        m_broken.gateway.setFaults("");
        QTRY_VERIFY(await(list(*m_broken.client, m_broken.server, Kind::Upstream, nullptr)));
        const auto rows = await(list(*m_broken.client, m_broken.server, Kind::Route, nullptr));
        QVERIFY(rows && (*rows)->size() == 1);
        const auto document = await(getDocument(*m_broken.client, m_broken.server, there, nullptr));
        QVERIFY(document && sameMeaning(document->value, asRead().value));
    }

    /// All at once, each by a client of its own: they wait for one and the same deadline.
    void hung()
    {
        m_broken.gateway.setFaults("etcd=hung");
        QTRY_VERIFY(m_broken.gateway.isSilent());
        std::vector<std::unique_ptr<net::Client>> clients;
        QList<Async<Done>> all;
        for (const auto &call : calls()) {
            clients.push_back(std::make_unique<net::Client>(m_broken.gateway.endpoint(), nullptr));
            all.append(call.second(*clients.back(), m_broken.server));
        }
        for (qsizetype i = 0; i < all.size(); ++i) {
            const auto result = await(all[i], 200'000);
            QVERIFY2(!result, calls()[i].first);
            QVERIFY2(result.error().message.contains(u"its etcd seems to hang"), qPrintable(QLatin1StringView(calls()[i].first) + u": "_s + result.error().message));
        }
        nothingWasDone();
    }
};

QTEST_GUILESS_MAIN(TestEtcdCalls)
#include "tst_etcd_calls.moc"
