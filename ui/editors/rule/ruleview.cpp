#include "ui/editors/rule/ruleview.h"

#include "core/async/deliver.h"
#include "core/openwhisk/session.h"
#include "core/openwhisk/triggerparts.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/pages.h"
#include "ui/editors/rule/actionchoice.h"
#include "ui/editors/trigger/entitypicker.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/switch.h"

#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

RuleView::RuleView(Session &session, bool isNew, QWidget *parent)
    : QWidget(parent)
    , m_session(&session)
    , m_new(isNew)
    , m_message(new MessageBar(this))
    , m_broken(new MessageBar(this))
    , m_on(new Switch(this))
    , m_trigger(new EntityPicker(this))
    , m_openTrigger(makeButton(tr("Open"), u"openTrigger"_s, this, u"link"_s))
    , m_action(new ActionChoice(session, isNew, this))
    , m_openAction(makeButton(tr("Open"), u"openAction"_s, this, u"link"_s))
    , m_note(plainLabel({}, u"warning"_s, this))
    , m_runs(plainLabel({}, u"muted"_s, this))
{
    build();
    fillTriggers();
    connect(&session, &Session::changed, this, &RuleView::fillTriggers);
    connect(m_trigger, &EntityPicker::edited, this, &RuleView::edited);
    connect(m_action, &ActionChoice::edited, this, &RuleView::edited);
    connect(this, &RuleView::edited, this, &RuleView::showParts);
    connect(m_on, &QAbstractButton::clicked, this, &RuleView::write);
    connect(m_openTrigger, &QPushButton::clicked, this, [this] {
        if (const auto name = typedTrigger())
            Q_EMIT openRequested({Target::Kind::Trigger, *name, {}});
    });
    connect(m_openAction, &QPushButton::clicked, this, [this] {
        if (const auto name = m_action->action())
            Q_EMIT openRequested({Target::Kind::Action, *name, {}});
    });
    showParts();
}

RuleView::~RuleView() = default;

void RuleView::build()
{
    m_message->setObjectName(u"ruleMessage"_s);
    m_broken->setObjectName(u"ruleBroken"_s);
    m_on->setObjectName(u"ruleOn"_s);
    m_trigger->setObjectName(u"ruleTrigger"_s);
    m_trigger->setAccessibleName(tr("Trigger"));
    m_trigger->setPlaceholderText(tr("trigger; search by any part of its name"));
    m_note->setObjectName(u"triggerNote"_s);
    m_note->setWordWrap(true);
    m_runs->setObjectName(u"ruleRuns"_s);
    m_runs->setWordWrap(true);
    const auto withLink = [this](QWidget *field, QPushButton *link) {
        auto *row = new QWidget(this);
        QBoxLayout *layout = rowOf({field, link});
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setStretch(0, 1);
        layout->setAlignment(link, Qt::AlignTop);
        link->setMinimumHeight(m_trigger->sizeHint().height());
        row->setLayout(layout);
        return row;
    };
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignTop);
    form->setVerticalSpacing(12);
    if (!m_new)
        form->addRow(tr("Status"), m_on);
    form->addRow(tr("When it fires"), withLink(m_trigger, m_openTrigger));
    form->addRow({}, m_note);
    form->addRow(tr("Runs"), withLink(m_action, m_openAction));
    form->addRow({}, m_runs);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(10);
    layout->addWidget(m_message);
    layout->addWidget(m_broken);
    layout->addLayout(form);
    layout->addStretch(1);
    m_on->setVisible(!m_new);
    m_openTrigger->setVisible(!m_new);
    m_openAction->setVisible(!m_new);
    setFocusProxy(m_trigger);
}

void RuleView::fillTriggers()
{
    if (!m_session || !m_session->triggers().rows)
        return;
    QStringList names;
    for (const TriggerSummary &trigger : *m_session->triggers().rows)
        names.append(trigger.name.name);
    names.sort();
    m_trigger->setNames(names);
    showParts();
}

void RuleView::setRule(const Rule &rule)
{
    m_rule = rule;
    m_message->clear();
    look();
    showParts();
}

void RuleView::setEdit(const json::Value &edit)
{
    const auto nameOf = [&edit](QStringView member) {
        const auto name = parseActionName(edit.value(member).toString());
        return name ? *name : EntityName{};
    };
    if (typedTrigger() != std::optional(nameOf(u"trigger")))
        m_trigger->setName(nameOf(u"trigger"));
    m_action->setAction(nameOf(u"action"));
    const json::Value fresh = edit.value(u"newAction");
    m_action->setNew(fresh.value(u"kind").toString(), fresh.value(u"code").toString());
    showParts();
}

std::optional<EntityName> RuleView::typedTrigger() const
{
    const auto name = m_trigger->name();
    return name && name->package.isEmpty() ? name : std::nullopt;
}

json::Value RuleView::trigger() const
{
    const auto name = typedTrigger();
    return json::Value::string(name ? name->full() : QString());
}

json::Value RuleView::action() const
{
    const auto name = m_action->action();
    return json::Value::string(name ? name->full() : QString());
}

json::Value RuleView::newAction() const
{
    if (m_action->kind().isEmpty())
        return {};
    json::Value value = json::Value::object();
    value.set(u"kind", json::Value::string(m_action->kind()));
    value.set(u"code", json::Value::string(m_action->code()));
    return value;
}

QString RuleView::problem() const
{
    if (!typedTrigger())
        return m_trigger->name() ? tr("Triggers lie in no package.") : tr("The trigger: %1").arg(m_trigger->problem());
    return m_action->problem();
}

bool RuleView::triggerListed() const
{
    const auto name = typedTrigger();
    const auto rows = m_session ? m_session->triggers().rows : nullptr;
    return !rows || !name || name->ns != u"_"_s
        || std::any_of(rows->cbegin(), rows->cend(), [&name](const TriggerSummary &t) { return t.name.name == name->name; });
}

void RuleView::look()
{
    if (!m_session || !m_rule)
        return;
    m_looking = std::make_unique<QObject>();
    deliver(ruleEnds(m_session->client(), *m_rule, m_looking.get()), m_looking.get(), [this](const Result<RuleEnds> &ends) {
        if (ends)
            m_ends = *ends;
        showParts();
        showBroken();
        Q_EMIT looked();
    });
}

void RuleView::showBroken()
{
    const QString sentence = m_rule ? brokenSentence(m_ends, m_rule->trigger, m_rule->action) : QString();
    if (sentence.isEmpty())
        return m_broken->clear();
    m_broken->show(MessageBar::Kind::Error, sentence);
    if (!m_readOnly.isEmpty())
        return;
    const EntityName action = asOwn(m_rule->action, m_rule->name.ns);
    if (m_ends.action == End::Missing && action.ns == u"_"_s)
        m_broken->addButton(tr("Create the action …"),
                            [this, action] { Q_EMIT openRequested(editors::newAction(action.package, action.name)); });
    if (m_ends.action == End::Missing)
        m_broken->addButton(tr("Choose another"), [this] { chooseIn(m_action); });
    if (m_ends.trigger == End::Missing)
        m_broken->addButton(tr("Choose another trigger"), [this] { chooseIn(m_trigger); });
    if (m_ends.linked)
        return;
    m_broken->addButton(tr("Link it, switched on"), [this] { link(true); });
    m_broken->addButton(tr("Link it, switched off"), [this] { link(false); });
}

void RuleView::chooseIn(QWidget *field)
{
    field->setFocus(Qt::ShortcutFocusReason); // selects what is typed
}

bool RuleView::begin()
{
    const bool may = m_session && m_rule && !m_writing && m_readOnly.isEmpty();
    if (may) {
        m_writing = true;
        m_message->clear();
    }
    showParts();
    return may;
}

void RuleView::link(bool active)
{
    if (!begin())
        return;
    deliver(relinkRule(m_session->client(), *m_rule, active, this), this, [this, active](const Result<Done> &answer) {
        answered(active, answer);
        if (answer && !active)
            Q_EMIT linked();
    });
}

void RuleView::write(bool active)
{
    if (!begin())
        return;
    deliver(setRuleStatus(m_session->client(), asOwn(m_rule->name, m_rule->name.ns), active, this), this,
            [this, active](const Result<Done> &answer) { answered(active, answer); });
}

void RuleView::answered(bool active, const Result<Done> &answer)
{
    m_writing = false;
    if (answer)
        m_rule->active = active;
    else
        m_message->showError(answer.error());
    showParts();
    look();
    if (answer)
        Q_EMIT written();
}

void RuleView::showParts()
{
    const bool on = m_rule && m_rule->active;
    m_on->setChecked(on);
    m_on->setText(m_writing ? tr("switching …") : on ? tr("on") : tr("off"));
    m_on->updateGeometry();
    m_on->setFixedWidth(m_on->sizeHint().width());
    const bool missing = m_ends.trigger == End::Missing;
    const QString reason = missing ? tr("Without its trigger it cannot be switched on.") : m_readOnly;
    enableOrExplain(m_on, m_writing ? tr("The server has not answered yet.") : reason, tr("Writes at once"));
    m_note->setText(triggerListed() ? QString() : breakable(tr("There is no trigger %1.").arg(typedTrigger()->name)));
    m_note->setVisible(!m_note->text().isEmpty());
    const auto action = m_action->action();
    const bool gone = m_ends.action == End::Missing && m_rule && action == std::optional(asOwn(m_rule->action, m_rule->name.ns));
    enableOrExplain(m_openAction, gone ? tr("It does not exist.") : QString());
    enableOrExplain(m_openTrigger, triggerListed() ? QString() : tr("It does not exist."));
    m_runs->setText(typedTrigger() && action
                        ? breakable(tr("When %1 fires, %2 runs with the trigger’s parameters and, over them, the payload.")
                                        .arg(typedTrigger()->name, action->shown()))
                        : QString());
}

void RuleView::setReadOnly(const QString &reason)
{
    m_readOnly = reason;
    m_trigger->setReadOnly(!reason.isEmpty());
    m_action->setReadOnly(!reason.isEmpty());
    showParts();
    showBroken();
}
