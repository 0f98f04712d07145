#include "ui/editors/rule/rulepage.h"

#include "core/openwhisk/rules.h"
#include "ui/editors/codetext.h"
#include "ui/editors/keyvalueeditor.h"
#include "ui/editors/rule/rulekind.h"
#include "ui/editors/rule/ruleview.h"

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

RulePage::RulePage(Session &session, history::Store &store, const Target &target, QWidget *parent)
    : EntityPage(session, store, target, std::make_shared<const RuleKind>(), parent)
    , m_view(new RuleView(session, target.kind == Target::Kind::NewRule, this))
{
    addTab({u"ruleTab"_s, tr("Overview"), m_view, {u"trigger"_s, u"action"_s, u"newAction"_s}});
    addAnnotationsTab();
    connect(m_view, &RuleView::edited, this, &RulePage::edited);
    connect(m_view, &RuleView::openRequested, this, &Page::openRequested);
    connect(m_view, &RuleView::looked, this, &RulePage::showProblem);
    connect(m_view, &RuleView::written, this, [this] { Q_EMIT entityWritten(name()); });
    connect(m_view, &RuleView::linked, this, &RulePage::refresh);
    start();
}

void RulePage::edited()
{
    state().set(u"trigger"_s, m_view->trigger());
    state().set(u"action"_s, m_view->action());
    state().set(u"newAction"_s, m_view->newAction());
}

json::Value RulePage::emptyEdit() const
{
    json::Value edit = EntityPage::emptyEdit();
    const EntityName &trigger = target().name;
    edit.set(u"trigger", json::Value::string(trigger.name.isEmpty() ? QString() : trigger.full()));
    edit.set(u"action", json::Value::string({}));
    edit.set(u"newAction", json::Value());
    if (target().id.startsWith(u"action-"_s)) {
        json::Value fresh = json::Value::object();
        fresh.set(u"kind", json::Value::string(u"nodejs:20"_s));
        fresh.set(u"code", json::Value::string(codetext::templateFor(u"nodejs:20"_s)));
        edit.set(u"newAction", fresh);
    }
    return edit;
}

QString RulePage::newTitle() const
{
    return tr("New rule");
}

QList<EntityChip> RulePage::chips() const
{
    if (isNew() || !state().copy())
        return {};
    if (m_view->broken())
        return {{tr("broken"), Chip::Tone::Error}};
    return {m_view->active() ? EntityChip{tr("active"), Chip::Tone::Success} : EntityChip{tr("inactive"), Chip::Tone::Neutral}};
}

void RulePage::fill()
{
    if (state().copy())
        if (const auto rule = Rule::fromJson(state().copy()->document))
            m_view->setRule(*rule);
    m_view->setEdit(state().now());
}

void RulePage::showState()
{
    m_view->setReadOnly(frozenReason());
}

QString RulePage::problem() const
{
    return m_view->problem();
}

/// The server fails with 500 on a rule whose trigger's name belongs to something else now (facts 2.5).
Error RulePage::explained(const Error &error) const
{
    const auto rules = session() ? session()->rules().rows : nullptr;
    const auto actions = session() ? session()->actions().rows : nullptr;
    if (error.kind != Error::Kind::Server || !rules || !actions)
        return error;
    const auto rule = std::find_if(rules->cbegin(), rules->cend(),
                                   [this](const RuleSummary &row) { return row.name.name == target().name.name; });
    const bool taken = rule != rules->cend() && std::any_of(actions->cbegin(), actions->cend(), [&rule](const ActionSummary &a) {
        return a.name.package.isEmpty() && a.name.name == rule->trigger.name;
    });
    if (!taken)
        return error;
    Error told = error;
    told.message = brokenSentence({End::OtherKind, End::Unknown, true}, rule->trigger, rule->action);
    return told;
}

QString RulePage::deleteText() const
{
    return tr("Its trigger and its action stay.");
}
