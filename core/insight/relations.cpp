#include "core/insight/relations.h"

#include <QCoreApplication>

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace insight {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("insight", text);
}

QString listed(const QString &one, const QString &many, const QStringList &names, int most)
{
    if (names.isEmpty())
        return {};
    QString text = (names.size() == 1 ? one : many) + u' ' + names.first(std::min<qsizetype>(most, names.size())).join(u", "_s);
    if (names.size() > most)
        text += u' ' + tr("and %1 more").arg(names.size() - most);
    return text;
}

} // namespace

qsizetype Uses::activeRules() const
{
    return std::count_if(rules.begin(), rules.end(), [](const RuleUse &use) { return use.active.value_or(false); });
}

Names::Names(QString ownNamespace, const QList<PackageSummary> &packages)
    : m_own(std::move(ownNamespace))
{
    for (const PackageSummary &package : packages)
        if (package.binding)
            m_providers.insert(package.name.name, {package.binding->ns == m_own ? u"_"_s : package.binding->ns, {},
                                                   package.binding->name});
}

EntityName Names::own(EntityName name) const
{
    if (name.ns == m_own)
        name.ns = u"_"_s;
    return name;
}

EntityName Names::real(EntityName name) const
{
    name = own(name);
    const auto provider = name.ns == u"_"_s ? m_providers.constFind(name.package) : m_providers.constEnd();
    return provider == m_providers.constEnd() ? name : EntityName{provider->ns, provider->name, name.name};
}

std::optional<EntityName> Names::member(const QString &component) const
{
    const auto name = memberName(component, m_own);
    return name ? std::optional(real(*name)) : std::nullopt;
}

bool concerns(Subject subject, const EntityName &name, const EntityName &named)
{
    if (subject == Subject::Package)
        return named.ns == name.ns && named.package == name.name;
    return named == name;
}

QList<RuleUse> rulesUsing(Subject subject, const EntityName &name, const QList<RuleSummary> &rules, const Names &names)
{
    const EntityName wanted = names.real(name);
    QList<RuleUse> uses;
    for (const RuleSummary &rule : rules) {
        const EntityName &named = subject == Subject::Trigger ? rule.trigger : rule.action;
        if (concerns(subject, wanted, names.real(named)))
            uses.append({names.own(rule.name), names.own(rule.trigger), names.own(rule.action), std::nullopt});
    }
    std::sort(uses.begin(), uses.end(), [](const RuleUse &a, const RuleUse &b) { return a.rule.name < b.rule.name; });
    return uses;
}

QList<SequenceUse> sequencesUsing(Subject subject, const EntityName &name,
                                  const QHash<EntityName, QStringList> &components, const Names &names)
{
    if (subject == Subject::Trigger)
        return {};
    const EntityName wanted = names.real(name);
    QList<SequenceUse> uses;
    for (auto it = components.begin(); it != components.end(); ++it) {
        SequenceUse use{it.key(), {}};
        for (qsizetype i = 0; i < it->size(); ++i)
            if (const auto member = names.member(it->at(i)); member && concerns(subject, wanted, *member))
                use.places.append(int(i) + 1);
        if (!use.places.isEmpty())
            uses.append(use);
    }
    std::sort(uses.begin(), uses.end(),
              [](const SequenceUse &a, const SequenceUse &b) { return a.sequence.shown() < b.sequence.shown(); });
    return uses;
}

QList<EntityName> bindingsOf(const EntityName &package, const QList<PackageSummary> &packages, const QString &ownNamespace)
{
    const Names names(ownNamespace, {});
    QList<EntityName> bindings;
    for (const PackageSummary &candidate : packages)
        if (candidate.binding && names.real(*candidate.binding) == names.real(package))
            bindings.append(names.own(candidate.name));
    return bindings;
}

QString usesSentence(const Uses &uses, int most)
{
    QStringList rules;
    for (const RuleUse &use : uses.rules)
        rules.append(use.active.value_or(false) ? tr("%1 (active)").arg(use.rule.name) : use.rule.name);
    std::stable_partition(rules.begin(), rules.end(), [](const QString &rule) { return rule.endsWith(u')'); });
    QStringList sequences;
    for (const SequenceUse &use : uses.sequences)
        sequences.append(use.sequence.shown());
    QStringList bindings;
    for (const EntityName &name : uses.bindings)
        bindings.append(name.name);
    QStringList parts{listed(tr("rule"), tr("rules"), rules, most),
                      listed(tr("sequence"), tr("sequences"), sequences, most),
                      listed(tr("binding"), tr("bindings"), bindings, most)};
    parts.removeAll(QString());
    return parts.join(u"; "_s);
}

} // namespace insight
