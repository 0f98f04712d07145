#include "ui/gateway/errorways.h"

#include "core/gateway/send.h"
#include "core/gateway/session.h"
#include "ui/gateway/allowadmin.h"
#include "ui/gateway/gatewayservices.h"
#include "ui/widgets/stateview.h"

#include <QCoreApplication>
#include <QPointer>

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ErrorWays", text);
}

/// The connection says what was used: host, port, key, certificates.
bool isOfConnection(const Error &error)
{
    using Kind = Error::Kind;
    return error.kind == Kind::Unauthorized || error.kind == Kind::Forbidden || error.kind == Kind::Tls || error.kind == Kind::Network
        || error.kind == Kind::Protocol;
}

} // namespace

void errorways::add(StateView &view, const Error &error, const GatewayServices &services)
{
    if (gateway::isKeptOut(error))
        view.addButton(tr("How to allow it"), [view = QPointer(&view), base = services.gateway.client().endpoint().base] {
            if (view)
                (new AllowAdminDialog(base, view->window()))->open();
        });
    if (isOfConnection(error) && services.editConnection)
        view.addButton(tr("Open connection…"), services.editConnection);
}
