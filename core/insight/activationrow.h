#pragma once

#include "core/openwhisk/activation.h"

#include <compare>

namespace insight {

/// An activation's id in 16 bytes: 32 hex digits as they are, any other text by its hash (the table keeps the text).
struct ActivationId {
    quint64 high = 0;
    quint64 low = 0;

    static ActivationId fromText(QStringView text); ///< isNull() of an empty one
    static bool isPlain(QStringView text);          ///< 32 hex digits, lower case
    QString toText() const;                         ///< of a plain one
    bool isNull() const { return high == 0 && low == 0; }
    auto operator<=>(const ActivationId &) const = default;
};
size_t qHash(const ActivationId &id, size_t seed = 0);

/// What ran: rows share it.
struct ActivationLabel {
    openwhisk::EntityName name;
    QString version;
    QString kind;    ///< empty for triggers
    QString binding; ///< "ns/binding" it was called through, else empty
    bool operator==(const ActivationLabel &) const = default;
};
size_t qHash(const ActivationLabel &label, size_t seed = 0);

/// How it ended, as a user tells runs apart: a time-out and a refusal for too many calls are ends of their own.
enum class Outcome : quint8 { Success, ApplicationError, DeveloperError, InternalError, TimedOut, Throttled, Unknown };
constexpr int outcomeCount = 7;

/// One activation, a cache line long. Times in ms; -1: there is none.
struct ActivationRow {
    enum Flag : quint8 { IsTimedOut = 1, IsThrottled = 2 };

    ActivationId id;
    ActivationId cause; ///< null: nothing caused it
    qint64 start = 0;   ///< epoch ms
    qint32 duration = -1;
    qint32 wait = -1;
    qint32 init = -1;   ///< >= 0 iff cold; part of duration
    qint32 span = -1;   ///< end - start: of a sequence not its duration (facts 2.6)
    quint32 what = 0;   ///< ActivationTable::label()
    openwhisk::ActivationStatus status = openwhisk::ActivationStatus::Unknown;
    quint8 flags = 0;

    bool isCold() const { return init >= 0; }
    bool isRoot() const { return cause.isNull(); }
    qint32 run() const { return duration < 0 ? -1 : std::max(0, duration - std::max(0, init)); }
    Outcome outcome() const
    {
        using Status = openwhisk::ActivationStatus;
        if (flags & IsThrottled)
            return Outcome::Throttled;
        if (flags & IsTimedOut)
            return Outcome::TimedOut;
        return status == Status::Unknown ? Outcome::Unknown : Outcome(int(status));
    }
    bool isError() const { const Outcome o = outcome(); return o != Outcome::Success && o != Outcome::Unknown; }
    bool operator==(const ActivationRow &) const = default;
};
static_assert(sizeof(ActivationRow) <= 72);

/// Newest start first; ids settle who is first within a millisecond.
inline bool isNewer(const ActivationRow &a, const ActivationRow &b)
{
    return a.start != b.start ? a.start > b.start : a.id > b.id;
}

} // namespace insight
