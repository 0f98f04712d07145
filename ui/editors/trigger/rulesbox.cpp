#include "ui/editors/trigger/rulesbox.h"

#include "core/async/deliver.h"
#include "core/openwhisk/session.h"
#include "core/openwhisk/triggerparts.h"
#include "ui/editors/editorparts.h"
#include "ui/models/tablemodel.h"
#include "ui/widgets/messagebar.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

RulesBox::RulesBox(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(&session)
    , m_last(new LastRuns(session.client(), this))
    , m_hint(plainLabel({}, u"muted"_s, this))
    , m_message(new MessageBar(this))
    , m_mend(makeButton(tr("Mend") + u" ▾"_s, u"mendRule"_s, this))
    , m_addRule(makeButton(tr("+ Rule to an action"), u"addRule"_s, this))
    , m_addAction(makeButton(tr("+ Rule and new action"), u"addRuleAndAction"_s, this))
{
    build();
    connect(m_last, &LastRuns::changed, this, [this] {
        showRows();
        Q_EMIT changed();
    });
    connect(&session, &Session::changed, this, [this](Collection collection) {
        if (collection == Collection::Rules || collection == Collection::Actions)
            reread();
    });
}

RulesBox::~RulesBox() = default;

void RulesBox::setTrigger(const Trigger &trigger)
{
    m_trigger = asOwn(trigger.name, trigger.name.ns);
    m_rows = ruleRows(trigger, m_session ? m_session->rules().rows : nullptr);
    for (RuleRow &row : m_rows)
        row.writing = std::any_of(m_writes.cbegin(), m_writes.cend(), [&row](const Write &w) { return w.rule == row.rule; });
    checkActions();
    showRows();
    if (!m_last->known())
        m_last->read(m_trigger);
    Q_EMIT changed();
}

void RulesBox::readLastRuns()
{
    m_last->read(m_trigger);
}

void RulesBox::setReadOnly(const QString &reason)
{
    m_readOnly = reason;
    showRows();
}

qsizetype RulesBox::count() const
{
    return m_rows.size();
}

QList<RuleLink> RulesBox::links() const
{
    QList<RuleLink> links;
    for (const RuleRow &row : m_rows)
        links.append({row.rule, row.action, row.active});
    return links;
}

QSet<EntityName> RulesBox::missingActions() const
{
    QSet<EntityName> missing;
    for (const RuleRow &row : m_rows)
        if (row.ends.action != End::There && row.ends.action != End::Unknown)
            missing.insert(row.action);
    return missing;
}

void RulesBox::showRows()
{
    for (RuleRow &row : m_rows) {
        row.ends.action = m_ends.value(row.action, End::Unknown);
        row.frozen = !m_readOnly.isEmpty();
        const auto last = m_last->runs().constFind(row.rule.name);
        row.last = last == m_last->runs().cend() ? std::nullopt : std::optional(*last);
    }
    m_model->setRows(m_rows);
    m_table->setVisible(!m_rows.isEmpty());
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() + 2 * m_table->frameWidth() + 1
                            + m_table->verticalHeader()->defaultSectionSize() * std::min<int>(int(m_rows.size()), 8));
    m_hint->setText(m_rows.isEmpty() ? tr("No rule listens: when it fires, nothing runs and nothing is recorded.")
                                     : tr("A fire that meets no active rule leaves no record."));
    enable();
}

/// The list of actions tells of most; what it does not have may still be there, in a binding or another namespace.
void RulesBox::checkActions()
{
    if (!m_session)
        return;
    m_unchecked.clear();
    const auto actions = m_session->actions().rows;
    for (const RuleRow &row : std::as_const(m_rows)) {
        const QString ns = m_session->nameSpace();
        const bool listed = actions && row.action.ns == u"_"_s
            && std::any_of(actions->cbegin(), actions->cend(),
                           [&](const ActionSummary &a) { return asOwn(a.name, ns) == row.action; });
        if (listed)
            m_ends.insert(row.action, End::There);
        else if (!m_unchecked.contains(row.action))
            m_unchecked.append(row.action);
    }
    m_checking = std::make_unique<QObject>();
    checkNext();
}

void RulesBox::checkNext()
{
    if (m_unchecked.isEmpty() || !m_session)
        return;
    const EntityName action = m_unchecked.takeFirst();
    deliver(getAction(m_session->client(), action, WithCode::No, m_checking.get()), m_checking.get(),
            [this, action](const Result<Action> &read) {
                judge(action, read ? End::There : endOf(read.error()));
                checkNext();
            });
}

void RulesBox::judge(const EntityName &action, End end)
{
    m_ends.insert(action, end);
    showRows();
    Q_EMIT changed();
}

void RulesBox::toggle(int row)
{
    write(m_rows[row], !m_rows[row].active, Means::Status);
}

void RulesBox::link(const EntityName &rule, bool active)
{
    const auto row = std::find_if(m_rows.begin(), m_rows.end(), [&rule](const RuleRow &r) { return r.rule == rule; });
    if (row != m_rows.end())
        write(*row, active, Means::Link);
}

void RulesBox::write(RuleRow &row, bool active, Means means)
{
    if (!m_readOnly.isEmpty() || row.writing)
        return;
    m_message->clear();
    row.writing = true;
    m_writes.append({row.rule, row.action, active, means});
    showRows();
    writeNext();
}

void RulesBox::writeNext()
{
    if (m_writing || m_writes.isEmpty() || !m_session)
        return;
    m_writing = true;
    const Write write = m_writes.constFirst();
    Rule rule;
    rule.name = write.rule;
    rule.trigger = m_trigger;
    rule.action = write.action;
    const auto answer = write.means == Means::Link ? relinkRule(m_session->client(), rule, write.active, this)
                                                   : setRuleStatus(m_session->client(), write.rule, write.active, this);
    deliver(answer, this, [this](const Result<Done> &done) { answered(done); });
}

void RulesBox::answered(const Result<Done> &answer)
{
    m_writing = false;
    const Write write = m_writes.takeFirst();
    for (RuleRow &row : m_rows) {
        if (row.rule != write.rule)
            continue;
        row.writing = false;
        row.active = answer ? write.active : row.active;
        row.ends.linked = row.ends.linked || (answer && (write.active || write.means == Means::Link)); // an active status links, too
    }
    if (answer)
        Q_EMIT written(write.rule);
    else
        m_message->showError(answer.error());
    if (!answer && answer.error().kind != Error::Kind::Throttled)
        m_message->addButton(tr("Look again"), [this] { reread(); });
    showRows();
    Q_EMIT changed();
    writeNext();
}

/// The status of rules changes no version, so that nobody would notice: what is shown is read anew.
void RulesBox::reread()
{
    if (!m_session || m_trigger.name.isEmpty() || m_writing)
        return;
    m_reading = std::make_unique<QObject>();
    deliver(getTrigger(m_session->client(), m_trigger, m_reading.get()), m_reading.get(), [this](const Result<Trigger> &read) {
        if (read && !m_writing)
            setTrigger(*read);
    });
}
