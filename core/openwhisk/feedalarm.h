#pragma once

#include "core/openwhisk/feeds.h"

namespace openwhisk {

/// The alarms package: which of its three feeds an action is.
enum class AlarmSort { Every, Cron, Once };
/// provider: the package that the feed's package is bound to, or the package itself. None: another kind of feed.
std::optional<AlarmSort> alarmSort(const EntityName &feed, const QString &provider);
QString alarmAction(AlarmSort sort); ///< "interval", "alarm", "once"

struct AlarmSchedule {
    AlarmSort sort = AlarmSort::Cron;
    qint64 minutes = 0;
    QString cron;
    QString timeZone; ///< of the cron; empty: UTC
    std::optional<qint64> dateMs;
    std::optional<qint64> startMs;
    std::optional<qint64> stopMs;
    std::optional<qint64> maxTriggers;
    QString deleteAfterFire; ///< of a once: "true", "rules" or empty
    std::optional<json::Value> payload;
    bool operator==(const AlarmSchedule &) const = default;
};
json::Value toParameters(const AlarmSchedule &schedule);
/// From what a READ tells; dates as texts or numbers, payload as object or text.
AlarmSchedule scheduleFrom(const json::Value &config, AlarmSort sort);
QString scheduleProblem(const AlarmSchedule &schedule, qint64 nowMs); ///< why it cannot be sent, or empty
QString inWords(const AlarmSchedule &schedule);
/// An UPDATE cannot take away what was set once, nor change how often it fires: that needs DELETE and CREATE.
bool needsNewFeed(const AlarmSchedule &was, const AlarmSchedule &now);
/// For a CREATE: a start that has passed says nothing, and the provider refuses it.
AlarmSchedule withoutPast(AlarmSchedule schedule, qint64 nowMs);
/// anchorMs: when an interval began to count, 0 when nobody said.
QList<qint64> nextTimes(const AlarmSchedule &schedule, qint64 anchorMs, qint64 afterMs, int count);

/// What a READ says, as far as it is known how to read it.
struct FeedState {
    std::optional<bool> active;
    QString reason;                  ///< why it is not
    bool endedByItself = false;      ///< nobody paused it
    std::optional<qint64> changedMs; ///< since when
    json::Value config;
    json::Value answer;
};
FeedState feedState(const json::Value &answer);

enum class FeedHealth { Unknown, Alive, Paused, Dead, Missed };
struct FeedVerdict {
    FeedHealth health = FeedHealth::Unknown;
    QString sentence;
};
/// schedule: none for feeds of another kind. lastFireMs: of the newest activation of the trigger, none when there is
/// none; firesSeen: there is an active rule, so that a fire leaves a record.
struct FeedEvidence {
    std::optional<AlarmSchedule> schedule;
    qint64 sinceMs = 0; ///< trigger or feed are as they are since then
    std::optional<qint64> lastFireMs;
    bool firesSeen = false; ///< and the activations were looked at
    qint64 nowMs = 0;
};
FeedVerdict judgeFeed(const FeedState &state, const FeedEvidence &evidence);
FeedVerdict judgeFeed(const Error &error);

} // namespace openwhisk
