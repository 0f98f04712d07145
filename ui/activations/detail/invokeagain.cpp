#include "ui/activations/detail/invokeagain.h"

#include "core/async/deliver.h"
#include "core/history/store.h"
#include "core/openwhisk/session.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/jsonedit.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/role.h"
#include "ui/widgets/throttlewait.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize firstSize(620, 460);

} // namespace

InvokeAgain::InvokeAgain(Session &session, history::Store *store, const ActivationSummary &of,
                         const std::optional<history::Payload> &payload, QWidget *parent)
    : Dialog(parent), m_session(&session), m_store(store), m_name(of.name), m_about(new MessageBar(this)), m_edit(new JsonEdit(this)),
      m_message(new MessageBar(this)), m_throttle(new ThrottleWait(this)), m_invoke(withRole(new QPushButton(tr("Invoke"), this), u"primary"_s))
{
    setObjectName(u"invokeAgain"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Invoke %1 again").arg(of.name.shown()));
    resize(firstSize);
    build();
    tellPayload(payload);
    connect(m_edit, &JsonEdit::validityChanged, this, &InvokeAgain::enable);
    connect(m_throttle, &ThrottleWait::ended, this, &InvokeAgain::enable);
    connect(&session, &QObject::destroyed, this, &QDialog::reject);
    enable();
}

InvokeAgain::~InvokeAgain() = default;

void InvokeAgain::build()
{
    m_about->setObjectName(u"againAbout"_s);
    m_message->setObjectName(u"againMessage"_s);
    m_edit->setObjectName(u"againPayload"_s);
    m_edit->setRequireObject(true);
    m_invoke->setObjectName(u"againInvoke"_s);
    m_invoke->setDefault(true);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(u"againCancel"_s);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_invoke, &QPushButton::clicked, this, &InvokeAgain::invoke);
    auto *title = withRole(new QLabel(tr("Payload"), this), u"section"_s);
    auto *foot = new QHBoxLayout;
    foot->addStretch();
    foot->addWidget(cancel);
    foot->addWidget(m_invoke);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_about);
    layout->addWidget(title);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_throttle);
    layout->addWidget(m_message);
    layout->addLayout(foot);
}

void InvokeAgain::tellPayload(const std::optional<history::Payload> &payload)
{
    m_edit->setText(payload ? payload->text : u"{}"_s);
    if (!payload)
        m_about->show(MessageBar::Kind::Warning,
                      tr("What that run was given is not known: this console did not send it. Put in what it shall get."));
    else if (!payload->leftOut.isEmpty())
        m_about->show(MessageBar::Kind::Warning,
                      tr("Secrets are never kept. Put these in again: %1.").arg(payload->leftOut.join(u", "_s)));
    else
        m_about->show(MessageBar::Kind::Info, tr("The payload that this console sent for that run."));
}

void InvokeAgain::enable()
{
    m_invoke->setEnabled(m_session && !m_session->readOnly() && !m_running && !m_throttle->isWaiting() && m_edit->isValid());
}

void InvokeAgain::invoke()
{
    if (!m_session || !m_invoke->isEnabled())
        return;
    if (m_session->production()) {
        const confirm::Question question{tr("Invoke on production"),
                                         tr("Run %1 on %2 with this payload?").arg(m_name.shown(), m_session->connectionName()),
                                         tr("Invoke"), {}, {}, true};
        if (confirm::ask(this, question) != confirm::Answer::Yes || !m_session)
            return;
    }
    m_message->clear();
    m_running = true;
    enable();
    const QByteArray text = m_edit->text().trimmed().isEmpty() ? QByteArray("{}") : m_edit->text().toUtf8();
    m_run = std::make_unique<QObject>();
    deliver(invokeAction(m_session->client(), m_name, text, Invoke::NonBlocking, m_run.get(), m_session->limits()), m_run.get(),
            [this](const Result<InvokeOutcome> &outcome) { came(outcome); });
}

void InvokeAgain::came(const Result<InvokeOutcome> &outcome)
{
    m_running = false;
    enable();
    if (!outcome)
        return failed(outcome.error());
    const QString id = outcome->activationId;
    if (m_store && m_session && !id.isEmpty())
        m_store->rememberSent({m_session->profileId(), Target{Target::Kind::Activation, {}, id}.toText()}, m_edit->text());
    if (!id.isEmpty())
        Q_EMIT openRequested({Target::Kind::Activation, {}, id});
    accept();
}

void InvokeAgain::failed(const Error &error)
{
    if (ThrottleWait::isFor(error) && m_session) {
        m_throttle->start(error, m_session->client().serverClockOffsetMs(), tr("Invoke"), [this] { invoke(); });
        return enable();
    }
    Error told = error;
    if (error.maybeDone)
        told.message += u' ' + tr("It is not known whether the action ran. Its activations tell.");
    m_message->showError(told);
}
