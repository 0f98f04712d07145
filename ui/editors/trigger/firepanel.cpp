#include "ui/editors/trigger/firepanel.h"

#include "core/async/deliver.h"
#include "core/exchange/commands.h"
#include "core/json/text.h"
#include "core/openwhisk/session.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/payloadbox.h"
#include "ui/editors/trigger/eventview.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/role.h"
#include "ui/widgets/throttlewait.h"
#include "ui/widgets/timetext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

constexpr int namesShown = 3;

QToolButton *copyButton(QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(u"copyFire"_s);
    button->setText(FirePanel::tr("Copy as") + u" ▾"_s);
    button->setToolTip(FirePanel::tr("The fire as a command; the key stays out, it is the variable WHISK_AUTH"));
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(new QMenu(button));
    return button;
}

} // namespace

FirePanel::FirePanel(Session &session, history::Store &store, QWidget *parent)
    : QWidget(parent)
    , m_session(&session)
    , m_payload(new PayloadBox(store, {session.profileId(), {}}, this))
    , m_fire(makeButton(tr("Fire"), u"fire"_s, this, u"primary"_s))
    , m_copy(copyButton(this))
    , m_note(plainLabel({}, u"warning"_s, this))
    , m_event(new EventView(this))
    , m_before(new MessageBar(this))
    , m_after(new MessageBar(this))
    , m_throttle(new ThrottleWait(this))
{
    build();
    connectParts();
    showMembers();
    enable();
}

FirePanel::~FirePanel() = default;

void FirePanel::build()
{
    m_payload->setTitle(tr("Fire"));
    m_note->setObjectName(u"fireNote"_s);
    m_note->setWordWrap(true);
    m_note->setText(tr("Fires with the saved parameters, without your changes."));
    m_note->hide();
    m_before->setObjectName(u"fireRules"_s);
    m_after->setObjectName(u"fireMessage"_s);
    m_event->setMinimumHeight(96);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(m_payload, 2);
    layout->addLayout(rowOf({m_fire, m_copy, nullptr}));
    layout->addWidget(m_note);
    layout->addWidget(m_throttle);
    layout->addWidget(m_after);
    layout->addLayout(rowOf({sectionLabel(tr("What the action will get"), this), nullptr,
                             plainLabel(tr("trigger, then payload"), u"muted"_s, this)}));
    layout->addWidget(framed(m_event), 3);
    layout->addWidget(m_before);
    setRole(this, u"pane"_s);
}

void FirePanel::connectParts()
{
    const auto add = [this](const QString &text, const QString &name, QString (*command)(const exchange::Call &)) {
        QAction *action = m_copy->menu()->addAction(text);
        action->setObjectName(name);
        connect(action, &QAction::triggered, this, [this, command] { copyAs(command); });
    };
    add(tr("curl"), u"copyFireCurl"_s, &exchange::curlCommand);
    add(tr("wsk"), u"copyFireWsk"_s, &exchange::wskCommand);
    connect(m_payload, &PayloadBox::changed, this, [this] {
        showMembers();
        enable();
    });
    connect(m_fire, &QPushButton::clicked, this, &FirePanel::fire);
    connect(m_throttle, &ThrottleWait::ended, this, &FirePanel::enable);
    connect(m_session, &Session::stateChanged, this, &FirePanel::enable);
    connect(m_session, &QObject::destroyed, m_throttle, &ThrottleWait::cancel);
}

void FirePanel::copyAs(QString (*command)(const exchange::Call &))
{
    if (!m_session)
        return;
    exchange::Call call;
    call.base = m_session->client().endpoint().base.toString(QUrl::RemoveUserInfo | QUrl::StripTrailingSlash);
    call.method = "POST";
    call.target = entityPath(Collection::Triggers, m_name);
    call.body = m_payload->payload();
    QGuiApplication::clipboard()->setText(command(call));
    m_after->show(MessageBar::Kind::Info, tr("Copied. Set the variable WHISK_AUTH to the key before it is run."));
}

void FirePanel::setTrigger(const EntityName &name, const history::Key &key)
{
    m_name = name;
    m_payload->setKey(key);
    m_run.reset();
    m_running = false;
    m_throttle->cancel();
    m_after->clear();
    enable();
}

void FirePanel::setParameters(const QList<KeyValue> &parameters)
{
    m_parameters = parameters;
    showMembers();
}

void FirePanel::setRules(const QList<RuleLink> &rules, const QSet<EntityName> &missingActions)
{
    m_rules = rules;
    m_missing = missingActions;
    showRules();
}

void FirePanel::setUnsaved(bool unsaved)
{
    m_note->setVisible(unsaved);
}

void FirePanel::setBlocked(const QString &reason)
{
    m_blocked = reason;
    enable();
}

void FirePanel::showMembers()
{
    const auto payload = json::read(m_payload->payload());
    m_event->setEvent(m_parameters, payload ? payload->value : json::Value());
}

QString FirePanel::rulesSentence(bool *nothing) const
{
    QStringList runs, fails;
    int active = 0;
    for (const RuleLink &link : m_rules) {
        active += link.active ? 1 : 0;
        if (link.active)
            (m_missing.contains(link.action) ? fails : runs).append(link.action.shown());
    }
    *nothing = runs.isEmpty();
    if (m_rules.isEmpty())
        return tr("No rule listens. Firing runs nothing and leaves no record.");
    if (active == 0)
        return tr("None of %1 rules is on. Firing runs nothing and leaves no record.").arg(m_rules.size());
    const QString on = tr("%1 of %2 rules on.").arg(active).arg(m_rules.size());
    if (runs.isEmpty())
        return on + u' ' + tr("Firing runs nothing: there is no action %1.").arg(fails.join(u", "_s));
    QString names = runs.mid(0, namesShown).join(u", "_s);
    if (runs.size() > namesShown)
        names += tr(" and %1 more").arg(runs.size() - namesShown);
    const QString failing = fails.isEmpty() ? QString() : u' ' + tr("Missing: %1.").arg(fails.join(u", "_s));
    return on + u' ' + tr("Firing runs %1 and nothing else.").arg(names) + failing;
}

void FirePanel::showRules()
{
    bool nothing = false;
    const QString sentence = rulesSentence(&nothing);
    m_before->show(nothing ? MessageBar::Kind::Warning : MessageBar::Kind::Info, sentence);
}

QString FirePanel::blockedReason() const
{
    if (!m_session)
        return tr("The connection is closed.");
    if (m_session->readOnly())
        return tr("This connection is read-only; what a fire starts could write.");
    if (m_name.name.isEmpty())
        return tr("The trigger has not been read.");
    if (!m_blocked.isEmpty())
        return m_blocked;
    if (m_throttle->isWaiting())
        return tr("The server takes no fire before the next minute.");
    return m_running ? tr("The fire before this has not been answered yet.") : m_payload->problem();
}

bool FirePanel::canFire() const
{
    return blockedReason().isEmpty();
}

void FirePanel::enable()
{
    enableOrExplain(m_fire, blockedReason(), tr("Fire it with this payload (Ctrl+Return)"));
    m_copy->setEnabled(m_payload->problem().isEmpty());
}

void FirePanel::fire()
{
    if (!canFire())
        return;
    m_after->clear();
    m_run = std::make_unique<QObject>();
    m_running = true;
    enable();
    m_payload->remember();
    deliver(fireTrigger(m_session->client(), m_name, m_payload->payload(), m_run.get(), m_session->limits()), m_run.get(),
            [this](const Result<FireOutcome> &outcome) { came(outcome); });
}

void FirePanel::came(const Result<FireOutcome> &outcome)
{
    m_running = false;
    enable();
    if (!outcome)
        return failed(outcome.error());
    m_payload->rememberFor(outcome->activationId);
    Q_EMIT fired(outcome->activationId);
    if (!outcome->reachedRules())
        return m_after->show(MessageBar::Kind::Warning,
                             tr("204: the trigger took it, but no rule of it is on. Nothing ran and nothing is recorded."));
    m_after->show(MessageBar::Kind::Success,
                  tr("202 fired in %1, activation %2.").arg(durationText(outcome->roundTripMs), shortId(outcome->activationId)));
    m_after->addButton(tr("Open"), [this, id = outcome->activationId] {
        Q_EMIT openRequested({Target::Kind::Activation, m_name, id});
    });
}

void FirePanel::failed(const Error &error)
{
    if (ThrottleWait::isFor(error) && m_session) {
        m_throttle->start(error, m_session->client().serverClockOffsetMs(), tr("Fire"), [this] { fire(); });
        return enable();
    }
    Error told = error;
    if (error.kind == Error::Kind::Canceled)
        told.message = tr("The connection was closed before the answer came. It is not known whether the trigger fired.");
    else if (error.maybeDone)
        told.message += u' ' + tr("It is not known whether the trigger fired; its activations tell.");
    m_after->showError(told);
    if (error.maybeDone)
        m_after->addButton(tr("Activations"), [this] { Q_EMIT openRequested({Target::Kind::Activations, m_name, {}}); });
}

bool FirePanel::find()
{
    const QWidget *focus = focusWidget();
    if (!focus || !m_payload->isAncestorOf(focus))
        return false;
    m_payload->find();
    return true;
}
