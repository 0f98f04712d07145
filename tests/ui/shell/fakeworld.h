#pragma once

#include "core/net/requestlog.h"
#include "core/openwhisk/session.h"
#include "tests/support/fakeserver.h"

#include <QStringList>

/// A small namespace on a fake server; the lists can be changed while it runs.
class FakeWorld {
public:
    FakeWorld()
    {
        server.on("GET /", answer::json(R"({"description":"OpenWhisk","runtimes":{},"api_paths":["/api/v1"]})"));
        server.on("GET /api/v1", answer::json(R"({"api_version":"1.0.0","api_version_path":"v1","build":"2026"})"));
        server.on("GET /api/v1/namespaces", answer::json(R"(["guest"])"));
        server.on("GET /api/v1/namespaces/_/limits", answer::json("{}"));
        server.on("GET /api/v1/namespaces/_/activations", answer::json("[]"));
        serve("actions", &actions);
        serve("packages", &packages);
        serve("triggers", &triggers);
        serve("rules", &rules);
    }

    /// "pkg/name" or "name"
    static QByteArray action(const QByteArray &name, const QByteArray &kind = "nodejs:20", int updated = 1)
    {
        const auto slash = name.indexOf('/');
        const QByteArray ns = slash < 0 ? QByteArray("guest") : "guest/" + name.left(slash);
        return R"({"name":")" + name.mid(slash + 1) + R"(","namespace":")" + ns + R"(","version":"0.0.1","publish":false,"updated":)"
            + QByteArray::number(updated) + R"(,"annotations":[{"key":"exec","value":")" + kind
            + R"("}],"limits":{"timeout":60000,"memory":256,"logs":10}})";
    }
    static QByteArray package(const QByteArray &name, const QByteArray &binding = "false", int updated = 1)
    {
        return R"({"name":")" + name + R"(","namespace":"guest","version":"0.0.1","publish":false,"annotations":[],"binding":)"
            + binding + R"(,"updated":)" + QByteArray::number(updated) + "}";
    }
    static QByteArray trigger(const QByteArray &name)
    {
        return R"({"name":")" + name + R"(","namespace":"guest","version":"0.0.1","publish":false,"annotations":[],"updated":1})";
    }
    static QByteArray rule(const QByteArray &name)
    {
        return R"({"name":")" + name + R"(","namespace":"guest","version":"0.0.1","publish":false,"annotations":[],"updated":1,)"
            R"("trigger":{"path":"guest","name":"new-order"},"action":{"path":"guest/orders","name":"price-quote"}})";
    }
    /// The orders of the pictures.
    void fill()
    {
        actions = {action("orders/price-quote"), action("orders/checkout", "sequence"), action("hello"),
                   action("orders/reserve-stock", "python:3.11")};
        packages = {package("orders"), package("orders-de", R"({"namespace":"guest","name":"orders"})")};
        triggers = {trigger("new-order")};
        rules = {rule("order-to-checkout")};
    }
    net::Endpoint endpoint() const
    {
        net::Endpoint endpoint;
        endpoint.base = server.url();
        endpoint.authorization = "Basic eDp5";
        return endpoint;
    }
    std::unique_ptr<openwhisk::Session> session()
    {
        return std::make_unique<openwhisk::Session>(endpoint(), QStringLiteral("fake"), QStringLiteral("Fake"), &log);
    }
    void failAll(int status = 503)
    {
        for (const char *list : {"actions", "packages", "triggers", "rules"})
            server.on("GET /api/v1/namespaces/_/" + QByteArray(list), answer::error(status, "The server is tired."));
    }
    void recover()
    {
        serve("actions", &actions);
        serve("packages", &packages);
        serve("triggers", &triggers);
        serve("rules", &rules);
    }

    FakeServer server;
    net::RequestLog log;
    QList<QByteArray> actions, packages, triggers, rules;

private:
    void serve(const QByteArray &word, const QList<QByteArray> *rows)
    {
        server.on("GET /api/v1/namespaces/_/" + word, [word, rows](const FakeRequest &request) {
            if (request.target.contains("count=true"))
                return answer::json("{\"" + word + "\":" + QByteArray::number(rows->size()) + "}");
            const auto at = request.target.indexOf("skip=");
            const int skip = at < 0 ? 0 : request.target.mid(at + 5).toInt();
            return answer::json("[" + rows->mid(skip, 200).join(",") + "]");
        });
    }
};
