#include "ui/activations/live/liveactivations.h"

#include "core/openwhisk/activationfeed.h"
#include "core/openwhisk/session.h"
#include "ui/activations/filter/actionpicker.h"
#include "ui/activations/filter/filterchoice.h"
#include "ui/activations/live/failurewatch.h"
#include "ui/models/activationbook.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/timetext.h"

#include <QCheckBox>
#include <QDateTime>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int tickMs = 1000;

} // namespace

LiveActivations::LiveActivations(const ActivationServices &services, FailureWatch &watch, QWidget *parent)
    : QWidget(parent), m_session(&services.session), m_feed(&services.feed), m_book(&services.book), m_watch(&watch), m_table(new QTableView(this)),
      m_model(activationcolumns::makeLive(this)), m_state(new StateView(m_table, this))
{
    m_table->setObjectName(u"liveTable"_s);
    m_table->setAccessibleName(tr("Live activations"));
    m_table->setModel(m_model);
    activationcolumns::setUpLive(m_table);
    m_state->setObjectName(u"liveState"_s);
    buildBar();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_state, 1);
    setFocusProxy(m_table);
    m_tick.setInterval(tickMs);
    connectParts();
    connectEnds(services.session);
    showWatch();
    update();
}

LiveActivations::~LiveActivations()
{
    // The feed tells that a viewer left: that shall not come back here.
    if (m_feed) {
        m_feed->disconnect(this);
        m_feed->removeViewer(this);
    }
}

void LiveActivations::connectParts()
{
    connect(m_table, &QTableView::activated, this, &LiveActivations::open);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, &LiveActivations::scrolled);
    connect(m_actions, &QPushButton::clicked, this, [this] {
        if (m_session)
            m_picker->choices()->setEntries(actionEntries(*m_session));
        m_picker->popUpBelow(m_actions);
    });
    connect(m_picker, &ActionPicker::chosenChanged, this, [this](const auto &names) {
        if (m_watch)
            m_watch->setActions(names);
    });
    connect(m_pause, &QPushButton::toggled, this, &LiveActivations::update);
    connect(m_follow, &QPushButton::toggled, this, [this](bool on) {
        if (on)
            m_table->scrollToTop();
    });
    connect(m_notify, &QCheckBox::toggled, this, [this](bool on) {
        if (m_watch)
            m_watch->setEnabled(on);
    });
    connect(m_watch, &FailureWatch::changed, this, &LiveActivations::showWatch);
    connect(&m_tick, &QTimer::timeout, this, &LiveActivations::update);
    connect(m_state, &StateView::retryRequested, this, [this] {
        m_canceled = false;
        if (m_feed) {
            m_feed->addViewer(this);
            m_feed->pollNow();
        }
        showState();
    });
    connect(m_state, &StateView::cancelRequested, this, [this] {
        m_canceled = true;
        if (m_feed)
            m_feed->removeViewer(this);
        showState();
    });
}

void LiveActivations::connectEnds(openwhisk::Session &session)
{
    connect(m_feed, &openwhisk::ActivationFeed::stateChanged, this, &LiveActivations::showState);
    connect(m_book, &ActivationBook::tableChanged, this, [this] {
        if (isVisible())
            update();
    });
    connect(&session, &QObject::destroyed, this, &LiveActivations::showState);
    connect(m_feed, &QObject::destroyed, this, &LiveActivations::showState);
}

/// Paused, the rows stay; the counters do not.
void LiveActivations::update()
{
    const auto table = m_book ? m_book->table() : nullptr;
    if (table && m_feed) {
        const qint64 now = QDateTime::currentMSecsSinceEpoch() + m_feed->state().clockOffsetMs;
        const auto actions = m_watch ? m_watch->actions() : QList<openwhisk::EntityName>();
        const tail::Tail tail = tail::of(*table, actions, now);
        if (!m_pause->isChecked())
            showRows(tail.rows);
        showCounts(tail.counts);
    }
    showState();
}

void LiveActivations::showRows(const QList<openwhisk::ActivationSummary> &rows)
{
    m_showing = true;
    QScrollBar *bar = m_table->verticalScrollBar();
    const QPersistentModelIndex top = m_follow->isChecked() ? QModelIndex() : m_model->index(m_table->rowAt(0), 0);
    const int before = top.row();
    m_model->setRows(rows);
    if (m_follow->isChecked())
        m_table->scrollToTop();
    else if (top.isValid() && top.row() != before)
        bar->setValue(bar->value() + top.row() - before);
    m_showing = false;
}

void LiveActivations::showCounts(const tail::Counts &counts)
{
    const QString rate = tr("%1/s").arg(QString::number(counts.perSecond, 'f', counts.perSecond < 10 ? 1 : 0));
    const QString errors = counts.errors == 0 ? tr("no errors") : tr("%1 errors").arg(countText(counts.errors));
    m_counts->setText(tr("%1 · last minute: %2, %3").arg(rate, countText(counts.lastMinute), errors));
}

void LiveActivations::showWatch()
{
    if (!m_watch)
        return;
    const auto &actions = m_watch->actions();
    m_picker->choices()->setChosen(actions);
    m_actions->setText((actions.isEmpty() ? tr("All actions") : actions.size() == 1 ? filterwords::action(actions.first()) : tr("%1 actions").arg(actions.size())) + u" ▾"_s);
    m_notify->setChecked(m_watch->enabled());
    update();
}

void LiveActivations::scrolled(int value)
{
    if (!m_showing)
        m_follow->setChecked(value == 0);
}

void LiveActivations::showState()
{
    std::optional<Error> error = m_feed ? m_feed->state().error : std::nullopt;
    if (!m_feed || !m_session)
        error = Error{Error::Kind::Canceled, tr("The connection was closed."), {}};
    else if (m_canceled)
        error = Error{Error::Kind::Canceled, tr("Loading was cancelled."), {}};
    const bool sameError = error == m_shownError;
    m_shownError = error;
    if (error && sameError && (m_state->state() == StateView::Error_ || m_state->state() == StateView::Stale))
        return;
    const bool known = m_book && m_book->table() && !m_book->table()->isEmpty();
    if (!known && error)
        m_state->showError(*error);
    else if (error)
        m_feed ? m_state->showStale(*error, timeText(m_feed->state().lastGoodMs).left(8)) : m_state->showError(*error, true);
    else if (!known && (m_feed->state().loading || m_book->loading()))
        m_state->state() == StateView::Loading ? void() : m_state->showLoading(tr("GET …/activations · gives up after 30 s"));
    else if (!known)
        m_state->showEmpty(tr("No activations yet."), tr("Every run of an action leaves a record; invoke one with Ctrl+Enter."));
    else if (m_model->rowCount() == 0)
        m_state->showEmpty(tr("Nothing of these actions yet."), tr("Their next runs appear here."));
    else if (m_state->state() != StateView::Content)
        m_state->showContent();
}

void LiveActivations::open(const QModelIndex &index)
{
    if (index.isValid())
        Q_EMIT openRequested({Target::Kind::Activation, {}, m_model->row(index.row()).id});
}

void LiveActivations::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_feed && !m_canceled)
        m_feed->addViewer(this);
    m_tick.start();
    update();
}

void LiveActivations::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_tick.stop();
    if (m_feed)
        m_feed->removeViewer(this);
}

void LiveActivations::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LocaleChange)
        m_table->viewport()->update();
}
