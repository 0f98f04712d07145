#include "core/openwhisk/feed.h"

#include <QHash>

#include <algorithm>

namespace openwhisk {

namespace {

constexpr int longestPauseMs = 60'000;

bool isNewer(const ActivationSummary &a, const ActivationSummary &b)
{
    return a.start != b.start ? a.start > b.start : a.id > b.id; // ids settle who is first within a millisecond
}

} // namespace

List<ActivationSummary> withNew(const List<ActivationSummary> &known, const QList<ActivationSummary> &came,
                                qsizetype capacity)
{
    QList<ActivationSummary> rows = known ? *known : QList<ActivationSummary>();
    QHash<QString, qsizetype> places;
    places.reserve(rows.size() + came.size());
    for (qsizetype i = 0; i < rows.size(); ++i)
        places.insert(rows[i].id, i);
    for (const ActivationSummary &row : came) {
        const auto place = places.constFind(row.id);
        if (place == places.cend()) {
            places.insert(row.id, rows.size());
            rows.append(row);
        } else if (rows[*place] != row) {
            rows[*place] = row;
        }
    }
    std::sort(rows.begin(), rows.end(), isNewer);
    if (rows.size() > capacity)
        rows.resize(capacity);
    if (known && rows == *known)
        return known;
    return std::make_shared<const QList<ActivationSummary>>(std::move(rows));
}

int pauseAfter(int intervalMs, int failures, double random)
{
    if (failures == 0)
        return intervalMs;
    const double pause = double(intervalMs) * double(1 << std::min(failures, 10)) * (0.5 + random);
    return int(std::min(pause, double(longestPauseMs) * (0.75 + random / 4)));
}

} // namespace openwhisk
