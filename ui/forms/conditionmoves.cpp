#include "ui/forms/conditionmoves.h"

#include <utility>

namespace conditions {

namespace {

Way parentOf(const Way &way)
{
    return way.mid(0, way.size() - 1);
}

bool isWithin(const Way &way, const Way &outer)
{
    return way.mid(0, outer.size()) == outer;
}

Way neighbour(const Way &way, int by)
{
    Way other = way;
    other.last() += by;
    return other;
}

} // namespace

const schema::Conditions &at(const schema::Conditions &root, const Way &way)
{
    const schema::Conditions *found = &root;
    for (int index : way)
        found = &found->parts[index];
    return *found;
}

schema::Conditions &at(schema::Conditions &root, const Way &way)
{
    schema::Conditions *found = &root;
    for (int index : way)
        found = &found->parts[index];
    return *found;
}

std::optional<Way> move(schema::Conditions &root, const Way &from, const Way &to)
{
    if (isWithin(to, from))
        return {};
    const qsizetype level = from.size() - 1;
    Way place = to;
    if (isWithin(to, parentOf(from)) && to.size() > level && to[level] > from[level])
        --place[level]; // what comes after it moves up
    if (place == from)
        return {};
    const schema::Conditions part = at(root, parentOf(from)).parts.takeAt(from.last());
    at(root, parentOf(place)).parts.insert(place.last(), part);
    return place;
}

std::optional<Way> step(schema::Conditions &root, const Way &from, int by)
{
    const int index = from.last() + by;
    const auto &siblings = std::as_const(at(root, parentOf(from))).parts;
    if (index >= 0 && index < siblings.size()) {
        const Way next = neighbour(from, by);
        if (siblings[index].isGroup)
            return move(root, from, next + Way{by < 0 ? int(siblings[index].parts.size()) : 0});
        return move(root, from, by < 0 ? next : neighbour(next, 1));
    }
    if (from.size() == 1)
        return {};
    const Way group = parentOf(from);
    return move(root, from, by < 0 ? group : neighbour(group, 1));
}

} // namespace conditions
