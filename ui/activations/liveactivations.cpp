#include "ui/activations/liveactivations.h"

#include "core/openwhisk/activationpoll.h"
#include "core/openwhisk/session.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/timetext.h"

#include <QEvent>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shownRows = 200;

} // namespace

LiveActivations::LiveActivations(openwhisk::Session &session, openwhisk::ActivationPoll &poll, QWidget *parent)
    : QWidget(parent), m_poll(&poll), m_table(new QTableView(this)), m_model(activationcolumns::makeLive(this)),
      m_state(new StateView(m_table, this))
{
    m_table->setObjectName(u"liveTable"_s);
    m_table->setAccessibleName(tr("Live activations"));
    m_table->setModel(m_model);
    activationcolumns::setUpLive(m_table);
    m_state->setObjectName(u"liveState"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_state);
    setFocusProxy(m_table);
    connect(m_table, &QTableView::activated, this, &LiveActivations::open);
    connect(&poll, &openwhisk::ActivationPoll::changed, this, &LiveActivations::showRows);
    connect(m_state, &StateView::retryRequested, &poll, &openwhisk::ActivationPoll::pollNow);
    connect(m_state, &StateView::cancelRequested, this, [this] {
        m_poll->removeViewer(this);
        m_state->showError(Error{Error::Kind::Canceled, tr("Loading was cancelled."), {}});
    });
    connect(&session, &QObject::destroyed, this,
            [this] { m_state->showError(Error{Error::Kind::Canceled, tr("The connection was closed."), {}}, true); });
    showRows();
}

LiveActivations::~LiveActivations()
{
    // The feed tells that a viewer left: that shall not come back here.
    if (m_poll) {
        m_poll->disconnect(this);
        m_poll->removeViewer(this);
    }
}

void LiveActivations::showRows()
{
    const auto rows = m_poll->rows();
    const auto &error = m_poll->error();
    if (rows)
        m_model->setRows(rows->first(std::min(shownRows, rows->size())));
    if (!rows && error)
        m_state->showError(*error);
    else if (!rows)
        m_state->showLoading(tr("GET …/activations · gives up after 30 s"));
    else if (error)
        m_state->showStale(*error, timeText(m_poll->lastGoodMs()).left(8));
    else if (rows->isEmpty())
        m_state->showEmpty(tr("No activations yet."), tr("Every run of an action leaves a record; invoke one with Ctrl+Enter."));
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
    if (m_poll)
        m_poll->addViewer(this);
}

void LiveActivations::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (m_poll)
        m_poll->removeViewer(this);
}

void LiveActivations::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LocaleChange)
        m_table->viewport()->update();
}
