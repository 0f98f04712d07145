#include "ui/shell/gatewaydesk.h"

#include "core/async/deliver.h"
#include "core/async/workers.h"
#include "core/gateway/session.h"
#include "core/history/store.h"
#include "ui/gateway/expose/exposedialog.h"
#include "ui/gateway/gatewaypages.h"
#include "ui/gateway/list/gatewaybulk.h"
#include "ui/shell/commands.h"
#include "ui/shell/connector.h"
#include "ui/shell/windowstate.h"
#include "ui/widgets/bulkdialog.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace {

/// A credential is made from its consumer, or from the list of all.
bool isMadeFromMenu(gateway::Kind kind)
{
    return kind != gateway::Kind::Credential;
}

/// "gateway.routes" shows the list of routes, "gateway.new.routes" makes one.
QByteArray command(const char *what, gateway::Kind kind)
{
    return what + gateway::rulesOf(kind).path;
}

QList<gateway::Kind> kindsOfMenu()
{
    QList<gateway::Kind> kinds = gateway::allKinds();
    kinds.removeOne(gateway::Kind::CostDecoration);
    return kinds;
}

} // namespace

GatewayDesk::GatewayDesk(Commands &commands, Connector &connector, const Services &services, QWidget *window)
    : QObject(window), m_commands(commands), m_connector(connector), m_services(services), m_window(window), m_soon(new QTimer(this))
{
    constexpr int pauseMs = 200; // twelve lists come one after the other
    m_soon->setSingleShot(true);
    m_soon->setInterval(pauseMs);
    connect(m_soon, &QTimer::timeout, this, &GatewayDesk::findBroken);
    m_editConnection = [desk = QPointer(this)] {
        if (desk)
            Q_EMIT desk->editConnectionRequested();
    };
    addCommands();
}

GatewayDesk::~GatewayDesk() = default;

void GatewayDesk::addCommands()
{
    for (const gateway::Kind kind : kindsOfMenu()) {
        m_commands.on(command("gateway.", kind).constData(), this, [this, kind] { Q_EMIT openRequested(gatewayList(kind)); });
        if (isMadeFromMenu(kind))
            m_commands.on(command("gateway.new.", kind).constData(), this, [this, kind] { Q_EMIT openRequested(newGatewayObject(kind)); });
    }
    m_commands.on("gateway.expose", this, [this] { Q_EMIT exposeRequested(); });
    m_commands.on("gateway.refresh", this, [this] {
        if (auto *session = m_connector.gateway()) {
            session->refresh();
            session->refreshCatalogue();
        }
    });
}

void GatewayDesk::watch()
{
    leave();
    auto *session = m_connector.gateway();
    if (!session)
        return;
    m_session = std::make_unique<QObject>();
    connect(session, &gateway::Session::changed, m_session.get(), [this, session](gateway::Kind kind) {
        if (!session->listing(kind).loading)
            m_soon->start();
    });
}

void GatewayDesk::leave()
{
    m_soon->stop();
    m_session.reset();
    m_finding.reset();
    m_broken.clear();
}

std::optional<GatewayServices> GatewayDesk::services() const
{
    if (!m_connector.gateway())
        return {};
    GatewayServices services{*m_connector.gateway()};
    services.openwhisk = m_connector.session();
    services.store = &m_services.history;
    services.settings = &m_services.state.settings();
    services.dataPlane = m_connector.dataPlane();
    services.control = m_connector.control();
    services.editConnection = m_editConnection;
    services.openwhiskKey = [connector = QPointer(&m_connector)](QObject *) {
        return connector ? connector->openwhiskKey() : ready<QByteArray>(QByteArray());
    };
    services.openwhiskHost = m_connector.profile().openwhiskHost.toString(QUrl::RemoveUserInfo | QUrl::StripTrailingSlash);
    return services;
}

Page *GatewayDesk::makePage(const Target &target, QWidget *parent) const
{
    const auto with = services();
    return with ? createGatewayPage(*with, target, parent) : nullptr;
}

/// Thousands of routes are looked through away from the event loop.
void GatewayDesk::findBroken()
{
    auto *session = m_connector.gateway();
    if (!session)
        return;
    m_finding = std::make_unique<QObject>();
    auto found = QtConcurrent::run(workers(), [lists = gatewaybulk::listsOf(*session)]() -> Result<QList<insight::BrokenReference>> {
        return insight::brokenReferences(lists);
    });
    deliver(found, m_finding.get(), [this](const Result<QList<insight::BrokenReference>> &broken) {
        if (!broken || *broken == m_broken)
            return;
        m_broken = *broken;
        Q_EMIT changed();
    });
}

QString GatewayDesk::noGateway() const
{
    if (!m_connector.session())
        return tr("No connection is open.");
    return m_connector.gateway() ? QString() : tr("This connection has no gateway. Its Admin API is set in the connection.");
}

QString GatewayDesk::noWrite() const
{
    if (const QString none = noGateway(); !none.isEmpty())
        return none;
    if (!m_connector.gateway()->readOnly())
        return {};
    return m_connector.profile().readOnly ? tr("The connection is read-only.")
                                          : tr("The admin key of this connection may only read (role viewer).");
}

void GatewayDesk::updateCommands(const QString &noAction)
{
    const QString none = noGateway();
    const QString write = noWrite();
    const auto *session = m_connector.gateway();
    for (const gateway::Kind kind : kindsOfMenu()) {
        const bool missing = session && session->serverKnown() && !gateway::has(session->server(), kind);
        const QString unknown = missing ? tr("This gateway has no such things.") : QString();
        m_commands.setUnavailable(command("gateway.", kind).constData(), none.isEmpty() ? unknown : none);
        if (isMadeFromMenu(kind))
            m_commands.setUnavailable(command("gateway.new.", kind).constData(), write.isEmpty() ? unknown : write);
    }
    m_commands.setUnavailable("gateway.refresh", none);
    m_commands.setUnavailable("gateway.expose", write.isEmpty() ? noAction : write);
}

void GatewayDesk::expose(const openwhisk::EntityName &action)
{
    const auto with = services();
    if (!with || !noWrite().isEmpty())
        return;
    auto *dialog = new ExposeDialog(*with, action, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    // At once: it must not outlive the gateway's session by a turn of the event loop.
    connect(m_session.get(), &QObject::destroyed, this, [dialog = QPointer(dialog)] { delete dialog.data(); });
    connect(dialog, &ExposeDialog::created, this, [this](const gateway::Key &route) {
        Q_EMIT notice(tr("The route %1 is there.").arg(route.id));
        Q_EMIT openRequested(gatewayObject(route));
    });
    dialog->open();
}

void GatewayDesk::remove(const QList<gateway::Key> &keys)
{
    if (const auto with = services(); with && noWrite().isEmpty() && !keys.isEmpty())
        deleteGatewayObjects(*with, keys, m_window);
}
