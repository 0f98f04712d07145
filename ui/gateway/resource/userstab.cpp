#include "ui/gateway/resource/userstab.h"

#include "core/gateway/session.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/stateview.h"

#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using insight::GatewayUse;

namespace {

insight::GatewayLists listsOf(const gateway::Session &session)
{
    insight::GatewayLists lists;
    for (const gateway::Kind kind : session.kinds())
        lists.insert(kind, session.listing(kind).rows);
    return lists;
}

QString keyText(const GatewayUse &use)
{
    return QString::number(int(use.user.kind)) + u'/' + use.user.parent + u'/' + use.user.id;
}

} // namespace

UsersTab::UsersTab(ResourceState &state, QWidget *parent)
    : ResourceTab(state, parent)
    , m_model(new TableModel<GatewayUse>({{tr("Kind"), [](const GatewayUse &use) { return gateway::singular(use.user.kind); }},
                                          {tr("Name"), [](const GatewayUse &use) { return use.name; }},
                                          {tr("Id"), [](const GatewayUse &use) { return use.user.id; }},
                                          {tr("State"), [](const GatewayUse &use) { return use.enabled ? tr("enabled") : tr("off"); }}},
                                         keyText, this))
    , m_table(new QTableView(this))
    , m_note(plainLabel(tr("Worked out from the lists. Enter opens."), u"muted"_s, this))
{
    build();
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT openRequested(gatewayObject(m_model->row(index.row()).user));
    });
    connect(m_state, &StateView::retryRequested, this, &UsersTab::askForMissing);
    connect(&state, &ResourceState::keyChanged, this, &UsersTab::showUsers);
    if (gateway::Session *session = state.session())
        connect(session, &gateway::Session::changed, this, &UsersTab::showUsers);
    showUsers();
}

void UsersTab::build()
{
    setObjectName(u"usersTab"_s);
    dressTable(m_table, u"users"_s, tr("What refers to it"));
    m_table->setModel(m_model);
    const int widths[] = {140, 260, 220};
    for (int column = 0; column < int(std::size(widths)); ++column)
        m_table->setColumnWidth(column, widths[column]);
    m_state = new StateView(m_table, this);
    m_state->setObjectName(u"usersState"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_state, 1);
    QBoxLayout *foot = rowOf({m_note, nullptr});
    foot->setContentsMargins(12, 8, 12, 8);
    layout->addLayout(foot);
    setFocusProxy(m_table);
}

QString UsersTab::title() const
{
    return tr("Used by");
}

int UsersTab::count() const
{
    return m_known ? int(m_model->rowCount()) : -1;
}

void UsersTab::askForMissing()
{
    gateway::Session *session = state().session();
    if (!session)
        return;
    for (const gateway::Kind kind : session->kinds())
        if (!session->listing(kind).rows)
            session->refresh(kind);
}

void UsersTab::showUsers()
{
    const gateway::Session *session = state().session();
    if (!session)
        return;
    std::optional<Error> problem;
    bool loading = false;
    for (const gateway::Kind kind : session->kinds()) {
        const gateway::Listing &listing = session->listing(kind);
        loading = loading || (!listing.rows && listing.loading);
        if (!listing.rows && listing.error)
            problem = listing.error;
    }
    const QList<GatewayUse> users = state().isNew() ? QList<GatewayUse>() : insight::usersOf(state().key(), listsOf(*session));
    m_model->setRows(users);
    m_known = !problem && !loading && session->serverKnown();
    if (problem)
        m_state->showError(*problem, !users.isEmpty());
    else if (!m_known)
        m_state->showLoading(tr("Reading the lists"), !users.isEmpty());
    else if (users.isEmpty())
        m_state->showEmpty(tr("Nothing refers to it."), tr("It can be deleted without harm to others."));
    else
        m_state->showContent();
    Q_EMIT titleChanged();
}
