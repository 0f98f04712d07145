#pragma once

#include "core/history/store.h"
#include "core/json/text.h"
#include "core/net/requestlog.h"
#include "core/openwhisk/session.h"
#include "tests/support/await.h"
#include "tests/support/fakeserver.h"
#include "ui/editors/codetext.h"
#include "ui/models/target.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/stateview.h"

#include <QAbstractButton>
#include <QApplication>
#include <QPointer>
#include <QTemporaryDir>
#include <QTest>

/// One action on a fake server that keeps what is PUT as OpenWhisk does (facts 4.1), a session and a store.
struct EditorFixture {
    explicit EditorFixture(bool readOnly = false, const net::TlsOptions &tls = {})
    {
        store = std::make_unique<history::Store>(dir.filePath(QStringLiteral("history.db")));
        setAction(R"({"namespace":"guest/orders","name":"price-quote","version":"0.0.14","publish":false,
            "updated":1700000000000,"exec":{"kind":"nodejs:20","code":"function main(p) {\n  return p;\n}\n","binary":false},
            "parameters":[{"key":"region","value":"eu"},{"key":"maxItems","value":200},
                          {"key":"rounding","value":{"mode":"half-even","digits":2}},
                          {"key":"PRICE_API_KEY","value":"hush-hush-old","init":true}],
            "limits":{"timeout":60000,"memory":256,"logs":10,"concurrency":1},
            "annotations":[{"key":"exec","value":"nodejs:20"},{"key":"provide-api-key","value":false},
                           {"key":"web-export","value":true},{"key":"description","value":"prices an order"}]})");
        serve();
        net::Endpoint endpoint;
        endpoint.base = server.url();
        endpoint.authorization = "Basic eDp5";
        endpoint.readOnly = readOnly;
        endpoint.tls = tls;
        session = std::make_unique<openwhisk::Session>(endpoint, QStringLiteral("profile-1"), QStringLiteral("Sandbox"),
                                                       &log);
        session->open();
        const bool ready = QTest::qWaitFor([this] {
            return session->actions().rows && session->packages().rows && session->info().runtimesKnown
                && !session->nameSpace().isEmpty();
        }, 30'000);
        if (!ready)
            qFatal("the session did not open");
    }

    void setAction(const QByteArray &text)
    {
        action = json::parse(text).transform([](const json::Value &v) { return v; }).operator*();
    }

    void serve()
    {
        const QByteArray ns = "/api/v1/namespaces";
        server.on("GET " + ns, answer::json(R"(["guest"])"));
        server.on("GET " + ns + "/_/limits", answer::json(R"({"invocationsPerMinute":60,"concurrentInvocations":30,
            "firesPerMinute":60,"maxActionMemory":512,"minActionMemory":128,"maxActionLogs":10,"minActionLogs":0,
            "maxActionTimeout":300000,"minActionTimeout":100,"maxActionConcurrency":1,"minActionConcurrency":1,
            "maxParameterSize":"1048576 B"})"));
        server.on("GET /*", answer::json(info));
        server.on("GET /api/v1", answer::json(info));
        for (const QByteArray &list : {QByteArray("triggers"), QByteArray("rules")}) {
            server.on("GET " + ns + "/_/" + list + "*", [list](const FakeRequest &r) {
                return r.target.contains("count=true") ? answer::json("{\"" + list + "\":0}") : answer::json("[]");
            });
        }
        server.on("GET " + ns + "/_/actions?*",
                  [this](const FakeRequest &r) { return list(r, "actions", actionRow()); });
        server.on("GET " + ns + "/_/packages?*",
                  [this](const FakeRequest &r) { return list(r, "packages", packageRow); });
        server.on("GET " + ns + "/_/packages/orders",
                  answer::json(R"({"namespace":"guest","name":"orders","version":"0.0.1",
            "publish":false,"updated":1,"binding":{},"annotations":[],"parameters":[{"key":"region","value":"eu"}],
            "actions":[{"name":"price-quote","version":"0.0.14","annotations":[{"key":"exec","value":"nodejs:20"}]}],
            "feeds":[]})"));
        server.on("GET " + path + "*", [this](const FakeRequest &r) {
            json::Value shown = action;
            if (r.target.contains("code=false")) {
                json::Value exec = shown.value(u"exec");
                exec.remove(u"code");
                shown.set(u"exec", exec);
            }
            return answer::json(json::compact(shown));
        });
        server.on("PUT " + path + "*",
                  [this](const FakeRequest &r) { return answer::json(json::compact(put(r.body))); });
        server.on("DELETE " + path, [this](const FakeRequest &) { return answer::json(json::compact(action)); });
    }

    FakeAnswer list(const FakeRequest &r, const QByteArray &name, const QByteArray &row)
    {
        if (r.target.contains("count=true"))
            return answer::json("{\"" + name + "\":1}");
        return answer::json(r.target.contains("skip=0") || !r.target.contains("skip=") ? '[' + row + ']'
                                                                                       : QByteArray("[]"));
    }

    QByteArray actionRow() const
    {
        json::Value row = action;
        row.remove(u"exec");
        row.remove(u"parameters");
        return json::compact(row);
    }

    json::Value put(const QByteArray &body)
    {
        const json::Value sent = json::read(body)->value;
        puts.append(sent);
        for (const QString &whole : {QStringLiteral("exec"), QStringLiteral("parameters")})
            if (sent.contains(whole))
                action.set(whole, sent.value(whole));
        if (json::Value exec = action.value(u"exec"); exec.contains(u"code")) { // worked out by the server
            exec.set(u"binary", json::Value::boolean(codetext::countsAsArchive(exec.value(u"code").toString())));
            action.set(u"exec", exec);
        }
        json::Value limits = action.value(u"limits");
        for (const json::Member &limit : sent.value(u"limits").members())
            limits.set(limit.name, limit.value);
        action.set(u"limits", limits);
        auto annotations = openwhisk::keyValuesFromJson(action.value(u"annotations"));
        for (const json::Value &key : sent.value(u"delAnnotations").items())
            annotations.removeIf([&key](const auto &item) { return item.key == key.toString(); });
        for (const auto &item : openwhisk::keyValuesFromJson(sent.value(u"annotations"))) {
            annotations.removeIf([&item](const auto &old) { return old.key == item.key; });
            annotations.append(item);
        }
        action.set(u"annotations", openwhisk::toJson(annotations));
        somebodySaves();
        if (sent.contains(u"version"))
            action.set(u"version", sent.value(u"version"));
        return action;
    }

    /// As every write does: the next version, a later time.
    void somebodySaves()
    {
        const QString version = action.value(u"version").toString();
        const int patch = version.section(u'.', 2).toInt() + 1;
        action.set(u"version", json::Value::string(QStringLiteral("0.0.%1").arg(patch)));
        action.set(u"updated", json::Value::number(*action.value(u"updated").toInteger() + 1000));
    }

    history::Key key() const { return {QStringLiteral("profile-1"), target.toText()}; }

    QTemporaryDir dir;
    FakeServer server;
    net::RequestLog log;
    json::Value action;
    QList<json::Value> puts;
    const QByteArray path = "/api/v1/namespaces/_/actions/orders/price-quote";
    const QByteArray packageRow = R"({"namespace":"guest","name":"orders","version":"0.0.1","publish":false,"updated":1,
        "annotations":[],"binding":false})";
    const QByteArray info = R"({"description":"OpenWhisk","api_paths":["/api/v1"],"runtimes":{
        "nodejs":[{"kind":"nodejs:14","deprecated":true,"default":false,"requireMain":false},
                  {"kind":"nodejs:20","deprecated":false,"default":true,"requireMain":false}],
        "java":[{"kind":"java:8","deprecated":false,"default":true,"requireMain":true}],
        "python":[{"kind":"python:3.11","deprecated":false,"default":true,"requireMain":false}]}})";
    const Target target{
        Target::Kind::Action, {QStringLiteral("_"), QStringLiteral("orders"), QStringLiteral("price-quote")}, {}};
    std::unique_ptr<history::Store> store;
    std::unique_ptr<openwhisk::Session> session;
};

/// The named child; the test fails loudly on a wrong name.
template <typename Widget> Widget *child(QObject *parent, const char *name)
{
    auto *found = parent->findChild<Widget *>(QLatin1String(name));
    if (!found)
        qFatal("no widget is named %s", name);
    return found;
}

/// What was said before a button may be pressed may be a turn of the event loop earlier than the button.
inline void click(QObject *parent, const char *name)
{
    const QPointer<QWidget> button = child<QWidget>(parent, name);
    if (!QTest::qWaitFor([&button] { return !button || button->isEnabled(); }, 30'000))
        qWarning("%s is off: %s", name, qPrintable(button->toolTip()));
    if (button)
        QTest::mouseClick(button.data(), Qt::LeftButton);
}

/// A button that comes into view with an event still to come; nullptr when it does not.
inline QAbstractButton *buttonWithText(QWidget *parent, const QString &text)
{
    QAbstractButton *found = nullptr;
    const bool there = QTest::qWaitFor(
        [&] {
            for (QAbstractButton *button : parent->findChildren<QAbstractButton *>())
                if (button->text() == text && button->isVisible())
                    found = button;
            return found != nullptr;
        },
        30'000);
    if (!there)
        qWarning("no button says %s", qPrintable(text));
    return found;
}

inline void press(QWidget *parent, const QString &text)
{
    QAbstractButton *button = buttonWithText(parent, text);
    if (!button)
        qFatal("%s cannot be pressed", qPrintable(text));
    button->click();
}

/// Loaded, and no draft is looked for any more.
inline bool isReady(QWidget *page)
{
    return child<StateView>(page, "actionState")->state() == StateView::Content
        && !child<CodeEditor>(page, "code")->isReadOnly();
}
