#include "ui/explorer/explorer.h"
#include "ui/explorer/explorermodel.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/timetext.h"

using namespace Qt::StringLiterals;
using openwhisk::Session;

void Explorer::showConnecting(const QString &what)
{
    setSession(nullptr);
    m_filter->setEnabled(false);
    m_states->showLoading(what);
}

void Explorer::showProblem(const Error &error)
{
    setSession(nullptr);
    showFailure(error);
}

void Explorer::showFailure(const Error &error)
{
    m_filter->setEnabled(false);
    m_states->showError(error);
    m_states->addButton(tr("Edit connection…"), [this] { Q_EMIT editConnectionRequested(); });
}

void Explorer::showNoConnection()
{
    m_filter->setEnabled(false);
    m_states->showEmpty(tr("No connection is open."), tr("Make one, or choose one at the top left."), tr("New connection…"));
}

namespace {

std::optional<Error> firstError(const Session &session)
{
    for (const auto &error : {session.actions().error, session.packages().error, session.triggers().error, session.rules().error}) {
        if (error)
            return error;
    }
    return {};
}

bool anyRows(const Session &session)
{
    return session.actions().rows || session.packages().rows || session.triggers().rows || session.rules().rows;
}

bool allEmpty(const Session &session)
{
    const auto empty = [](const auto &listing) { return listing.rows && listing.rows->isEmpty(); };
    return empty(session.actions()) && empty(session.packages()) && empty(session.triggers()) && empty(session.rules());
}

} // namespace

/// Nothing known and no answer is an error, something known and no answer is stale. True when it showed either.
bool Explorer::showProblemOfLists()
{
    const auto error = firstError(*m_session);
    if (!error)
        return false;
    if (!anyRows(*m_session) && !gatewayIsShown()) {
        if (m_session->actions().loading)
            return false;
        showFailure(*error);
        return true;
    }
    const qint64 loaded = m_session->actions().loadedAtMs;
    m_states->showStale(*error, loaded ? timeText(loaded) : tr("unknown"));
    return true;
}

void Explorer::showState()
{
    if (!m_session)
        return;
    if (showProblemOfLists())
        return m_filter->setEnabled(anyRows(*m_session) || gatewayIsShown());
    if (!(anyRows(*m_session) || gatewayIsShown()) || !m_tree) {
        m_filter->setEnabled(false);
        return m_states->showLoading(tr("GET /api/v1/namespaces/_/actions · gives up after 30 s"));
    }
    m_filter->setEnabled(true);
    if (allEmpty(*m_session) && !m_gateway)
        return m_states->showEmpty(tr("This namespace is empty."), tr("An action is code that runs when it is called."),
                                   tr("New action…"));
    if (m_tree->filtered && m_tree->hits == 0)
        return m_states->showEmpty(tr("Nothing matches “%1”.").arg(m_filter->text()),
                                   tr("%n entity in all", nullptr, m_tree->entities), tr("Clear filter"));
    m_states->showContent();
}
