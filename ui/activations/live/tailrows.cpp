#include "ui/activations/live/tailrows.h"

#include "ui/activations/live/failurewatch.h"

namespace {

constexpr qint64 second = 1000;
constexpr qint64 rateSpan = 10 * second;
constexpr qint64 minute = 60 * second;

/// Rows share labels: each is looked at once.
std::vector<char> wantedLabels(const insight::ActivationTable &table, const QList<openwhisk::EntityName> &actions)
{
    std::vector<char> wanted;
    wanted.reserve(size_t(table.labels().size()));
    for (const insight::ActivationLabel &label : table.labels()) {
        openwhisk::ActivationSummary row;
        row.name = label.name;
        row.binding = label.binding;
        wanted.push_back(isOf(row, actions));
    }
    return wanted;
}

} // namespace

tail::Tail tail::of(const insight::ActivationTable &table, const QList<openwhisk::EntityName> &actions, qint64 nowMs)
{
    Tail tail;
    qsizetype ofRate = 0;
    const auto wanted = wantedLabels(table, actions);
    table.scan(0, std::min(mostLooks, table.size()), [&](quint32 index, const insight::ActivationRow &row) {
        const qint64 age = nowMs - row.start;
        if (age > minute && tail.rows.size() >= mostRows)
            return false;
        if (!wanted[row.what])
            return true;
        if (tail.rows.size() < mostRows)
            tail.rows.append(table.summary(index));
        ofRate += age <= rateSpan;
        tail.counts.lastMinute += age <= minute;
        tail.counts.errors += age <= minute && row.isError();
        return true;
    });
    tail.counts.perSecond = double(ofRate) * double(second) / double(rateSpan);
    return tail;
}
