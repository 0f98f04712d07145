#include "ui/gateway/upstream/healthline.h"

#include "core/async/deliver.h"
#include "core/gateway/session.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/role.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTime>

using namespace Qt::StringLiterals;

namespace {

constexpr int everyMs = 5000;
constexpr int usualPort = 9090;

/// Where it mostly is: at the data plane's host, in the clear.
QString usualAddress(const GatewayServices &services)
{
    const QUrl base = services.dataPlane ? services.dataPlane->base : services.gateway.client().endpoint().base;
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(base.host());
    url.setPort(usualPort);
    return url.toString();
}

QUrl typedAddress(const QString &text)
{
    const QString typed = text.trimmed();
    const QUrl url(typed.contains(u"://"_s) ? typed : u"http://"_s + typed, QUrl::StrictMode);
    const bool isHttp = url.scheme() == u"http" || url.scheme() == u"https";
    return isHttp && !url.host().isEmpty() && url.userInfo().isEmpty() ? url : QUrl();
}

} // namespace

HealthLine::HealthLine(const GatewayServices &services, const gateway::Key &key, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_session(&services.gateway)
    , m_key(key)
    , m_address(new QLineEdit(this))
    , m_ask(makeButton(tr("Watch"), u"watchHealth"_s, this))
    , m_text(plainLabel({}, u"faint"_s, this))
{
    build();
    m_again.setSingleShot(true);
    m_again.setInterval(everyMs);
    connect(&m_again, &QTimer::timeout, this, &HealthLine::ask);
    connect(m_ask, &QPushButton::toggled, this, [this](bool on) {
        if (on)
            start();
        else
            stop({}, false);
    });
    connect(m_address, &QLineEdit::returnPressed, this, [this] {
        m_ask->setChecked(false);
        m_ask->setChecked(true);
    });
    setHasChecks(false);
}

HealthLine::~HealthLine() = default;

void HealthLine::build()
{
    m_ask->setCheckable(true);
    m_address->setObjectName(u"controlAddress"_s);
    m_address->setAccessibleName(tr("Address of the control API"));
    m_address->setMaximumWidth(240);
    const QString kept = m_services.settings ? m_services.settings->value(settingsKey()).toString() : QString();
    m_address->setText(kept.isEmpty() ? usualAddress(m_services) : kept);
    m_text->setObjectName(u"healthText"_s);
    m_text->setWordWrap(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(plainLabel(tr("Control API"), u"muted"_s, this));
    layout->addWidget(m_address);
    layout->addWidget(m_ask);
    layout->addWidget(m_text, 1);
}

QString HealthLine::settingsKey() const
{
    return m_session ? u"gateway/control/"_s + m_session->profileId() : QString();
}

void HealthLine::setHasChecks(bool has)
{
    m_hasChecks = has;
    if (!m_ask->isChecked())
        m_text->setText(has ? tr("live health as one data-plane node sees it") : tr("without checks no node has a health"));
}

void HealthLine::hideEvent(QHideEvent *event)
{
    m_ask->setChecked(false);
    QWidget::hideEvent(event);
}

void HealthLine::start()
{
    const QUrl address = typedAddress(m_address->text());
    if (!address.isValid() || !m_session) {
        stop(m_session ? tr("That is no address.") : tr("The connection is closed."), true);
        m_ask->setChecked(false);
        return;
    }
    if (m_services.settings)
        m_services.settings->setValue(settingsKey(), address.toString());
    net::Endpoint endpoint;
    endpoint.base = address;
    endpoint.tls = m_services.dataPlane ? m_services.dataPlane->tls : net::TlsOptions();
    endpoint.proxy = m_session->client().endpoint().proxy;
    m_asking.reset();
    m_client = std::make_unique<net::Client>(endpoint, m_session->client().log());
    m_text->setText(tr("asking …"));
    ask();
}

void HealthLine::stop(const QString &text, bool isError)
{
    m_again.stop();
    m_asking.reset();
    setRole(m_text, isError ? u"error"_s : u"faint"_s);
    Q_EMIT healthChanged({});
    if (text.isEmpty())
        setHasChecks(m_hasChecks);
    else
        m_text->setText(text);
}

void HealthLine::ask()
{
    m_asking = std::make_unique<QObject>();
    deliver(gateway::health(*m_client, m_asking.get()), m_asking.get(),
            [this](const Result<QList<gateway::UpstreamHealth>> &result) { take(result); });
}

void HealthLine::take(const Result<QList<gateway::UpstreamHealth>> &result)
{
    m_asking.release()->deleteLater(); // we stand in its callback
    setRole(m_text, result ? u"faint"_s : u"error"_s);
    m_again.start();
    if (!result) {
        m_text->setText(result.error().message);
        m_text->setToolTip(plainTip(result.error().detail));
        Q_EMIT healthChanged({});
        return;
    }
    QList<gateway::NodeHealth> nodes;
    for (const gateway::UpstreamHealth &upstream : *result)
        if (upstream.key == m_key)
            nodes = upstream.nodes;
    const QString at = QTime::currentTime().toString(u"HH:mm:ss"_s);
    m_text->setText(nodes.isEmpty() ? tr("%1: nothing yet; a node is checked once a request went to this upstream").arg(at)
                                    : tr("%1: nodes checked: %2").arg(at).arg(nodes.size()));
    Q_EMIT healthChanged(nodes);
}
