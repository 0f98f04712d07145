#include "ui/editors/server/serverpage.h"

#include "core/async/deliver.h"
#include "core/openwhisk/session.h"
#include "ui/editors/server/serverview.h"
#include "ui/widgets/stateview.h"

#include <QVBoxLayout>

using namespace openwhisk;
using namespace Qt::StringLiterals;

ServerPage::ServerPage(Session &session, QWidget *parent)
    : Page(parent)
    , m_session(&session)
    , m_view(new ServerView(this))
    , m_state(new StateView(m_view, this))
{
    m_state->setObjectName(u"serverState"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_state);
    connect(m_state, &StateView::retryRequested, this, [this] { load(false); });
    connect(m_state, &StateView::cancelRequested, this, [this] {
        m_request.reset();
        m_state->showError({Error::Kind::Canceled, tr("Loading was stopped."), {}}, m_known);
    });
    load(false);
}

ServerPage::~ServerPage() = default;

void ServerPage::load(bool keepContent)
{
    if (!m_session)
        return m_state->showError({Error::Kind::Canceled, tr("The connection is closed."), {}}, keepContent && m_known);
    m_request = std::make_unique<QObject>();
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(net::ordinaryDeadline).count();
    m_state->showLoading(tr("GET / · gives up after %1 s").arg(seconds), keepContent && m_known);
    deliver(serverFacts(m_session->client(), m_request.get()), m_request.get(),
            [this, keepContent](const Result<ServerFacts> &facts) { loaded(facts, keepContent); });
    loadUse();
}

void ServerPage::loaded(const Result<ServerFacts> &facts, bool keepContent)
{
    if (!facts) {
        Error error = facts.error();
        if (error.kind == Error::Kind::Canceled)
            error.message = tr("The connection was closed before the answer came.");
        return m_state->showError(error, keepContent && m_known);
    }
    if (!m_session)
        return m_state->showError({Error::Kind::Canceled, tr("The connection is closed."), {}}, m_known);
    m_known = true;
    m_view->showConnection(*m_session);
    m_view->showFacts(*facts);
    if (facts->root.isNull() && facts->api.isNull() && facts->limits.isNull())
        return m_state->showEmpty(tr("The server tells nothing about itself."),
                                  tr("Something in front of it may keep these addresses back."));
    m_state->showContent();
}

void ServerPage::loadUse()
{
    m_view->showUse({});
    deliver(useOfMinute(m_session->client(), m_request.get()), m_request.get(),
            [this](const Result<MinuteUse> &use) { m_view->showUse(use ? std::optional(*use) : std::nullopt); });
}

void ServerPage::find()
{
    m_view->find();
}
