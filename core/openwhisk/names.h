#pragma once

#include "core/async/result.h"

#include <QByteArray>
#include <QString>

namespace openwhisk {

/// Where an entity lives. package is empty for the default package; ns is "_" where it does not matter.
struct EntityName {
    QString ns = QStringLiteral("_");
    QString package;
    QString name;

    QString shown() const;     ///< "pkg/name" or "name"
    QString full() const;      ///< "/ns/pkg/name"
    bool operator==(const EntityName &) const = default;
};

size_t qHash(const EntityName &name, size_t seed = 0);

/// Grammar of one segment (facts 3.1): empty when it is legal, else a sentence.
QString nameProblem(const QString &segment);
/// What users type: a, pkg/a, /ns/a, /ns/pkg/a, ns/pkg/a (facts 3.1).
Result<EntityName> parseActionName(const QString &typed);
/// From an entity's members namespace ("ns" or "ns/pkg") and name.
EntityName fromMembers(const QString &nsMember, const QString &name);

enum class Collection { Actions, Packages, Triggers, Rules, Activations };
QByteArray collectionWord(Collection collection);
/// "/api/v1/namespaces/_/actions/pkg/a", each segment percent-encoded.
QByteArray collectionPath(Collection collection, const QString &ns = QStringLiteral("_"));
QByteArray entityPath(Collection collection, const EntityName &name);

} // namespace openwhisk
