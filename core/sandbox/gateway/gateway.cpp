#include "core/sandbox/gateway/gateway.h"

#include "core/sandbox/gateway/admin/kinds.h"
#include "core/sandbox/gateway/admin/sealing.h"
#include "core/sandbox/gateway/keys.h"
#include "core/sandbox/setup/datadir.h"
#include "core/sandbox/setup/faults.h"
#include "core/sandbox/setup/settings.h"

#include <QDateTime>
#include <QThread>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

json::Value text(const QString &text) { return json::Value::string(text); }

/// A made-up route; every third one goes to a server, the others to actions.
json::Value madeUpRoute(int i, qint64 seconds)
{
    const auto number = u"%1"_s.arg(i, 5, 10, QChar(u'0'));
    auto route = json::Value::object({{u"id"_s, text(u"route-"_s + number)},
                                      {u"name"_s, text(u"made-up "_s + number)},
                                      {u"desc"_s, text(u"Route %1 of the fill"_s.arg(i))},
                                      {u"uri"_s, text(u"/made-up/"_s + number)},
                                      {u"methods"_s, json::Value::array({text(i % 2 ? u"GET"_s : u"POST"_s)})},
                                      {u"labels"_s, json::Value::object({{u"team"_s, text(u"team-%1"_s.arg(i % 7))}})},
                                      {u"status"_s, json::Value::number(i % 10 == 9 ? 0 : 1)},
                                      {u"create_time"_s, json::Value::number(seconds)},
                                      {u"update_time"_s, json::Value::number(seconds)}});
    if (i % 3 == 2)
        route.set(u"upstream", json::Value::object({{u"type"_s, text(u"roundrobin"_s)},
                                                    {u"nodes"_s, json::Value::object({{u"127.0.0.1:1980"_s, json::Value::number(1)}})}}));
    else
        route.set(u"plugins", json::Value::object({{u"openwhisk"_s,
                                                    json::Value::object({{u"api_host"_s, text(u"http://127.0.0.1:3233"_s)},
                                                                         {u"service_token"_s, text(u"made-up:key"_s)},
                                                                         {u"namespace"_s, text(u"guest"_s)},
                                                                         {u"action"_s, text(u"action-"_s + number)}})}}));
    return route;
}

AdminSetup setupOf(const QString &phase, const Keys &keys)
{
    AdminSetup setup;
    setup.v3 = phase != u"v2";
    setup.needsKey = phase != u"stream-off-nokey";
    setup.hasStreams = phase != u"stream-off-nokey";
    setup.admitsClient = phase != u"allow-admin-excludes-client";
    setup.adminKey = keys.admin;
    setup.viewerKey = keys.viewer;
    return setup;
}

/// The switches that any server can have: late, cut off, silent, or somebody else's page.
HttpResponse withFaults(Faults &faults, const HttpRequest &request, const HttpHandler &handle)
{
    const auto path = QString::fromUtf8(request.path);
    if (const auto delay = faults.number(u"delay", path); delay > 0)
        QThread::msleep(static_cast<unsigned long>(delay));
    const auto status = faults.value(u"status", path);
    auto response = status ? nginxPage(status->left(3).toInt()) : handle(request);
    response.drop = response.drop || faults.everyNth(u"drop", path);
    response.cut = faults.number(u"cut", path, response.cut);
    return response;
}

QString addressOf(const std::unique_ptr<HttpServer> &server)
{
    return server ? u"http://127.0.0.1:%1"_s.arg(server->port()) : QString();
}

} // namespace

Gateway::Gateway(Database &database, Faults &faults, const Settings &settings)
    : m_settings(settings), m_faults(faults), m_etcd(database)
{
}

Gateway::~Gateway()
{
    if (m_admin)
        m_admin->stop();
    m_plane.stop();
    for (const auto *server : {&m_adminServer, &m_planeServer, &m_controlServer})
        if (*server)
            (*server)->stopAccepting();
}

QString Gateway::fill()
{
    const auto seconds = QDateTime::currentSecsSinceEpoch();
    QMap<QString, json::Value> routes;
    for (int i = 0; i < m_settings.fill.value(u"routes"_s); ++i) {
        const auto route = madeUpRoute(i, seconds);
        const auto key = keyOf(*findKind(u"routes"_s), route.value(u"id").toString());
        if (!m_etcd.get(key))
            routes.insert(key, sealed(m_library, *findKind(u"routes"_s), route));
    }
    return routes.isEmpty() ? QString() : m_etcd.fill(routes);
}

std::unique_ptr<HttpServer> Gateway::serverOf(HttpHandler handle)
{
    return std::make_unique<HttpServer>(
        [this, handle = std::move(handle)](const HttpRequest &request) { return withFaults(m_faults, request, handle); }, nginxManners());
}

QString Gateway::listen(std::unique_ptr<HttpServer> &server, quint16 port)
{
    const auto error = server->listen(port);
    return error.isEmpty() ? QString() : u"Port %1: %2"_s.arg(port).arg(error);
}

QString Gateway::open(const DataDir &dir)
{
    if (auto error = m_etcd.load(); !error.isEmpty())
        return u"The gateway's configuration cannot be read: "_s + error;
    if (auto error = fill(); !error.isEmpty())
        return error;
    const auto keys = loadKeys(dir, m_settings.wellKnownKeys);
    m_admin = std::make_unique<Admin>(m_library, m_etcd, m_faults, setupOf(m_settings.gatewayAs, keys));
    m_adminServer = serverOf([this](const HttpRequest &request) { return m_admin->handle(request); });
    if (auto error = listen(m_adminServer, *m_settings.gatewayAdmin); !error.isEmpty())
        return error;
    if (m_settings.gateway) {
        m_planeServer = serverOf([this](const HttpRequest &request) { return m_plane.handle(request); });
        if (auto error = listen(m_planeServer, *m_settings.gateway); !error.isEmpty())
            return error;
        m_plane.setPort(m_planeServer->port());
    }
    if (m_settings.gatewayControl) {
        m_controlServer = serverOf([this](const HttpRequest &request) { return m_control.handle(request); });
        if (auto error = listen(m_controlServer, *m_settings.gatewayControl); !error.isEmpty())
            return error;
    }
    return writeGatewayFile(dir, keys, {adminAddress(), address(), controlAddress()});
}

void Gateway::start()
{
    m_adminServer->start();
    if (m_planeServer)
        m_planeServer->start();
    if (m_controlServer)
        m_controlServer->start();
}

QString Gateway::adminAddress() const { return addressOf(m_adminServer); }
QString Gateway::address() const { return addressOf(m_planeServer); }
QString Gateway::controlAddress() const { return addressOf(m_controlServer); }

} // namespace sandbox::gateway
