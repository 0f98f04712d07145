#include "core/json/number.h"
#include "core/json/value.h"

#include <QHash>

#include <algorithm>

namespace json {

namespace {

bool equalItems(const QList<Value> &a, const QList<Value> &b)
{
    return std::equal(a.cbegin(), a.cend(), b.cbegin(), b.cend(),
                      [](const Value &x, const Value &y) { return equal(x, y); });
}

// The last member of a name counts, as everywhere.
QHash<QStringView, const Value *> byName(const QList<Member> &members)
{
    QHash<QStringView, const Value *> result;
    result.reserve(members.size());
    for (const Member &member : members)
        result.insert(member.name, &member.value);
    return result;
}

bool equalMembers(const QList<Member> &a, const QList<Member> &b)
{
    const auto left = byName(a);
    const auto right = byName(b);
    if (left.size() != right.size())
        return false;
    for (auto it = left.cbegin(); it != left.cend(); ++it) {
        const Value *other = right.value(it.key());
        if (!other || !equal(*it.value(), *other))
            return false;
    }
    return true;
}

} // namespace

bool equal(const Value &a, const Value &b)
{
    if (a.m_data == b.m_data)
        return true;
    if (a.type() != b.type())
        return false;
    switch (a.type()) {
    case Type::Number:
        return sameNumber(a.numberText(), b.numberText());
    case Type::Array:
        return equalItems(a.items(), b.items());
    case Type::Object:
        return equalMembers(a.members(), b.members());
    default:
        return a == b;
    }
}

} // namespace json
