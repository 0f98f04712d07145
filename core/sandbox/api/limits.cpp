#include "core/sandbox/api/limits.h"

#include "core/sandbox/api/canonical.h"
#include "core/sandbox/api/refusal.h"
#include "core/sandbox/setup/settings.h"

#include <optional>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 megabyte = 1048576;

struct Limit {
    QString name;
    QString word;      ///< in "X malformed"
    QString longWord;  ///< in "X must be whole number"
    QString before;    ///< in "X 99 milliseconds below"
    QString unit;
    int least;
    int standard;
    int most;
};

/// In the order in which bad ones are told.
const QList<Limit> &limits()
{
    static const QList<Limit> all{
        {u"memory"_s, u"memory limit"_s, u"memory limit"_s, u"memory size "_s, u" MB"_s, 128, 256, 512},
        {u"timeout"_s, u"time limit"_s, u"time limit"_s, u"duration "_s, u" milliseconds"_s, 100, 60000, 300000},
        {u"logs"_s, u"log limit"_s, u"log limit"_s, u"log size "_s, u" MB"_s, 0, 10, 10},
        {u"concurrency"_s, u"concurrency limit"_s, u"intra concurrency limit"_s, u"concurrency "_s, {}, 1, 1, 1},
    };
    return all;
}

/// The digits before the point of a canonical number; none when there is a fraction.
std::optional<QByteArray> wholeDigits(const QByteArray &text)
{
    const auto mark = text.indexOf('E');
    auto mantissa = mark < 0 ? text : text.left(mark);
    const auto exponent = mark < 0 ? 0 : text.mid(mark + 1).toInt();
    const auto point = mantissa.indexOf('.');
    auto digits = point < 0 ? mantissa : mantissa.left(point) + mantissa.mid(point + 1);
    const auto zeros = exponent - (point < 0 ? 0 : int(mantissa.size() - point - 1));
    if (zeros >= 0)
        return zeros > 400 ? QByteArray("0") : digits + QByteArray(zeros, '0');
    for (int i = 0; i < -zeros; ++i) {
        if (!digits.endsWith('0'))
            return {};
        digits.chop(1);
    }
    return digits.isEmpty() || digits == "-" ? QByteArray("0") : digits;
}

/// Cut to 32 bits, as the JVM does.
int cut(const QByteArray &digits)
{
    quint32 value = 0;
    for (const char c : digits)
        if (c != '-')
            value = value * 10 + quint32(c - '0');
    return int(digits.startsWith('-') ? 0u - value : value);
}

std::optional<int> readLimit(const json::Value &value, const QString &name, const QString &word, const QString &longWord)
{
    const auto *given = value.find(name);
    if (!given || given->isNull())
        return {};
    if (!given->isNumber())
        rejectMalformed(word + u" malformed"_s);
    const auto digits = wholeDigits(decimalText(given->numberText()));
    if (!digits)
        rejectMalformed(u"requirement failed: "_s + longWord + u" must be whole number"_s);
    return cut(*digits);
}

void checkLimit(const Limit &limit, const json::Value &given)
{
    const auto *value = given.find(limit.name);
    if (!value)
        return;
    const auto number = *value->toInteger();
    const auto text = u"requirement failed: "_s + limit.before + QString::number(number) + limit.unit;
    if (number > limit.most)
        refuse(400, text + u" exceeds allowed threshold of "_s + QString::number(limit.most) + limit.unit);
    if (number < limit.least)
        refuse(400, text + u" below allowed threshold of "_s + QString::number(limit.least) + limit.unit);
}

} // namespace

json::Value readLimits(const json::Value &value)
{
    auto given = json::Value::object();
    if (value.isNull())
        return given;
    if (!value.isObject())
        rejectMalformed(u"Object expected in field 'timeout'"_s);
    for (const auto &name : {u"timeout"_s, u"memory"_s, u"logs"_s, u"concurrency"_s}) {
        const auto limit = std::find_if(limits().begin(), limits().end(), [&](const Limit &l) { return l.name == name; });
        const auto number = readLimit(value, name, limit->word, limit->longWord);
        if (number && *number < 0 && limit->unit == u" MB")
            rejectMalformed(u"requirement failed: a negative size of an object is not allowed."_s);
        if (number)
            given.set(name, json::Value::number(*number));
    }
    const auto instances
        = readLimit(value, u"instances"_s, u"instance concurrency limit"_s, u"instance concurrency limit"_s);
    if (instances && *instances < 0)
        rejectMalformed(u"requirement failed: Action container concurrency must be greater than or equal to 0."_s);
    if (instances)
        given.set(u"instances", json::Value::number(*instances));
    return given;
}

void checkLimits(const Services &services, const json::Value &given)
{
    for (const auto &limit : limits())
        checkLimit(limit, given);
    const auto *instances = given.find(u"instances");
    if (instances && *instances->toInteger() > services.settings.inFlight)
        refuse(400, u"Max action instance concurrency must not exceed your namespace concurrency of %1."_s.arg(
                        services.settings.inFlight));
}

json::Value mergedLimits(const json::Value &before, const json::Value &given)
{
    auto merged = json::Value::object();
    for (const auto &limit : limits())
        merged.set(limit.name, json::Value::number(limit.standard));
    for (const auto *layer : {&before, &given})
        for (const auto &member : layer->members())
            merged.set(member.name, member.value);
    return canonical(merged);
}

json::Value limitsDocument(const Settings &settings)
{
    const auto number = [](qint64 n) { return json::Value::number(n); };
    return json::Value::object({{u"concurrentInvocations"_s, number(settings.inFlight)},
                                {u"firesPerMinute"_s, number(settings.perMinute)},
                                {u"invocationsPerMinute"_s, number(settings.perMinute)},
                                {u"maxActionConcurrency"_s, number(1)},
                                {u"maxActionInstances"_s, number(settings.inFlight)},
                                {u"maxActionLogs"_s, number(10)},
                                {u"maxActionMemory"_s, number(512)},
                                {u"maxActionTimeout"_s, number(300000)},
                                {u"maxParameterSize"_s, json::Value::string(u"1048576 B"_s)},
                                {u"minActionConcurrency"_s, number(1)},
                                {u"minActionLogs"_s, number(0)},
                                {u"minActionMemory"_s, number(128)},
                                {u"minActionTimeout"_s, number(100)}});
}

json::Value hostLimits(const Settings &settings)
{
    auto host = json::Value::object({{u"actions_per_minute"_s, json::Value::number(settings.perMinute)},
                                     {u"concurrent_actions"_s, json::Value::number(settings.inFlight)},
                                     {u"sequence_length"_s, json::Value::number(50)},
                                     {u"triggers_per_minute"_s, json::Value::number(settings.perMinute)}});
    const std::pair<QString, std::pair<qint64, qint64>> ranges[] = {
        {u"action_duration"_s, {100, 300000}}, {u"action_logs"_s, {0, 10 * megabyte}}, {u"action_memory"_s, {128 * megabyte, 512 * megabyte}}};
    for (const auto &[name, range] : ranges) {
        for (const auto &prefix : {u""_s, u"default_"_s}) {
            host.set(prefix + u"max_"_s + name, json::Value::number(range.second));
            host.set(prefix + u"min_"_s + name, json::Value::number(range.first));
        }
    }
    return host;
}

} // namespace sandbox
