#pragma once

#include "core/gateway/session.h"
#include "core/json/text.h"
#include "core/net/requestlog.h"
#include "tests/support/await.h"
#include "tests/support/fakeserver.h"

#include <QTest>

inline const QByteArray adminKey = "edd1c9f034335f136f87ad84b625c8f1";

/// JSON is easier to read with single quotes.
inline QByteArray j(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

inline json::Value value(const char *text)
{
    const auto parsed = json::read(j(text));
    return parsed ? parsed->value : json::Value();
}

inline net::Endpoint endpointOf(const FakeServer &server)
{
    net::Endpoint endpoint;
    endpoint.base = server.url();
    endpoint.authorization = adminKey;
    endpoint.authorizationHeader = "X-API-KEY";
    return endpoint;
}

inline answer::Headers apisix(const QByteArray &version = "3.18.0", const QByteArray &api = "v3")
{
    return {{"Server", "APISIX/" + version}, {"X-API-VERSION", api}};
}

/// A client of a fake gateway, and what holds for all that it sends.
class AdminFixture {
protected:
    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<net::RequestLog> m_log;
    std::unique_ptr<net::Client> m_client;
    const gateway::Key m_route{gateway::Kind::Route, QStringLiteral("1"), {}};

    static QByteArray route(const char *members, int index = 5)
    {
        return j("{'key':'/apisix/routes/1','createdIndex':1,'modifiedIndex':") + QByteArray::number(index) + ",\"value\":"
            + j(members) + '}';
    }
    QString message(const FakeAnswer &answer)
    {
        m_server->once("GET /apisix/admin/routes", answer);
        const auto rows = await(gateway::list(*m_client, {}, gateway::Kind::Route, nullptr));
        return rows ? QString() : rows.error().message;
    }

    void open()
    {
        m_server = std::make_unique<FakeServer>();
        m_log = std::make_unique<net::RequestLog>();
        m_client = std::make_unique<net::Client>(endpointOf(*m_server), m_log.get());
    }
    /// The key stays in its header, and no conditional header is sent.
    void check() const
    {
        for (const FakeRequest &request : m_server->requests()) {
            QVERIFY(!request.target.contains(adminKey));
            QCOMPARE(request.header("X-API-KEY"), adminKey);
            for (const char *name : {"If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "Cookie"})
                QVERIFY2(request.header(name).isEmpty(), name);
        }
        for (const net::LogEntry &entry : m_log->entries())
            QVERIFY(!(entry.target + entry.failure.toUtf8()).contains(adminKey));
    }
};
