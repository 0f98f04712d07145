#include "tests/bench/benches.h"

#include "core/async/deliver.h"
#include "tests/bench/activationworld.h"
#include "tests/bench/blockmeter.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

constexpr int perSecond = 1000;
constexpr int settleSeconds = 10;
constexpr int seconds = 60;
constexpr int boundRows = 10'000;
constexpr int boundedSeconds = 30;

/// How many the server has that began up to a moment: the one count that is asked for.
qint64 storedUpTo(net::Client &client, qint64 ms)
{
    net::Request request;
    request.target = "/api/v1/namespaces/_/activations?count=true&upto=" + QByteArray::number(ms);
    qint64 count = -1;
    QObject context;
    deliver(client.send(request, &context), &context, [&count](const Result<net::Reply> &reply) {
        if (!reply)
            giveUp(reply.error().message);
        count = (*reply)->document.value(u"activations").toInteger().value_or(0);
    });
    waitFor([&count] { return count >= 0; }, 60'000, "the server's count");
    return count;
}

qint64 heldUpTo(const ActivationBook &book, qint64 ms)
{
    return book.table()->size() - book.table()->firstNotAfter(ms);
}

void pass(int forSeconds, const std::function<void()> &eachSecond)
{
    QElapsedTimer clock;
    clock.start();
    for (int passed = 0; passed < forSeconds; ++passed) {
        waitFor([&] { return clock.elapsed() >= (passed + 1) * 1000; }, 10'000, "the next second");
        eachSecond();
    }
}

struct Growth {
    qsizetype came = 0;
    double heap = 0; ///< bytes
    double aRow() const { return heap / double(std::max<qsizetype>(came, 1)); }
};

/// What was kept of the requests themselves is left out: the request log is full after two thousand.
Growth grown(ActivationWorld &world, int forSeconds, const std::function<void()> &eachSecond)
{
    int came = 0;
    QObject counter;
    QObject::connect(&world.feed, &openwhisk::ActivationFeed::came, &counter, [&came](const auto &rows) { came += int(rows->size()); });
    world.log.clear();
    const auto before = heapBytes();
    pass(forSeconds, eachSecond);
    world.log.clear();
    return {came, double(heapBytes() - before)};
}

/// Where as much goes as comes.
Growth grownAtTheBound(const BenchSandbox &sandbox)
{
    ActivationWorld world(sandbox);
    world.book.setCapacity(boundRows);
    world.feed.setRemembered(boundRows);
    world.feed.addViewer(&world.viewer);
    pass(2 * boundRows / perSecond, [] {});
    return grown(world, boundedSeconds, [] {});
}

} // namespace

void bench::load()
{
    const BenchSandbox sandbox({u"--samples"_s, u"none"_s, u"--load"_s, QString::number(perSecond)});
    const Growth bounded = grownAtTheBound(sandbox);
    ActivationWorld world(sandbox);
    world.feed.addViewer(&world.viewer);
    world.feed.crawlTo(0);
    pass(settleSeconds, [] {});
    BlockMeter meter;
    meter.restart();
    qint64 lag = 0;
    const Growth kept = grown(world, seconds, [&] {
        lag = std::max(lag, world.feed.state().lagMs);
        std::printf("%lld rows, lag %lld ms, longest block %.1f ms\n", qlonglong(world.book.table()->size()),
                    qlonglong(world.feed.state().lagMs), meter.longestMs());
    });
    const double block = meter.longestMs();
    const double pss = pssMb(QCoreApplication::applicationPid());
    const qint64 upTo = QDateTime::currentMSecsSinceEpoch();
    pass(5, [] {}); // until everything is stored that began by then
    const qint64 stored = storedUpTo(world.client, upTo);
    QElapsedTimer clock;
    clock.start();
    waitFor([&] { return heldUpTo(world.book, upTo) >= stored || clock.elapsed() > 45'000; }, 60'000, "the last of them");
    const double lost = double(std::max<qint64>(stored - heldUpTo(world.book, upTo), 0)); // more came since it was counted
    printFigures({{"rows", double(world.book.table()->size())},
                  {"a_second", double(kept.came) / seconds},
                  {"lost", lost},
                  {"lag_ms", double(lag)},
                  {"longest_block_ms", block},
                  {"grown_bytes_a_kept_row", kept.aRow()},
                  {"grown_bytes_a_row_at_the_bound", bounded.aRow()},
                  {"pss_mb", pss}});
}
