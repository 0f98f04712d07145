#include "ui/editors/invokepanel.h"

#include "core/async/deliver.h"
#include "core/exchange/commands.h"
#include "core/openwhisk/session.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/invokemodes.h"
#include "ui/editors/payloadbox.h"
#include "ui/editors/runresult.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/role.h"
#include "ui/widgets/throttlewait.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

constexpr int recordPatienceMs = 20'000; ///< after an answer: a crashed run's record comes about 12 s late
constexpr int pendingExtraMs = 60'000; ///< after a 202: beyond the action's own time limit
constexpr int tickMs = 1'000;

QToolButton *menuButton(const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(new QMenu(button));
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    return button;
}

} // namespace

InvokePanel::InvokePanel(Session &session, history::Store &store, QWidget *parent)
    : QWidget(parent)
    , m_session(&session)
    , m_ticker(new QTimer(this))
    , m_payload(new PayloadBox(store, {session.profileId(), {}}, this))
    , m_invoke(makeButton(tr("Invoke"), u"invoke"_s, this, u"primary"_s))
    , m_cancel(makeButton(tr("Cancel"), u"cancelInvoke"_s, this))
    , m_modes(new InvokeModes(this))
    , m_copy(menuButton(u"copyInvoke"_s, this))
    , m_note(plainLabel({}, u"warning"_s, this))
    , m_bar(new MessageBar(this))
    , m_throttle(new ThrottleWait(this))
    , m_result(new RunResult(this))
    , m_lower(new QStackedWidget(this))
{
    build();
    m_ticker->setInterval(tickMs);
    connect(m_ticker, &QTimer::timeout, this, &InvokePanel::tick);
    connect(m_payload, &PayloadBox::changed, this, &InvokePanel::enable);
    connect(m_invoke, &QPushButton::clicked, this, &InvokePanel::invoke);
    connect(m_cancel, &QPushButton::clicked, this, &InvokePanel::cancel);
    connect(m_throttle, &ThrottleWait::ended, this, &InvokePanel::enable);
    connect(m_result, &RunResult::openRequested, this, [this](const QString &id) {
        Q_EMIT openRequested({Target::Kind::Activation, m_name, id});
    });
    connect(m_result, &RunResult::lookAgainRequested, this, [this] { lookForRecord(false, recordPatienceMs); });
    connect(&session, &Session::stateChanged, this, &InvokePanel::enable);
    connect(&session, &QObject::destroyed, m_throttle, &ThrottleWait::cancel);
    enable();
}

InvokePanel::~InvokePanel() = default;

void InvokePanel::build()
{
    buildCopies();
    m_note->setObjectName(u"invokeNote"_s);
    m_note->setWordWrap(true);
    m_note->hide();
    m_bar->setObjectName(u"invokeMessage"_s);
    m_cancel->hide();
    auto *upper = new QWidget(this);
    auto *top = new QVBoxLayout(upper);
    top->setContentsMargins(0, 0, 0, 10);
    top->addWidget(m_payload, 1);
    top->addLayout(rowOf({m_invoke, m_cancel, m_modes, m_copy, nullptr}));
    top->addWidget(m_note);
    top->addWidget(m_throttle);
    top->addWidget(m_bar);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(upper);
    m_lower->addWidget(m_result);
    splitter->addWidget(m_lower);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 3);
    splitter->setSizes({180, 520});
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 12);
    layout->addWidget(splitter);
    setRole(this, u"pane"_s);
}

void InvokePanel::buildCopies()
{
    m_copy->setText(tr("Copy as") + u" ▾"_s);
    m_copy->setToolTip(tr("The call as a command; the key stays out, it is the variable WHISK_AUTH"));
    const auto add = [this](const QString &text, const QString &name, QString (*command)(const exchange::Call &)) {
        QAction *action = m_copy->menu()->addAction(text);
        action->setObjectName(name);
        connect(action, &QAction::triggered, this, [this, command] { copyAs(command); });
    };
    add(tr("curl"), u"copyCurl"_s, &exchange::curlCommand);
    add(tr("wsk"), u"copyWsk"_s, &exchange::wskCommand);
}

void InvokePanel::copyAs(QString (*command)(const exchange::Call &))
{
    if (!m_session)
        return;
    const QString base = m_session->client().endpoint().base.toString(QUrl::RemoveUserInfo | QUrl::StripTrailingSlash);
    const QString text = command(exchange::invokeCall(base, m_name, m_payload->payload(), m_modes->mode(), m_modes->keep()));
    QGuiApplication::clipboard()->setText(text);
    m_bar->show(MessageBar::Kind::Info, tr("Copied. Set the variable WHISK_AUTH to the key before it is run."));
}

void InvokePanel::setAction(const EntityName &name, const history::Key &key)
{
    m_name = name;
    m_payload->setKey(key);
    m_run.reset();
    end();
    m_throttle->cancel();
    m_bar->clear();
    m_result->showNothing();
    showLower(false);
}

void InvokePanel::usePayload(const QString &text)
{
    m_payload->setText(text);
}

void InvokePanel::setExample(const QString &text)
{
    m_payload->setExample(text);
}

void InvokePanel::setLastRun(QWidget *view)
{
    m_lastRun = view;
    m_lower->addWidget(view);
}

void InvokePanel::useLastRun(bool use)
{
    if (std::exchange(m_usesLastRun, use) != use)
        showLower(m_phase != Phase::Idle);
}

void InvokePanel::showLower(bool result)
{
    m_lower->setCurrentWidget(result || !m_usesLastRun ? m_result : m_lastRun);
}

void InvokePanel::setSaved(const QString &version, qint64 timeLimitMs)
{
    m_version = version;
    m_timeLimitMs = timeLimitMs;
}

void InvokePanel::setUnsaved(bool unsaved)
{
    m_unsaved = unsaved;
    showNote();
}

void InvokePanel::showNote()
{
    const QString refusal = m_check ? m_check(m_payload->payload()) : QString();
    QStringList notes;
    if (!refusal.isEmpty())
        notes.append(refusal);
    if (m_unsaved)
        notes.append(tr("Runs the saved code, v%1, without your changes.").arg(m_version));
    m_note->setText(notes.join(u'\n'));
    m_note->setVisible(!notes.isEmpty());
}

void InvokePanel::reloadPayloads()
{
    m_payload->load();
}

void InvokePanel::setBlocked(const QString &reason)
{
    m_blocked = reason;
    enable();
}

QString InvokePanel::blockedReason() const
{
    if (!m_session)
        return tr("The connection is closed.");
    if (m_session->readOnly())
        return tr("This connection is read-only; a run could write.");
    if (!m_blocked.isEmpty())
        return m_blocked;
    if (m_throttle->isWaiting())
        return tr("The server takes no invocation before the next minute.");
    return m_payload->problem();
}

bool InvokePanel::canInvoke() const
{
    return blockedReason().isEmpty();
}

void InvokePanel::enable()
{
    enableOrExplain(m_invoke, blockedReason(), tr("Run it with this payload (Ctrl+Return)"));
    m_copy->setEnabled(m_payload->problem().isEmpty());
    showNote();
}

void InvokePanel::invoke()
{
    if (!canInvoke())
        return;
    m_bar->clear();
    m_run = std::make_unique<QObject>(); // an older run goes on at the server, unseen
    m_activationId.clear();
    m_phase = Phase::Running;
    m_since.start();
    m_ticker->start();
    m_cancel->show();
    m_result->showRunning(0);
    showLower(true);
    m_sent = m_payload->payload().trimmed();
    if (m_sent.isEmpty())
        m_sent = "{}";
    m_payload->remember();
    deliver(invokeAction(m_session->client(), m_name, m_sent, m_modes->mode(), m_run.get(), m_session->limits(), m_modes->keep()),
            m_run.get(), [this](const Result<InvokeOutcome> &outcome) { came(outcome); });
}

void InvokePanel::came(const Result<InvokeOutcome> &outcome)
{
    if (!outcome) {
        end();
        return explain(outcome.error());
    }
    m_activationId = outcome->activationId;
    m_payload->rememberFor(m_activationId);
    if (outcome->finished) {
        end();
        m_result->showOutcome(*outcome);
        Q_EMIT finished();
        // The answer left before the logs were collected; the record has them.
        return m_activationId.isEmpty() ? m_result->showLogsMissing(tr("The server named no record for this run."))
                                        : lookForRecord(true, recordPatienceMs);
    }
    m_phase = Phase::Pending;
    m_since.start();
    m_result->showPending(m_activationId, 0);
    lookForRecord(false, int(m_timeLimitMs) + pendingExtraMs);
}

void InvokePanel::explain(const Error &error)
{
    if (error.kind == Error::Kind::Canceled) {
        m_result->showStopped(tr("The connection was closed before the answer came."));
        return;
    }
    if (ThrottleWait::isFor(error))
        return waitFor(error);
    m_bar->showError(error);
    const bool unknown = error.maybeDone || error.kind == Error::Kind::Protocol;
    m_result->showStopped(unknown ? tr("It is not known whether the action ran. Its activations tell.")
                                  : tr("The action did not run."));
    if (unknown)
        m_bar->addButton(tr("Activations"), [this] { Q_EMIT openRequested({Target::Kind::Activations, m_name, {}}); });
    Q_EMIT finished();
}

void InvokePanel::waitFor(const Error &throttled)
{
    m_result->showStopped(tr("The action did not run."));
    m_throttle->start(throttled, m_session ? m_session->client().serverClockOffsetMs() : 0, tr("Invoke"), [this] { invoke(); });
    enable();
    Q_EMIT finished();
}

void InvokePanel::lookForRecord(bool hasResult, int patienceMs)
{
    if (!m_session || !m_run)
        return;
    if (!hasResult && m_phase != Phase::Pending) {
        m_phase = Phase::Pending;
        m_since.start();
        m_ticker->start();
        m_cancel->show();
        m_result->showPending(m_activationId, 0);
    }
    deliver(awaitActivation(m_session->client(), m_activationId, patienceMs, m_run.get()), m_run.get(),
            [this, hasResult](const Result<Activation> &record) { recordCame(record, hasResult); });
}

void InvokePanel::recordCame(const Result<Activation> &record, bool hasResult)
{
    const int looked = int(m_since.elapsed() / 1000);
    if (!hasResult)
        end();
    if (record) {
        m_result->showRecord(*record);
        Q_EMIT recorded(*record, m_sent);
        showLower(false);
    } else if (record.error().kind == Error::Kind::Canceled)
        m_result->showLogsMissing(tr("The connection was closed before the record came."));
    else if (hasResult)
        m_result->showLogsMissing(record.error().kind == Error::Kind::NotFound
                                      ? tr("No record of this run was found, so its logs are not known.")
                                      : record.error().message);
    else if (record.error().kind == Error::Kind::NotFound)
        m_result->showNotStored(m_activationId,
                                tr("Accepted with 202, looked for during %1 s. This server may store only failures, or "
                                   "none; that is set by who runs it and cannot be seen from here.")
                                    .arg(looked),
                                tr("payload sent, time, the 202 with id %1").arg(m_activationId));
    else
        m_bar->showError(record.error());
    if (!hasResult)
        Q_EMIT finished();
}

void InvokePanel::tick()
{
    const int seconds = int(m_since.elapsed() / 1000);
    if (m_phase == Phase::Pending)
        m_result->showPending(m_activationId, seconds);
    else if (m_phase == Phase::Running)
        m_result->showRunning(seconds);
}

void InvokePanel::end()
{
    m_phase = Phase::Idle;
    m_ticker->stop();
    m_cancel->hide();
}

void InvokePanel::cancel()
{
    if (m_phase == Phase::Idle)
        return;
    m_run.reset();
    end();
    m_result->showStopped(tr("You stopped waiting. The run itself goes on at the server; its record will tell."));
    Q_EMIT finished();
}

void InvokePanel::focusPayload()
{
    m_payload->focusText();
}

bool InvokePanel::find()
{
    const QWidget *focus = focusWidget();
    if (!focus || !isAncestorOf(focus))
        return false;
    if (m_payload->isAncestorOf(focus))
        m_payload->find();
    else
        return m_result->find();
    return true;
}
