#include "ui/activations/activationspage.h"

#include "core/openwhisk/activationfeed.h"
#include "core/openwhisk/session.h"
#include "ui/activations/activationrows.h"
#include "ui/activations/activationshead.h"
#include "ui/activations/activationsof.h"
#include "ui/activations/chart/chartpanel.h"
#include "ui/activations/filter/logreading.h"
#include "ui/activations/filter/textsearch.h"
#include "ui/models/activationbook.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/timetext.h"

#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

/// What ActivationsPage says of what it shows.

std::optional<Error> ActivationsPage::error() const
{
    if (!m_session || !m_feed)
        return Error{Error::Kind::Canceled, tr("The connection was closed."), {}};
    if (m_canceled)
        return Error{Error::Kind::Canceled, tr("Loading was cancelled."), {}};
    return m_feed->state().error ? m_feed->state().error : m_of->error();
}

void ActivationsPage::feedChanged()
{
    if (m_feed && m_session)
        m_head->setState(m_feed->state());
    else
        m_head->setEnded();
    showState();
}

void ActivationsPage::showState()
{
    showCounts();
    showFoot();
    const auto problem = error();
    const bool sameError = m_shownError == problem;
    m_shownError = problem;
    if (problem && sameError && (m_state->state() == StateView::Error_ || m_state->state() == StateView::Stale))
        return;
    const bool rows = m_answer && m_answer->known > 0;
    const bool loading = m_feed && (m_feed->state().loading || (m_book && m_book->loading()) || m_asker->busy());
    if (!rows && problem)
        m_state->showError(*problem);
    else if (problem)
        m_state->showStale(*problem, m_feed ? timeText(m_feed->state().lastGoodMs).left(8) : QString());
    else if (!rows && (loading || !m_answer))
        m_state->state() == StateView::Loading ? void() : m_state->showLoading(tr("GET …/activations · gives up after 30 s"));
    else if (m_answer->view.rows.empty())
        showEmpty();
    else if (m_state->state() != StateView::Content)
        m_state->showContent();
}

void ActivationsPage::showEmpty()
{
    const FilterChoice &choice = m_filter.choice();
    const bool loading = m_feed && (m_feed->state().crawling || m_of->loading());
    if (m_answer->known == 0 && m_of->action().isEmpty())
        return m_state->showEmpty(tr("No activations yet."), tr("Every run of an action leaves a record here."));
    const QString known = tr("%1 are known here; older ones may be on the server.").arg(countText(m_answer->known));
    if (m_chart->selected())
        m_state->showEmpty(tr("Nothing ran in what is selected."), known, tr("Show all again"));
    else if (loading)
        m_state->state() == StateView::Loading ? void() : m_state->showLoading(tr("Older activations are being read …"));
    else if (choice.passesAll())
        m_state->showEmpty(tr("No activations in the span: %1.").arg(filterwords::span(choice)), known, tr("Show all known"));
    else
        m_state->showEmpty(tr("No activation passes the filter."), known, tr("Clear filter"));
}

void ActivationsPage::showCounts()
{
    const auto problem = error();
    if (!m_answer || (m_answer->known == 0 && problem))
        return m_head->setCounts(problem ? tr("unknown") : tr("fetching …"));
    const auto shown = qsizetype(m_answer->view.rows.size());
    const QString count = shown == m_answer->known ? countText(shown) : tr("%1 shown of %2").arg(countText(shown), countText(m_answer->known));
    m_head->setCounts(count + u" · "_s + filterwords::span(m_filter.choice()));
}

void ActivationsPage::showFoot()
{
    if (!m_feed) {
        m_older->hide();
        return;
    }
    const auto &state = m_feed->state();
    const bool ofOne = !m_of->action().isEmpty();
    const bool end = ofOne ? m_of->reachedEnd() : state.reachedEnd;
    m_older->setVisible(m_answer && !end);
    m_older->setEnabled(ofOne ? !m_of->loading() : !state.crawling);
    showSearch();
    if (m_search->searching())
        return;
    if (end)
        m_footText->setText(tr("That is all this server has."));
    else if (state.backToMs > 0)
        m_footText->setText(tr("Complete back to %1 %2.").arg(timeText(state.backToMs, timesInUtc(), true).chopped(4), zoneText(state.backToMs)));
    else
        m_footText->clear();
}

/// While words are searched for: what was searched, and how to search more.
void ActivationsPage::showSearch()
{
    m_readLogs->setVisible(m_search->searching() && m_services.store);
    m_readLogs->setText(m_fetch->running() ? tr("Stop") : tr("Read more results and logs"));
    if (!m_search->searching())
        return;
    const QStringList words{m_search->words(), m_fetch->words()};
    m_footText->setText(words.join(u' ').simplified());
}
