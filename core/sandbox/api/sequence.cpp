#include "core/sandbox/api/sequence.h"

#include "core/sandbox/api/refusal.h"
#include "core/sandbox/api/resolve.h"
#include "core/sandbox/store/entities.h"

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestSequence = 50;
constexpr int mostInner = 500; ///< sequences looked into; a ring made by turning a binding round holds no action

EntityName fromPath(const QString &path)
{
    const auto parts = path.split(u'/', Qt::SkipEmptyParts);
    return {parts.value(0), parts.size() > 2 ? parts[1] : QString(), parts.last()};
}

/// Atomic actions after inlining; ends early beyond the limits, so that a stored knot of sequences cannot hold it up.
qsizetype countAtomic(const Call &call, const EntityName &self, const QList<EntityName> &components, qsizetype limit, int *inner)
{
    qsizetype count = 0;
    for (const auto &component : components) {
        const auto place = checkActionRight(call, component);
        if (place == self)
            refuse(400, u"Sequence may not refer to itself."_s);
        const auto action = call.services.entities.find(place);
        if (!action)
            refuse(400, u"Sequence component does not exist."_s);
        if (action->kind != Kind::Action)
            refuseKind();
        if (action->isSequence() && ++*inner > mostInner)
            refuse(400, u"Too many actions in the sequence."_s);
        count += action->isSequence() ? countAtomic(call, self, componentsOf(*action), limit - count, inner) : 1;
        if (count > limit)
            refuse(400, u"Too many actions in the sequence."_s);
    }
    return count;
}

} // namespace

QList<EntityName> componentsOf(const Entity &sequence)
{
    QList<EntityName> names;
    for (const auto &component : sequence.exec.value(u"components").items())
        names.append(fromPath(component.toString()));
    return names;
}

void checkComponentRights(const Call &call, const QList<EntityName> &components)
{
    for (const auto &component : components)
        checkActionRight(call, component);
}

void checkSequence(const Call &call, const EntityName &sequence, const QList<EntityName> &components)
{
    if (components.isEmpty())
        refuse(400, u"No component specified for the sequence."_s);
    if (components.size() > longestSequence)
        refuse(400, u"Too many actions in the sequence."_s);
    int inner = 0;
    countAtomic(call, sequence, components, longestSequence, &inner);
}

} // namespace sandbox
