#pragma once

#include "core/json/value.h"

namespace json {

/// A place that both sides changed in different ways. What is absent was removed, or never there.
struct Conflict {
    QString pointer;
    std::optional<Value> base;
    std::optional<Value> mine;
    std::optional<Value> theirs;
    bool operator==(const Conflict &) const = default;
};

struct Merge {
    Value merged; ///< with mine where there is a conflict
    QList<Conflict> conflicts;
};

/// Three-way: what only one side changed is taken from it. Objects are merged by member; lists and all else whole.
Merge merge(const Value &base, const Value &mine, const Value &theirs);

/// RFC 7396: what makes `after` of `before`. None where no such patch does: `after` holds a null that is new.
std::optional<Value> mergePatch(const Value &before, const Value &after);
/// Applies one.
Value mergePatched(const Value &target, const Value &patch);

} // namespace json
