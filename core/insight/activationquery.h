#pragma once

#include "core/insight/activationtable.h"
#include "core/insight/percentiles.h"

#include <QSet>

#include <stop_token>

/// What screens ask of an ActivationTable. All of it runs on any thread, for a worker; a stop ends it early, and what
/// comes back then is to be thrown away.
namespace insight {

struct ActivationFilter {
    std::optional<qint64> fromMs; ///< start, inclusive
    std::optional<qint64> toMs;   ///< exclusive
    /// Any of them; none: all. An empty name stands for a whole package. A package is meant by its own name or by that
    /// of a binding that the call came through; a namespace "_" is any.
    QList<openwhisk::EntityName> actions;
    QSet<Outcome> outcomes;       ///< any of them; empty: all
    QSet<QString> kinds;          ///< likewise; the empty kind stands for triggers
    QSet<QString> versions;       ///< likewise
    bool coldOnly = false;
    bool rootOnly = false;        ///< not what a sequence or composition started
    std::optional<qint64> minDurationMs; ///< inclusive; rows without a duration do not pass
    std::optional<qint64> maxDurationMs;
    QString text;                 ///< each word in name, version, kind, id or cause, whatever the case
    /// Of a full-text search for the same text: they pass, too. With an empty text nothing else does.
    std::shared_ptr<const QSet<ActivationId>> found;

    bool isEmpty() const { return *this == ActivationFilter{}; }
    bool operator==(const ActivationFilter &) const = default;
};

enum class ActivationColumn { Start, Name, Version, Kind, Outcome, Duration, Wait, Init, Run, Id, Cause };

struct ActivationOrder {
    ActivationColumn column = ActivationColumn::Start;
    Qt::SortOrder order = Qt::DescendingOrder;
    bool operator==(const ActivationOrder &) const = default;
};

/// Rows of a table that pass a filter, in order; ties newest first, rows without the value last.
struct ActivationView {
    ActivationTable::Ptr table;
    std::vector<quint32> rows; ///< indexes in table
    bool stopped = false;
};
ActivationView query(const ActivationTable::Ptr &table, const ActivationFilter &filter, const ActivationOrder &order = {},
                     const std::stop_token &stop = {});

/// The same rows in another order, without filtering again.
ActivationView sorted(ActivationView view, const ActivationOrder &order, const std::stop_token &stop = {});

/// Numbers over the rows of a view.
struct ActivationTotals {
    qsizetype count = 0;
    qsizetype errors = 0;
    qsizetype cold = 0;
    qsizetype runs = 0;       ///< of actions: what can be cold
    Percentiles duration;     ///< of those that have one
    qint64 firstMs = 0;       ///< earliest start
    qint64 lastMs = 0;        ///< latest
    double errorShare() const { return count ? double(errors) / double(count) : 0; }
    double coldShare() const { return runs ? double(cold) / double(runs) : 0; }
    bool operator==(const ActivationTotals &) const = default;
};
ActivationTotals totals(const ActivationView &view, const std::stop_token &stop = {});

struct ActivationGroup {
    openwhisk::EntityName name;
    QString version; ///< empty unless asked for by version
    ActivationTotals totals;
};
enum class GroupBy { Action, Version };
/// Most rows first. By version: one group for each version of each action.
QList<ActivationGroup> groups(const ActivationView &view, GroupBy by, const std::stop_token &stop = {});

} // namespace insight
