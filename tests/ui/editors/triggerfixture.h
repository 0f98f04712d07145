#pragma once

#include "tests/ui/editors/editorfixture.h"
#include "ui/editors/pages.h"
#include "ui/widgets/page.h"

#include <QMap>

/// A fake server that keeps triggers and rules as OpenWhisk does (facts 1.7, 1.8, 4.2, 4.9): rule states inside the
/// trigger, POST as text, 204 without an active rule; and a feed, /whisk.system/alarms/alarm, that keeps what it is told.
/// guest has every-night (feed; rules night-to-report, active, and old-import, off and without its action), lonely.
struct TriggerFixture : EditorFixture {
    explicit TriggerFixture(bool readOnly = false)
        : EditorFixture(readOnly)
    {
        triggers[QStringLiteral("every-night")] = json::read(R"({"namespace":"guest","name":"every-night","version":"0.0.3",
            "updated":1700000000000,"publish":false,"limits":{},"parameters":[{"key":"region","value":"eu-1"},
            {"key":"rate","value":1.50}],"annotations":[{"key":"feed","value":"/whisk.system/alarms/alarm"},
            {"key":"owner","value":{"team":"a","page":1}}],
            "rules":{"guest/night-to-report":{"action":{"path":"guest/orders","name":"price-quote"},"status":"active"},
                     "guest/old-import":{"action":{"path":"guest","name":"import-orders"},"status":"inactive"}}})")->value;
        triggers[QStringLiteral("lonely")] = json::read(R"({"namespace":"guest","name":"lonely","version":"0.0.1",
            "updated":1700000000001,"publish":false,"limits":{},"parameters":[],"annotations":[]})")->value;
        rules[QStringLiteral("night-to-report")] = rule("night-to-report", "every-night", "guest/orders", "price-quote");
        rules[QStringLiteral("old-import")] = rule("old-import", "every-night", "guest", "import-orders");
        feedConfig = json::read(R"({"name":"every-night","namespace":"guest","payload":{"report":"daily"},
            "cron":"0 30 2 * * *","timezone":"Europe/Berlin"})")->value;
        for (const QByteArray &space : {QByteArray("_"), QByteArray("guest")})
            serveSpace("/api/v1/namespaces/" + space);
        server.on("POST /api/v1/namespaces/whisk.system/actions/alarms/*", [this](const FakeRequest &r) { return feed(r); });
        server.on("GET /api/v1/namespaces/whisk.system/packages?*", answer::json("[]"));
        session->refresh(openwhisk::Collection::Triggers);
        session->refresh(openwhisk::Collection::Rules);
        if (!QTest::qWaitFor([this] { return session->triggers().rows && session->triggers().rows->size() == 2 && session->rules().rows
                    && session->rules().rows->size() == 2; }, 30'000))
            qFatal("the lists did not come");
    }

    static json::Value rule(const QByteArray &name, const QByteArray &trigger, const QByteArray &path, const QByteArray &action)
    {
        return json::read(R"({"namespace":"guest","name":")" + name + R"(","version":"0.0.1","updated":1700000000000,"publish":false,
            "annotations":[],"trigger":{"path":"guest","name":")" + trigger + R"("},"action":{"path":")" + path
                          + R"(","name":")" + action + R"("}})")->value;
    }
    static QString nameIn(const FakeRequest &r)
    {
        const QByteArray path = r.target.left(r.target.indexOf('?') < 0 ? r.target.size() : r.target.indexOf('?'));
        return QUrl::fromPercentEncoding(path.mid(path.lastIndexOf('/') + 1));
    }

    void serveSpace(const QByteArray &ns)
    {
        server.on("GET " + ns + "/triggers?*", [this](const FakeRequest &r) { return listOf(r, "triggers", triggers); });
        server.on("GET " + ns + "/rules?*", [this](const FakeRequest &r) { return listOf(r, "rules", rules); });
        server.on("GET " + ns + "/triggers/*", [this](const FakeRequest &r) { return one(triggers, nameIn(r)); });
        server.on("GET " + ns + "/rules/*", [this](const FakeRequest &r) { return oneRule(nameIn(r)); });
        server.on("PUT " + ns + "/triggers/*", [this](const FakeRequest &r) { return putTo(triggers, r); });
        server.on("PUT " + ns + "/rules/*", [this](const FakeRequest &r) { return putRule(r); });
        server.on("DELETE " + ns + "/triggers/*", [this](const FakeRequest &r) { return take(triggers, nameIn(r)); });
        server.on("DELETE " + ns + "/rules/*", [this](const FakeRequest &r) { return take(rules, nameIn(r)); });
        server.on("POST " + ns + "/rules/*", [this](const FakeRequest &r) { return setStatus(r); });
        server.on("POST " + ns + "/triggers/*", [this](const FakeRequest &r) { return fire(nameIn(r)); });
        server.on("GET " + ns + "/activations?*", [this](const FakeRequest &) {
            return answer::json(R"([{"activationId":")" + fired + R"(","name":"every-night","namespace":"guest","annotations":[],"start":)"
                                + QByteArray::number(QDateTime::currentMSecsSinceEpoch() - 60000) + R"(,"version":"0.0.3"}])");
        });
        server.on("GET " + ns + "/activations/" + fired, answer::json(record));
        for (const QByteArray &absent : {QByteArray("import-orders"), QByteArray("fresh"), QByteArray("nosuch")})
            server.on("GET " + ns + "/actions/" + absent + "*", missing());
        server.on("PUT " + ns + "/actions/*", [this](const FakeRequest &r) {
            actionPuts.append(json::read(r.body)->value);
            return answer::json(R"({"namespace":"guest","name":")" + nameIn(r).toUtf8()
                                + R"(","version":"0.0.1","updated":1,"exec":{"kind":"nodejs:20"},"annotations":[],"parameters":[]})");
        });
        server.on("DELETE " + ns + "/actions/*", [this](const FakeRequest &r) {
            deleted.append(QStringLiteral("action ") + nameIn(r));
            return answer::json("{}");
        });
    }

    FakeAnswer listOf(const FakeRequest &r, const QByteArray &word, const QMap<QString, json::Value> &all)
    {
        if (r.target.contains("count=true"))
            return answer::json("{\"" + word + "\":" + QByteArray::number(all.size()) + '}');
        QByteArrayList rows;
        for (const json::Value &entity : all)
            rows.append(json::compact(entity));
        return answer::json(r.target.contains("skip=0") || !r.target.contains("skip=") ? '[' + rows.join(',') + ']' : QByteArray("[]"));
    }
    static FakeAnswer missing() { return answer::error(404, "The requested resource does not exist."); }
    static FakeAnswer one(const QMap<QString, json::Value> &all, const QString &name)
    {
        return all.contains(name) ? answer::json(json::compact(all[name])) : missing();
    }
    json::Value withStatus(const QString &name)
    {
        json::Value shown = rules[name];
        const QString trigger = shown.value(u"trigger").value(u"name").toString();
        const json::Value link = triggers.value(trigger).value(u"rules").value(QStringLiteral("guest/") + name);
        shown.set(u"status", link.isObject() ? link.value(u"status") : json::Value::string(QStringLiteral("inactive")));
        return shown;
    }
    FakeAnswer oneRule(const QString &name)
    {
        return rules.contains(name) ? answer::json(json::compact(withStatus(name))) : missing();
    }
    FakeAnswer putTo(QMap<QString, json::Value> &all, const FakeRequest &r)
    {
        const QString name = nameIn(r);
        const json::Value sent = json::read(r.body)->value;
        puts.append(sent);
        if (all.contains(name) && !r.target.contains("overwrite=true"))
            return answer::error(409, "resource already exists");
        json::Value kept = all.value(name, json::read(R"({"namespace":"guest","version":"0.0.0","updated":1700000001000,
            "publish":false,"parameters":[],"annotations":[]})")->value);
        kept.set(u"name", json::Value::string(name));
        for (const json::Member &member : sent.members())
            kept.set(member.name, member.value);
        const int patch = kept.value(u"version").toString().section(u'.', 2).toInt() + 1;
        kept.set(u"version", json::Value::string(QStringLiteral("0.0.%1").arg(patch)));
        kept.set(u"updated", json::Value::number(*kept.value(u"updated").toInteger() + 1000));
        all[name] = kept;
        return answer::json(json::compact(kept));
    }
    FakeAnswer putRule(const FakeRequest &r)
    {
        const QString name = nameIn(r);
        const json::Value before = rules.contains(name) ? withStatus(name).value(u"status") : json::Value::string(QStringLiteral("active"));
        FakeAnswer done = putTo(rules, r);
        if (done.status != 200)
            return done;
        for (const QString &end : {QStringLiteral("trigger"), QStringLiteral("action")}) {
            const json::Value sent = rules[name].value(end);
            if (!sent.isString())
                continue;
            QStringList parts = sent.toString().split(u'/', Qt::SkipEmptyParts);
            const QString last = parts.takeLast();
            parts.first().replace(QStringLiteral("_"), QStringLiteral("guest"));
            rules[name].set(end, json::Value::object({{QStringLiteral("path"), json::Value::string(parts.join(u'/'))},
                                                      {QStringLiteral("name"), json::Value::string(last)}}));
        }
        link(name, before.toString()); // the status stays; one that its trigger had lost is off
        return answer::json(json::compact(withStatus(name)));
    }
    void link(const QString &rule, const QString &status)
    {
        const QString trigger = rules[rule].value(u"trigger").value(u"name").toString();
        if (!triggers.contains(trigger))
            return;
        json::Value links = triggers[trigger].value(u"rules");
        links.set(QStringLiteral("guest/") + rule, json::Value::object({{QStringLiteral("action"), rules[rule].value(u"action")},
                                                         {QStringLiteral("status"), json::Value::string(status)}}));
        triggers[trigger].set(u"rules", links);
    }
    FakeAnswer take(QMap<QString, json::Value> &all, const QString &name)
    {
        if (!all.contains(name))
            return missing();
        deleted.append(name);
        return answer::json(json::compact(all.take(name)));
    }
    FakeAnswer setStatus(const FakeRequest &r)
    {
        link(nameIn(r), json::read(r.body)->value.value(u"status").toString());
        return answer::text("OK");
    }
    FakeAnswer fire(const QString &name)
    {
        for (const json::Member &rule : triggers[name].value(u"rules").members())
            if (rule.value.value(u"status").toString() == u"active")
                return answer::json("{\"activationId\":\"" + fired + "\"}", 202, {{"x-openwhisk-activation-id", fired}});
        return answer::json({}, 204);
    }
    FakeAnswer feed(const FakeRequest &r)
    {
        const json::Value sent = json::read(r.body)->value;
        const QString event = sent.value(u"lifecycleEvent").toString();
        feedCalls.append(event + u' ' + QString::fromLatin1(r.target.mid(r.target.lastIndexOf('/') + 1).split('?').first()));
        lastFeedBody = sent;
        if (failing.contains(event))
            return ran(R"({"error":"the feed says no"})", 502);
        if (event == u"PAUSE" || event == u"UNPAUSE")
            feedActive = event == u"UNPAUSE";
        for (const json::Member &member : sent.members())
            if (event == u"UPDATE" && feedConfig.contains(member.name))
                feedConfig.set(member.name, member.value);
        json::Value answered = json::Value::object({{QStringLiteral("config"), feedConfig}});
        answered.set(u"status", json::Value::object({{QStringLiteral("active"), json::Value::boolean(feedActive)}}));
        return ran(json::compact(answered));
    }
    static FakeAnswer ran(const QByteArray &result, int status = 200)
    {
        return answer::json(R"({"activationId":"28e1f706bc97417ba1f706bc97517bca","name":"alarm","namespace":"guest","start":1,"end":2,
            "duration":1,"logs":[],"annotations":[],"version":"0.0.1","subject":"guest","publish":false,"response":{"success":true,
            "status":"success","result":)" + result + "}}", status, {{"x-openwhisk-activation-id", "28e1f706bc97417ba1f706bc97517bca"}});
    }

    std::unique_ptr<Page> open(Target::Kind kind, const QString &name = {}, const QString &id = {})
    {
        std::unique_ptr<Page> page(editors::createPage(*session, *store, {kind, {QStringLiteral("_"), {}, name}, id}));
        page->resize(1180, 700);
        page->show();
        return page;
    }

    const QByteArray fired = "c81d0000000000000000000000000070";
    const QByteArray record = R"({"activationId":"c81d0000000000000000000000000070","name":"every-night","namespace":"guest",
        "start":1700000100000,"annotations":[],"version":"0.0.3","subject":"guest","publish":false,
        "response":{"success":true,"status":"success","result":{}},"logs":[
        "{\"statusCode\":0,\"success\":true,\"activationId\":\"58e20000000000000000000000000913\",\"rule\":\"guest/night-to-report\",\"action\":\"guest/orders/price-quote\"}",
        "{\"statusCode\":1,\"success\":false,\"rule\":\"guest/old-import\",\"error\":\"Rule 'guest/old-import' is inactive, action 'guest/import-orders' was not activated.\",\"action\":\"guest/import-orders\"}"]})";
    QMap<QString, json::Value> triggers, rules;
    json::Value feedConfig, lastFeedBody;
    bool feedActive = true;
    QStringList feedCalls, failing, deleted;
    QList<json::Value> actionPuts;
};
