#include "ui/gateway/gatewaypages.h"

#include "ui/gateway/list/gatewaylistpage.h"
#include "ui/gateway/resource/resourcepage.h"

Page *createGatewayPage(const GatewayServices &services, const Target &target, QWidget *parent)
{
    switch (target.kind) {
    case Target::Kind::GatewayList:
        return new GatewayListPage(services, target.gatewayKind, parent);
    case Target::Kind::GatewayObject:
    case Target::Kind::NewGatewayObject:
        return new ResourcePage(services, target, parent);
    default:
        return nullptr;
    }
}
