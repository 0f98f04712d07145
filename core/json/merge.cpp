#include "core/json/merge.h"

#include "core/json/edit.h"

namespace json {

namespace {

using Side = std::optional<Value>;

Side memberOf(const Side &object, const QString &name)
{
    const Value *found = object ? object->find(name) : nullptr;
    return found ? Side(*found) : Side();
}

bool same(const Side &a, const Side &b)
{
    return a.has_value() == b.has_value() && (!a || equal(*a, *b));
}

bool isObject(const Side &side)
{
    return side && side->isObject();
}

void addNames(const Side &object, QStringList &names)
{
    for (const Member &member : object->members())
        if (!names.contains(member.name))
            names.append(member.name);
}

Side merged(const Side &base, const Side &mine, const Side &theirs, const QString &pointer, QList<Conflict> &conflicts);

Value mergedObject(const Side &base, const Side &mine, const Side &theirs, const QString &pointer, QList<Conflict> &conflicts)
{
    QStringList names;
    addNames(mine, names);
    addNames(theirs, names);
    Value result = Value::object();
    for (const QString &name : names) {
        const Side side = merged(isObject(base) ? memberOf(base, name) : Side(), memberOf(mine, name), memberOf(theirs, name),
                                 pointer + QChar(u'/') + escapePointer(name), conflicts);
        if (side)
            result.set(name, *side);
    }
    return result;
}

Side merged(const Side &base, const Side &mine, const Side &theirs, const QString &pointer, QList<Conflict> &conflicts)
{
    if (same(mine, theirs) || same(base, theirs))
        return mine;
    if (same(base, mine))
        return theirs;
    if (isObject(mine) && isObject(theirs))
        return mergedObject(base, mine, theirs, pointer, conflicts);
    conflicts.append({pointer, base, mine, theirs});
    return mine;
}

bool holdsNull(const Value &value)
{
    for (const Member &member : value.members())
        if (member.value.isNull() || holdsNull(member.value))
            return true;
    return false;
}

} // namespace

Merge merge(const Value &base, const Value &mine, const Value &theirs)
{
    Merge result;
    result.merged = *merged(base, mine, theirs, {}, result.conflicts);
    return result;
}

std::optional<Value> mergePatch(const Value &before, const Value &after)
{
    if (!before.isObject() || !after.isObject()) {
        if (after.isNull() || holdsNull(after))
            return {};
        return after;
    }
    Value patch = Value::object();
    for (const Member &member : before.members())
        if (!after.contains(member.name))
            patch.set(member.name, Value());
    for (const Member &member : after.members()) {
        const Value *old = before.find(member.name);
        if (old && equal(*old, member.value))
            continue;
        const auto part = mergePatch(old ? *old : Value(), member.value);
        if (!part)
            return {};
        patch.set(member.name, *part);
    }
    return patch;
}

Value mergePatched(const Value &target, const Value &patch)
{
    if (!patch.isObject())
        return patch;
    Value result = target.isObject() ? target : Value::object();
    for (const Member &member : patch.members()) {
        if (member.value.isNull())
            result.remove(member.name);
        else
            result.set(member.name, mergePatched(result.value(member.name), member.value));
    }
    return result;
}

} // namespace json
