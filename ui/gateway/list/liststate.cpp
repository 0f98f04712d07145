#include "ui/gateway/list/gatewaylistpage.h"

#include "core/openwhisk/session.h"
#include "ui/gateway/errorways.h"
#include "ui/gateway/list/listbulkbar.h"
#include "ui/gateway/list/listdelegates.h"
#include "ui/gateway/list/listfilterbar.h"
#include "ui/gateway/list/previewpane.h"
#include "ui/gateway/waiting.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/timetext.h"

#include <QDateTime>
#include <QLabel>
#include <QPushButton>
#include <QTableView>

using namespace Qt::StringLiterals;
using gateway::Kind;

/// What GatewayListPage says of what it shows.

namespace {

QString inSentence(const QString &plural)
{
    return plural.left(1).toLower() + plural.mid(1);
}

} // namespace

QString GatewayListPage::writeBan() const
{
    if (!m_session)
        return tr("The connection was closed.");
    if (m_session->server().readOnly)
        return tr("The key of this connection may only read (role viewer).");
    if (m_session->readOnly())
        return tr("This connection is read-only: nothing is written.");
    if (m_kind == Kind::StreamRoute && !m_session->server().streams)
        return tr("This gateway has no stream proxy.");
    if (!m_session->serverKnown())
        return tr("The gateway has not answered yet.");
    const auto problem = error();
    if (!problem || m_canceled)
        return {};
    return gateway::mayPass(*problem) ? tr("The gateway does not answer: writing waits until it does.")
                                      : tr("The gateway could not be read again: writing waits until it can be.");
}

QString GatewayListPage::loadingText() const
{
    if (m_kind == Kind::Credential)
        return tr("GET /apisix/admin/consumers/…/credentials · one for each consumer, each gives up after 30 s");
    return tr("GET /apisix/admin/%1 · gives up after 30 s").arg(QString::fromLatin1(gateway::rulesOf(m_kind).path));
}

/// The rows are of the others, and that must be seen.
void GatewayListPage::showUnread()
{
    const QList<gateway::Unread> &unread = listing().unread;
    if (unread.isEmpty() || !m_session)
        return m_unread->clear();
    constexpr qsizetype most = 5;
    QStringList names, details;
    for (const gateway::Unread &one : unread) {
        names.append(one.consumer);
        details.append(one.consumer + u": "_s + one.error.message);
    }
    const QString some = names.mid(0, most).join(u", "_s) + (names.size() > most ? u" …"_s : QString());
    const QString sentence = tr("%1 of the consumers could not be asked for their credentials: %2.").arg(unread.size()).arg(some);
    if (m_unread->isVisibleTo(this) && m_unread->text() == sentence && m_unread->detail() == details.join(u'\n'))
        return; // who reads the details keeps them
    m_unread->show(MessageBar::Kind::Warning, sentence, details.join(u'\n'));
    m_unread->addButton(tr("Try again"), [this] { refresh(); });
}

std::optional<Error> GatewayListPage::error() const
{
    if (!m_session)
        return Error{Error::Kind::Canceled, tr("The connection was closed."), {}};
    if (m_canceled)
        return Error{Error::Kind::Canceled, tr("Loading was cancelled."), {}};
    if (listing().error)
        return listing().error;
    return m_session->connected() || listing().loading ? std::nullopt : m_session->problem();
}

void GatewayListPage::showState()
{
    showHead();
    showFoot();
    const auto problem = error();
    showUnread();
    if (writeBan() != m_shownBan)
        showBans();
    if (!problem)
        m_shownProblem.reset();
    if (m_session && m_session->serverKnown() && !gateway::has(m_session->server(), m_kind))
        return m_state->showEmpty(m_kind == Kind::StreamRoute ? tr("This gateway has no stream proxy.") : tr("This version of the gateway has no %1.").arg(inSentence(title())),
                                  m_kind == Kind::StreamRoute ? tr("It is off unless apisix.proxy_mode has “stream”.") : tr("A newer one does."));
    if (problem)
        return showProblem(*problem);
    if (!m_known || m_asking) {
        if (!m_known && m_state->state() != StateView::Loading)
            m_state->showLoading(loadingText());
        return;
    }
    showRows(listing());
}

/// Who reads the details, or is about to press a button, is not disturbed by the next try.
void GatewayListPage::showProblem(const Error &problem)
{
    const StateView::State state = m_known ? StateView::Stale : StateView::Error_;
    if (m_shownProblem != problem || m_state->state() != state) {
        m_shownProblem = problem;
        m_known ? m_state->showStale(problem, {}) : m_state->showError(problem);
        errorways::add(*m_state, problem, m_services);
    }
    m_state->setTail(m_waiting->words());
}

void GatewayListPage::showRows(const gateway::Listing &listing)
{
    if (m_rows->rowCount() == 0)
        return showEmpty();
    if (listing.loading)
        return m_state->showLoading({}, true);
    if (m_state->state() != StateView::Content)
        m_state->showContent();
    m_state->showContent();
}

void GatewayListPage::showEmpty()
{
    const QString kinds = inSentence(title());
    if (!m_known->isEmpty())
        return m_state->showEmpty(tr("None of the %1 %2 passes the filter.").arg(m_known->size()).arg(kinds), tr("Search and filter chips count together."), tr("Clear filter"));
    const QString ban = writeBan();
    m_state->showEmpty(tr("This gateway has no %1 yet.").arg(kinds), m_kind == Kind::Route ? tr("A route publishes an action under a path.") : m_kind == Kind::Credential ? tr("A consumer proves itself by one of them, or by a plugin of its own.") : ban,
                       ban.isEmpty() ? tr("+ %1").arg(gateway::singular(m_kind)) : QString());
    if (m_kind == Kind::Route && ban.isEmpty() && m_services.openwhisk)
        m_state->addButton(tr("Expose an action…"), [this] { exposeAction(); });
}

QString GatewayListPage::countText() const
{
    if (!m_known)
        return error() ? tr("unknown") : tr("fetching …");
    const auto all = m_known->size();
    const QString count = m_rows->rowCount() == all ? ::countText(all) : tr("%1 shown of %2").arg(::countText(m_rows->rowCount()), ::countText(all));
    if (const qint64 loaded = listing().loadedAtMs; error() && loaded > 0)
        return tr("%1 · as of %2, %3").arg(count, timeText(loaded).left(5), agoText(loaded, QDateTime::currentMSecsSinceEpoch()));
    if (m_newest <= 0)
        return count;
    return tr("%1 · newest change %2").arg(count, agoText(m_newest * 1000, QDateTime::currentMSecsSinceEpoch()));
}

void GatewayListPage::showHead()
{
    m_counts->setText(countText());
    m_counts->setToolTip(plainTip(m_counts->text()));
    if (!m_session)
        return m_mode->set({}, Chip::Tone::Neutral);
    const auto &server = m_session->server();
    if (m_session->readOnly())
        m_mode->set(tr("read-only"), Chip::Tone::Warning);
    else if (server.standalone)
        m_mode->set(tr("standalone"), Chip::Tone::Neutral);
    else
        m_mode->set(server.v2 ? tr("Admin API v2") : QString(), Chip::Tone::Neutral);
    m_mode->setToolTip(m_session->readOnly() ? writeBan()
                           : server.standalone ? tr("The gateway has one configuration in place of a store: each write sends all of it.")
                                               : QString());
    m_mode->setVisible(!m_mode->text().isEmpty());
}

/// What is there and not to be seen.
void GatewayListPage::showFoot()
{
    QStringList hidden;
    for (qsizetype i = 0; i < m_rows->columns().size(); ++i)
        if (m_table->isColumnHidden(int(i) + GatewayRows::firstColumn))
            hidden.append(m_rows->columns().at(i).look.title.toLower());
    QStringList sentences;
    if (!hidden.isEmpty())
        sentences.append(tr("Hidden columns: %1.").arg(hidden.join(u", "_s)));
    const qsizetype out = m_known ? m_known->size() - m_rows->rowCount() : 0;
    if (out > 0 && !m_asking)
        sentences.append(tr("%n of the %1 %2 are filtered out:", nullptr, int(out)).arg(m_known->size()).arg(inSentence(title())));
    m_foot->setText(sentences.join(u' '));
    m_foot->setToolTip(plainTip(m_foot->text()));
    m_showAll->setVisible(out > 0);
    m_showAll->setText(tr("show all %1").arg(m_known ? m_known->size() : 0));
}

void GatewayListPage::showCurrent()
{
    const QModelIndex index = m_table->currentIndex();
    if (!index.isValid() || index.row() >= m_rows->rowCount())
        return m_preview->showNothing(tr("Select a row to see more of it."));
    m_preview->setNameSpace(m_services.openwhisk && m_session ? m_services.openwhisk->nameSpace() : QString());
    m_preview->showItem(m_rows->itemOf(index.row()));
}

void GatewayListPage::showTicks()
{
    const auto ticked = m_rows->ticked();
    QStringList names;
    for (int i = 0; i < m_rows->rowCount() && names.size() < ticked.size(); ++i)
        if (m_rows->isTicked(i))
            names.append(listcolumns::nameOf(m_rows->row(i)));
    m_bulk->showTicked(names, writeBan());
    m_header->setTicks(ticked.isEmpty() ? Qt::Unchecked : ticked.size() == m_rows->rowCount() ? Qt::Checked : Qt::PartiallyChecked);
}

void GatewayListPage::showBans()
{
    const QString ban = m_shownBan = writeBan();
    enableOrExplain(m_newButton, ban);
    enableOrExplain(m_importButton, ban);
    m_switches->setEnabled(ban.isEmpty());
    m_preview->setWriteBan(ban);
    m_table->viewport()->update();
    showTicks();
    showCurrent();
}
