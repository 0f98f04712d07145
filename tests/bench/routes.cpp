#include "tests/bench/benches.h"

#include "core/async/deliver.h"
#include "core/gateway/session.h"
#include "core/json/text.h"
#include "core/net/requestlog.h"
#include "tests/bench/blockmeter.h"
#include "tests/bench/harness.h"
#include "ui/gateway/gatewayservices.h"
#include "ui/gateway/list/gatewaylistpage.h"
#include "ui/gateway/list/listfilterbar.h"
#include "ui/shell/connector.h"
#include "ui/shell/windowstate.h"
#include "ui/widgets/searchfield.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QKeyEvent>
#include <QTableView>

#include <malloc.h>

using namespace Qt::StringLiterals;
using gateway::Kind;

namespace {

constexpr int rowsWanted = 10'000;
constexpr int rounds = 7;
constexpr int quietMs = 400;

double seconds(const QElapsedTimer &clock)
{
    return double(clock.nsecsElapsed()) / 1e9;
}

void waitQuietly(int ms)
{
    QElapsedTimer settle;
    settle.start();
    waitFor([&settle, ms] { return settle.elapsed() > ms; }, ms * 10, "a quiet moment");
}

net::Endpoint endpointOf(const BenchSandbox &sandbox)
{
    QFile file(sandbox.path() + u"/gateway.json"_s);
    const auto written = file.open(QIODevice::ReadOnly) ? json::read(file.readAll()) : std::nullopt;
    if (!written)
        giveUp(u"the sandbox left no gateway.json"_s);
    net::Endpoint endpoint;
    endpoint.base = QUrl(written->value.value(u"admin").toString());
    endpoint.authorization = written->value.value(u"admin_key").toString().toLatin1();
    endpoint.authorizationHeader = "X-API-KEY";
    return endpoint;
}

struct Figures {
    QList<double> list, curl, ratio, keystroke;
    double loadBlockMs = 0;
    double keyBlockMs = 0;
    qsizetype rows = 0;
};

/// From the request until the rows are in the page's table, sorted, to be searched.
double loadOnce(gateway::Session &session, GatewayListPage &page)
{
    QElapsedTimer clock;
    double passed = 0;
    QObject context;
    QObject::connect(page.rows(), &QAbstractItemModel::modelReset, &context, [&] { passed = seconds(clock); });
    clock.start();
    session.refresh(Kind::Route);
    waitFor([&] { return passed > 0 && page.rows()->rowCount() == rowsWanted; }, 60'000, "the rows of the list");
    return passed;
}

/// A new page and session each time: the first view of the list is what a user waits for.
void loadRounds(const BenchSandbox &sandbox, Figures *figures)
{
    const net::Endpoint endpoint = endpointOf(sandbox);
    const QStringList addresses{endpoint.base.toString() + u"/apisix/admin/routes"_s};
    for (int round = 0; round < rounds; ++round) {
        net::RequestLog log;
        gateway::Session session(endpoint, u"bench"_s, u"bench"_s, &log);
        GatewayListPage page({session}, Kind::Route);
        page.resize(1180, 800);
        page.show();
        waitQuietly(quietMs);
        BlockMeter meter;
        meter.restart();
        figures->list << loadOnce(session, page);
        waitQuietly(quietMs); // remarks come later, and are drawn
        figures->loadBlockMs = std::max(figures->loadBlockMs, meter.longestMs());
        figures->rows = page.rows()->rowCount();
        figures->curl << curlSeconds(addresses, "X-API-KEY: " + endpoint.authorization, 1);
        figures->ratio << figures->list.last() / figures->curl.last();
    }
}

/// From nearly all rows down to one, and back to all of them.
void typeAndErase(GatewayListPage &page, Figures *figures)
{
    auto *field = page.filterBar()->field();
    int shown = 0;
    QObject counter;
    QObject::connect(page.rows(), &QAbstractItemModel::dataChanged, &counter, [&shown] { ++shown; });
    QObject::connect(page.rows(), &QAbstractItemModel::modelReset, &counter, [&shown] { ++shown; });
    BlockMeter meter;
    const auto one = [&](int key, const QString &text) {
        const int before = shown;
        QElapsedTimer clock;
        meter.restart();
        clock.start();
        QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier, text);
        QCoreApplication::sendEvent(field, &press);
        waitFor([&] { return shown != before; }, 5'000, "the rows of a filter");
        figures->keystroke << seconds(clock) * 1000;
        waitQuietly(100);
        figures->keyBlockMs = std::max(figures->keyBlockMs, meter.longestMs());
    };
    const QString word = u"made-up/00042"_s;
    for (const QChar c : word)
        one(0, QString(c));
    if (page.rows()->rowCount() != 1)
        giveUp(u"the search does not find the one route"_s);
    for (qsizetype i = 0; i < word.size(); ++i)
        one(Qt::Key_Backspace, {});
}

double bytesARow(const net::Endpoint &endpoint)
{
    net::RequestLog log;
    net::Client client(endpoint, &log);
    malloc_trim(0);
    const auto before = mallinfo2().uordblks;
    std::optional<gateway::Rows> rows;
    QObject context;
    deliver(gateway::list(client, {}, Kind::Route, nullptr), &context, [&rows](const Result<gateway::Rows> &result) {
        if (!result)
            giveUp(result.error().message);
        rows = *result;
    });
    waitFor([&rows] { return rows.has_value(); }, 60'000, "one list more");
    return double(mallinfo2().uordblks - before) / double((*rows)->size());
}

/// The whole console on a sandbox that has them, with their list open.
double consolePssMb()
{
    const QTemporaryDir home;
    const QString data = home.filePath(u"data/sandbox"_s);
    if (!QDir().mkpath(data) || !QDir().mkpath(home.filePath(u"config"_s)))
        giveUp(u"no room for a profile"_s);
    {
        const BenchSandbox filler({u"--samples"_s, u"none"_s, u"--fill"_s, u"routes=%1"_s.arg(rowsWanted), u"--gateway-admin"_s, u"0"_s, u"--gateway"_s, u"0"_s}, data);
        WindowState state(home.filePath(u"config/window.ini"_s));
        const QString list = gatewayList(Kind::Route).toText();
        state.setTabs(Connector::sandboxProfileId(), {{list}, list, {}});
        state.flush();
    }
    const UsableProgram window(besides(u"whiskboard"_s), {u"--profile-dir"_s, home.path(), u"--report-usable"_s});
    double most = 0;
    for (int i = 0; i < 10; ++i) {
        waitQuietly(1000);
        most = std::max(most, pssMb(window.pid()));
    }
    return most;
}

} // namespace

void bench::routes()
{
    const BenchSandbox sandbox({u"--samples"_s, u"none"_s, u"--fill"_s, u"routes=%1"_s.arg(rowsWanted), u"--gateway-admin"_s, u"0"_s, u"--gateway"_s, u"0"_s});
    const double bytes = bytesARow(endpointOf(sandbox));
    Figures figures;
    loadRounds(sandbox, &figures);
    net::RequestLog log;
    gateway::Session session(endpointOf(sandbox), u"bench"_s, u"bench"_s, &log);
    GatewayListPage page({session}, Kind::Route);
    page.resize(1180, 800);
    page.show();
    session.open();
    waitFor([&page] { return page.rows()->rowCount() == rowsWanted; }, 60'000, "the rows of the list");
    waitQuietly(quietMs * 2);
    typeAndErase(page, &figures);
    printFigures({{"rows", double(figures.rows)},
                  {"ratio_to_curl", median(figures.ratio)},
                  {"longest_block_ms", std::max(figures.loadBlockMs, figures.keyBlockMs)},
                  {"bytes_a_row", bytes},
                  {"pss_mb", consolePssMb()},
                  {"list_s", median(figures.list)},
                  {"curl_s", median(figures.curl)},
                  {"load_block_ms", figures.loadBlockMs},
                  {"keystroke_ms", median(figures.keystroke)},
                  {"keystroke_block_ms", figures.keyBlockMs}});
}
