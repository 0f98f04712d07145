#pragma once

#include "ui/editors/entity/entitykind.h"

/// An edit has "trigger" and "action" as paths, own ones with "_", and for a new rule "newAction": {kind, code} of the
/// action that is made with it, or null.
class RuleKind : public EntityKind {
public:
    openwhisk::Collection collection() const override { return openwhisk::Collection::Rules; }
    Target::Kind targetKind() const override { return Target::Kind::Rule; }
    QString word() const override;
    QList<EntityArea> areas() const override;
    Async<EntityCopy> write(openwhisk::Session &session, const openwhisk::EntityName &name, const json::Value &step,
                            openwhisk::Overwrite overwrite, QObject *owner) const override;
    Result<EntityCopy> copyOf(const json::Value &document) const override;
    QList<json::Value> createSteps(const json::Value &edit) const override;
    QStringList differences(const json::Value &sent, const json::Value &stored) const override;
    QString shown(const EntityArea &area, const json::Value &value) const override;
    QString requestLine(const openwhisk::EntityName &name, const json::Value &step, bool overwrite) const override;
};
