#pragma once

#include "core/gateway/session.h"
#include "tests/support/fakeserver.h"

#include <QMap>

/// An Admin API on a fake server: lists that can be changed while it runs, a small catalogue, writes that are taken.
class FakeGateway {
public:
    FakeGateway()
    {
        recover();
        server.on("GET /apisix/admin/plugins?all=true&subsystem=http", apisix("{}"));
        server.on("GET /apisix/admin/plugins*", apisix("{}"));
        server.on("POST /apisix/admin/schema/validate/*", apisix(R"({"error_msg":"no"})", 400));
        server.on("PUT /apisix/admin/routes/*", [this](const FakeRequest &request) {
            add("routes", request.target.mid(request.target.lastIndexOf('/') + 1), request.body);
            return apisix("{}", 201);
        });
        server.on("GET /apisix/admin/routes/*", [this](const FakeRequest &request) {
            const auto id = request.target.mid(request.target.lastIndexOf('/') + 1);
            return objects["routes"].contains(id) ? apisix(item("routes", id)) : apisix(R"({"message":"Key not found"})", 404);
        });
    }

    static FakeAnswer apisix(const QByteArray &body, int status = 200)
    {
        return answer::json(body, status, {{"Server", "APISIX/3.18.0"}, {"X-API-VERSION", "v3"}});
    }
    /// value: with its members, the id is added.
    void add(const QByteArray &collection, const QByteArray &id, QByteArray value)
    {
        if (!value.contains("\"id\""))
            value.replace(0, 1, "{\"id\":\"" + id + (value.size() > 2 ? "\"," : "\""));
        objects[collection][id] = value;
    }
    /// Those of the pictures.
    void fill()
    {
        const QByteArray openwhisk = R"("plugins":{"openwhisk":{"api_host":"http://ow","service_token":"u:k","namespace":"_","action":"hello"}})";
        add("routes", "hello", R"({"uri":"/hello","methods":["GET"],)" + openwhisk + "}");
        add("routes", "stock", R"({"uri":"/stock","name":"stock-beta","status":0,)" + openwhisk + "}");
        add("routes", "web", R"({"uri":"/*","upstream_id":"pages"})");
        add("upstreams", "pages", R"({"nodes":{"10.0.0.1:80":1},"type":"roundrobin"})");
        add("ssls", "1", R"({"snis":["api.shop.example"],"cert":"x"})");
    }
    void failAll(int status, const QByteArray &body)
    {
        server.on("GET /apisix/*", apisix(body, status));
        for (const gateway::Kind kind : gateway::allKinds())
            server.on("GET /apisix/admin/" + gateway::rulesOf(kind).path, apisix(body, status));
    }
    /// The lists answer (again).
    void recover()
    {
        for (const gateway::Kind kind : gateway::allKinds())
            serve(gateway::rulesOf(kind).path);
    }
    net::Endpoint endpoint() const
    {
        net::Endpoint endpoint;
        endpoint.base = server.url();
        endpoint.authorization = "admin-key";
        endpoint.authorizationHeader = "X-API-KEY";
        return endpoint;
    }

    FakeServer server;
    QMap<QByteArray, QMap<QByteArray, QByteArray>> objects; ///< by collection and id

private:
    QByteArray item(const QByteArray &collection, const QByteArray &id) const
    {
        return R"({"key":"/apisix/)" + collection + '/' + id + R"(","createdIndex":7,"modifiedIndex":7,"value":)" + objects[collection][id] + '}';
    }
    void serve(const QByteArray &collection)
    {
        server.on("GET /apisix/admin/" + collection, [this, collection](const FakeRequest &) {
            QByteArrayList items;
            for (const auto &id : objects[collection].keys())
                items += item(collection, id);
            return apisix(R"({"list":[)" + items.join(',') + R"(],"total":)" + QByteArray::number(items.size()) + '}');
        });
    }
};
