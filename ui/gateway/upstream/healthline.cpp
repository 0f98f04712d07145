#include "ui/gateway/upstream/healthline.h"

#include "core/async/deliver.h"
#include "core/gateway/session.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/role.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTime>

using namespace Qt::StringLiterals;

namespace {

constexpr int everyMs = 5000;

} // namespace

HealthLine::HealthLine(const GatewayServices &services, const gateway::Key &key, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_session(&services.gateway)
    , m_key(key)
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
    setHasChecks(false);
}

HealthLine::~HealthLine() = default;

void HealthLine::build()
{
    m_ask->setCheckable(true);
    m_text->setObjectName(u"healthText"_s);
    m_text->setWordWrap(true);
    const auto &control = m_services.control;
    enableOrExplain(m_ask, control ? QString() : tr("This connection names no control API."));
    auto *where = shortLabel(control ? control->base.toString() : tr("not set in this connection"), u"muted"_s, this);
    where->setObjectName(u"controlAddress"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(plainLabel(tr("Control API"), u"muted"_s, this));
    layout->addWidget(where);
    if (!control && m_services.editConnection) {
        auto *edit = makeButton(tr("Open connection…"), u"editConnection"_s, this, u"link"_s);
        connect(edit, &QPushButton::clicked, this, [this] { m_services.editConnection(); });
        layout->addWidget(edit);
    }
    layout->addWidget(m_ask);
    layout->addWidget(m_text, 1);
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
    if (!m_session || !m_services.control) {
        stop(tr("The connection is closed."), true);
        m_ask->setChecked(false);
        return;
    }
    m_asking.reset();
    m_client = std::make_unique<net::Client>(*m_services.control, m_session->client().log());
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
