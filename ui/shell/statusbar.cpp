#include "ui/shell/statusbar.h"

#include "core/gateway/session.h"
#include "core/net/requestlog.h"
#include "ui/shell/connector.h"
#include "ui/widgets/role.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <QDateTime>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

QIcon dot(const QColor &color)
{
    QPixmap pixmap(32, 32);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(QRectF(8, 8, 16, 16));
    return QIcon(pixmap);
}

struct Shown {
    QString text;
    QColor color;
    QString tip;
};

Shown shownState(const Connector &connector)
{
    const Theme &theme = theme::current();
    auto *session = connector.session();
    if (connector.state() == Connector::State::None)
        return {StatusBar::tr("Not connected"), theme.textFaint, {}};
    if (connector.state() == Connector::State::Failed)
        return {StatusBar::tr("Not connected"), theme.error, connector.error() ? connector.error()->message : QString()};
    if (!session)
        return {connector.stateText(), theme.warning, {}};
    if (session->connected()) {
        const double latency = session->client().lastLatencyMs();
        const QString text = StatusBar::tr("Connected");
        return {latency < 0 ? text : text + u" · "_s + durationText(latency), theme.success, {}};
    }
    if (const auto problem = session->problem())
        return {StatusBar::tr("No connection"), theme.error, problem->message};
    return {StatusBar::tr("Connecting…"), theme.warning, {}};
}

/// "APISIX 3.18 · Admin API v3", or what is wrong.
QString gatewayText(const gateway::Session &gateway)
{
    if (const auto problem = gateway.problem())
        return problem->kind == Error::Kind::Unauthorized ? StatusBar::tr("Gateway: key refused")
            : problem->kind == Error::Kind::Forbidden     ? StatusBar::tr("Gateway: not let in")
                                                          : StatusBar::tr("Gateway: no connection");
    if (!gateway.serverKnown())
        return StatusBar::tr("Gateway: connecting…");
    const auto &server = gateway.server();
    const QVersionNumber shown(server.version.majorVersion(), server.version.minorVersion());
    const QString name = server.version.isNull() ? u"APISIX"_s : u"APISIX "_s + shown.toString();
    const QString api = server.standalone ? StatusBar::tr("standalone") : StatusBar::tr("Admin API %1").arg(server.v2 ? u"v2"_s : u"v3"_s);
    return name + u" · "_s + api + (gateway.readOnly() ? u" · "_s + StatusBar::tr("read-only") : QString());
}

constexpr int noticeMs = 8000;

QLabel *plainLabel(const QString &name)
{
    auto *label = withRole(new QLabel, u"small"_s);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setContentsMargins(6, 0, 6, 0);
    return label;
}

} // namespace

StatusBar::StatusBar(QWidget *parent)
    : QStatusBar(parent)
    , m_state(addButton(u"statusConnection"_s))
    , m_nameSpace(plainLabel(u"statusNamespace"_s))
    , m_address(plainLabel(u"statusAddress"_s))
    , m_gateway(plainLabel(u"statusGateway"_s))
    , m_notice(plainLabel(u"statusNotice"_s))
    , m_noticeEnd(new QTimer(this))
    , m_problems(addButton(u"statusProblems"_s))
    , m_requests(addButton(u"statusRequests"_s))
    , m_zone(addButton(u"statusZone"_s))
{
    setObjectName(u"statusBar"_s);
    setSizeGripEnabled(false);
    addWidget(m_state);
    addWidget(m_nameSpace);
    addWidget(m_address);
    addWidget(m_gateway);
    addWidget(m_notice, 1);
    m_noticeEnd->setSingleShot(true);
    m_noticeEnd->setInterval(noticeMs);
    connect(m_noticeEnd, &QTimer::timeout, m_notice, &QLabel::clear);
    addPermanentWidget(m_problems);
    addPermanentWidget(m_requests);
    addPermanentWidget(m_zone);
    connect(m_state, &QPushButton::clicked, this, &StatusBar::connectionClicked);
    connect(m_problems, &QPushButton::clicked, this, &StatusBar::problemsClicked);
    connect(m_requests, &QPushButton::clicked, this, &StatusBar::requestsClicked);
    connect(m_zone, &QPushButton::clicked, this, &StatusBar::zoneClicked);
    m_zone->setToolTip(tr("Switch between local times and UTC"));
}

QPushButton *StatusBar::addButton(const QString &name)
{
    auto *button = withRole(new QPushButton(this), u"status"_s);
    button->setObjectName(name);
    button->setFlat(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void StatusBar::showConnection(const Connector &connector)
{
    const auto shown = shownState(connector);
    m_state->setIcon(dot(shown.color));
    m_state->setText(shown.text);
    m_state->setToolTip(shown.tip.toHtmlEscaped());
    auto *session = connector.session();
    m_nameSpace->setText(session ? session->nameSpace() : QString());
    QString address = connector.profile().openwhiskHost.toString(QUrl::RemoveUserInfo | QUrl::StripTrailingSlash);
    if (session && !session->info().apiVersion.isEmpty())
        address += u" · API "_s + session->info().apiVersion;
    m_address->setText(address);
    showGateway(connector.gateway());
}

void StatusBar::showGateway(const gateway::Session *gateway)
{
    m_gateway->setVisible(gateway);
    if (!gateway)
        return m_gateway->clear();
    const auto problem = gateway->problem();
    m_gateway->setText((problem ? u"⚠ "_s : QString()) + gatewayText(*gateway));
    m_gateway->setToolTip(problem ? problem->message.toHtmlEscaped() : QString());
}

// A label of its own: QStatusBar's own message would hide the state of the connection meanwhile.
void StatusBar::say(const QString &text)
{
    m_notice->setText(text);
    m_noticeEnd->start();
}

void StatusBar::showProblems(int count)
{
    m_problems->setVisible(count > 0);
    m_problems->setText(u"⚠ "_s + (count == 1 ? tr("1 problem") : tr("%1 problems").arg(count)));
    setRole(m_problems, u"statusWarning"_s);
}

void StatusBar::showRequests(const net::RequestLog &log)
{
    m_requests->setText(tr("Requests: %1, %2 failed").arg(log.total()).arg(log.failed()));
}

void StatusBar::showZone(bool utc)
{
    m_zone->setText(tr("Times: %1").arg(zoneText(QDateTime::currentMSecsSinceEpoch(), utc)));
}
