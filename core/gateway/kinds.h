#pragma once

#include "core/async/result.h"
#include "core/json/value.h"

#include <QStringList>

namespace gateway {

enum class Kind {
    Route, Service, Upstream, Consumer, Credential, ConsumerGroup, PluginConfig, GlobalRule, Ssl, Proto, Secret,
    StreamRoute, PluginMetadata, CostDecoration
};
/// In the order in which they can be created, so that what refers comes after what it refers to.
QList<Kind> allKinds();

/// What the Admin API lets one do with a kind.
struct Rules {
    QByteArray path;      ///< collection: "routes"; of a part of something else its last step: "credentials"
    QString schema;       ///< name under /schema, empty: the server has none to give
    bool post = false;    ///< the server can make the id
    bool patch = false;
    bool times = true;    ///< has create_time and update_time, which must not come back
    QString idMember;     ///< member of the value that is the id: "id", "username"
    bool bodyId = true;   ///< the id may stand in the body of a PUT
};
const Rules &rulesOf(Kind kind);
QString singular(Kind kind); ///< translated: "route"
QString plural(Kind kind);

/// Which one: parent is the consumer of a credential, the service of a cost decoration.
struct Key {
    Kind kind = Kind::Route;
    QString id; ///< a secret's with its manager: "vault/1"
    QString parent = {};
    bool operator==(const Key &) const = default;
};

/// What the server would cut or misread is refused, e.g. ids with %2F. Empty: the id is right.
QString idProblem(const Key &key);
/// Below the base address; an Error for ids that must not be sent.
Result<QByteArray> pathOf(const Key &key);
QByteArray collectionPath(Kind kind, const QString &parent = {});

/// As it may be sent: without the times that the server sets, those inside an upstream, too; and without an id where the
/// address says it.
json::Value sendable(const Key &key, json::Value value);
/// Members of a kind that are secret beside those that the plugins' schemas name; dotted paths.
QStringList secretPaths(Kind kind);
/// For request log and errors: members that hold secrets in any configuration.
const QList<QByteArray> &secretMembers();

} // namespace gateway
