#pragma once

#include "core/json/text.h"
#include "core/sandbox/gateway/admin/admin.h"
#include "core/sandbox/gateway/control/control.h"
#include "core/sandbox/gateway/plane/plane.h"
#include "core/sandbox/gateway/schema/library.h"
#include "core/sandbox/gateway/store/etcd.h"
#include "core/sandbox/http/manners.h"
#include "core/sandbox/http/server.h"
#include "core/sandbox/setup/faults.h"
#include "core/sandbox/store/database.h"

#include <QTemporaryDir>

/// JSON is easier to read with single quotes.
inline QByteArray quoted(const char *text) { return QByteArray(text).replace('\'', '"'); }

/// The gateway without sockets of its own: what its Admin API is told, its data plane does. Behind it stands one server
/// that says what it received: method, target and body, its headers with an "in-" before.
class GatewayWorld {
public:
    GatewayWorld()
    {
        QString notice;
        QString wrong;
        m_database = sandbox::Database::open(m_dir.filePath(QStringLiteral("a.sqlite")), &notice, &wrong);
        m_etcd = std::make_unique<sandbox::gateway::Etcd>(*m_database);
        wrong += m_etcd->load();
        sandbox::gateway::AdminSetup setup;
        setup.needsKey = false;
        m_admin = std::make_unique<sandbox::gateway::Admin>(m_library, *m_etcd, m_faults, setup);
        m_plane = std::make_unique<sandbox::gateway::Plane>(m_library, *m_etcd);
        m_plane->setPort(9080);
        wrong += m_server.listen(0);
        m_server.start();
        if (!wrong.isEmpty())
            qFatal("%s", qPrintable(wrong));
    }

    /// PUT; SERVER in the text is the address of the server behind. The status.
    int put(const QByteArray &path, QByteArray conf)
    {
        conf.replace("SERVER", server());
        return sent(To::Admin, "PUT", "/apisix/admin" + path, {}, conf).status;
    }
    int remove(const QByteArray &path) { return sent(To::Admin, "DELETE", "/apisix/admin" + path, {}, {}).status; }

    sandbox::HttpResponse ask(const QByteArray &method, const QByteArray &target, const sandbox::Headers &headers = {},
                              const QByteArray &body = {})
    {
        return sent(To::Plane, method, target, headers, body);
    }
    sandbox::HttpResponse get(const QByteArray &target, const sandbox::Headers &headers = {}) { return ask("GET", target, headers); }

    /// The control API.
    sandbox::HttpResponse control(const QByteArray &target, const sandbox::Headers &headers = {}, const QByteArray &method = "GET")
    {
        return sent(To::Control, method, target, headers, {});
    }
    json::Value controlled(const QByteArray &target)
    {
        const auto parsed = json::read(control(target).body);
        return parsed ? parsed->value : json::Value();
    }
    /// The data plane itself, for a socket of its own.
    sandbox::gateway::Plane &plane() { return *m_plane; }

    QByteArray server() const { return "127.0.0.1:" + QByteArray::number(m_server.port()); }
    sandbox::HttpResponse reply; ///< of the server behind; without a body it is what was received
    /// What came to it last.
    sandbox::HttpRequest last()
    {
        const std::lock_guard lock(m_mutex);
        return m_last;
    }
    std::atomic<int> calls = 0;  ///< that came to it

private:
    /// Reading it takes longer than most tests.
    static const sandbox::gateway::SchemaLibrary &library()
    {
        static const sandbox::gateway::SchemaLibrary library;
        return library;
    }

    enum class To { Admin, Plane, Control };
    sandbox::HttpResponse sent(To to, const QByteArray &method, const QByteArray &target, sandbox::Headers headers, const QByteArray &body)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_reply = reply;
        }
        sandbox::HttpRequest request;
        request.method = method;
        request.target = target;
        request.body = body;
        request.client = "127.0.0.1:40000";
        request.headers = std::move(headers);
        if (!request.headers.contains("Host"))
            request.headers.append(sandbox::Header{"Host", "gw.example.com"});
        if (auto refused = sandbox::nginxManners().checkHead(request, true))
            return *refused;
        if (to == To::Control)
            return sandbox::gateway::Control(m_library, *m_etcd, m_plane->health()).handle(request);
        return to == To::Plane ? m_plane->handle(request) : m_admin->handle(request);
    }

    sandbox::HttpResponse received(const sandbox::HttpRequest &request)
    {
        ++calls;
        const std::lock_guard lock(m_mutex);
        m_last = request;
        auto response = m_reply;
        if (response.body.isEmpty()) {
            response.body = request.method + ' ' + request.target + ' ' + request.body;
            for (const auto &header : request.headers)
                response.with("in-" + header.name, header.value);
        }
        return response;
    }

    QTemporaryDir m_dir;
    std::unique_ptr<sandbox::Database> m_database;
    const sandbox::gateway::SchemaLibrary &m_library = library();
    std::mutex m_mutex;
    sandbox::HttpResponse m_reply;
    sandbox::HttpRequest m_last;
    std::unique_ptr<sandbox::gateway::Etcd> m_etcd;
    sandbox::Faults m_faults;
    std::unique_ptr<sandbox::gateway::Admin> m_admin;
    std::unique_ptr<sandbox::gateway::Plane> m_plane;
    sandbox::HttpServer m_server{[this](const sandbox::HttpRequest &request) { return received(request); }, sandbox::nginxManners()};
};
