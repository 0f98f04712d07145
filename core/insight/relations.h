#pragma once

#include "core/openwhisk/sequence.h"

/// What uses what. Pure functions over the lists of a session; relationsload.h reads what lists do not say.
namespace insight {

using openwhisk::EntityName;

struct RuleUse {
    EntityName rule;
    EntityName trigger;
    EntityName action;
    std::optional<bool> active; ///< not known yet, or it could not be read
    bool operator==(const RuleUse &) const = default;
};

struct SequenceUse {
    EntityName sequence;
    QList<int> places; ///< of the members concerned, from 1
    bool operator==(const SequenceUse &) const = default;
};

/// Who needs one action, package or trigger.
struct Uses {
    QList<RuleUse> rules;
    QList<SequenceUse> sequences;
    QList<EntityName> bindings;   ///< own bindings of a package
    QList<EntityName> unreadable; ///< sequences that could not be read: they may use it, too
    qsizetype count() const { return rules.size() + sequences.size() + bindings.size(); }
    qsizetype activeRules() const;
    bool operator==(const Uses &) const = default;
};

/// Names in terms of one namespace: its own becomes "_", and an action reached through an own binding becomes the
/// provider's.
class Names {
public:
    Names(QString ownNamespace, const QList<openwhisk::PackageSummary> &packages);
    EntityName own(EntityName name) const; ///< "_" for the own namespace, nothing else
    EntityName real(EntityName name) const;
    std::optional<EntityName> member(const QString &component) const;

private:
    QString m_own;
    QHash<QString, EntityName> m_providers; ///< of own bindings
};

enum class Subject { Action, Package, Trigger };
/// Whether something that is named so is the subject or lies in it.
bool concerns(Subject subject, const EntityName &name, const EntityName &named);
QList<RuleUse> rulesUsing(Subject subject, const EntityName &name, const QList<openwhisk::RuleSummary> &rules,
                          const Names &names);
/// components: of each sequence, as the server has them.
QList<SequenceUse> sequencesUsing(Subject subject, const EntityName &name,
                                  const QHash<EntityName, QStringList> &components, const Names &names);
QList<EntityName> bindingsOf(const EntityName &package, const QList<openwhisk::PackageSummary> &packages,
                             const QString &ownNamespace);

/// "rules order-to-checkout (active), old-import; sequence checkout", no more than most of a sort; empty for none.
QString usesSentence(const Uses &uses, int most = 5);

} // namespace insight
