#pragma once

#include "core/gateway/server.h"
#include "tests/core/sandbox/rawhttp.h"
#include "tests/core/sandbox/sandboxprocess.h"
#include "tests/support/await.h"

#include <csignal>

/// The sandbox with its gateway, and clients of its Admin API. Header only, for tests.
class SandboxGateway {
public:
    bool start(const QStringList &more = {})
    {
        if (!m_sandbox.start(QStringList{QStringLiteral("--gateway-admin"), QStringLiteral("0"), QStringLiteral("--gateway"),
                                         QStringLiteral("0")}
                             + more))
            return false;
        QFile file(m_sandbox.path() + QStringLiteral("/gateway.json"));
        if (!file.open(QIODevice::ReadOnly))
            return false;
        const auto parsed = json::read(file.readAll());
        m_file = parsed ? parsed->value : json::Value();
        return m_file.contains(u"admin");
    }

    net::Endpoint endpoint(const QString &key = QStringLiteral("admin_key")) const
    {
        net::Endpoint endpoint;
        endpoint.base = QUrl(m_file.value(u"admin").toString());
        endpoint.authorization = m_file.value(key).toString().toLatin1();
        endpoint.authorizationHeader = "X-API-KEY";
        return endpoint;
    }

    /// Of the data plane.
    net::Endpoint plane() const
    {
        net::Endpoint endpoint;
        endpoint.base = QUrl(m_file.value(u"gateway").toString());
        return endpoint;
    }
    /// With --gateway-control.
    net::Endpoint control() const
    {
        net::Endpoint endpoint;
        endpoint.base = QUrl(m_file.value(u"control").toString());
        return endpoint;
    }
    /// Other switches while it runs.
    void setFaults(const QByteArray &faults) const
    {
        QFile file(m_sandbox.path() + QStringLiteral("/faults"));
        if (file.open(QIODevice::WriteOnly))
            file.write(faults);
        file.close();
        ::kill(pid_t(m_sandbox.pid()), SIGHUP);
    }
    /// Does the Admin API keep a request waiting?
    /// A slow machine may need a while for an answer: that is no silence.
    bool isSilent() const
    {
        const QByteArray request = "GET /apisix/admin/routes HTTP/1.1\r\nHost: h\r\nX-API-KEY: " + endpoint().authorization + "\r\n\r\n";
        return exchange(quint16(endpoint().base.port()), request, "HTTP/1.1", 5000).isEmpty();
    }
    /// Its OpenWhisk.
    const SandboxProcess &functions() const { return m_sandbox; }

    /// With single quotes.
    static json::Value value(QByteArray text)
    {
        const auto parsed = json::read(text.replace('\'', '"'));
        return parsed ? parsed->value : json::Value();
    }

private:
    SandboxProcess m_sandbox;
    json::Value m_file;
};
