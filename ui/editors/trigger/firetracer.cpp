#include "ui/editors/trigger/firetracer.h"

#include "core/openwhisk/session.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/trigger/firetree.h"
#include "ui/models/tracesource.h"
#include "ui/widgets/phasebar.h"
#include "ui/widgets/role.h"
#include "ui/widgets/timetext.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using insight::TraceState;

namespace {

constexpr int tickMs = 500;
constexpr int watchMs = 60'000; ///< for each record that is missing
constexpr int firesShown = 5;

} // namespace

FireTracer::FireTracer(openwhisk::Session &session, QWidget *parent)
    : QWidget(parent), m_session(&session), m_tree(new FireTree(this)), m_state(new Chip({}, Chip::Tone::Neutral, this)),
      m_left(plainLabel({}, u"small"_s, this)), m_stop(makeButton(tr("Stop"), u"stopTracer"_s, this)),
      m_again(makeButton(tr("Look again"), u"traceFireAgain"_s, this)), m_view(new QTreeView(this))
{
    build();
    m_tick.setInterval(tickMs);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        m_tree->tick();
        showState();
    });
    connect(m_stop, &QPushButton::clicked, this, &FireTracer::stop);
    connect(m_again, &QPushButton::clicked, this, &FireTracer::lookAgain);
    connect(m_view, &QAbstractItemView::activated, this, &FireTracer::openCurrent);
    connect(&session, &QObject::destroyed, this, &FireTracer::stop);
    showState();
}

void FireTracer::build()
{
    setObjectName(u"fireTracer"_s);
    setUpView();
    auto *foot = plainLabel(tr("The server keeps no link from an action's record to its trigger: the tree is read from the log of the "
                               "trigger's activation."),
                            u"small"_s, this);
    foot->setContentsMargins(12, 4, 12, 4);
    foot->setMinimumWidth(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    layout->addWidget(m_view, 1);
    layout->addWidget(foot);
    setFocusProxy(m_view);
}

QWidget *FireTracer::buildHead()
{
    auto *head = withRole(new QFrame(this), u"bar"_s);
    m_state->setObjectName(u"tracerState"_s);
    m_left->setObjectName(u"tracerLeft"_s);
    auto *row = rowOf({sectionLabel(tr("Fire tracer"), head), m_state, nullptr, m_left, m_again, m_stop});
    row->setContentsMargins(12, 4, 12, 4);
    head->setLayout(row);
    return head;
}

void FireTracer::setUpView()
{
    m_view->setObjectName(u"fireTree"_s);
    m_view->setAccessibleName(tr("What the fires started"));
    m_view->setModel(m_tree);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setUniformRowHeights(true);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setAllColumnsShowFocus(true);
    m_view->setItemDelegateForColumn(FireTree::Outcome, new ChipDelegate(m_view));
    m_view->setItemDelegateForColumn(FireTree::PhaseBars, new PhaseDelegate(m_view));
    const std::pair<int, int> widths[] = {{FireTree::What, 250},     {FireTree::Outcome, 200},   {FireTree::Time, 110},
                                          {FireTree::Duration, 90}, {FireTree::PhaseBars, 190}, {FireTree::Activation, 100}};
    for (const auto &[column, width] : widths)
        m_view->setColumnWidth(column, width);
    m_view->header()->setStretchLastSection(true);
}

void FireTracer::watch(const openwhisk::EntityName &trigger, const QString &activationId)
{
    const QString key = QString::number(++m_fires);
    m_stopped = !m_session;
    if (activationId.isEmpty()) {
        m_tree->put({key, tr("by hand"), {}, trigger.name, tr("204: no rule is on, nothing ran, nothing is recorded")});
    } else if (m_session) {
        insight::TraceLoad::Bounds bounds;
        bounds.patienceMs = watchMs;
        auto *load = new insight::TraceLoad(traceSource(*m_session), bounds, this);
        const Watched watched{key, trigger.name, load};
        m_watched.prepend(watched);
        connect(load, &insight::TraceLoad::changed, this, [this, watched] { showFire(watched); });
        load->start(activationId);
        showFire(watched);
    }
    while (m_watched.size() > firesShown)
        m_watched.takeLast().load->deleteLater();
    m_tree->keepNewest(firesShown);
    m_view->expandAll();
    showState();
}

void FireTracer::showFire(const Watched &watched)
{
    const QString current = m_view->currentIndex().data(FireTree::KeyRole).toString();
    const bool gone = std::none_of(m_watched.cbegin(), m_watched.cend(), [&](const Watched &one) { return one.key == watched.key; });
    if (gone)
        return;
    m_tree->put({watched.key, tr("by hand"), watched.load->trace(), watched.name, tr("looking for its record")});
    m_view->expandAll();
    restore(current);
    showState();
}

/// The tree is made anew when it grows; who reads in it shall stay where he is.
void FireTracer::restore(const QString &key)
{
    if (key.isEmpty() || m_view->currentIndex().data(FireTree::KeyRole).toString() == key)
        return;
    const auto found = m_tree->match(m_tree->index(0, 0), FireTree::KeyRole, key, 1, Qt::MatchExactly | Qt::MatchRecursive);
    if (!found.isEmpty())
        m_view->setCurrentIndex(found.first());
}

bool FireTracer::growing() const
{
    return !m_stopped && std::any_of(m_watched.cbegin(), m_watched.cend(), [](const Watched &one) { return !one.load->complete(); });
}

void FireTracer::showState()
{
    const bool grows = growing();
    grows == m_tick.isActive() ? void() : grows ? m_tick.start() : m_tick.stop();
    qint64 left = 0;
    bool lost = false;
    for (const Watched &one : m_watched) {
        left = std::max(left, one.load->watchLeftMs());
        for (const auto &node : one.load->trace().nodes)
            lost = lost || node.state == TraceState::NotStored || node.state == TraceState::Unreadable
                || (m_stopped && (node.state == TraceState::Pending || node.state == TraceState::Loading));
    }
    if (grows)
        m_state->set(tr("● growing"), Chip::Tone::Accent);
    else if (m_tree->fireCount() == 0)
        m_state->set({}, Chip::Tone::Neutral);
    else if (m_stopped)
        m_state->set(tr("stopped"), Chip::Tone::Neutral);
    else
        m_state->set(lost ? tr("not all found") : tr("✓ all ended"), lost ? Chip::Tone::Warning : Chip::Tone::Success);
    m_left->setText(grows && left > 0 ? tr("watched for another %1 s").arg((left + 999) / 1000) : QString());
    m_stop->setVisible(grows);
    m_again->setVisible(!grows && lost && m_session);
}

void FireTracer::stop()
{
    if (!growing())
        return;
    m_stopped = true;
    for (const Watched &one : m_watched)
        one.load->stop();
    showState();
}

void FireTracer::lookAgain()
{
    m_stopped = false;
    for (const Watched &one : m_watched)
        one.load->again();
    showState();
}

void FireTracer::openCurrent()
{
    const QString id = m_view->currentIndex().data(FireTree::IdRole).toString();
    if (!id.isEmpty())
        Q_EMIT openRequested({Target::Kind::Activation, {}, id});
}

void FireTracer::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LocaleChange)
        m_tree->tick();
}
