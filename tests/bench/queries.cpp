#include "tests/bench/benches.h"

#include "core/async/deliver.h"
#include "core/async/workers.h"
#include "core/insight/activationquery.h"
#include "tests/bench/blockmeter.h"
#include "tests/bench/harness.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QtConcurrentRun>

#include <cstdio>
#include <functional>

using namespace Qt::StringLiterals;
using insight::ActivationTable;
using openwhisk::ActivationSummary;

namespace {

/// Forty actions of six packages, within a week.
ActivationTable::Ptr tableOf(int rows)
{
    QRandomGenerator random(42);
    QList<ActivationSummary> some;
    ActivationTable::Ptr table;
    for (int i = 0; i < rows; ++i) {
        ActivationSummary row;
        const int action = int(40 * random.generateDouble() * random.generateDouble());
        row.id = QString::number(i, 16).rightJustified(32, u'0');
        row.name = {u"guest"_s, u"package-%1"_s.arg(action % 6), u"action-%1"_s.arg(action)};
        row.version = u"0.0.%1"_s.arg(1 + action % 3);
        row.kind = action % 3 ? u"nodejs:20"_s : u"python:3.11"_s;
        row.start = 1'700'000'000'000 + random.bounded(7 * 86'400) * 1000LL + random.bounded(1000);
        row.durationMs = 1 + random.bounded(2000);
        row.end = row.start + *row.durationMs;
        row.waitMs = random.bounded(50);
        if (random.bounded(100) < 6)
            row.initMs = 40;
        row.status = openwhisk::ActivationStatus(random.bounded(100) < 5 ? 1 : 0);
        some.append(row);
        if (some.size() == 50'000 || i + 1 == rows)
            table = ActivationTable::withRows(table, std::exchange(some, {}));
    }
    return table;
}

/// From the question to the answer in the event loop, best of five: what others do on the machine is not meant.
double askedMs(const std::function<void()> &work)
{
    double best = 1e9;
    for (int round = 0; round < 5; ++round) {
        QElapsedTimer clock;
        clock.start();
        bool done = false;
        QObject context;
        deliver(QtConcurrent::run(workers(),
                                  [work]() -> Result<Done> {
                                      work();
                                      return Done{};
                                  }),
                &context, [&](const Result<Done> &) {
                    done = true;
                    best = std::min(best, double(clock.nsecsElapsed()) / 1e6);
                });
        waitFor([&done] { return done; }, 60'000, "the answer of a query");
    }
    return best;
}

void ask(int rows)
{
    const auto table = tableOf(rows);
    insight::ActivationFilter filter;
    filter.outcomes = {insight::Outcome::ApplicationError};
    filter.text = u"package-2"_s;
    using Column = insight::ActivationColumn;
    const insight::ActivationView all = insight::query(table, {});
    BlockMeter meter;
    meter.restart();
    const QList<std::pair<const char *, std::function<void()>>> questions{
        {"filter", [&] { insight::query(table, filter); }},
        {"sort by start", [&] { insight::query(table, {}, {Column::Start, Qt::AscendingOrder}); }},
        {"sort by duration", [&] { insight::query(table, {}, {Column::Duration, Qt::DescendingOrder}); }},
        {"sort by name", [&] { insight::query(table, {}, {Column::Name, Qt::AscendingOrder}); }},
        {"totals", [&] { insight::totals(all); }},
        {"group by action", [&] { insight::groups(all, insight::GroupBy::Action); }},
        {"group by version", [&] { insight::groups(all, insight::GroupBy::Version); }},
    };
    for (const auto &[name, work] : questions)
        std::printf("%s, %d rows: %.1f ms\n", name, rows, askedMs(work));
    std::printf("longest block meanwhile: %.1f ms; %.0f bytes a row\n", meter.longestMs(),
                double(table->bytes()) / double(rows));
}

} // namespace

void bench::queries()
{
    ask(100'000);
    ask(1'000'000);
    std::fflush(stdout);
}
