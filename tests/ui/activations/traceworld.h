#pragma once

#include "core/history/store.h"
#include "core/json/text.h"
#include "core/net/requestlog.h"
#include "core/openwhisk/session.h"
#include "tests/support/fakeserver.h"

#include <QMap>
#include <QTemporaryDir>

#include <memory>

/// A fake server with whole records, and the world of the pictures: new-order fires a rule that starts orders/checkout,
/// of which reserve-stock fails after it waited 12.4 s, so that price-quote is not reached.
class TraceWorld {
public:
    struct Run {
        QByteArray id;
        QByteArray name = "orders/price-quote";
        QByteArray kind = "nodejs:20"; ///< empty: a trigger
        qint64 start = zeroMs;
        int duration = 41;
        int wait = 9;
        int init = -1; ///< -1: warm
        int status = 0;
        QByteArray cause = {};
        QByteArrayList logs = {"2023-11-14T22:13:20.141000000Z stdout: priced 1 items", "2023-11-14T22:13:20.150Z stderr: Traceback"};
        QByteArray result = R"({"net":428.40,"currency":"EUR"})";
        bool stored = true;
    };
    static constexpr qint64 zeroMs = 1'700'000'000'000;

    explicit TraceWorld(bool readOnly = false)
    {
        server.on("GET /api/v1/namespaces/_/activations/*", [this](const FakeRequest &request) { return one(request); });
        server.on("GET /api/v1/namespaces/_/activations?*", [this](const FakeRequest &) { return list(); });
        server.on("GET /api/v1/namespaces/guest/actions/orders/checkout*", checkout());
        server.on("GET /api/v1/namespaces/_/actions/orders/checkout*", checkout());
        net::Endpoint where;
        where.base = server.url();
        where.authorization = "Basic eDp5";
        where.readOnly = readOnly;
        session = std::make_unique<openwhisk::Session>(where, QStringLiteral("fake"), QStringLiteral("Fake"), &log);
        store = std::make_unique<history::Store>(folder.filePath(QStringLiteral("history.sqlite")));
    }

    static QByteArray id(int number) { return QByteArray::number(number, 16).rightJustified(32, '0'); }
    static QString idText(int number) { return QString::fromLatin1(id(number)); }
    enum Number { Plain = 1, Fire = 16, Checkout, Validate, Reserve };

    Run &add(const Run &run)
    {
        runs[run.id] = run;
        return runs[run.id];
    }
    void addPlain() { add({.id = id(Plain)}); }
    void addCheckout()
    {
        add({.id = id(Checkout), .name = "orders/checkout", .kind = "sequence", .start = zeroMs + 14, .duration = 1346, .wait = 1,
             .status = 1, .logs = {id(Validate), id(Reserve)}, .result = error()});
        add({.id = id(Validate), .name = "orders/validate-order", .start = zeroMs + 22, .duration = 58, .wait = 6,
             .cause = id(Checkout), .logs = {"2023-11-14T22:13:20.030Z stdout: order A-20931", "2023-11-14T22:13:20.066Z stdout: valid"}});
        add({.id = id(Reserve), .name = "orders/reserve-stock", .kind = "python:3.11", .start = zeroMs + 12'498, .duration = 1288,
             .wait = 12'412, .init = 1192, .status = 1, .cause = id(Checkout),
             .logs = {"2023-11-14T22:13:33.082Z stdout: reserve MUG-0042 x5", "2023-11-14T22:13:33.168Z stderr: OutOfStock: MUG-0042"},
             .result = error()});
    }
    void addFire()
    {
        addCheckout();
        add({.id = id(Fire), .name = "new-order", .kind = "", .logs = {
             R"({"statusCode":0,"success":true,"activationId":")" + id(Checkout) + R"(","rule":"guest/order-to-checkout","action":"guest/orders/checkout"})",
             R"({"statusCode":1,"success":false,"rule":"guest/old-import","error":"Rule 'guest/old-import' is inactive, action 'guest/import' was not activated.","action":"guest/import"})"}});
    }
    static QByteArray error() { return R"({"error":{"code":"OUT_OF_STOCK","sku":"MUG-0042","left":3}})"; }

    FakeServer server;
    net::RequestLog log;
    QTemporaryDir folder;
    std::unique_ptr<history::Store> store;
    std::unique_ptr<openwhisk::Session> session;
    QMap<QByteArray, Run> runs;

private:
    static json::Value text(const QByteArray &value) { return json::Value::string(QString::fromUtf8(value)); }
    static FakeAnswer checkout()
    {
        return answer::json(R"({"namespace":"guest/orders","name":"checkout","version":"0.0.9","publish":false,"updated":1,
            "annotations":[],"parameters":[],"exec":{"kind":"sequence","components":["/guest/orders/validate-order",
            "/guest/orders/reserve-stock","/guest/orders/price-quote"]}})");
    }
    static json::Value annotation(const QString &key, const json::Value &value)
    {
        return json::Value::object({{QStringLiteral("key"), json::Value::string(key)}, {QStringLiteral("value"), value}});
    }
    static json::Value row(const Run &run)
    {
        json::Value row = json::Value::object();
        row.set(u"namespace", text("guest"));
        row.set(u"name", text(run.name.mid(run.name.indexOf('/') + 1)));
        row.set(u"version", text("0.0.7"));
        row.set(u"activationId", text(run.id));
        row.set(u"start", json::Value::number(run.start));
        json::Value annotations = json::Value::array();
        if (!run.cause.isEmpty())
            row.set(u"cause", text(run.cause));
        if (!run.kind.isEmpty()) {
            row.set(u"end", json::Value::number(run.start + (run.kind == "sequence" ? 13'772 : run.duration)));
            row.set(u"duration", json::Value::number(run.duration));
            annotations.append(annotation(QStringLiteral("path"), text("guest/" + run.name)));
            annotations.append(annotation(QStringLiteral("kind"), text(run.kind)));
            annotations.append(annotation(QStringLiteral("timeout"), json::Value::boolean(false)));
            annotations.append(annotation(QStringLiteral("waitTime"), json::Value::number(run.wait)));
            if (run.init >= 0)
                annotations.append(annotation(QStringLiteral("initTime"), json::Value::number(run.init)));
            if (run.kind == "sequence")
                annotations.append(annotation(QStringLiteral("topmost"), json::Value::boolean(true)));
        }
        row.set(u"annotations", annotations);
        return row;
    }
    static json::Value record(const Run &run)
    {
        static const QByteArrayList words{"success", "application error", "action developer error", "whisk internal error"};
        json::Value record = row(run);
        json::Value response = json::Value::object();
        response.set(u"status", text(words.at(run.status)));
        response.set(u"success", json::Value::boolean(run.status == 0));
        response.set(u"result", json::read(run.result)->value);
        record.set(u"response", response);
        json::Value logs = json::Value::array();
        for (const QByteArray &line : run.logs)
            logs.append(text(line));
        record.set(u"logs", logs);
        return record;
    }
    FakeAnswer one(const FakeRequest &request) const
    {
        for (const Run &run : runs) {
            if (run.stored && request.target.endsWith(run.id + "/logs"))
                return answer::json(R"({"logs":[]})");
            if (run.stored && request.target.endsWith(run.id))
                return answer::json(json::compact(record(run)));
        }
        return answer::error(404, "The requested resource does not exist.");
    }
    FakeAnswer list() const
    {
        QByteArrayList rows;
        for (const Run &run : runs) {
            json::Value shown = row(run);
            if (!run.kind.isEmpty())
                shown.set(u"statusCode", json::Value::number(run.status));
            if (run.stored)
                rows.append(json::compact(shown));
        }
        return answer::json('[' + rows.join(',') + ']');
    }
};
