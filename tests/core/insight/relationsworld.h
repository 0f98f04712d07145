#pragma once

#include "core/net/requestlog.h"
#include "core/openwhisk/session.h"
#include "tests/support/fakeserver.h"

#include <QTest>

inline const QByteArray ns = "/api/v1/namespaces";

inline openwhisk::EntityName own(const QString &shown)
{
    return shown.contains(QLatin1Char('/')) ? openwhisk::EntityName{QStringLiteral("_"), shown.section(QLatin1Char('/'), 0, 0), shown.section(QLatin1Char('/'), 1)} : openwhisk::EntityName{QStringLiteral("_"), {}, shown};
}

/// Two packages, one bound; sequences, rules and triggers on them.
struct World {
    World()
    {
        server.on("GET " + ns, answer::json(R"(["guest"])"));
        server.on("GET " + ns + "/_/limits", answer::json("{}"));
        server.on("GET /*", answer::json("{}"));
        list("actions", R"([
          {"namespace":"guest/orders","name":"a","version":"0.0.1","updated":9,"annotations":[{"key":"exec","value":"nodejs:20"}],"limits":{"timeout":10000,"memory":128}},
          {"namespace":"guest/orders","name":"b","version":"0.0.1","updated":8,"annotations":[{"key":"exec","value":"python:3.11"}],"limits":{"timeout":60000,"memory":512}},
          {"namespace":"guest","name":"s1","version":"0.0.1","updated":7,"annotations":[{"key":"exec","value":"sequence"}]},
          {"namespace":"guest","name":"s2","version":"0.0.1","updated":6,"annotations":[{"key":"exec","value":"sequence"}]},
          {"namespace":"guest","name":"closed","version":"0.0.1","updated":5,"annotations":[{"key":"exec","value":"sequence"}]}])", 5);
        list("packages", R"([
          {"namespace":"guest","name":"orders","version":"0.0.1","updated":2,"annotations":[],"binding":false},
          {"namespace":"guest","name":"orders-de","version":"0.0.1","updated":1,"annotations":[],"binding":{"namespace":"guest","name":"orders"}}])", 2);
        list("triggers", R"([{"namespace":"guest","name":"t","version":"0.0.1","updated":1,"annotations":[]}])", 1);
        list("rules", R"([
          {"namespace":"guest","name":"r-on","version":"0.0.1","updated":3,"annotations":[],"trigger":{"path":"guest","name":"t"},"action":{"path":"guest/orders","name":"a"}},
          {"namespace":"guest","name":"r-bound","version":"0.0.1","updated":2,"annotations":[],"trigger":{"path":"guest","name":"t"},"action":{"path":"guest/orders-de","name":"a"}},
          {"namespace":"guest","name":"r-other","version":"0.0.1","updated":1,"annotations":[],"trigger":{"path":"guest","name":"x"},"action":{"path":"guest/orders","name":"b"}}])", 3);
        for (const auto &[name, status] : {std::pair("r-on", "active"), std::pair("r-bound", "inactive"), std::pair("r-other", "active")})
            server.on("GET " + ns + "/_/rules/" + name, answer::json(QByteArray("{\"name\":\"r\",\"status\":\"") + status + "\"}"));
        sequence("s1", R"(["/guest/orders/a","/guest/orders/b","/guest/orders-de/a"])");
        sequence("s2", R"(["/guest/s1","/whisk.system/utils/echo"])");
        server.on("GET " + ns + "/_/actions/closed*", answer::error(403, "not for you"));
        net::Endpoint endpoint;
        endpoint.base = server.url();
        session = std::make_unique<openwhisk::Session>(endpoint, QStringLiteral("p"), QStringLiteral("Sandbox"), &log);
        session->open();
        if (!QTest::qWaitFor([this] { return session->rules().rows && session->actions().rows && session->packages().rows && !session->nameSpace().isEmpty(); }, 30'000))
            qFatal("the session did not open");
    }

    void list(const QByteArray &word, const QByteArray &rows, int count)
    {
        server.on("GET " + ns + "/_/" + word + "?*", [=](const FakeRequest &r) {
            return answer::json(r.target.contains("count=true") ? "{\"" + word + "\":" + QByteArray::number(count) + '}' : rows);
        });
    }
    void sequence(const QByteArray &name, const QByteArray &components)
    {
        server.on("GET " + ns + "/_/actions/" + name + "?code=false",
                  answer::json("{\"namespace\":\"guest\",\"version\":\"0.0.1\",\"updated\":1,\"annotations\":[],\"limits\":{},\"name\":\""
                               + name + "\",\"exec\":{\"kind\":\"sequence\",\"components\":" + components + "}}"));
    }

    FakeServer server;
    net::RequestLog log;
    std::unique_ptr<openwhisk::Session> session;
};
