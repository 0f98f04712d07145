#pragma once

#include "core/gateway/session.h"
#include "core/json/text.h"
#include "core/net/requestlog.h"
#include "tests/core/schema/recorded.h"
#include "tests/support/fakeserver.h"
#include "ui/gateway/resource/resourcestate.h"
#include "ui/models/target.h"
#include "ui/widgets/stateview.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

/// A gateway with the recorded schemas on a fake server, and one object of it that is edited. Header only.
class PartsWorld {
public:
    PartsWorld()
    {
        static const json::Value recorded = recordedSchemas();
        static const QByteArray http = json::compact(recorded.value(u"plugins_http"));
        on("GET /apisix/admin/*", "{\"total\":0,\"list\":[]}");
        on("GET /apisix/admin/plugins?all=true&subsystem=http", http);
        on("GET /apisix/admin/plugins?all=true&subsystem=stream", "{}");
        server.on("GET /apisix/admin/configs", answer::json("{}", 404, apisix()));
        for (const json::Member &one : recorded.value(u"schema").members())
            on("GET /apisix/admin/schema/" + one.name.toLatin1(), json::compact(one.value));
        list("upstreams", {{"u1", "'name':'shop nodes','nodes':{'10.0.0.1:80':1}"}, {"7", "'name':'seven','nodes':[]"}});
        list("services", {{"s1", "'name':'shop','hosts':['shop.test'],'upstream_id':'u1'"}});
        list("ssls", {{"c1", "'type':'client','snis':['a.test']"}, {"c2", "'snis':['b.test']"}});
        net::Endpoint endpoint;
        endpoint.base = server.url();
        endpoint.authorization = "key";
        endpoint.authorizationHeader = "X-API-KEY";
        session = std::make_unique<gateway::Session>(endpoint, QStringLiteral("p"), QStringLiteral("Fake"), &log);
    }

    /// Lists and plugins are there.
    void open()
    {
        session->open();
        QTRY_VERIFY(session->catalogue());
        for (const gateway::Kind kind : {gateway::Kind::Upstream, gateway::Kind::Service, gateway::Kind::Ssl})
            QTRY_VERIFY(session->listing(kind).rows && !session->listing(kind).loading);
    }
    /// An object as the server has it; the value with single quotes.
    ResourceState &edit(gateway::Kind kind, const QByteArray &value, const QString &id = QStringLiteral("x"))
    {
        const gateway::Key key{kind, id, {}};
        state = std::make_unique<ResourceState>(services(), key, false);
        state->load({key, read(value), 1, 1});
        return *state;
    }
    ResourceState &begin(gateway::Kind kind, const QByteArray &value = "{}", const QString &id = {})
    {
        state = std::make_unique<ResourceState>(services(), gateway::Key{kind, id, {}}, true);
        state->begin(read(value));
        return *state;
    }
    GatewayServices services() const
    {
        GatewayServices made{*session};
        made.dataPlane = plane;
        made.control = control;
        made.openwhisk = whisk;
        return made;
    }

    static json::Value read(QByteArray text)
    {
        const auto parsed = json::read(text.replace('\'', '"'));
        return parsed ? parsed->value : json::Value();
    }
    QByteArray text() const { return json::compact(state->value()).replace('"', '\''); }
    QStringList problems() const
    {
        QStringList all;
        for (const schema::Problem &problem : state->problems())
            all.append(problem.pointer);
        return all;
    }

    using Rows = QList<std::pair<QByteArray, QByteArray>>;
    void list(const QByteArray &kind, const Rows &rows)
    {
        QByteArrayList items;
        for (const auto &[id, members] : rows)
            items.append("{'key':'/apisix/" + kind + '/' + id + "','createdIndex':1,'modifiedIndex':1,'value':{'id':'" + id + "'," + members + "}}");
        on("GET /apisix/admin/" + kind, QByteArray("{'total':" + QByteArray::number(rows.size()) + ",'list':[" + items.join(',') + "]}").replace('\'', '"'));
    }
    static answer::Headers apisix() { return {{"Server", "APISIX/3.18.0"}, {"X-API-VERSION", "v3"}}; }
    void on(const QByteArray &route, const QByteArray &body, int status = 200) { server.on(route, answer::json(body, status, apisix())); }

    FakeServer server;
    net::RequestLog log;
    std::unique_ptr<gateway::Session> session;
    std::optional<net::Endpoint> plane;
    std::optional<net::Endpoint> control;
    openwhisk::Session *whisk = nullptr;
    std::unique_ptr<ResourceState> state;
};

/// A page's part on screen.
template<typename Widget> void showPart(Widget &part)
{
    part.resize(820, 900);
    part.show();
    QVERIFY(QTest::qWaitForWindowExposed(&part, 30'000));
}
template<typename Widget> Widget *part(const QWidget &whole, const QString &name)
{
    return whole.findChild<Widget *>(name);
}
inline StateView::State stateOf(const QWidget &whole)
{
    return whole.findChild<StateView *>()->state();
}
inline void typeInto(QLineEdit *line, const QString &text)
{
    QVERIFY(line);
    line->setFocus();
    line->selectAll();
    if (text.isEmpty())
        QTest::keyClick(line, Qt::Key_Delete);
    else
        QTest::keyClicks(line, text);
}
