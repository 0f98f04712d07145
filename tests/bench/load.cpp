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

} // namespace

void bench::load()
{
    const BenchSandbox sandbox({u"--samples"_s, u"none"_s, u"--load"_s, QString::number(perSecond)});
    ActivationWorld world(sandbox);
    world.feed.addViewer(&world.viewer);
    world.feed.crawlTo(0);
    pass(settleSeconds, [] {});
    BlockMeter meter;
    meter.restart();
    const double pssBefore = pssMb(QCoreApplication::applicationPid());
    const qsizetype rowsBefore = world.book.table()->size();
    qint64 lag = 0;
    pass(seconds, [&] {
        lag = std::max(lag, world.feed.state().lagMs);
        std::printf("%lld rows, lag %lld ms, longest block %.1f ms\n", qlonglong(world.book.table()->size()),
                    qlonglong(world.feed.state().lagMs), meter.longestMs());
    });
    const double block = meter.longestMs();
    const double pss = pssMb(QCoreApplication::applicationPid());
    const qsizetype came = world.book.table()->size() - rowsBefore;
    const qint64 upTo = QDateTime::currentMSecsSinceEpoch();
    pass(5, [] {}); // until everything is stored that began by then
    const qint64 stored = storedUpTo(world.client, upTo);
    QElapsedTimer clock;
    clock.start();
    waitFor([&] { return heldUpTo(world.book, upTo) >= stored || clock.elapsed() > 45'000; }, 60'000, "the last of them");
    printFigures({{"rows", double(world.book.table()->size())},
                  {"a_second", double(came) / seconds},
                  {"lost", double(std::max<qint64>(stored - heldUpTo(world.book, upTo), 0))}, // more came since it was counted
                  {"lag_ms", double(lag)},
                  {"longest_block_ms", block},
                  {"grown_bytes_a_row", (pss - pssBefore) * 1024 * 1024 / double(std::max<qsizetype>(came, 1))},
                  {"pss_mb", pss}});
}
