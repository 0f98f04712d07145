#include "core/openwhisk/limitwords.h"

#include <array>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

struct Kind {
    QLatin1StringView name;
    QLatin1StringView before;
    QLatin1StringView unit;
    std::optional<qint64> ActionLimits::*sent;
    qint64 NamespaceLimits::*least;
    qint64 NamespaceLimits::*most;
};

constexpr std::array kinds{
    Kind{"memory"_L1, "memory size"_L1, " MB"_L1, &ActionLimits::memoryMb, &NamespaceLimits::minMemoryMb,
         &NamespaceLimits::maxMemoryMb},
    Kind{"timeout"_L1, "duration"_L1, " milliseconds"_L1, &ActionLimits::timeoutMs, &NamespaceLimits::minTimeoutMs,
         &NamespaceLimits::maxTimeoutMs},
    Kind{"logs"_L1, "log size"_L1, " MB"_L1, &ActionLimits::logsMb, &NamespaceLimits::minLogsMb,
         &NamespaceLimits::maxLogsMb},
    Kind{"concurrency"_L1, "concurrency"_L1, ""_L1, &ActionLimits::concurrency, &NamespaceLimits::minConcurrency,
         &NamespaceLimits::maxConcurrency},
};

// The server cuts a number to 32 bits before it looks: 4294967396 ms would be stored as 100.
constexpr qint64 longestInteger = 2147483647;

QString refusal(const Kind &kind, qint64 value, const NamespaceLimits &bounds)
{
    const qint64 least = bounds.*kind.least;
    const qint64 most = std::min(bounds.*kind.most, longestInteger);
    if (value < 0 && kind.unit == " MB"_L1)
        return u"requirement failed: a negative size of an object is not allowed."_s;
    const QString text = u"requirement failed: %1 %2%3 "_s.arg(kind.before).arg(value).arg(kind.unit);
    if (value > most)
        return text + u"exceeds allowed threshold of %1%2"_s.arg(most).arg(kind.unit);
    return value < least ? text + u"below allowed threshold of %1%2"_s.arg(least).arg(kind.unit) : QString();
}

} // namespace

QString limitRefusal(const ActionLimits &sent, const NamespaceLimits &bounds)
{
    for (const Kind &kind : kinds)
        if (const auto value = sent.*kind.sent)
            if (const QString words = refusal(kind, *value, bounds); !words.isEmpty())
                return words;
    return {};
}

QString limitRefusal(QStringView name, qint64 value, const NamespaceLimits &bounds)
{
    for (const Kind &kind : kinds)
        if (name == kind.name)
            return refusal(kind, value, bounds);
    return {};
}

QString sizeRefusal(const QString &field, qint64 bytes, qint64 allowed)
{
    return bytes > allowed ? u"%1 larger than allowed: %2 > %3 bytes."_s.arg(field).arg(bytes).arg(allowed) : QString();
}

} // namespace openwhisk
