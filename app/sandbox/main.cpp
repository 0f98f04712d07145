#include "core/sandbox/setup/sandbox.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cstdio>

namespace {

constexpr int exitFailed = 1;
constexpr int exitUsage = 2;
constexpr int exitBusy = 3;

/// Signals come as bytes to read, blocked in every thread before the first one starts.
int signalsAsFile()
{
    sigset_t set;
    sigemptyset(&set);
    for (const int number : {SIGTERM, SIGINT, SIGHUP})
        sigaddset(&set, number);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    // A client that is gone and a disk that is full come as errors of the call.
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

void say(const char *word, const QString &text)
{
    std::printf("%s %s\n", word, qPrintable(text));
    std::fflush(stdout);
}

void obey(int signals, sandbox::Sandbox &sandbox)
{
    signalfd_siginfo info;
    while (read(signals, &info, sizeof info) == ssize_t(sizeof info)) {
        if (info.ssi_signo == SIGHUP)
            sandbox.readFaults();
        else
            QCoreApplication::quit();
    }
}

int run(const sandbox::Settings &settings, int signals)
{
    sandbox::Sandbox sandbox(settings);
    QString detail;
    switch (sandbox.start(&detail)) {
    case sandbox::Sandbox::Start::Busy: say("busy", detail); return exitBusy;
    case sandbox::Sandbox::Start::Failed:
        std::fprintf(stderr, "whiskboard-sandbox: %s\n", qPrintable(detail));
        return exitFailed;
    case sandbox::Sandbox::Start::Ready: break;
    }
    QSocketNotifier notifier(signals, QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, &notifier, [&] { obey(signals, sandbox); });
    if (const auto address = sandbox.gatewayAdminAddress(); !address.isEmpty())
        say("gateway-admin", address);
    if (const auto address = sandbox.gatewayAddress(); !address.isEmpty())
        say("gateway", address);
    if (const auto address = sandbox.gatewayControlAddress(); !address.isEmpty())
        say("gateway-control", address);
    say("ready", detail);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    const int signals = signalsAsFile();
    QCoreApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments().sliced(1);
    if (arguments.contains(QStringLiteral("--help"))) {
        std::fputs(qPrintable(sandbox::usage()), stdout);
        return 0;
    }
    sandbox::Settings settings;
    if (const auto wrong = sandbox::readArguments(arguments, &settings); !wrong.isEmpty()) {
        std::fprintf(stderr, "whiskboard-sandbox: %s\n%s", qPrintable(wrong), qPrintable(sandbox::usage()));
        return exitUsage;
    }
    return run(settings, signals);
}
