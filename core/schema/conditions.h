#pragma once

#include "core/json/value.h"

#include <optional>

namespace schema {

/// An expression of the gateway (vars, filters) as rows: one condition, or a group of them. What it was made from
/// comes out again as it was written.
struct Conditions {
    enum class Junction { All, Any, NotAll, None }; ///< AND, OR, !AND, !OR

    bool isGroup = true;
    Junction junction = Junction::All;
    bool implied = true; ///< a list without the word AND
    QList<Conditions> parts;

    QString variable;
    bool negated = false;
    QString comparison; ///< as written; empty: two items, which means "=="
    json::Value operand;
};

std::optional<Conditions> conditionsOf(const json::Value &expression); ///< none: no such expression, or an odd one
json::Value expressionOf(const Conditions &conditions);

/// A new condition: not right yet, as it has no variable.
Conditions emptyCondition();
QStringList comparisons(); ///< those that the gateway knows

} // namespace schema
