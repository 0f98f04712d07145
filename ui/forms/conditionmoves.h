#pragma once

#include "core/schema/conditions.h"

/// Where a condition stands among the others, and how it gets elsewhere.
namespace conditions {

using Way = QList<int>; ///< from the root: which part of which group

const schema::Conditions &at(const schema::Conditions &root, const Way &way);
schema::Conditions &at(schema::Conditions &root, const Way &way);

/// Puts a part before the one at `to`, or at the end of a group if the last number is its size; both as it is before the
/// move. Says where the part stands then; none: it would not move, or stand in itself.
std::optional<Way> move(schema::Conditions &root, const Way &from, const Way &to);
/// One place up (-1) or down (1) as one reads: past a neighbour, into a group, out of one.
std::optional<Way> step(schema::Conditions &root, const Way &from, int by);

} // namespace conditions
