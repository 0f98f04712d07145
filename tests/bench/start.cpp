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

/// A program that says "usable" on standard output once its window can be used.
class Window {
public:
    Window(const QString &program, const QStringList &arguments)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        QElapsedTimer clock;
        clock.start();
        m_process.start(program, arguments);
        while (!m_said.contains("usable")) {
            if (!m_process.waitForReadyRead(30'000))
                giveUp(program + u" did not say that its window is usable"_s);
            m_said += m_process.readAllStandardOutput();
        }
        m_seconds = double(clock.nsecsElapsed()) / 1e9;
    }
    ~Window()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(10'000))
            m_process.kill();
        m_process.waitForFinished(5'000);
    }
    double seconds() const { return m_seconds; }
    qint64 pid() const { return m_process.processId(); }

private:
    QProcess m_process;
    QByteArray m_said;
    double m_seconds = 0;
};

} // namespace

void bench::start()
{
    const BenchSandbox sandbox({u"--samples"_s, u"none"_s, u"--fill"_s, u"actions=100"_s});
    const QTemporaryDir home;
    const QStringList arguments{u"--profile-dir"_s, home.path(), u"--connect"_s, sandbox.url(),
                                u"--auth-from"_s, sandbox.wskprops(), u"--report-usable"_s};
    QList<double> ours, empty;
    for (int round = 0; round < rounds; ++round) {
        empty << Window(besides(u"whiskboard-bench"_s), {u"empty-window"_s}).seconds();
        ours << Window(besides(u"whiskboard"_s), arguments).seconds();
    }
    const Window window(besides(u"whiskboard"_s), arguments + QStringList{u"--hide-live"_s});
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
