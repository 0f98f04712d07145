#pragma once

#include "core/openwhisk/feeds.h"
#include "ui/editors/entity/entitykind.h"

/// What follows with a trigger that does not exist yet: a rule, and maybe the action that it runs.
struct FirstRule {
    QString rule;
    openwhisk::EntityName action;
    QString kind; ///< of the action, when it is made, too
    QString code;

    json::Value toJson() const;
    static std::optional<FirstRule> fromJson(const json::Value &value);
};

/// Beside the document's own parts an edit has the members "feed" (see FeedEdit) and, for a new trigger, "rule"
/// (FirstRule): null where nothing shall happen.
class TriggerKind : public EntityKind {
public:
    openwhisk::Collection collection() const override { return openwhisk::Collection::Triggers; }
    Target::Kind targetKind() const override { return Target::Kind::Trigger; }
    QString word() const override;
    QList<EntityArea> areas() const override;
    Async<EntityCopy> write(openwhisk::Session &session, const openwhisk::EntityName &name, const json::Value &step,
                            openwhisk::Overwrite overwrite, QObject *owner) const override;
    /// Tells the feed DELETE first; its failure leaves the trigger where it is.
    Async<Done> remove(openwhisk::Session &session, const openwhisk::EntityName &name, QObject *owner) const override;
    Result<EntityCopy> copyOf(const json::Value &document) const override;
    QList<json::Value> updateSteps(const EntityCopy &server, const json::Value &after) const override;
    QList<json::Value> createSteps(const json::Value &edit) const override;
    QList<ReviewChange> changes(const json::Value &opened, const json::Value &server,
                                const json::Value &after) const override;
    QStringList differences(const json::Value &sent, const json::Value &stored) const override;
    QString requestLine(const openwhisk::EntityName &name, const json::Value &step, bool overwrite) const override;
    json::Value restored(const json::Value &edit, const json::Value &now) const override; ///< its feed stays as it is
    QStringList serverOwn(const QString &version, const QList<json::Value> &steps) const override;
};
