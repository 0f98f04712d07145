#pragma once

#include "core/json/value.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace history {

/// An activation as lists give it; what the words mean is openwhisk's.
struct SeenActivation {
    QString id;
    QString ns;      ///< with package and name: annotation path
    QString package;
    QString name;
    QString version;
    QString kind;
    QString binding;
    QString cause;
    qint64 start = 0; ///< epoch ms
    std::optional<qint64> end;
    std::optional<qint64> durationMs;
    std::optional<qint64> waitMs;
    std::optional<qint64> initMs;
    int status = 0;
    bool timedOut = false;
    bool throttled = false;
    bool operator==(const SeenActivation &) const = default;
};
using SeenActivations = std::shared_ptr<const QList<SeenActivation>>; ///< newest start first

/// A whole record as it was kept: without secrets, leftOut has the JSON pointers of what is missing. In texts, log lines
/// among them, a secret is replaced by dots.
struct KeptActivation {
    json::Value document;
    QStringList leftOut;
    bool masked = false; ///< some text had a secret in it
    qint64 keptMs = 0;
};

/// What the store may grow to, for each profile. 0: no bound.
struct ActivationBounds {
    int days = 30; ///< by start
    qint64 bytes = 512LL * 1024 * 1024;
    bool operator==(const ActivationBounds &) const = default;
};

/// What a profile's store holds, so that a search can say what it covers.
struct ActivationHolding {
    bool enabled = true;
    qsizetype rows = 0;
    qsizetype records = 0; ///< of the rows: with result and logs
    qsizetype cut = 0;     ///< of the records: so long that only their beginning is searched
    qint64 bytes = 0;      ///< on disk
    qint64 oldestMs = 0;   ///< start; 0: nothing is held
    bool operator==(const ActivationHolding &) const = default;
};

struct ActivationHits {
    QStringList ids;   ///< newest start first
    bool more = false; ///< there are more than the limit
    ActivationHolding holding;
};

} // namespace history
