#pragma once

#include "core/async/workers.h"

#include <QFutureWatcher>
#include <QList>
#include <QObject>
#include <QtConcurrentRun>

#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>

namespace models {

constexpr int workerFrom = 5000; ///< rows; fewer are ordered at once

/// The rows that keep passes, in the order of less (stable). An unset keep keeps all, an unset less leaves the order.
/// stop ends it early with nothing.
template<typename Row>
QList<Row> orderedRows(const QList<Row> &rows, const std::function<bool(const Row &)> &keep,
                       const std::function<bool(const Row &, const Row &)> &less, const std::atomic_bool &stop)
{
    std::vector<int> order;
    order.reserve(size_t(rows.size()));
    for (int i = 0; i < rows.size() && !stop; ++i) {
        if (!keep || keep(rows.at(i)))
            order.push_back(i);
    }
    if (less && !stop)
        std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return less(rows.at(a), rows.at(b)); });
    QList<Row> shown;
    shown.reserve(qsizetype(order.size()));
    for (const int i : order) {
        if (stop)
            return {};
        shown.append(rows.at(i));
    }
    return shown;
}

/// Sorts and filters a shared list; long ones on a worker. Of several orders under way the latest wins and ends the
/// others; done is called once for each that won, and never after this is gone. Short lists: at once.
template<typename Row> class IndexOrder {
public:
    using Rows = std::shared_ptr<const QList<Row>>;
    using Keep = std::function<bool(const Row &)>;
    using Less = std::function<bool(const Row &, const Row &)>;
    using Done = std::function<void(QList<Row>)>;

    explicit IndexOrder(Done done) : m_context(std::make_unique<QObject>()), m_done(std::move(done)) {}
    ~IndexOrder() { cancel(); }
    IndexOrder(const IndexOrder &) = delete;
    IndexOrder &operator=(const IndexOrder &) = delete;

    void start(Rows rows, Keep keep, Less less)
    {
        cancel();
        if (!rows || rows->size() < workerFrom)
            return m_done(rows ? orderedRows<Row>(*rows, keep, less, std::atomic_bool(false)) : QList<Row>());
        m_stop = std::make_shared<std::atomic_bool>(false);
        auto *watcher = new QFutureWatcher<QList<Row>>(m_context.get());
        QObject::connect(watcher, &QFutureWatcherBase::finished, m_context.get(), [this, watcher, stop = m_stop] {
            watcher->deleteLater();
            if (!*stop)
                m_done(watcher->future().resultAt(0));
        });
        watcher->setFuture(QtConcurrent::run(workers(), [rows, keep, less, stop = m_stop] {
            return orderedRows<Row>(*rows, keep, less, *stop);
        }));
    }

private:
    void cancel()
    {
        if (m_stop)
            *m_stop = true;
    }
    std::unique_ptr<QObject> m_context; ///< the watchers die with it
    Done m_done;
    std::shared_ptr<std::atomic_bool> m_stop;
};

} // namespace models
