#pragma once

#include "core/gateway/session.h"
#include "core/json/text.h"
#include "tests/core/schema/recorded.h"
#include "tests/ui/shell/fakeworld.h"
#include "ui/gateway/plugins/pluginform.h"
#include "ui/gateway/plugins/pluginlist.h"
#include "ui/gateway/plugins/pluginstab.h"
#include "ui/models/target.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QTest>

/// A gateway with all recorded plugins on a fake server, OpenWhisk beside it, and the plugins of one object. Header only.
class PluginsWorld {
public:
    explicit PluginsWorld(gateway::Kind kind = gateway::Kind::Route)
        : session(endpoint(), QStringLiteral("p"), QStringLiteral("Fake"), &log)
        , m_key{kind, QStringLiteral("r1"), {}}
    {
        static const json::Value recorded = recordedSchemas();
        static const QByteArray http = json::compact(recorded.value(u"plugins_http"));
        static const QByteArray stream = json::compact(recorded.value(u"plugins_stream"));
        on("GET /apisix/admin/*", "{\"total\":0,\"list\":[]}");
        on("POST /apisix/admin/schema/validate/routes", "{}");
        on("GET /apisix/admin/plugins?all=true&subsystem=http", http);
        on("GET /apisix/admin/plugins?all=true&subsystem=stream", stream);
        server.on("GET /apisix/admin/configs", answer::json("{}", 404, apisix()));
        on("GET /apisix/admin/services", list("services", "s1", "'name':'shop','plugins':{'cors':{},'limit-count':{'count':1,'time_window':1}}"));
        on("GET /apisix/admin/global_rules", list("global_rules", "g1", "'plugins':{'prometheus':{}}"));
        whisk.fill();
        own = whisk.session();
    }

    /// Everything is read. The value with single quotes.
    void open(const QByteArray &value)
    {
        begin(value);
        own->open();
        session.open();
        QTRY_VERIFY(session.catalogue() && own->actions().rows && !own->nameSpace().isEmpty());
        QTRY_VERIFY(session.listing(gateway::Kind::GlobalRule).rows && session.listing(gateway::Kind::Service).rows);
        settle();
    }
    /// Nothing is asked for yet.
    void begin(const QByteArray &value)
    {
        GatewayServices services{session};
        services.openwhisk = own.get();
        services.openwhiskHost = whisk.server.url().toString();
        services.openwhiskKey = [this](QObject *) { return ready<QByteArray>(key); };
        state = std::make_unique<ResourceState>(services, m_key, false);
        state->load({m_key, read(value), 1, 1});
        tab = std::make_unique<PluginsTab>(*state);
        tab->resize(1000, 700);
        tab->show();
        QVERIFY(QTest::qWaitForWindowExposed(tab.get(), 30'000));
    }
    /// What is made a little later, or a few rows at a time, is there.
    void settle()
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    static json::Value read(QByteArray text)
    {
        const auto parsed = json::read(text.replace('\'', '"'));
        return parsed ? parsed->value : json::Value();
    }
    json::Value plugins() const { return state->value().value(u"plugins"); }
    QByteArray text() const { return json::compact(plugins()).replace('"', '\''); }
    template<typename Widget> Widget *at(const QString &name) const { return tab->findChild<Widget *>(name); }
    /// Of the form shown.
    template<typename Widget> Widget *field(const QString &pointer) const { return tab->form() ? tab->form()->findChild<Widget *>(pointer) : nullptr; }
    QString label(const QString &name) const
    {
        const auto *found = field<QLabel>(name);
        return found ? found->text() : QString();
    }
    QString line(const QString &name) const
    {
        const auto *found = field<QLineEdit>(name);
        return found ? found->text() : QString();
    }
    QString plugin() const { return tab->form() ? tab->form()->plugin() : QString(); }
    bool seen(const QString &name) const
    {
        const auto *found = field<QWidget>(name);
        return found && found->isVisible();
    }
    QStringList rows() const
    {
        QStringList names;
        auto *list = at<QListWidget>(QStringLiteral("pluginList"));
        for (int i = 0; i < list->count(); ++i)
            names.append(list->item(i)->data(Qt::AccessibleTextRole).isValid() ? list->item(i)->data(Qt::AccessibleTextRole).toString()
                                                                               : list->item(i)->text());
        return names;
    }
    QString note() const
    {
        auto *message = at<QLabel>(QStringLiteral("message"));
        return message && message->isVisibleTo(tab.get()) ? message->text() : QString();
    }

    FakeServer server;
    FakeWorld whisk;
    net::RequestLog log;
    gateway::Session session;
    std::unique_ptr<openwhisk::Session> own;
    QByteArray key = "23bc46b1-71f6-4ed5-8c54-816aa4f8c502:secretsecret";
    std::unique_ptr<ResourceState> state;
    std::unique_ptr<PluginsTab> tab;

private:
    static answer::Headers apisix() { return {{"Server", "APISIX/3.18.0"}, {"X-API-VERSION", "v3"}}; }
    void on(const QByteArray &route, const QByteArray &body) { server.on(route, answer::json(body, 200, apisix())); }
    static QByteArray list(const QByteArray &kind, const QByteArray &id, const QByteArray &members)
    {
        return QByteArray("{'total':1,'list':[{'key':'/apisix/" + kind + "/" + id + "','createdIndex':1,'modifiedIndex':1,'value':{'id':'" + id
                          + "'," + members + "}}]}").replace('\'', '"');
    }
    net::Endpoint endpoint() const
    {
        net::Endpoint endpoint;
        endpoint.base = server.url();
        endpoint.authorization = "key";
        endpoint.authorizationHeader = "X-API-KEY";
        return endpoint;
    }
    gateway::Key m_key;
};
