#pragma once

#include "core/openwhisk/names.h"

#include <QString>

#include <optional>

/// A thing that a tab can show; survives a restart as text.
struct Target {
    enum class Kind { Action, NewAction, Package, Trigger, Rule, Activation, Activations };
    Kind kind = Kind::Action;
    openwhisk::EntityName name = {}; ///< Activations: which action's, empty for all; NewAction: where
    QString id = {};                 ///< activation id; draft id of a NewAction

    QString toText() const; ///< "action:pkg/name"
    static std::optional<Target> fromText(const QString &text);
    bool operator==(const Target &) const = default;
};
