#pragma once

#include "core/json/edit.h"
#include "core/openwhisk/activation.h"

namespace insight {

/// A line of two logs put side by side: in both, or in one of them (-1: not in that one).
struct LinePair {
    enum class Change { Same, Removed, Added };
    Change change = Change::Same;
    qsizetype a = -1;
    qsizetype b = -1;
    bool operator==(const LinePair &) const = default;
};
/// By text, without times and streams: they differ in every run. exact is false where the texts were too different to
/// look for the smallest difference.
QList<LinePair> diffLines(const QStringList &a, const QStringList &b, bool *exact = nullptr);

/// Two activations beside each other.
struct Comparison {
    struct Figure { ///< wait, init, run, duration
        std::optional<qint64> a;
        std::optional<qint64> b;
        std::optional<qint64> difference() const { return a && b ? std::optional(*b - *a) : std::nullopt; }
        bool operator==(const Figure &) const = default;
    };
    Figure wait, init, run, duration, size;
    bool sameAction = false;
    bool sameVersion = false;
    bool sameStatus = false;
    QList<json::Change> result;      ///< by meaning; pointers into the results
    QList<json::Change> annotations; ///< pointers are "/key..."; waitTime and initTime are figures
    QList<LinePair> logs;
    bool logsExact = true;
    bool sameLogs() const;
};
/// May take long for long logs: for a worker.
Comparison compare(const openwhisk::Activation &a, const openwhisk::Activation &b);

} // namespace insight
