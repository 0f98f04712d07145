#include "core/openwhisk/feedalarm.h"

#include "core/json/text.h"
#include "core/openwhisk/cron.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

constexpr qint64 minuteMs = 60'000;
constexpr qint64 graceMs = 3 * minuteMs; ///< a provider may be late, and a record comes after the fire
constexpr qint64 lookBackMs = 25 * 60 * minuteMs; ///< records of older fires may have been purged

QString tr(const char *text)
{
    return QCoreApplication::translate("openwhisk", text);
}

QTimeZone zoneOf(const AlarmSchedule &schedule)
{
    return schedule.timeZone.isEmpty() ? QTimeZone::utc() : QTimeZone(schedule.timeZone.toLatin1());
}

json::Value isoTime(qint64 ms)
{
    return json::Value::string(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs));
}

std::optional<qint64> timeFrom(const json::Value &value)
{
    if (const auto number = value.toInteger())
        return *number;
    bool digits = false;
    const qint64 number = value.toString().toLongLong(&digits);
    if (digits)
        return number;
    QDateTime time = QDateTime::fromString(value.toString(), Qt::ISODate);
    if (time.isValid() && time.timeSpec() == Qt::LocalTime && !value.toString().contains(u'Z'))
        time.setTimeSpec(Qt::UTC); // a text without a zone is the provider's, which runs by UTC
    return time.isValid() ? std::optional(time.toMSecsSinceEpoch()) : std::nullopt;
}

std::optional<qint64> numberFrom(const json::Value &value)
{
    if (const auto number = value.toInteger())
        return *number;
    bool digits = false;
    const qint64 number = value.toString().toLongLong(&digits);
    return digits ? std::optional(number) : std::nullopt;
}

std::optional<json::Value> payloadFrom(const json::Value &config)
{
    const json::Value *payload = config.find(u"trigger_payload");
    if (!payload)
        payload = config.find(u"payload");
    if (!payload || payload->isNull() || (payload->isObject() && payload->size() == 0))
        return std::nullopt;
    if (payload->isString())
        if (const auto inner = json::read(payload->toString().toUtf8()); inner && inner->value.isObject())
            return inner->value;
    return *payload;
}

void setTime(json::Value &object, QStringView name, const std::optional<qint64> &ms)
{
    if (ms)
        object.set(name, isoTime(*ms));
}

QString dateWords(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s);
}

} // namespace

std::optional<AlarmSort> alarmSort(const EntityName &feed, const QString &provider)
{
    if (provider != u"alarms"_s)
        return std::nullopt;
    for (const AlarmSort sort : {AlarmSort::Every, AlarmSort::Cron, AlarmSort::Once})
        if (feed.name == alarmAction(sort))
            return sort;
    return std::nullopt;
}

QString alarmAction(AlarmSort sort)
{
    switch (sort) {
    case AlarmSort::Every:
        return u"interval"_s;
    case AlarmSort::Once:
        return u"once"_s;
    case AlarmSort::Cron:
        break;
    }
    return u"alarm"_s;
}

json::Value toParameters(const AlarmSchedule &schedule)
{
    json::Value object = json::Value::object();
    if (schedule.sort == AlarmSort::Every)
        object.set(u"minutes", json::Value::number(schedule.minutes));
    if (schedule.sort == AlarmSort::Cron) {
        object.set(u"cron", json::Value::string(schedule.cron));
        if (!schedule.timeZone.isEmpty())
            object.set(u"timezone", json::Value::string(schedule.timeZone));
    }
    if (schedule.sort == AlarmSort::Once) {
        setTime(object, u"date", schedule.dateMs);
        if (!schedule.deleteAfterFire.isEmpty())
            object.set(u"deleteAfterFire", json::Value::string(schedule.deleteAfterFire));
    } else {
        setTime(object, u"startDate", schedule.startMs);
        setTime(object, u"stopDate", schedule.stopMs);
        if (schedule.maxTriggers)
            object.set(u"maxTriggers", json::Value::number(*schedule.maxTriggers));
    }
    if (schedule.payload)
        object.set(u"trigger_payload", *schedule.payload);
    return object;
}

AlarmSchedule scheduleFrom(const json::Value &config, AlarmSort sort)
{
    AlarmSchedule schedule;
    schedule.sort = sort;
    schedule.payload = payloadFrom(config);
    if (sort == AlarmSort::Once) {
        schedule.dateMs = timeFrom(config.value(u"date"));
        const json::Value after = config.value(u"deleteAfterFire");
        const QString word = after.isBool() ? (after.toBool() ? u"true"_s : QString()) : after.toString();
        schedule.deleteAfterFire = word == u"false"_s ? QString() : word;
        return schedule;
    }
    schedule.minutes = numberFrom(config.value(u"minutes")).value_or(0);
    schedule.cron = config.value(u"cron").toString();
    schedule.timeZone = config.value(u"timezone").toString();
    schedule.startMs = timeFrom(config.value(u"startDate"));
    schedule.stopMs = timeFrom(config.value(u"stopDate"));
    schedule.maxTriggers = numberFrom(config.value(u"maxTriggers"));
    return schedule;
}

QString scheduleProblem(const AlarmSchedule &schedule, qint64 nowMs)
{
    if (schedule.sort == AlarmSort::Every && schedule.minutes < 1)
        return tr("An interval is a whole number of minutes from 1.");
    if (schedule.sort == AlarmSort::Cron) {
        if (const auto cron = Cron::parse(schedule.cron); !cron)
            return cron.error().message;
        if (!zoneOf(schedule).isValid())
            return tr("There is no time zone “%1”.").arg(schedule.timeZone);
    }
    if (schedule.sort == AlarmSort::Once) {
        if (!schedule.dateMs)
            return tr("The date is missing.");
        return *schedule.dateMs <= nowMs ? tr("The date has passed.") : QString();
    }
    if (schedule.maxTriggers && (schedule.stopMs || schedule.sort == AlarmSort::Every))
        return schedule.stopMs ? tr("An end and a largest number of fires exclude each other.")
                               : tr("An interval has no largest number of fires.");
    if (schedule.startMs && schedule.stopMs && *schedule.stopMs <= *schedule.startMs)
        return tr("It ends before it begins.");
    return schedule.stopMs && *schedule.stopMs <= nowMs ? tr("The end has passed.") : QString();
}

QString inWords(const AlarmSchedule &schedule)
{
    switch (schedule.sort) {
    case AlarmSort::Every:
        return schedule.minutes > 0 ? everyInWords(schedule.minutes) : QString();
    case AlarmSort::Once:
        return schedule.dateMs ? tr("once, on %1").arg(dateWords(*schedule.dateMs)) : QString();
    case AlarmSort::Cron:
        break;
    }
    const auto cron = Cron::parse(schedule.cron);
    return cron ? cron->inWords() : QString();
}

bool needsNewFeed(const AlarmSchedule &was, const AlarmSchedule &now)
{
    const auto cleared = [](const auto &before, const auto &after) { return before && !after; };
    return was.sort != now.sort || cleared(was.startMs, now.startMs) || cleared(was.stopMs, now.stopMs)
        || was.maxTriggers != now.maxTriggers || cleared(was.payload, now.payload)
        || (!was.timeZone.isEmpty() && now.timeZone.isEmpty())
        || (!was.deleteAfterFire.isEmpty() && now.deleteAfterFire.isEmpty());
}

AlarmSchedule withoutPast(AlarmSchedule schedule, qint64 nowMs)
{
    if (schedule.startMs && *schedule.startMs <= nowMs)
        schedule.startMs.reset();
    return schedule;
}

QList<qint64> nextTimes(const AlarmSchedule &schedule, qint64 anchorMs, qint64 afterMs, int count)
{
    const qint64 from = std::max(afterMs, schedule.startMs.value_or(afterMs + 1) - 1);
    QList<qint64> times;
    if (schedule.sort == AlarmSort::Once) {
        if (schedule.dateMs && *schedule.dateMs > afterMs)
            times.append(*schedule.dateMs);
    } else if (schedule.sort == AlarmSort::Every) {
        const qint64 step = schedule.minutes * minuteMs;
        const qint64 anchor = schedule.startMs.value_or(anchorMs);
        if (step <= 0 || anchor <= 0)
            return {};
        qint64 time = anchor > from ? anchor : anchor + ((from - anchor) / step + 1) * step;
        for (; times.size() < count; time += step)
            times.append(time);
    } else if (const auto cron = Cron::parse(schedule.cron); cron && zoneOf(schedule).isValid()) {
        times = cron->next(from, count, zoneOf(schedule));
    }
    times.removeIf([&schedule](qint64 time) { return schedule.stopMs && time > *schedule.stopMs; });
    return times;
}

FeedState feedState(const json::Value &answer)
{
    FeedState state;
    state.answer = answer;
    const json::Value config = answer.value(u"config");
    state.config = config.isObject() ? config : answer;
    const json::Value status = answer.value(u"status");
    if (status.value(u"active").isBool())
        state.active = status.value(u"active").toBool();
    state.changedMs = timeFrom(status.value(u"dateChanged"));
    if (!state.changedMs)
        state.changedMs = timeFrom(status.value(u"dateChangedISO"));
    const json::Value reason = status.value(u"reason");
    state.reason = reason.isString() ? reason.toString() : reason.value(u"message").toString();
    state.endedByItself = reason.value(u"kind").toString() == "AUTO"_L1;
    return state;
}

FeedVerdict judgeFeed(const FeedState &state, const FeedEvidence &evidence)
{
    if (!state.active)
        return {FeedHealth::Unknown, tr("The feed answers, but does not say whether it is at work.")};
    if (!*state.active) {
        const QString since = state.changedMs ? tr(" since %1").arg(dateWords(*state.changedMs)) : QString();
        if (!state.endedByItself)
            return {FeedHealth::Paused, tr("The feed is paused%1: it does not fire.").arg(since)};
        return {FeedHealth::Dead, tr("The feed is off%1: %2").arg(since, state.reason)};
    }
    if (!evidence.schedule || !evidence.firesSeen)
        return {FeedHealth::Alive, {}};
    const qint64 since = std::max({evidence.sinceMs, state.changedMs.value_or(0), evidence.lastFireMs.value_or(0) + graceMs,
                                   evidence.nowMs - lookBackMs});
    const qint64 anchor = state.changedMs.value_or(evidence.sinceMs);
    const auto due = nextTimes(*evidence.schedule, anchor, since, 1);
    if (due.isEmpty() || due.first() > evidence.nowMs - graceMs)
        return {FeedHealth::Alive, {}};
    return {FeedHealth::Missed, tr("The feed says that it is at work, but the fire of %1 has left no activation.").arg(dateWords(due.first()))};
}

FeedVerdict judgeFeed(const Error &error)
{
    if (error.kind == Error::Kind::Rejected || error.kind == Error::Kind::NotFound || error.kind == Error::Kind::Forbidden)
        return {FeedHealth::Dead, error.message};
    return {FeedHealth::Unknown, error.message};
}

} // namespace openwhisk
