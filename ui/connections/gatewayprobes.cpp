#include "ui/connections/gatewayprobes.h"

#include "core/async/deliver.h"
#include "core/net/sentences.h"

using namespace Qt::StringLiterals;
using State = connections::ProbeLayer::State;

namespace {

constexpr auto routes = "/apisix/admin/routes?page=1&page_size=10";
constexpr auto configs = "/apisix/admin/configs"; ///< all that a gateway with one configuration has

constexpr std::chrono::seconds patience{10}; ///< somebody sits before the test; a store that works is faster

bool isServed(const net::Response &response)
{
    return (response.status >= 200 && response.status < 300) || response.status == 401;
}

QString aboutVersion(const gateway::Server &server)
{
    return server.version.isNull() ? AdminProbe::tr("APISIX, version unknown") : AdminProbe::tr("APISIX %1").arg(server.version.toString());
}

} // namespace

AdminProbe::AdminProbe(net::Endpoint endpoint, QObject *parent) : Probe(std::move(endpoint), parent) {}

/// Without the key: whoever answers may not be a gateway.
void AdminProbe::ask()
{
    begin(Name::Version);
    askAnonymously(routes);
}

void AdminProbe::askAnonymously(const QByteArray &target)
{
    auto anonymous = endpoint();
    anonymous.authorization.clear();
    net::Request request = gateway::requestOf("GET", target);
    request.deadline = patience;
    deliver(gateway::sendRaw(newClient(anonymous), request, this), this,
            [this, target](const Result<net::Reply> &reply) { reply ? judge(target, **reply) : failRequest(reply.error()); });
}

void AdminProbe::judge(const QByteArray &target, const net::Response &response)
{
    if (isServed(response) && !net::isWebPage(response))
        return known(response);
    if (target == routes && response.status == 404 && net::isWebPage(response))
        return askAnonymously(configs);
    const QString at = net::place(endpoint().base);
    if (isServed(response))
        return fail(tr("%1 is no Admin API: check host and port").arg(at));
    fail(gateway::errorOf(gateway::requestOf("GET", target), response, at).message);
}

void AdminProbe::known(const net::Response &response)
{
    gateway::Server server;
    gateway::takeHeaders(server, response);
    settle(State::Good, aboutVersion(server));
    askKey(response.status == 401);
}

void AdminProbe::askKey(bool needed)
{
    begin(Name::Key);
    if (needed && endpoint().authorization.isEmpty())
        return fail(tr("there is no key to try"));
    deliver(gateway::detect(newClient(endpoint()), this, patience), this, [this](const Result<gateway::Server> &server) {
        server ? detected(*server) : fail(server.error().message);
    });
}

void AdminProbe::detected(const gateway::Server &server)
{
    m_server = server;
    const QString api = server.standalone ? tr("standalone") : tr("Admin API %1").arg(server.v2 ? u"v2"_s : u"v3"_s);
    amend(Name::Version, aboutVersion(server) + u", "_s + api);
    if (server.readOnly)
        settle(State::Warning, tr("role viewer: gateway part read-only"));
    else if (endpoint().authorization.isEmpty())
        settle(State::Warning, tr("none needed: whoever reaches this address may change the gateway"));
    else if (endpoint().readOnly)
        settle(State::Good, tr("accepted; a read-only profile does not ask for its role"));
    else
        settle(State::Good, tr("role admin"));
    finish();
}

QList<connections::ProbeLayer::Name> PlaneProbe::layerNames()
{
    return {Name::Resolve, Name::Tcp, Name::Tls, Name::Http};
}

PlaneProbe::PlaneProbe(net::Endpoint endpoint, QObject *parent) : Probe(std::move(endpoint), layerNames(), parent) {}

void PlaneProbe::ask()
{
    begin(Name::Http);
    net::Request request;
    request.target = "/";
    request.expect = net::Expect::Anything;
    request.parseJson = false;
    request.deadline = patience;
    for (int status = 300; status < 600; ++status)
        request.acceptStatus.append(status);
    deliver(newClient(endpoint()).send(request, this), this,
            [this](const Result<net::Reply> &reply) { reply ? answered(**reply) : failRequest(reply.error()); });
}

void PlaneProbe::answered(const net::Response &response)
{
    const QString server = QString::fromLatin1(response.header("Server")).section('/'_L1, 0, 0);
    const QString text = server.isEmpty() ? tr("%1 on /: reached").arg(response.status)
                                          : tr("%1 on / from %2: reached").arg(response.status).arg(server);
    settle(response.status >= 500 ? State::Warning : State::Good, text);
    finish();
}

ControlProbe::ControlProbe(net::Endpoint endpoint, QObject *parent) : Probe(std::move(endpoint), PlaneProbe::layerNames(), parent) {}

void ControlProbe::ask()
{
    begin(Name::Http);
    deliver(gateway::health(newClient(endpoint()), this), this,
            [this](const Result<QList<gateway::UpstreamHealth>> &result) { answered(result); });
}

/// Another server may answer in JSON, too, so only a failure to read it is told in the server's words.
void ControlProbe::answered(const Result<QList<gateway::UpstreamHealth>> &result)
{
    using Kind = Error::Kind;
    if (!result && (result.error().kind == Kind::Protocol || result.error().kind == Kind::NotFound || result.error().kind == Kind::Rejected))
        return fail(tr("%1 is no control API: check host and port (9090 unless set otherwise)").arg(net::place(endpoint().base)));
    if (!result)
        return failRequest(result.error());
    settle(State::Good, result->isEmpty() ? tr("answers; it checks no upstream yet") : tr("tells of the health of %n upstreams", nullptr, int(result->size())));
    finish();
}
