#pragma once

#include "core/history/store.h"
#include "core/json/merge.h"
#include "core/json/text.h"
#include "core/net/requestlog.h"
#include "tests/support/await.h"
#include "tests/ui/shell/fakegateway.h"
#include "tests/ui/shell/fakeworld.h"
#include "ui/gateway/gatewayservices.h"
#include "ui/gateway/list/gatewaylistpage.h"
#include "ui/gateway/list/listfilterbar.h"
#include "ui/widgets/bulkdialog.h"
#include "ui/widgets/stateview.h"

#include <QAbstractButton>
#include <QLabel>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

/// A gateway that takes writes, an OpenWhisk beside it, and what a list needs. Header only.
class ListWorld {
public:
    ListWorld()
    {
        for (const gateway::Kind kind : gateway::allKinds())
            takeWrites(gateway::rulesOf(kind).path);
        session = std::make_unique<gateway::Session>(gate.endpoint(), QStringLiteral("p"), QStringLiteral("Shop staging"), &log);
        whisk.fill();
        own = whisk.session();
    }

    /// The routes of the picture, as far as tests need them; names with single quotes.
    void fill()
    {
        route("fn", "'uri':'/fn/*','plugins':{'openfunction':{'function_uri':'https://fn.shop.example/'}}");
        route("hello", "'uris':['/hello','/hello/*'],'methods':['GET'],'priority':10,'labels':{'team':'web'}," + calls("hello"));
        route("hello-old", "'uris':['/hello','/hello/*'],'methods':['GET'],'labels':{'team':'web'}," + calls("hello"));
        route("legacy", "'uri':'/legacy','methods':['POST'],'hosts':['api.shop.example']," + calls("old-quote", "orders"));
        route("quote", "'uri':'/quote','methods':['POST'],'update_time':1800000000," + calls("price-quote", "orders", 3000));
        route("stock", "'uri':'/stock','name':'stock-beta','status':0," + calls("reserve-stock", "orders", 60000));
        route("web", "'uri':'/web/*','upstream_id':'pages'");
        gate.add("upstreams", "pages", json(R"({'nodes':{'10.0.0.1:80':1},'type':'roundrobin','name':'pages of the shop'})"));
        gate.add("upstreams", "spare", json(R"({'nodes':{'10.0.0.2:80':1},'type':'chash'})"));
    }
    static QByteArray json(QByteArray text) { return text.replace('\'', '"'); }
    static QByteArray calls(const QByteArray &action, const QByteArray &package = {}, int timeout = 60000)
    {
        return "'plugins':{'openwhisk':{'api_host':'http://ow','service_token':'u:secretsecret','namespace':'_','timeout':" + QByteArray::number(timeout)
            + (package.isEmpty() ? QByteArray() : ",'package':'" + package + "'") + ",'action':'" + action + "'}}";
    }
    void route(const QByteArray &id, const QByteArray &members) { gate.add("routes", id, json("{" + members + "}")); }
    ::json::Value stored(const QByteArray &collection, const QByteArray &id) const
    {
        const auto read = ::json::read(gate.objects[collection][id]);
        return read ? read->value : ::json::Value();
    }

    GatewayServices services()
    {
        GatewayServices services{*session};
        services.openwhisk = own.get();
        services.store = &store;
        services.settings = &settings;
        return services;
    }
    std::unique_ptr<GatewayListPage> open(gateway::Kind kind = gateway::Kind::Route, bool start = true)
    {
        auto page = std::make_unique<GatewayListPage>(services(), kind);
        page->resize(1180, 700);
        page->show();
        if (start) {
            session->open();
            own->open();
        }
        return page;
    }

    static StateView *state(const GatewayListPage &page) { return page.findChild<StateView *>(QStringLiteral("listState")); }
    static QString text(const GatewayListPage &page, const char *name) { return page.findChild<QLabel *>(QLatin1String(name))->text(); }
    static QStringList ids(const GatewayListPage &page)
    {
        QStringList ids;
        for (int i = 0; i < page.rows()->rowCount(); ++i)
            ids.append(page.rows()->row(i).key.id);
        return ids;
    }
    static int section(const GatewayListPage &page, const QString &id)
    {
        for (int i = 0; i < page.rows()->columns().size(); ++i)
            if (page.rows()->columns().at(i).id == id)
                return i + GatewayRows::firstColumn;
        return -1;
    }
    static QString cell(const GatewayListPage &page, const QString &id, const QString &column)
    {
        return page.rows()->index(page.rows()->indexOfId(id), section(page, column)).data().toString();
    }
    static void press(const QObject &parent, const char *name)
    {
        auto *button = parent.findChild<QAbstractButton *>(QLatin1String(name));
        QVERIFY2(button, name);
        QVERIFY2(button->isEnabled(), name);
        button->click();
    }
    /// The words of the chips in the path column.
    static QStringList marks(const GatewayListPage &page, const QString &id)
    {
        QStringList words;
        const int row = page.rows()->indexOfId(id);
        for (const RouteMark &mark : row < 0 ? QList<RouteMark>() : page.rows()->itemOf(row).marks)
            words.append(mark.word);
        return words;
    }

    FakeGateway gate;
    FakeWorld whisk;
    net::RequestLog log;
    QTemporaryDir dir;
    QSettings settings{dir.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    history::Store store{dir.filePath(QStringLiteral("store.db"))};
    std::unique_ptr<gateway::Session> session;
    std::unique_ptr<openwhisk::Session> own;

private:
    static QByteArray idOf(const FakeRequest &request)
    {
        const QByteArray path = request.target.left(request.target.indexOf('?') < 0 ? request.target.size() : request.target.indexOf('?'));
        return path.mid(path.lastIndexOf('/') + 1);
    }
    void takeWrites(const QByteArray &kind)
    {
        const auto on = [&](const QByteArray &method, auto answer) {
            gate.server.on(method + " /apisix/admin/" + kind + "/*", [this, kind, answer](const FakeRequest &request) {
                const QByteArray id = idOf(request);
                if (!gate.objects[kind].contains(id) && request.method != "PUT")
                    return FakeGateway::apisix(R"({"message":"Key not found"})", 404);
                return answer(id, request);
            });
        };
        on("GET", [this, kind](const QByteArray &id, const FakeRequest &) {
            return FakeGateway::apisix(R"({"key":"/apisix/)" + kind + '/' + id + R"(","createdIndex":7,"modifiedIndex":7,"value":)" + gate.objects[kind][id] + '}');
        });
        on("PATCH", [this, kind](const QByteArray &id, const FakeRequest &request) {
            const auto patch = ::json::read(request.body);
            gate.objects[kind][id] = ::json::compact(::json::mergePatched(stored(kind, id), patch->value));
            return FakeGateway::apisix("{}");
        });
        on("PUT", [this, kind](const QByteArray &id, const FakeRequest &request) {
            gate.add(kind, id, request.body);
            return FakeGateway::apisix("{}", 201);
        });
        on("DELETE", [this, kind](const QByteArray &id, const FakeRequest &request) {
            if (inUse.contains(id) && !request.target.contains("force=true"))
                return FakeGateway::apisix(R"({"error_msg":"can not delete this upstream, route [web] is still using it now"})", 400);
            gate.objects[kind].remove(id);
            return FakeGateway::apisix("{}");
        });
    }

public:
    QSet<QByteArray> inUse; ///< the server refuses to delete them
};
