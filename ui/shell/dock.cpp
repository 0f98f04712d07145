#include "ui/shell/dock.h"

#include "ui/activations/liveactivations.h"
#include "ui/shell/connector.h"
#include "ui/shell/problemspanel.h"
#include "ui/shell/requestspanel.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/role.h"

#include <QBoxLayout>
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

Dock::Dock(Connector &connector, net::RequestLog &log, QWidget *parent)
    : QWidget(parent)
    , m_connector(connector)
    , m_log(log)
    , m_tabs(new QTabBar(this))
    , m_stack(new QStackedWidget(this))
    , m_noSession(noSession(m_stack))
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
    connect(m_tabs, &QTabBar::currentChanged, this, [this] {
        showCurrent();
        Q_EMIT tabChanged();
    });
    connect(&connector, &Connector::changed, this, &Dock::showCurrent);
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
    if (!m_connector.session())
        return m_noSession;
    if (!m_live) {
        m_live = new LiveActivations(*m_connector.session(), *m_connector.poll(), m_stack);
        m_stack->addWidget(m_live);
        connect(m_live, &LiveActivations::openRequested, this, &Dock::openRequested);
        connect(m_connector.poll(), &openwhisk::ActivationPoll::changed, m_live, [this] { showLiveState(); });
    }
    return m_live;
}

void Dock::showLiveState()
{
    const auto *poll = m_connector.poll();
    showChip(Live, m_liveChip, poll && poll->live() ? u"● "_s + tr("live") : QString());
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
    showChip(Live, m_liveChip, {});
}

void Dock::find()
{
    if (currentTab() == Requests)
        requests()->find();
}
