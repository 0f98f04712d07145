#include "ui/editors/apis/apispage.h"

#include "core/async/deliver.h"
#include "core/openwhisk/session.h"
#include "ui/editors/apis/apisview.h"
#include "ui/editors/editorparts.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/stateview.h"

#include <QAction>
#include <QVBoxLayout>

using namespace openwhisk;
using namespace Qt::StringLiterals;

ApisPage::ApisPage(Session &session, QWidget *parent)
    : Page(parent)
    , m_session(&session)
    , m_message(new MessageBar(this))
    , m_view(new ApisView(session, this))
    , m_state(new StateView(m_view, this))
{
    build();
    buildCommands();
    connect(m_view, &ApisView::selectionChanged, this, &ApisPage::showState);
    connect(m_view, &ApisView::openRequested, this, &Page::openRequested);
    connect(m_state, &StateView::retryRequested, this, [this] { load(false); });
    connect(m_state, &StateView::emptyActionRequested, this, &ApisPage::create);
    connect(m_state, &StateView::cancelRequested, this, [this] {
        m_request.reset();
        m_state->showError({Error::Kind::Canceled, tr("Loading was stopped."), {}}, m_known);
    });
    connect(&session, &QObject::destroyed, this, &ApisPage::showState);
    load(false);
}

ApisPage::~ApisPage() = default;

void ApisPage::build()
{
    m_state->setObjectName(u"apisState"_s);
    m_message->setObjectName(u"apisMessage"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_message);
    layout->addWidget(m_state, 1);
}

QAction *ApisPage::addCommand(const QString &id, const QString &text, void (ApisPage::*run)())
{
    auto *action = new QAction(text, this);
    action->setObjectName(id);
    connect(action, &QAction::triggered, this, run);
    m_commands.append(action);
    return action;
}

void ApisPage::buildCommands()
{
    addCommand(u"api.create"_s, tr("New operation…"), &ApisPage::create);
    addCommand(u"api.import"_s, tr("Import Swagger…"), &ApisPage::askImport);
    addCommand(u"api.export"_s, tr("Export Swagger…"), &ApisPage::askExport);
    addCommand(u"api.copy"_s, tr("Copy address"), &ApisPage::copyAddress);
    addCommand(u"api.deleteOperation"_s, tr("Delete operation…"), &ApisPage::removeOperation);
    addCommand(u"api.delete"_s, tr("Delete API…"), &ApisPage::removeApi);
    m_view->addCommands(m_commands);
}

void ApisPage::load(bool keepContent)
{
    if (!m_session)
        return m_state->showError({Error::Kind::Canceled, tr("The connection is closed."), {}}, keepContent && m_known);
    m_request = std::make_unique<QObject>();
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(net::invokeDeadline).count();
    m_state->showLoading(tr("GET /api/v1/web/whisk.system/apimgmt/getApi.http · gives up after %1 s").arg(seconds),
                         keepContent && m_known);
    deliver(listApis(m_session->client(), m_request.get()), m_request.get(),
            [this, keepContent](const Result<QList<Api>> &apis) { loaded(apis, keepContent); });
    showState();
}

void ApisPage::loaded(const Result<QList<Api>> &apis, bool keepContent)
{
    m_available = apis || apis.error().kind != Error::Kind::NotFound;
    if (!apis) {
        Error error = apis.error();
        if (error.kind == Error::Kind::Canceled)
            error.message = tr("The connection was closed before the answer came.");
        if (m_available)
            m_state->showError(error, keepContent && m_known);
        else
            m_state->showNotStored(tr("This server has no API gateway."),
                                   tr("Package apimgmt of namespace whisk.system is not installed, so there is nothing that "
                                      "could serve APIs. Web actions have addresses of their own."));
        return showState();
    }
    m_known = true;
    m_apis = *apis;
    m_view->show(m_apis);
    if (m_apis.isEmpty())
        showNone();
    else
        m_state->showContent();
    showState();
}

void ApisPage::showNone()
{
    const bool mayWrite = blockedReason().isEmpty();
    m_state->showEmpty(tr("There is no API yet."),
                       tr("An API serves web actions under a base path of the gateway, one operation for each path and verb."),
                       mayWrite ? tr("New operation…") : QString());
    if (mayWrite)
        m_state->addButton(tr("Import Swagger…"), [this] { askImport(); });
}

QString ApisPage::blockedReason() const
{
    if (!m_session)
        return tr("The connection is closed.");
    if (m_session->readOnly())
        return tr("This connection is read-only.");
    return m_available ? QString() : tr("This server has no API gateway.");
}

void ApisPage::showState()
{
    const QString blocked = blockedReason();
    const bool chosen = m_view->current().has_value();
    for (QAction *action : std::as_const(m_commands)) {
        const QString id = action->objectName();
        const bool writes = id != u"api.copy"_s && id != u"api.export"_s;
        const bool ofRow = id != u"api.create"_s && id != u"api.import"_s;
        const QString reason = writes && !blocked.isEmpty() ? blocked
            : ofRow && !chosen                              ? tr("No operation is chosen.")
                                                            : QString();
        action->setEnabled(reason.isEmpty());
        action->setToolTip(plainTip(reason));
    }
    Q_EMIT changed();
}

void ApisPage::find()
{
    m_view->find();
}
