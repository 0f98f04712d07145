#include "core/openwhisk/rulestates.h"

#include "core/async/deliver.h"
#include "core/openwhisk/rules.h"

namespace openwhisk {

namespace {

constexpr qsizetype atOnce = 2;

RuleStates::State stateOf(const Result<Rule> &rule)
{
    if (!rule)
        return RuleStates::State::Unreadable;
    return rule->active ? RuleStates::State::Active : RuleStates::State::Inactive;
}

} // namespace

RuleStates::RuleStates(net::Client &client, QObject *parent) : QObject(parent), m_client(client) {}

RuleStates::~RuleStates() = default;

void RuleStates::want(const QStringList &rules)
{
    m_wanted.clear();
    for (const QString &rule : rules) {
        if (!m_fresh.contains(rule) && !m_running.contains(rule))
            m_wanted.append(rule);
    }
    askNext();
}

void RuleStates::expire()
{
    m_fresh.clear();
}

void RuleStates::askNext()
{
    while (m_running.size() < atOnce && !m_wanted.isEmpty())
        ask(m_wanted.takeFirst());
}

void RuleStates::ask(const QString &rule)
{
    m_running.insert(rule);
    EntityName name;
    name.name = rule;
    deliver(getRule(m_client, name, this), this, [this, rule](const Result<Rule> &now) { answered(rule, now); });
}

void RuleStates::answered(const QString &rule, const Result<Rule> &now)
{
    m_running.remove(rule);
    const bool noAnswer = !now
        && (now.error().kind == Error::Kind::Network || now.error().kind == Error::Kind::Canceled
            || now.error().kind == Error::Kind::Throttled);
    if (noAnswer) { // says nothing about the rule: what was known stays, and the next look asks again
        m_wanted.clear();
        return;
    }
    m_fresh.insert(rule);
    const State known = stateOf(now);
    if (state(rule) != known) {
        m_known.insert(rule, known);
        Q_EMIT changed(rule);
    }
    askNext();
}

} // namespace openwhisk
