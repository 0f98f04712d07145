#include "ui/models/seenactivations.h"

using openwhisk::ActivationStatus;
using openwhisk::ActivationSummary;

history::SeenActivation seenOf(const ActivationSummary &row)
{
    history::SeenActivation seen;
    seen.id = row.id;
    seen.ns = row.name.ns;
    seen.package = row.name.package;
    seen.name = row.name.name;
    seen.version = row.version;
    seen.kind = row.kind;
    seen.binding = row.binding;
    seen.cause = row.cause;
    seen.start = row.start;
    seen.end = row.end;
    seen.durationMs = row.durationMs;
    seen.waitMs = row.waitMs;
    seen.initMs = row.initMs;
    seen.status = int(row.status);
    seen.timedOut = row.timedOut;
    seen.throttled = row.throttled;
    return seen;
}

ActivationSummary summaryOf(const history::SeenActivation &seen)
{
    ActivationSummary row;
    row.id = seen.id;
    row.name = {seen.ns, seen.package, seen.name};
    row.version = seen.version;
    row.kind = seen.kind;
    row.binding = seen.binding;
    row.cause = seen.cause;
    row.start = seen.start;
    row.end = seen.end;
    row.durationMs = seen.durationMs;
    row.waitMs = seen.waitMs;
    row.initMs = seen.initMs;
    const bool known = seen.status >= 0 && seen.status < int(ActivationStatus::Unknown); // a later console's file
    row.status = known ? ActivationStatus(seen.status) : ActivationStatus::Unknown;
    row.timedOut = seen.timedOut;
    row.throttled = seen.throttled;
    return row;
}
