#include "ui/editors/trigger/firstrulebox.h"

#include "ui/editors/editorparts.h"
#include "ui/editors/rule/actionchoice.h"
#include "ui/widgets/switch.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace openwhisk;
using namespace Qt::StringLiterals;

FirstRuleBox::FirstRuleBox(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_on(new Switch(tr("A rule runs an action when it fires"), this))
    , m_body(new QWidget(this))
    , m_rule(new QLineEdit(m_body))
    , m_action(new ActionChoice(session, true, m_body))
{
    m_on->setObjectName(u"withRule"_s);
    m_rule->setObjectName(u"firstRule"_s);
    auto *form = new QFormLayout(m_body);
    form->setContentsMargins(0, 0, 0, 0);
    form->addRow(tr("Rule"), m_rule);
    form->addRow(tr("Action"), m_action);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->addWidget(sectionLabel(tr("Rule and action"), this));
    layout->addWidget(m_on);
    layout->addWidget(m_body);
    connect(m_on, &QAbstractButton::clicked, this, &FirstRuleBox::edited);
    connect(m_rule, &QLineEdit::textEdited, this, &FirstRuleBox::edited);
    connect(m_action, &ActionChoice::edited, this, [this] {
        propose();
        Q_EMIT edited();
    });
    connect(this, &FirstRuleBox::edited, this, &FirstRuleBox::showParts);
    showParts();
}

void FirstRuleBox::setTriggerName(const QString &name)
{
    m_trigger = name;
    propose();
}

void FirstRuleBox::propose()
{
    if (m_rule->text() != m_proposed)
        return;
    const auto action = m_action->action();
    m_proposed = m_trigger.isEmpty() || !action ? QString() : u"%1-to-%2"_s.arg(m_trigger, action->name).left(256);
    m_rule->setText(m_proposed);
}

void FirstRuleBox::setEdit(const json::Value &edit)
{
    if (this->edit() == edit)
        return;
    const auto rule = FirstRule::fromJson(edit);
    m_on->setChecked(rule.has_value());
    if (rule) {
        m_rule->setText(rule->rule);
        m_action->setAction(rule->action);
        m_action->setNew(rule->kind, rule->code);
    }
    showParts();
}

json::Value FirstRuleBox::edit() const
{
    if (!m_on->isChecked())
        return {};
    return FirstRule{m_rule->text(), m_action->action().value_or(EntityName{}), m_action->kind(), m_action->code()}.toJson();
}

QString FirstRuleBox::problem() const
{
    if (!m_on->isChecked())
        return {};
    if (const QString wrong = m_action->problem(); !wrong.isEmpty())
        return wrong;
    if (const QString note = m_action->note(); !note.isEmpty())
        return note;
    const QString wrong = nameProblem(m_rule->text());
    if (!wrong.isEmpty())
        return tr("The rule: %1").arg(wrong);
    return m_rule->text() == m_trigger ? tr("The rule needs another name than the trigger.") : QString();
}

void FirstRuleBox::showParts()
{
    m_body->setVisible(m_on->isChecked());
}
