#include "core/insight/activationquery.h"

#include "core/insight/rowfilter.h"

namespace insight {

namespace {
constexpr quint32 looksAtStop = 0x1fff; ///< every 8,192 rows
}

ActivationView query(const ActivationTable::Ptr &table, const ActivationFilter &filter, const ActivationOrder &order,
                     const std::stop_token &stop)
{
    ActivationView view{table, {}, false};
    if (!table)
        return view;
    const qsizetype begin = filter.toMs ? table->firstNotAfter(*filter.toMs - 1) : 0;
    const qsizetype end = filter.fromMs ? table->firstNotAfter(*filter.fromMs - 1) : table->size();
    const RowFilter ready(*table, filter);
    view.rows.reserve(size_t(std::max<qsizetype>(0, end - begin)));
    table->scan(begin, end, [&](quint32 index, const ActivationRow &row) {
        if (ready.passes(row))
            view.rows.push_back(index);
        return (index & looksAtStop) != 0 || !stop.stop_requested();
    });
    view.stopped = stop.stop_requested();
    return sorted(std::move(view), order, stop);
}

} // namespace insight
