#include "tests/bench/benches.h"

#include "tests/bench/harness.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QMainWindow>
#include <QTimer>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 7;
constexpr int idleSeconds = 30;

} // namespace

void bench::start()
{
    const BenchSandbox sandbox({u"--samples"_s, u"none"_s, u"--fill"_s, u"actions=100"_s});
    const QTemporaryDir home;
    const QStringList arguments{u"--profile-dir"_s, home.path(), u"--connect"_s, sandbox.url(),
                                u"--auth-from"_s, sandbox.wskprops(), u"--report-usable"_s};
    QList<double> ours, empty;
    for (int round = 0; round < rounds; ++round) {
        empty << UsableProgram(besides(u"whiskboard-bench"_s), {u"empty-window"_s}).seconds();
        ours << UsableProgram(besides(u"whiskboard"_s), arguments).seconds();
    }
    const UsableProgram window(besides(u"whiskboard"_s), arguments + QStringList{u"--hide-live"_s});
    QElapsedTimer settle;
    settle.start();
    waitFor([&settle] { return settle.elapsed() > 3'000; }, 5'000, "a quiet moment");
    const double before = cpuSeconds(window.pid());
    settle.start();
    waitFor([&settle] { return settle.elapsed() > idleSeconds * 1000; }, idleSeconds * 2000, "the idle time");
    const double idle = (cpuSeconds(window.pid()) - before) / idleSeconds * 100;
    printFigures({{"start_s", median(ours)},
                  {"ratio_to_empty", median(ours) / median(empty)},
                  {"idle_percent", idle},
                  {"pss_mb", pssMb(window.pid())},
                  {"empty_s", median(empty)}});
}

int bench::emptyWindow()
{
    QMainWindow window;
    window.resize(1440, 900);
    window.show();
    QTimer::singleShot(0, &window, [] {
        std::puts("usable");
        std::fflush(stdout);
    });
    return QApplication::exec();
}
