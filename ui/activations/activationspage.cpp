#include "ui/activations/activationspage.h"

#include "core/openwhisk/session.h"
#include "ui/activations/activationdetail.h"
#include "ui/activations/activationsource.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/timetext.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>

using namespace Qt::StringLiterals;
using openwhisk::ActivationSummary;

namespace {

constexpr int filterAfterMs = 120;

} // namespace

ActivationsPage::ActivationsPage(openwhisk::Session &session, openwhisk::ActivationPoll &poll, Target target, QWidget *parent)
    : Page(parent), m_session(&session), m_target(std::move(target)), m_source(new ActivationSource(session, poll, this)),
      m_order([this](QList<ActivationSummary> rows) { showArranged(std::move(rows)); })
{
    build(session);
    m_filterSoon.setSingleShot(true);
    m_filterSoon.setInterval(filterAfterMs);
    connect(&m_filterSoon, &QTimer::timeout, this, &ActivationsPage::applyFilter);
    connect(m_source, &ActivationSource::changed, this, &ActivationsPage::arrange);
    connect(&session, &openwhisk::Session::changed, this, &ActivationsPage::updateActions);
    connectList();
    updateActions();
    m_filterBar->setAction(m_target.name.name.isEmpty() ? QString() : m_target.name.shown());
    applyFilter();
}

ActivationsPage::~ActivationsPage() = default;

void ActivationsPage::connectList()
{
    connect(m_filterBar, &ActivationFilterBar::changed, &m_filterSoon, qOverload<>(&QTimer::start));
    connect(m_table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, &ActivationsPage::sortBy);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ActivationsPage::showCurrent);
    connect(m_table, &QTableView::activated, this, &ActivationsPage::openCurrent);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, &ActivationsPage::loadOlderAtEnd);
    connect(m_older, &QPushButton::clicked, m_source, &ActivationSource::loadOlder);
    connect(m_filterBar->field(), &SearchField::downPressed, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_state, &StateView::emptyActionRequested, m_filterBar, &ActivationFilterBar::clear);
    connect(m_state, &StateView::retryRequested, this, [this] {
        m_canceled = false;
        m_source->setWatching(true);
        refresh();
        arrange();
    });
    connect(m_state, &StateView::cancelRequested, this, [this] {
        m_canceled = true;
        m_source->setWatching(false);
        showState();
    });
    connect(m_detail, &ActivationDetail::openRequested, this, &Page::openRequested);
    connect(m_detail, &ActivationDetail::notice, this, &Page::notice);
}

QString ActivationsPage::title() const
{
    return m_target.name.name.isEmpty() ? tr("Activations") : tr("Activations of %1").arg(m_target.name.name);
}

QString ActivationsPage::glyph() const
{
    return u"activations"_s;
}

void ActivationsPage::refresh()
{
    m_source->refresh();
}

void ActivationsPage::find()
{
    if (m_detail->isAncestorOf(focusWidget()))
        return m_detail->find();
    m_filterBar->field()->setFocus();
    m_filterBar->field()->selectAll();
}

QList<QAction *> ActivationsPage::commands() const
{
    return m_detail->commands();
}

void ActivationsPage::applyFilter()
{
    m_filter = m_filterBar->filter();
    m_source->setAction(m_filter.action);
    arrange();
}

void ActivationsPage::sortBy(int column, Qt::SortOrder order)
{
    m_sortColumn = column;
    m_sortOrder = order;
    arrange();
}

void ActivationsPage::arrange()
{
    const bool asTheyCome = m_sortColumn == activationcolumns::Started && m_sortOrder == Qt::DescendingOrder;
    m_order.start(m_source->rows(), m_filter.keep(),
                  asTheyCome ? decltype(activationcolumns::less(0, m_sortOrder)){}
                             : activationcolumns::less(m_sortColumn, m_sortOrder));
}

void ActivationsPage::showArranged(QList<ActivationSummary> rows)
{
    m_model->setRows(std::move(rows));
    showState();
    showCounts();
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid())
        m_detail->showSummary(m_model->row(current.row()));
}

void ActivationsPage::showState()
{
    const auto rows = m_source->rows();
    const auto error = m_canceled ? Error{Error::Kind::Canceled, tr("Loading was cancelled."), {}} : m_source->error();
    const bool sameError = m_shownError == error;
    m_shownError = error;
    if (error && sameError && (m_state->state() == StateView::Error_ || m_state->state() == StateView::Stale))
        return;
    if (!rows && error)
        m_state->showError(*error);
    else if (!rows)
        m_state->state() == StateView::Loading ? void() : m_state->showLoading(tr("GET …/activations · gives up after 30 s"));
    else if (error)
        m_state->showStale(*error, timeText(m_source->lastGoodMs()).left(8));
    else if (rows->isEmpty() && m_filter.action.isEmpty())
        m_state->showEmpty(tr("No activations yet."), tr("Every run of an action leaves a record here."));
    else if (m_model->rowCount() == 0)
        m_state->showEmpty(tr("No activation passes the filter."), tr("%1 are known here; older ones may be on the server.").arg(countText(rows->size())), tr("Clear filter"));
    else if (m_state->state() != StateView::Content)
        m_state->showContent();
}

void ActivationsPage::showCounts()
{
    const auto rows = m_source->rows();
    m_live->set(m_source->live() ? tr("● live") : tr("○ not live"), m_source->live() ? Chip::Tone::Success : Chip::Tone::Neutral);
    const int shown = m_model->rowCount();
    if (!rows)
        m_counts->setText(m_source->error() ? tr("unknown") : tr("fetching …"));
    else if (shown == rows->size())
        m_counts->setText(countText(shown) + (m_source->reachedEnd() ? QString() : u"+"_s));
    else
        m_counts->setText(tr("%1 shown of %2").arg(countText(shown), countText(rows->size())));
    m_older->setVisible(rows && !m_source->reachedEnd());
    m_older->setEnabled(!m_source->loadingOlder());
    m_footText->setText(!rows ? QString() : m_source->reachedEnd() ? tr("That is all this server has.")
                                          : tr("Older ones follow at the end of the list."));
}

void ActivationsPage::showCurrent()
{
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid())
        m_detail->showSummary(m_model->row(current.row()));
}

void ActivationsPage::openCurrent()
{
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid())
        Q_EMIT openRequested({Target::Kind::Activation, {}, m_model->row(current.row()).id});
}

void ActivationsPage::updateActions()
{
    QStringList names;
    if (m_session && m_session->actions().rows) {
        for (const openwhisk::ActionSummary &action : *m_session->actions().rows)
            names += action.name.shown();
    }
    names.sort(Qt::CaseInsensitive);
    m_filterBar->setActions(names);
}

void ActivationsPage::loadOlderAtEnd()
{
    const QScrollBar *bar = m_table->verticalScrollBar();
    if (bar->maximum() > 0 && bar->value() == bar->maximum())
        m_source->loadOlder();
}

void ActivationsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_source->setWatching(!m_canceled);
}

void ActivationsPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_source->setWatching(false);
}

void ActivationsPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::LocaleChange)
        m_table->viewport()->update();
}
