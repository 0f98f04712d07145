#pragma once

#include "core/gateway/kinds.h"
#include "core/openwhisk/names.h"

#include <QString>

#include <optional>

/// A thing that a tab can show; survives a restart as text.
struct Target {
    enum class Kind {
        Action, NewAction, NewSequence, Package, NewPackage, NewBinding, Trigger, NewTrigger, Rule, NewRule,
        Activation, Activations, PublicPackages, Apis, Server, GatewayList, GatewayObject, NewGatewayObject
    };
    Kind kind = Kind::Action;
    openwhisk::EntityName name = {}; ///< Activations: whose, empty for all; NewAction: where; NewBinding: the provider;
                                     ///< NewRule: the trigger, or empty
    QString id = {};                 ///< activation id; draft id of a new entity or object; id of an object of the gateway
    gateway::Kind gatewayKind = gateway::Kind::Route; ///< of a list or an object of the gateway
    QString parent = {};             ///< a credential's consumer, a cost decoration's service

    QString toText() const; ///< "action:pkg/name", "gateway-route:id"
    static std::optional<Target> fromText(const QString &text);
    bool operator==(const Target &) const = default;
};

/// A list or an object of the gateway, or one that is to be made.
bool isGateway(const Target &target);
Target gatewayList(gateway::Kind kind);
Target gatewayObject(const gateway::Key &key);
/// copyOf: id of an object of the same kind and parent that it begins with.
Target newGatewayObject(gateway::Kind kind, const QString &parent = {}, const QString &copyOf = {});
/// What copyOf was; empty when it begins with nothing.
QString copiedId(const Target &target);
gateway::Key keyOf(const Target &target); ///< without an id of one that is to be made
QString gatewayGlyph(gateway::Kind kind); ///< for entityGlyph()
