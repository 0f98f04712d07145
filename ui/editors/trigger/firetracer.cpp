#include "ui/editors/trigger/firetracer.h"

#include "core/openwhisk/session.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/trigger/firefollower.h"
#include "ui/editors/trigger/firetree.h"
#include "ui/models/tracesource.h"
#include "ui/widgets/phasebar.h"
#include "ui/widgets/role.h"
#include "ui/widgets/timetext.h"

#include <QCheckBox>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using insight::TraceState;

namespace {

constexpr int tickMs = 500;
constexpr int watchMs = 60'000; ///< for each record that is missing
constexpr int firesShown = 5;
constexpr int elsewhereKept = 2; ///< of these at least: what was fired by hand makes room for what comes

} // namespace

FireTracer::FireTracer(openwhisk::Session &session, QWidget *parent)
    : QWidget(parent), m_session(&session), m_follower(new FireFollower(this)), m_tree(new FireTree(this)),
      m_state(new Chip({}, Chip::Tone::Neutral, this)), m_left(plainLabel({}, u"small"_s, this)),
      m_follow(new QCheckBox(tr("Follow fires from elsewhere"), this)),
      m_last(makeButton(tr("Trace the last fire"), u"traceLastFire"_s, this)), m_stop(makeButton(tr("Stop"), u"stopTracer"_s, this)),
      m_again(makeButton(tr("Look again"), u"traceFireAgain"_s, this)), m_view(new QTreeView(this)),
      m_foot(plainLabel(tr("The server keeps no link from an action's record to its trigger: the tree is read from the log of the "
                           "trigger's activation."),
                        u"small"_s, this))
{
    build();
    connectParts();
    showState();
}

FireTracer::~FireTracer()
{
    m_follower->setFeed(nullptr); // it must not come back to a half-destroyed one
}

void FireTracer::build()
{
    setObjectName(u"fireTracer"_s);
    setUpView();
    m_foot->setContentsMargins(12, 4, 12, 4);
    m_foot->setMinimumWidth(1);
    m_follow->setObjectName(u"followFires"_s);
    m_follow->setToolTip(tr("Fires of its feed, of other clients and of other windows, while this is seen"));
    m_follow->setChecked(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    layout->addWidget(m_view, 1);
    layout->addWidget(m_foot);
    setFocusProxy(m_view);
}

QWidget *FireTracer::buildHead()
{
    auto *head = withRole(new QFrame(this), u"bar"_s);
    m_state->setObjectName(u"tracerState"_s);
    m_left->setObjectName(u"tracerLeft"_s);
    auto *row = rowOf({sectionLabel(tr("Fire tracer"), head), m_state, nullptr, m_left, m_follow, m_last, m_again, m_stop});
    row->setContentsMargins(12, 4, 12, 4);
    head->setLayout(row);
    return head;
}

void FireTracer::connectParts()
{
    m_tick.setInterval(tickMs);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        m_tree->tick();
        showState();
    });
    connect(m_stop, &QPushButton::clicked, this, &FireTracer::stop);
    connect(m_again, &QPushButton::clicked, this, &FireTracer::lookAgain);
    connect(m_last, &QPushButton::clicked, this, [this] { add(How::Earlier, m_lastFire); });
    connect(m_follow, &QCheckBox::toggled, this, &FireTracer::follow);
    connect(m_follower, &FireFollower::fired, this, &FireTracer::followed);
    connect(m_view, &QAbstractItemView::activated, this, &FireTracer::openCurrent);
    connect(m_view, &QTreeView::collapsed, this, [this](const QModelIndex &index) { m_collapsed.insert(index.data(FireTree::KeyRole).toString()); });
    connect(m_view, &QTreeView::expanded, this, [this](const QModelIndex &index) {
        if (!m_growingTree)
            m_collapsed.remove(index.data(FireTree::KeyRole).toString());
    });
    connect(m_session.data(), &QObject::destroyed, this, &FireTracer::stop);
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

void FireTracer::setTrigger(const openwhisk::EntityName &trigger)
{
    m_trigger = trigger;
    m_follower->setTrigger(trigger);
}

void FireTracer::setFeed(openwhisk::ActivationFeed *feed)
{
    m_follower->setFeed(feed);
    follow();
}

void FireTracer::setLastFire(const QString &activationId)
{
    m_lastFire = activationId;
    showState();
}

/// Somebody must look: else the feed would be asked for nobody.
void FireTracer::follow()
{
    m_follower->setFollowing(m_follow->isChecked() && isVisible() && m_session);
    showState();
}

void FireTracer::watch(const QString &activationId)
{
    const auto known = std::find_if(m_watched.begin(), m_watched.end(), [&](const Watched &one) { return one.id == activationId; });
    if (!activationId.isEmpty() && known != m_watched.end()) { // the feed was faster than the answer
        known->how = How::ByHand;
        return showFire(known->key);
    }
    add(How::ByHand, activationId);
}

void FireTracer::followed(const QStringList &ids)
{
    QStringList fresh = ids;
    fresh.removeIf([this](const QString &id) {
        return std::any_of(m_watched.cbegin(), m_watched.cend(), [&](const Watched &one) { return one.id == id; });
    });
    if (fresh.isEmpty())
        return;
    m_untraced = int(std::max<qsizetype>(0, fresh.size() - firesShown));
    for (const QString &id : fresh.mid(m_untraced))
        add(How::Elsewhere, id);
    Q_EMIT cameFromElsewhere();
}

void FireTracer::add(How how, const QString &activationId)
{
    if (!m_session)
        return;
    Watched watched{QString::number(++m_fires), activationId, how, nullptr, false};
    if (!activationId.isEmpty()) {
        insight::TraceLoad::Bounds bounds;
        bounds.patienceMs = watchMs;
        watched.load = new insight::TraceLoad(traceSource(*m_session), bounds, this);
        connect(watched.load, &insight::TraceLoad::changed, this, [this, key = watched.key] { showFire(key); });
        watched.load->start(activationId);
    }
    m_watched.prepend(watched);
    showFire(watched.key);
    while (m_watched.size() > firesShown)
        forget();
}

/// The oldest goes; what was fired by hand stays longer than what comes by itself.
void FireTracer::forget()
{
    const auto elsewhere = [](const Watched &one) { return one.how == How::Elsewhere; };
    auto oldest = m_watched.end() - 1;
    if (std::count_if(m_watched.begin(), m_watched.end(), elsewhere) > elsewhereKept)
        oldest = std::find_if(m_watched.rbegin(), m_watched.rend(), elsewhere).base() - 1;
    if (oldest->load)
        oldest->load->deleteLater();
    m_tree->remove(oldest->key);
    m_watched.erase(oldest);
    restore({}, m_view->verticalScrollBar()->value());
}

FireTracer::Watched *FireTracer::find(const QString &key)
{
    const auto found = std::find_if(m_watched.begin(), m_watched.end(), [&](const Watched &one) { return one.key == key; });
    return found == m_watched.end() ? nullptr : &*found;
}

QString FireTracer::howText(How how)
{
    return how == How::ByHand ? tr("by hand") : how == How::Earlier ? tr("the last one") : tr("from elsewhere");
}

void FireTracer::showFire(const QString &key)
{
    const Watched *watched = find(key);
    if (!watched)
        return;
    const QString current = m_view->currentIndex().data(FireTree::KeyRole).toString();
    const int scrolled = m_view->verticalScrollBar()->value();
    const QString note = watched->load ? tr("looking for its record") : tr("204: no rule is on, nothing ran, nothing is recorded");
    m_tree->put({key, howText(watched->how), watched->load ? watched->load->trace() : insight::Trace(), m_trigger.name, note});
    restore(current, scrolled);
    showState();
}

/// The tree is made anew when it grows; who reads in it shall stay where he is.
void FireTracer::restore(const QString &current, int scrolled)
{
    const auto at = [this](const QString &key) {
        return m_tree->match(m_tree->index(0, 0), FireTree::KeyRole, key, 1, Qt::MatchExactly | Qt::MatchRecursive).value(0);
    };
    m_growingTree = true;
    m_view->expandAll();
    for (const QString &key : std::as_const(m_collapsed))
        m_view->collapse(at(key));
    m_growingTree = false;
    if (!current.isEmpty() && m_view->currentIndex().data(FireTree::KeyRole).toString() != current)
        m_view->setCurrentIndex(at(current));
    m_view->verticalScrollBar()->setValue(scrolled);
}

bool FireTracer::growing() const
{
    return std::any_of(m_watched.cbegin(), m_watched.cend(), [](const Watched &one) { return one.grows(); });
}

void FireTracer::showState()
{
    const bool grows = growing();
    grows == m_tick.isActive() ? void() : grows ? m_tick.start() : m_tick.stop();
    qint64 left = 0;
    bool lost = false, stopped = false;
    for (const Watched &one : std::as_const(m_watched)) {
        if (!one.load)
            continue;
        left = std::max(left, one.grows() ? one.load->watchLeftMs() : 0);
        stopped = stopped || (one.stopped && !one.load->complete());
        for (const auto &node : one.load->trace().nodes)
            lost = lost || node.state == TraceState::NotStored || node.state == TraceState::Unreadable;
    }
    if (grows)
        m_state->set(tr("● growing"), Chip::Tone::Accent);
    else if (m_watched.isEmpty())
        m_state->set({}, Chip::Tone::Neutral);
    else if (stopped)
        m_state->set(tr("stopped"), Chip::Tone::Neutral);
    else
        m_state->set(lost ? tr("not all found") : tr("✓ all ended"), lost ? Chip::Tone::Warning : Chip::Tone::Success);
    m_again->setVisible(!grows && (lost || stopped) && m_session);
    m_stop->setVisible(grows);
    showWords(grows ? left : 0);
    showParts();
}

void FireTracer::showWords(qint64 leftMs)
{
    QStringList words;
    if (m_untraced > 0)
        words.append(tr("%1 more came too fast to be traced: see its activations").arg(m_untraced));
    if (leftMs > 0)
        words.append(tr("watched for another %1 s").arg((leftMs + 999) / 1000));
    m_left->setText(words.join(u" · "_s));
}

/// Nothing fired yet: only the head, so that rules and feed have the room.
void FireTracer::showParts()
{
    const bool some = !m_watched.isEmpty();
    m_state->setVisible(some);
    m_view->setVisible(some);
    m_foot->setVisible(some);
    m_follow->setVisible(m_follower->hasFeed());
    m_follow->setEnabled(m_session);
    const bool shown = std::any_of(m_watched.cbegin(), m_watched.cend(), [this](const Watched &one) { return one.id == m_lastFire; });
    m_last->setVisible(!m_lastFire.isEmpty() && !shown && m_session);
    setMaximumHeight(some ? QWIDGETSIZE_MAX : layout()->sizeHint().height());
}

void FireTracer::stop()
{
    for (Watched &one : m_watched) {
        one.stopped = one.stopped || one.grows();
        if (one.load)
            one.load->stop();
    }
    follow();
}

void FireTracer::lookAgain()
{
    for (Watched &one : m_watched) {
        one.stopped = false;
        if (one.load)
            one.load->again();
    }
    showState();
}

void FireTracer::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    follow();
}

void FireTracer::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    follow();
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
