#include "core/insight/activationquery.h"

#include "core/insight/rowcursor.h"

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace insight {

namespace {

constexpr size_t looksAtStop = 0x1fff;

/// Adds up rows.
class Adder {
public:
    void add(const ActivationRow &row, bool isAction)
    {
        ActivationTotals &t = totals;
        t.firstMs = t.count == 0 ? row.start : std::min(t.firstMs, row.start);
        t.lastMs = t.count == 0 ? row.start : std::max(t.lastMs, row.start);
        ++t.count;
        t.errors += row.isError();
        t.cold += row.isCold();
        t.runs += isAction;
        if (row.duration >= 0)
            m_durations.push_back(row.duration);
    }
    ActivationTotals finish()
    {
        totals.duration = percentilesOf(m_durations);
        return totals;
    }
    ActivationTotals totals;

private:
    std::vector<qint32> m_durations;
};

/// By label: does it run in a container? Triggers and sequences do not.
std::vector<bool> actionLabels(const ActivationTable &table)
{
    std::vector<bool> is;
    for (const ActivationLabel &label : table.labels())
        is.push_back(!label.kind.isEmpty() && label.kind != "sequence"_L1);
    return is;
}

/// f(row, is an action) for each row of the view until it is stopped.
template<typename F> void eachRow(const ActivationView &view, const std::stop_token &stop, F f)
{
    if (!view.table)
        return;
    const auto isAction = actionLabels(*view.table);
    RowCursor cursor(*view.table);
    for (size_t i = 0; i < view.rows.size(); ++i) {
        if ((i & looksAtStop) == 0 && stop.stop_requested())
            return;
        const ActivationRow &row = cursor.row(view.rows[i]);
        f(row, isAction[row.what]);
    }
}

/// Labels of one action, whatever kind or binding, fall into one group.
std::vector<size_t> groupLabels(const ActivationTable &table, GroupBy by, QList<ActivationGroup> &groups)
{
    QHash<std::pair<EntityName, QString>, size_t> places;
    std::vector<size_t> groupOf;
    for (const ActivationLabel &label : table.labels()) {
        const std::pair key(label.name, by == GroupBy::Version ? label.version : QString());
        auto place = places.constFind(key);
        if (place == places.cend()) {
            place = places.insert(key, size_t(groups.size()));
            groups.append({key.first, key.second, {}});
        }
        groupOf.push_back(*place);
    }
    return groupOf;
}

} // namespace

ActivationTotals totals(const ActivationView &view, const std::stop_token &stop)
{
    Adder adder;
    eachRow(view, stop, [&adder](const ActivationRow &row, bool isAction) { adder.add(row, isAction); });
    return adder.finish();
}

QList<ActivationGroup> groups(const ActivationView &view, GroupBy by, const std::stop_token &stop)
{
    QList<ActivationGroup> found;
    if (!view.table)
        return found;
    const auto groupOf = groupLabels(*view.table, by, found);
    std::vector<Adder> adders(size_t(found.size()));
    eachRow(view, stop, [&](const ActivationRow &row, bool isAction) { adders[groupOf[row.what]].add(row, isAction); });
    for (size_t i = 0; i < adders.size(); ++i)
        found[qsizetype(i)].totals = adders[i].finish();
    found.removeIf([](const ActivationGroup &group) { return group.totals.count == 0; });
    std::stable_sort(found.begin(), found.end(), [](const ActivationGroup &a, const ActivationGroup &b) {
        return a.totals.count > b.totals.count;
    });
    return found;
}

} // namespace insight
