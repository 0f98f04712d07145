#pragma once

#include "core/openwhisk/entities.h"

namespace openwhisk {

enum class ActivationStatus { Success, ApplicationError, DeveloperError, InternalError, Unknown };

/// A row of the list of activations (facts 2.6). Times are epoch ms.
struct ActivationSummary {
    QString id;
    EntityName name;             ///< from annotation path, so with its package
    QString version;
    QString kind;                ///< empty for triggers
    qint64 start = 0;
    std::optional<qint64> end;   ///< absent for triggers and unfinished records
    std::optional<qint64> durationMs;
    std::optional<qint64> waitMs;
    std::optional<qint64> initMs; ///< present iff cold
    QString cause;
    ActivationStatus status = ActivationStatus::Unknown;
    bool timedOut = false;       ///< annotation timeout
    QString binding = {};        ///< annotation binding: "ns/binding" it was called through
    bool throttled = false;      ///< refused for too many calls; only whole records tell
    bool operator==(const ActivationSummary &) const = default;
};

/// "ns/[pkg/]action" as annotation path has it.
EntityName nameFromPath(const QString &path);
/// Puts right what stores leave out or write as 0.
void completeTimes(ActivationSummary &summary);

struct LogLine {
    enum class Stream { Unmarked, Stdout, Stderr };
    QString time; ///< RFC 3339 as given, empty where the line has none
    Stream stream = Stream::Unmarked;
    QString text;
    bool operator==(const LogLine &) const = default;
};
/// "<time> stdout: text", "<time> text" or bare (facts 2.6, 12.4).
LogLine parseLogLine(const QString &line);

struct Activation {
    ActivationSummary summary;
    QString subject;
    json::Value result;          ///< response.result, null when absent
    bool hasResult = false;
    std::optional<qint64> size;
    QList<LogLine> logs;
    QList<KeyValue> annotations;
    json::Value document;

    static Result<Activation> fromJson(const json::Value &document);
};

struct ActivationQuery {
    QString name;                ///< "a" or "pkg/a", empty for all
    std::optional<qint64> since; ///< epoch ms, inclusive
    std::optional<qint64> upto;
    int limit = 200;
    int skip = 0;
};
QByteArray activationsTarget(const ActivationQuery &query); ///< path and query of a list

} // namespace openwhisk
