#pragma once

#include "core/openwhisk/names.h"

#include <QString>

#include <optional>

/// A thing that a tab can show; survives a restart as text.
struct Target {
    enum class Kind {
        Action, NewAction, NewSequence, Package, NewPackage, NewBinding, Trigger, NewTrigger, Rule, NewRule,
        Activation, Activations, PublicPackages, Apis, Server
    };
    Kind kind = Kind::Action;
    openwhisk::EntityName name = {}; ///< Activations: whose, empty for all; NewAction: where; NewBinding: the provider;
                                     ///< NewRule: the trigger, or empty
    QString id = {};                 ///< activation id; draft id of a new entity

    QString toText() const; ///< "action:pkg/name"
    static std::optional<Target> fromText(const QString &text);
    bool operator==(const Target &) const = default;
};
