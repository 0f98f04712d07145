// The gateway's part of the explorer.
#include "ui/explorer/explorer.h"

#include "core/gateway/session.h"

#include <QTimer>

#include <utility>

using namespace Qt::StringLiterals;

void Explorer::connectGateway()
{
    if (!m_gateway)
        return;
    connect(m_gateway, &gateway::Session::changed, m_sessionContext.get(), [this] { gatewayChanged(); });
    connect(m_gateway, &gateway::Session::stateChanged, m_sessionContext.get(), [this] { gatewayChanged(); });
    connect(m_gateway, &QObject::destroyed, m_sessionContext.get(), [this] {
        m_gateway = nullptr;
        scheduleRebuild(false);
    });
}

/// Twelve lists come one after the other: not each of them is worth a tree of its own.
void Explorer::gatewayChanged()
{
    if (!m_gatewaySoon->isActive())
        m_gatewaySoon->start();
}

std::optional<ExplorerGateway> Explorer::gatewaySource() const
{
    if (!m_gateway)
        return {};
    ExplorerGateway source;
    const auto &server = m_gateway->server();
    if (m_gateway->serverKnown()) {
        const QVersionNumber shown(server.version.majorVersion(), server.version.minorVersion());
        source.about = server.version.isNull() ? u"apisix"_s : u"apisix "_s + shown.toString();
        if (m_gateway->readOnly())
            source.about += u" · "_s + tr("read-only");
    }
    if (const auto problem = m_gateway->problem())
        source.problem = problem->message;
    if (!m_gateway->serverKnown())
        return source;
    QList<gateway::Kind> kinds = m_gateway->kinds();
    if (gateway::has(m_gateway->server(), gateway::Kind::Credential))
        kinds.append(gateway::Kind::Credential); // its rows are there only while somebody looks at them
    for (const gateway::Kind kind : std::as_const(kinds)) {
        const auto &listing = m_gateway->listing(kind);
        source.listings.append({kind, listing.rows, listing.error ? listing.error->message : QString()});
    }
    return source;
}

bool Explorer::openGatewayNote(const ExplorerNode &node)
{
    switch (node.kind) {
    case ExplorerNode::Kind::GatewaySetup: Q_EMIT editConnectionRequested(); return true;
    case ExplorerNode::Kind::GatewayFailure:
        if (m_gateway)
            m_gateway->refresh();
        return true;
    case ExplorerNode::Kind::Gateway:
    case ExplorerNode::Kind::GatewayLoading: return true;
    default: return false;
    }
}

bool Explorer::gatewayIsShown() const
{
    return m_gateway && (m_gateway->serverKnown() || m_gateway->problem());
}
