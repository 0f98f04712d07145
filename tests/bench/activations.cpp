#include "tests/bench/benches.h"

#include "core/async/deliver.h"
#include "core/async/workers.h"
#include "core/insight/histogram.h"
#include "tests/bench/activationworld.h"
#include "tests/bench/blockmeter.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QtConcurrentRun>

#include <ctime>
#include <malloc.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int rowsWanted = 100'000;
constexpr int rounds = 5;
constexpr int bars = 120;

struct Overview {
    insight::ActivationTotals totals;
    insight::Histogram histogram;
};

double seconds(const QElapsedTimer &clock)
{
    return double(clock.nsecsElapsed()) / 1e9;
}

/// What the screen shows above its table, worked out as it does: on a worker, told to the event loop.
Overview overviewOf(const insight::ActivationTable::Ptr &table)
{
    const auto work = [table]() -> Result<Overview> {
        const auto view = insight::query(table, {});
        Overview overview{insight::totals(view), {}};
        overview.histogram = insight::histogram(view, {overview.totals.firstMs, overview.totals.lastMs + 1}, bars);
        return overview;
    };
    std::optional<Overview> got;
    QObject context;
    deliver(QtConcurrent::run(workers(), work), &context,
            [&got](const Result<Overview> &overview) { got = *overview; });
    waitFor([&got] { return got.has_value(); }, 30'000, "histogram and percentiles");
    return *got;
}

QStringList addresses(const net::RequestLog &log, const QString &base)
{
    QStringList all;
    for (const auto &entry : log.entries())
        all << base + QString::fromUtf8(entry.target);
    return all;
}

struct Figures {
    QList<double> all, curl, ratio, cpu;
    double blockMs = 0;
    qsizetype rows = 0;
    qsizetype requests = 0;
};

void checkOverview(const Overview &overview, qsizetype rows)
{
    qsizetype inBars = 0;
    for (const auto &bucket : overview.histogram.buckets)
        inBars += bucket.count;
    if (overview.totals.count != rows || inBars != rows)
        giveUp(u"histogram or percentiles do not hold all rows"_s);
}

void readOnce(const BenchSandbox &sandbox, Figures *figures)
{
    ActivationWorld world(sandbox);
    BlockMeter meter;
    QElapsedTimer clock;
    meter.restart();
    const std::clock_t cpu = std::clock();
    clock.start();
    world.feed.addViewer(&world.viewer);
    world.feed.crawlTo(0);
    waitFor([&world] { return world.feed.state().reachedEnd && world.book.table()->size() >= rowsWanted; }, 120'000,
            "all activations");
    const Overview overview = overviewOf(world.book.table());
    figures->all << seconds(clock);
    figures->cpu << double(std::clock() - cpu) / CLOCKS_PER_SEC;
    figures->blockMs = std::max(figures->blockMs, meter.longestMs());
    world.feed.removeViewer(&world.viewer);
    figures->rows = world.book.table()->size();
    checkOverview(overview, figures->rows);
    const QStringList urls = addresses(world.log, sandbox.url());
    figures->requests = urls.size();
    figures->curl << curlSeconds(urls, sandbox.auth(), world.connections);
    figures->ratio << figures->all.last() / figures->curl.last();
}

/// What feed and table hold of them; in a world of its own, as what one round leaves free the next one takes.
double bytesARow(const BenchSandbox &sandbox)
{
    malloc_trim(0);
    const auto before = heapBytes();
    ActivationWorld world(sandbox);
    world.feed.addViewer(&world.viewer);
    world.feed.crawlTo(0);
    waitFor([&world] { return world.feed.state().reachedEnd && world.book.table()->size() >= rowsWanted; }, 120'000,
            "all activations once more");
    world.feed.removeViewer(&world.viewer);
    world.log.clear();
    waitFor([&world] { return world.client.inFlight() == 0; }, 10'000, "the last answer");
    return double(heapBytes() - before) / double(world.book.table()->size());
}

} // namespace

qint64 heapBytes()
{
    return qint64(mallinfo2().uordblks) + qint64(mallinfo2().hblkhd);
}

void bench::activations()
{
    runApart(u"queries"_s); // what it leaves behind is no memory of ours
    const BenchSandbox sandbox({u"--samples"_s, u"none"_s, u"--fill"_s, u"activations=%1"_s.arg(rowsWanted)});
    const double bytes = bytesARow(sandbox);
    Figures figures;
    for (int round = 0; round < rounds; ++round)
        readOnce(sandbox, &figures);
    printFigures({{"rows", double(figures.rows)},
                  {"ratio_to_curl", median(figures.ratio)},
                  {"longest_block_ms", figures.blockMs},
                  {"bytes_a_row", bytes},
                  {"pss_mb", pssMb(QCoreApplication::applicationPid())},
                  {"all_s", median(figures.all)},
                  {"own_cpu_s", median(figures.cpu)}, // says more than the ratio where others load the machine
                  {"curl_s", median(figures.curl)},
                  {"requests", double(figures.requests)}});
}
