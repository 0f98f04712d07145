#pragma once

#include "core/json/value.h"

#include <QString>

#include <optional>

namespace sandbox {

/// What a feed of the alarms package has to do for a trigger. Dates stay as they were given: ms or ISO 8601.
struct Alarm {
    enum class Kind { Cron, Interval, Once };

    QString ns;
    QString trigger;
    Kind kind = Kind::Cron;
    QString cron = {};
    QString timezone = {};
    bool strict = true; ///< at the full minute; otherwise some seconds later, always the same
    qint64 minutes = 0;
    json::Value date = {};
    QString deleteAfterFire = {}; ///< false, true, rules; empty when not given
    json::Value startDate = {};
    json::Value stopDate = {};
    json::Value payload = json::Value::object();
    qint64 left = -1; ///< fires until it ends by itself; -1: no end
    bool active = true;
    qint64 changed = 0;      ///< ms, when active did
    json::Value reason = {}; ///< {kind, statusCode?, message} of what made it inactive

    QString key() const { return ns + u'/' + trigger; }
    /// Its next time after that one, if there is any.
    std::optional<qint64> next(qint64 after) const;
    /// Why there is none.
    QString ended(qint64 now) const;
    void disable(qint64 now, const QString &message, int status = 0, const QString &by = QStringLiteral("AUTO"));
    void enable(qint64 now);
};

/// ms since 1970 of a number, or of a text in ISO 8601 (without zone: UTC) or as in mails.
std::optional<qint64> dateOf(const json::Value &value);

json::Value toJson(const Alarm &alarm);
Alarm alarmOf(const json::Value &stored);
/// {config, status}: what READ answers.
json::Value described(const Alarm &alarm);

} // namespace sandbox
