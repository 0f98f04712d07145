#pragma once

#include "tests/ui/editors/editorfixture.h"

/// The fixture's action with who refers to it: a rule that is on, one that is off, one for another action, and the
/// sequence "checkout" that names it twice. What is created is there afterwards.
struct UsesFixture : EditorFixture {
    UsesFixture()
    {
        const QByteArray rows = row("guest/orders", "price-quote", "nodejs:20") + ',' + row("guest/orders", "taken", "nodejs:20") + ','
            + row("guest", "checkout", "sequence") + ',' + row("guest", "other", "nodejs:20");
        rowsOf("actions", rows, 4);
        rowsOf("packages", packageRow + ',' + QByteArray(packageRow).replace("\"orders\"", "\"shop\""), 2);
        rowsOf("rules", rule("on-order", "orders", "price-quote") + ',' + rule("nightly", "orders", "price-quote") + ','
                   + rule("elsewhere", {}, "other"), 3);
        status("on-order", "active");
        status("nightly", "inactive");
        setComponents(R"(["/guest/orders/price-quote","/guest/other","/guest/orders/price-quote"])");
        server.on("GET " + actions + "checkout?*", [this](const FakeRequest &) { return answer::json(checkout); });
        server.on("PUT " + actions + "*", [this](const FakeRequest &r) { return create(r); });
        server.on("PUT " + actions + "checkout*", answer::json("{}"));
        server.on(question, [this](const FakeRequest &) { // only such an answer tells that region is the package's
            json::Value own = action;
            QList<json::Value> items = own.value(u"parameters").items();
            items.removeFirst();
            own.set(u"parameters", json::Value::array(items));
            return answer::json(json::compact(own));
        });
        server.on("PUT " + rules + "*", answer::json("{}"));
        session->refresh();
        const bool ready = QTest::qWaitFor([this] {
            return session->actions().rows->size() == 4 && session->packages().rows->size() == 2 && session->rules().rows
                && session->rules().rows->size() == 3;
        }, 30'000);
        if (!ready)
            qFatal("the lists did not come");
    }

    void rowsOf(const QByteArray &list, const QByteArray &rows, int count)
    {
        server.on("GET /api/v1/namespaces/_/" + list + "?*", [=](const FakeRequest &r) {
            return answer::json(r.target.contains("count=true") ? "{\"" + list + "\":" + QByteArray::number(count) + '}' : '[' + rows + ']');
        });
    }
    static QByteArray row(const QByteArray &place, const QByteArray &name, const QByteArray &kind)
    {
        return "{\"namespace\":\"" + place + "\",\"name\":\"" + name + "\",\"version\":\"0.0.1\",\"updated\":5,"
            + "\"annotations\":[{\"key\":\"exec\",\"value\":\"" + kind + "\"}],\"limits\":{\"timeout\":30000,\"memory\":256}}";
    }
    static QByteArray rule(const QByteArray &name, const QByteArray &package, const QByteArray &action)
    {
        return "{\"namespace\":\"guest\",\"name\":\"" + name + "\",\"version\":\"0.0.1\",\"updated\":1,\"annotations\":[],"
            + "\"trigger\":{\"path\":\"guest\",\"name\":\"new-order\"},\"action\":{\"path\":\"guest"
            + (package.isEmpty() ? QByteArray() : '/' + package) + "\",\"name\":\"" + action + "\"}}";
    }
    void status(const QByteArray &name, const QByteArray &word)
    {
        server.on("GET " + rules + name, answer::json("{\"name\":\"" + name + "\",\"status\":\"" + word + "\"}"));
    }
    void setComponents(const QByteArray &components)
    {
        checkout = R"({"namespace":"guest","name":"checkout","version":"0.0.1","updated":5,"annotations":[],"limits":{},
            "exec":{"kind":"sequence","components":)" + components + "}}";
    }

    /// As the server does with a new one: what was sent, with its own members; read back from then on.
    FakeAnswer create(const FakeRequest &request)
    {
        const QByteArray where = request.target.split('?').constFirst();
        const QString shown = QString::fromUtf8(QByteArray::fromPercentEncoding(where.mid(actions.size())));
        json::Value made = json::read(request.body)->value;
        created.insert(shown, made);
        made.set(u"namespace", json::Value::string(shown.contains(u'/') ? QStringLiteral("guest/") + shown.section(u'/', 0, 0) : QStringLiteral("guest")));
        made.set(u"name", json::Value::string(shown.section(u'/', -1)));
        made.set(u"version", json::Value::string(QStringLiteral("0.0.1")));
        made.set(u"updated", json::Value::number(1800000000000));
        const QByteArray text = json::compact(made);
        server.on("GET " + where + "*", answer::json(text));
        return answer::json(text);
    }

    /// "PUT actions/orders/b" and so on, in the order they came; "GET" too, of what is created. Not the question for its
    /// own parameters.
    QList<QByteArray> writes() const
    {
        const QByteArray ns = "/api/v1/namespaces/_/";
        QList<QByteArray> all;
        for (const FakeRequest &request : server.requests())
            if ((request.method != "GET" && request.route() != question) || request.target.contains("/new"))
                all.append(request.method + ' ' + request.target.mid(ns.size()).split('?').constFirst());
        return all;
    }
    QByteArray bodyOf(const QByteArray &route) const
    {
        QByteArray body;
        for (const FakeRequest &request : server.requests())
            if (request.route().startsWith(route))
                body = request.body;
        return body;
    }

    const QByteArray actions = "/api/v1/namespaces/_/actions/";
    const QByteArray rules = "/api/v1/namespaces/_/rules/";
    const QByteArray question = "PUT " + path + "?overwrite=true";
    QByteArray checkout;
    QMap<QString, json::Value> created;
};
