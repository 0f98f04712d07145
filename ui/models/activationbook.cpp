#include "ui/models/activationbook.h"

#include "core/async/deliver.h"
#include "core/async/workers.h"
#include "core/history/activationstore.h"
#include "core/openwhisk/activationfeed.h"
#include "ui/models/seenactivations.h"

#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

using insight::ActivationTable;
using openwhisk::ActivationSummary;

namespace {

constexpr int leastPauseMs = 25; ///< several answers are put in at once
constexpr int pauseShare = 5;    ///< to put some in costs more the more there are: the rest of the time is for others
constexpr int tellEveryMs = 200;

QList<history::SeenActivation> seen(const QList<ActivationBook::Rows> &lists)
{
    QList<history::SeenActivation> all;
    for (const auto &list : lists)
        for (const ActivationSummary &row : *list)
            all.append(seenOf(row));
    return all;
}

ActivationBook::Rows summaries(const history::SeenActivations &rows)
{
    auto all = std::make_shared<QList<ActivationSummary>>();
    all->reserve(rows->size());
    for (const history::SeenActivation &row : *rows)
        all->append(summaryOf(row));
    return all;
}

} // namespace

ActivationBook::ActivationBook(openwhisk::ActivationFeed &feed, history::ActivationStore *store, const QString &profileId,
                               QObject *parent)
    : QObject(parent), m_table(std::make_shared<const ActivationTable>()), m_store(profileId.isEmpty() ? nullptr : store),
      m_profileId(profileId)
{
    for (QTimer *timer : {&m_mergeTimer, &m_tellTimer})
        timer->setSingleShot(true);
    connect(&m_mergeTimer, &QTimer::timeout, this, &ActivationBook::merge);
    connect(&m_tellTimer, &QTimer::timeout, this, &ActivationBook::tell);
    connect(&feed, &openwhisk::ActivationFeed::came, this, &ActivationBook::add);
    connect(&feed, &openwhisk::ActivationFeed::stateChanged, this, [this, &feed] { crawls(feed.state().crawling); });
    if (m_store)
        readStore();
}

ActivationBook::~ActivationBook()
{
    if (m_store && !m_unkept.isEmpty())
        m_store->keep(m_profileId, seen(m_unkept));
}

void ActivationBook::setCapacity(qsizetype rows)
{
    m_capacity = rows;
}

void ActivationBook::readStore()
{
    m_loading = true;
    const auto rows = m_store->rows(m_profileId, m_capacity).then(workers(), [](const Result<history::SeenActivations> &read) {
        return read.transform(summaries);
    });
    deliver(rows, this, [this](const Result<Rows> &read) {
        m_loading = false;
        m_loaded = true; // told with its rows
        if (read)
            m_waiting.append(*read);
        else
            fail(read.error());
        schedule();
    });
}

void ActivationBook::add(const Rows &rows)
{
    m_waiting.append(rows);
    m_more = true;
    if (m_store)
        m_unkept.append(rows);
    schedule();
}

/// What a crawl brought last need not wait for more.
void ActivationBook::crawls(bool crawling)
{
    if (!std::exchange(m_crawling, crawling) || crawling || m_waiting.isEmpty())
        return;
    m_hurries = true;
    m_mergeTimer.stop();
    schedule();
}

void ActivationBook::schedule()
{
    if (!m_merging && !m_mergeTimer.isActive())
        m_mergeTimer.start(m_table->isEmpty() || m_hurries ? 0 : leastPauseMs);
}

void ActivationBook::merge()
{
    // While more comes it waits for it, but not for long.
    const bool coming = std::exchange(m_more, false);
    if (coming && !std::exchange(m_hurries, false) && m_merged.isValid() && m_merged.elapsed() < std::min(m_tookMs * pauseShare, tellEveryMs))
        return schedule();
    m_merging = true;
    m_merged.start();
    keep(std::exchange(m_unkept, {}));
    const auto work = [table = m_table, rows = std::exchange(m_waiting, {}), most = m_capacity] {
        return Result<ActivationTable::Ptr>(ActivationTable::withLists(table, rows, most));
    };
    const bool loaded = std::exchange(m_loaded, false);
    deliver(QtConcurrent::run(workers(), work), this,
            [this, loaded](const Result<ActivationTable::Ptr> &merged) { take(*merged, loaded); });
}

void ActivationBook::take(const ActivationTable::Ptr &merged, bool loaded)
{
    m_merging = false;
    m_tookMs = int(m_merged.elapsed());
    ActivationTable::Ptr before = std::exchange(m_table, merged);
    const bool changed = before != merged;
    endOnWorker(std::move(before));
    if (!m_waiting.isEmpty())
        schedule();
    if (!(changed || loaded) || m_tellTimer.isActive())
        return;
    const qint64 passed = m_told.isValid() ? m_told.elapsed() : tellEveryMs;
    m_tellTimer.start(int(std::max<qint64>(tellEveryMs - passed, 0)));
}

void ActivationBook::tell()
{
    m_told.start();
    Q_EMIT tableChanged();
}

void ActivationBook::keep(const QList<Rows> &rows)
{
    if (!m_store || rows.isEmpty())
        return;
    const auto converted = QtConcurrent::run(workers(), [rows] {
        return Result<QList<history::SeenActivation>>(seen(rows));
    });
    deliver(converted, this, [this](const auto &all) {
        deliver(m_store->keep(m_profileId, *all), this, [this](const Result<qsizetype> &kept) {
            if (!kept)
                fail(kept.error());
        });
    });
}

void ActivationBook::fail(const Error &error)
{
    if (error.kind != Error::Kind::Canceled && !std::exchange(m_failed, true))
        Q_EMIT notice(error.message);
}
