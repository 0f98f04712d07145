#include "tests/bench/benches.h"

#include "core/async/deliver.h"
#include "core/net/requestlog.h"
#include "core/openwhisk/session.h"
#include "tests/bench/blockmeter.h"
#include "tests/bench/harness.h"
#include "ui/explorer/explorer.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTreeView>

#include <malloc.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int rowsWanted = 10'000;
constexpr int rounds = 7;
constexpr int connections = 6;
using Rows = openwhisk::List<openwhisk::ActionSummary>;

double seconds(const QElapsedTimer &clock)
{
    return double(clock.nsecsElapsed()) / 1e9;
}

struct Timed {
    Rows rows;
    double seconds;
};

/// Until the rows are delivered; that we look only once a millisecond does not count.
Timed rowsOf(Async<Rows> future, const QElapsedTimer &clock, const char *what)
{
    std::optional<Result<Rows>> got;
    double passed = 0;
    QObject context;
    deliver(future, &context, [&got, &passed, &clock](const Result<Rows> &result) {
        passed = seconds(clock);
        got.emplace(result);
    });
    waitFor([&got] { return got.has_value(); }, 60'000, what);
    if (!*got)
        giveUp(got->error().message);
    return {**got, passed};
}

QStringList addresses(const net::RequestLog &log, const QString &base)
{
    QStringList all;
    for (const auto &entry : log.entries())
        all << base + QString::fromUtf8(entry.target);
    return all;
}

void touchThree(net::Client &client)
{
    for (int i = 0; i < 3; ++i) {
        const auto body = json::Value::object(
            {{u"exec"_s, json::Value::object({{u"kind"_s, json::Value::string(u"nodejs:20"_s)},
                                               {u"code"_s, json::Value::string(u"function main() {}"_s)}})}});
        std::optional<bool> done;
        QObject context;
        deliver(openwhisk::putAction(client, {u"_"_s, {}, u"touched-%1"_s.arg(i)}, body, openwhisk::Overwrite::Yes, nullptr),
                &context, [&done](const auto &result) { done = bool(result); });
        waitFor([&done] { return done.has_value(); }, 10'000, "a changed action");
        if (!*done)
            giveUp(u"an action could not be changed"_s);
    }
}

struct Figures {
    QList<double> list, curl, refresh, ratio;
    qsizetype rows = 0;
};

/// In a list of its own: to give all free memory back first costs the list that follows a tenth of its time.
double bytesARow(net::Client &client)
{
    malloc_trim(0);
    const auto before = mallinfo2().uordblks;
    QElapsedTimer clock;
    clock.start();
    const auto all = rowsOf(openwhisk::listActions(client, nullptr), clock, "one list more");
    return double(mallinfo2().uordblks - before) / double(all.rows->size());
}

Figures measureLists(net::Client &client, net::RequestLog &log, const BenchSandbox &sandbox)
{
    Figures figures;
    Rows known;
    for (int round = 0; round < rounds; ++round) {
        log.clear();
        known.reset();
        QElapsedTimer clock;
        clock.start();
        const auto [all, listSeconds] = rowsOf(openwhisk::listActions(client, nullptr), clock, "the whole list");
        figures.list << listSeconds;
        known = all;
        figures.curl << curlSeconds(addresses(log, sandbox.url()), sandbox.auth(), connections);
        figures.ratio << figures.list.last() / figures.curl.last();
        figures.rows = known->size();
        touchThree(client);
        clock.start();
        figures.refresh << rowsOf(openwhisk::refreshActions(client, known, nullptr), clock, "a refresh").seconds;
    }
    return figures;
}

/// The same list as a user meets it: into the explorer's tree, everything unfolded, then a refresh.
double measureBlocks(const net::Endpoint &endpoint)
{
    net::RequestLog log;
    openwhisk::Session session(endpoint, u"bench"_s, u"bench"_s, &log);
    Explorer explorer;
    explorer.resize(320, 900);
    explorer.show();
    BlockMeter meter;
    waitFor([&explorer] { return explorer.isVisible(); }, 5'000, "the window");
    meter.restart();
    explorer.setSession(&session);
    session.open();
    waitFor([&session] { return session.actions().rows && session.packages().rows && !session.actions().loading; }, 60'000,
            "the session's lists");
    auto *view = explorer.findChild<QTreeView *>();
    waitFor([view] { return view && view->model()->rowCount() > 0; }, 10'000, "the explorer's rows");
    touchThree(session.client());
    session.refresh();
    waitFor([&session] { return !session.actions().loading; }, 30'000, "the refresh");
    QElapsedTimer settle;
    settle.start();
    waitFor([&settle] { return settle.elapsed() > 500; }, 2'000, "a quiet moment");
    return meter.longestMs();
}

} // namespace

void bench::actions()
{
    const BenchSandbox sandbox({u"--samples"_s, u"none"_s, u"--fill"_s, u"actions=%1"_s.arg(rowsWanted)});
    net::Endpoint endpoint;
    endpoint.base = QUrl(sandbox.url());
    endpoint.authorization = "Basic " + sandbox.auth().toBase64();
    net::RequestLog log;
    net::Client client(endpoint, &log);
    const auto figures = measureLists(client, log, sandbox);
    const double bytes = bytesARow(client);
    const double block = measureBlocks(endpoint);
    printFigures({{"rows", double(figures.rows)},
                  {"ratio_to_curl", median(figures.ratio)},
                  {"longest_block_ms", block},
                  {"bytes_a_row", bytes},
                  {"pss_mb", pssMb(QCoreApplication::applicationPid())},
                  {"list_s", median(figures.list)},
                  {"curl_s", median(figures.curl)},
                  {"refresh_s", median(figures.refresh)},
                  {"refresh_to_list", median(figures.refresh) / median(figures.list)}});
}
