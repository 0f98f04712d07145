#pragma once

#include "core/sandbox/api/exec.h"
#include "core/sandbox/store/entities.h"

namespace sandbox {

/// What the PUTs of all collections have in common, read in the real server's order.
struct PutBody {
    json::Value document; ///< as sent
    std::optional<ExecInput> exec;
    std::optional<json::Value> parameters;
    std::optional<json::Value> annotations;
    bool overwrite = false;
    json::Value limits; ///< of an action: as readLimits() gives them
    std::optional<QString> version;
    std::optional<bool> publish;

    const json::Value *given(QStringView name) const; ///< nullptr for a missing or null member
};

/// Content type, syntax, exec, parameters, annotations, their sizes, the query, limits, version, publish.
PutBody readPut(const Call &call, Kind kind);

/// 409 for one that is there and must not be overwritten; and for one of another kind.
void checkOverwrite(const EntityPtr &existing, Kind kind, const PutBody &body);
/// The new version of an entity: as given, else the first one or the next.
QString putVersion(const PutBody &body, const EntityPtr &before);
/// Stores it; 409 when somebody else was faster, 500 when the disk refuses. Gives the entity as stored.
EntityPtr store(const Call &call, const EntityPtr &before, Entity after, std::optional<QByteArray> code = {});
void storeAll(const Call &call, const QList<EntityChange> &changes);

} // namespace sandbox
