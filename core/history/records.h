#pragma once

#include "core/json/value.h"

#include <QString>
#include <QStringList>

namespace history {

/// Whose record: target is the entity as text, e.g. Target::toText() or "orders/price-quote".
struct Key {
    QString profileId;
    QString target;
    bool operator==(const Key &) const = default;
};

/// A payload with a name, or one that was sent (name is empty then). text stays as typed; when it holds secrets, it is
/// written anew without them and leftOut has their JSON pointers.
struct Payload {
    qint64 id = 0; ///< 0: not stored yet
    QString name;
    QString text;
    qint64 savedMs = 0; ///< epoch ms
    QStringList leftOut;
    bool operator==(const Payload &) const = default;
};

/// An edited entity that is not saved. Values of parameters and annotations with secret names are not in it: leftOut
/// has the pointers (e.g. "/parameters/2/value"); refill() takes them from what the server has.
struct Draft {
    Key key;
    json::Value document; ///< as edited
    json::Value base;     ///< what the edit started from; null for a new entity
    qint64 savedMs = 0;
    QStringList leftOut;
};

/// A draft or version without its document, for lists.
struct DraftInfo {
    Key key;
    qint64 savedMs = 0;
};

/// A document as it was before it was overwritten or deleted.
struct VersionInfo {
    enum class Reason { Overwritten, Deleted };
    qint64 id = 0;
    Key key;
    Reason reason = Reason::Overwritten;
    QString version; ///< the server's, e.g. "0.0.7"
    qint64 keptMs = 0;
    QStringList leftOut; ///< as in Draft
    bool operator==(const VersionInfo &) const = default;
};
struct Version {
    VersionInfo info;
    json::Value document;
};

} // namespace history
