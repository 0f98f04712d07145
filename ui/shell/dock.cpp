#include "ui/shell/dock.h"

#include "ui/activations/activationservices.h"
#include "ui/activations/live/desktopnotifier.h"
#include "ui/activations/live/failurewatch.h"
#include "ui/activations/live/liveactivations.h"
#include "ui/shell/connector.h"
#include "ui/shell/problemspanel.h"
#include "ui/shell/requestspanel.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/role.h"

#include <QBoxLayout>
#include <QDBusConnection>
#include <QLabel>
#include <QStackedWidget>
#include <QTabBar>

using namespace Qt::StringLiterals;

namespace {

QWidget *noSession(QWidget *parent)
{
    auto *label = withRole(new QLabel(Dock::tr("No connection is open."), parent), u"muted"_s);
    label->setAlignment(Qt::AlignCenter);
    return label;
}

} // namespace

Dock::Dock(Connector &connector, net::RequestLog &log, QSettings *settings, QWidget *parent)
    : QWidget(parent)
    , m_connector(connector)
    , m_log(log)
    , m_tabs(new QTabBar(this))
    , m_stack(new QStackedWidget(this))
    , m_noSession(noSession(m_stack))
    , m_settings(settings)
    , m_liveChip(new Chip({}, Chip::Tone::Success, m_tabs))
    , m_count(new Chip({}, Chip::Tone::Warning, m_tabs))
{
    setObjectName(u"dock"_s);
    m_tabs->setObjectName(u"dockTabs"_s);
    m_tabs->setAccessibleName(tr("Dock"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->addTab(tr("Live activations"));
    m_tabs->addTab(tr("Requests"));
    m_tabs->addTab(tr("Problems"));
    m_liveChip->hide();
    m_count->hide();
    m_stack->addWidget(m_noSession);
    m_tabs->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_tabs);
    layout->addWidget(m_stack, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, &Dock::showCurrent);
    connect(&connector, &Connector::changed, this, &Dock::sessionChanged);
}

Dock::~Dock() = default;

void Dock::sessionChanged()
{
    if (m_connector.session() && !m_watch)
        watchFailures();
    showCurrent();
}

/// A click on the word opens what it is about.
void Dock::watchFailures()
{
    if (!m_notifier) {
        m_notifier = new DesktopNotifier(QDBusConnection::sessionBus(), this);
        connect(m_notifier, &DesktopNotifier::chosen, this, [this](const QString &id) {
            window()->activateWindow();
            Q_EMIT openRequested({Target::Kind::Activation, {}, id});
        });
        connect(m_notifier, &DesktopNotifier::failed, this, [this](const QString &why) { Q_EMIT notice(tr("No notification was shown: %1").arg(why)); });
    }
    const auto send = [this](const FailureWatch::Word &word) { m_notifier->show(word.title, word.text, word.activationId); };
    m_watch = std::make_unique<FailureWatch>(*m_connector.session(), *m_connector.feed(), m_settings, send);
}

void Dock::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showCurrent();
}

void Dock::show(Tab tab)
{
    m_tabs->setCurrentIndex(tab);
    QWidget::show();
    m_stack->currentWidget()->setFocus(Qt::ShortcutFocusReason);
}

Dock::Tab Dock::currentTab() const
{
    return Tab(m_tabs->currentIndex());
}

void Dock::showCurrent()
{
    if (!isVisible())
        return;
    switch (currentTab()) {
    case Live: m_stack->setCurrentWidget(live()); break;
    case Requests: m_stack->setCurrentWidget(requests()); break;
    case Problems: m_stack->setCurrentWidget(problems()); break;
    }
    showLiveState();
}

QWidget *Dock::live()
{
    if (!m_connector.session() || !m_watch)
        return m_noSession;
    if (!m_live) {
        const ActivationServices services{*m_connector.session(), *m_connector.feed(), *m_connector.book(), nullptr, m_settings};
        m_live = new LiveActivations(services, *m_watch, m_stack);
        m_stack->addWidget(m_live);
        connect(m_live, &LiveActivations::openRequested, this, &Dock::openRequested);
        connect(m_connector.feed(), &openwhisk::ActivationFeed::stateChanged, m_live, [this] { showLiveState(); });
    }
    return m_live;
}

void Dock::showLiveState()
{
    const auto *feed = m_connector.feed();
    showChip(Live, m_liveChip, feed && feed->state().live ? u"● "_s + tr("live") : QString());
}

/// A tab bar makes room for what stands in a tab only when it is given it.
void Dock::showChip(Tab tab, Chip *chip, const QString &text)
{
    if (chip->text() == text)
        return;
    chip->set(text, chip->tone());
    chip->resize(chip->sizeHint());
    m_tabs->setTabButton(tab, QTabBar::RightSide, nullptr);
    if (!text.isEmpty())
        m_tabs->setTabButton(tab, QTabBar::RightSide, chip);
    chip->setVisible(!text.isEmpty());
}

RequestsPanel *Dock::requests()
{
    if (!m_requests) {
        m_requests = new RequestsPanel(m_log, m_stack);
        m_stack->addWidget(m_requests);
        connect(m_requests, &RequestsPanel::notice, this, &Dock::notice);
        connect(m_requests, &RequestsPanel::currentChanged, this, &Dock::currentRequestChanged);
    }
    return m_requests;
}

QWidget *Dock::problems()
{
    if (!m_problems) {
        m_problems = new ProblemsPanel(m_stack);
        m_stack->addWidget(m_problems);
        m_problems->setProblems(m_known);
        connect(m_problems, &ProblemsPanel::wayRequested, this, &Dock::wayRequested);
        connect(m_problems, &ProblemsPanel::openRequested, this, &Dock::openRequested);
    }
    return m_problems;
}

void Dock::setProblems(const QList<Problem> &problems)
{
    m_known = problems;
    showChip(Problems, m_count, problems.isEmpty() ? QString() : QString::number(problems.size()));
    if (m_problems)
        m_problems->setProblems(problems);
}

void Dock::closeSession()
{
    m_stack->setCurrentWidget(m_noSession);
    delete m_live;
    m_watch.reset();
    showChip(Live, m_liveChip, {});
}

void Dock::find()
{
    if (currentTab() == Requests)
        requests()->find();
}
