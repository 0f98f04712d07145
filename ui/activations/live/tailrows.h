#pragma once

#include "core/insight/activationtable.h"

/// The newest rows of a table that are of some actions, and how many come. Pure, quick enough for the event loop.
namespace tail {

struct Counts {
    double perSecond = 0; ///< over the last ten seconds
    qsizetype lastMinute = 0;
    qsizetype errors = 0; ///< of the last minute's
    bool operator==(const Counts &) const = default;
};
struct Tail {
    QList<openwhisk::ActivationSummary> rows; ///< newest first
    Counts counts;
};
constexpr qsizetype mostRows = 500;
constexpr qsizetype mostLooks = 50'000; ///< further back nobody looks for the newest

Tail of(const insight::ActivationTable &table, const QList<openwhisk::EntityName> &actions, qint64 nowMs);

} // namespace tail
