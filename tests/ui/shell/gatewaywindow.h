#pragma once

#include "tests/ui/shell/fakegateway.h"
#include "tests/ui/shell/windowfixture.h"
#include "ui/shell/connector.h"
#include "ui/widgets/page.h"

#include <QLabel>

/// A window on a world with a gateway.
class GatewayWindow : public WindowFixture {
public:
    GatewayWindow() { admin.fill(); }
    ~GatewayWindow() { window.reset(); }
    void addWithGateway(bool readOnly = false)
    {
        auto profile = add(QStringLiteral("a"), connections::Environment::Dev, readOnly);
        profile.gatewayAdmin = admin.server.url();
        profile.dataPlane = QUrl(QStringLiteral("http://127.0.0.1:9"));
        if (!profiles.save(profile))
            qFatal("cannot save");
        secrets.write(QStringLiteral("a"), connections::Secret::GatewayAdminKey, "admin-key");
    }
    void serveHello()
    {
        world.server.on("GET /api/v1/namespaces/_/actions/hello*",
                        answer::json(R"({"name":"hello","namespace":"guest","version":"0.0.1","annotations":[],"parameters":[],"limits":{},)"
                                     R"("exec":{"kind":"nodejs:20","code":"x","binary":false}})"));
    }
    bool openWhole()
    {
        return open(QStringLiteral("a")) && QTest::qWaitFor([this] { return route(QStringLiteral("hello")).isValid(); }, 30'000);
    }
    QModelIndex route(const QString &id) const { return find(QStringLiteral("gateway:0//") + id); }
    QString gatewayStatus() const { return part<QLabel>("statusGateway")->text(); }
    void choose(const QModelIndex &index) const
    {
        tree()->setFocus();
        tree()->setCurrentIndex(index);
    }

    FakeGateway admin;
};

inline Target helloRoute()
{
    return gatewayObject({gateway::Kind::Route, QStringLiteral("hello")});
}
