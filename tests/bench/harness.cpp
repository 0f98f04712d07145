#include "tests/bench/harness.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <unistd.h>

QString besides(const QString &program)
{
    return QCoreApplication::applicationDirPath() + u'/' + program;
}

void giveUp(const QString &why)
{
    std::fprintf(stderr, "whiskboard-bench: %s\n", qPrintable(why));
    std::_Exit(1);
}

BenchSandbox::BenchSandbox(const QStringList &arguments, const QString &directory) : m_path(directory.isEmpty() ? m_data.path() : directory)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(besides(QStringLiteral("whiskboard-sandbox")),
                    QStringList{QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--data"), m_path}
                        + arguments);
    QByteArray line;
    while (!line.startsWith("ready ")) {
        if (!m_process.canReadLine() && !m_process.waitForReadyRead(120'000))
            giveUp(QStringLiteral("the sandbox did not come up: ") + m_process.errorString());
        line = m_process.readLine();
    }
    m_url = QString::fromUtf8(line.mid(6).trimmed());
    QFile props(wskprops());
    if (!props.open(QIODevice::ReadOnly))
        giveUp(QStringLiteral("the sandbox left no wskprops"));
    for (const auto &entry : props.readAll().split('\n')) {
        if (entry.startsWith("AUTH="))
            m_auth = entry.mid(5).trimmed();
    }
}

BenchSandbox::~BenchSandbox()
{
    m_process.terminate();
    if (!m_process.waitForFinished(10'000))
        m_process.kill();
    m_process.waitForFinished(5'000);
}

UsableProgram::UsableProgram(const QString &program, const QStringList &arguments)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QElapsedTimer clock;
    clock.start();
    m_process.start(program, arguments);
    while (!m_said.contains("usable")) {
        if (!m_process.waitForReadyRead(30'000))
            giveUp(program + QStringLiteral(" did not say that its window is usable"));
        m_said += m_process.readAllStandardOutput();
    }
    m_seconds = double(clock.nsecsElapsed()) / 1e9;
}

UsableProgram::~UsableProgram()
{
    m_process.terminate();
    if (!m_process.waitForFinished(10'000))
        m_process.kill();
    m_process.waitForFinished(5'000);
}

void runApart(const QString &name)
{
    QProcess other;
    other.setProcessChannelMode(QProcess::ForwardedChannels);
    other.start(QCoreApplication::applicationFilePath(), {name});
    if (!other.waitForFinished(120'000) || other.exitCode() != 0)
        giveUp(name + QStringLiteral(" failed: ") + other.errorString());
}

void waitFor(const std::function<bool()> &done, int deadlineMs, const char *what)
{
    QElapsedTimer passed;
    passed.start();
    QEventLoop loop;
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer, &QTimer::timeout, &loop, [&] {
        if (done())
            loop.quit();
        else if (passed.elapsed() > deadlineMs)
            giveUp(QStringLiteral("%1 did not come in %2 ms").arg(QString::fromUtf8(what)).arg(deadlineMs));
    });
    timer.start(1);
    if (!done())
        loop.exec();
}

double curlSeconds(const QStringList &addresses, const QByteArray &auth, int connections)
{
    QTemporaryDir dir;
    QFile config(dir.filePath(QStringLiteral("curlrc")));
    if (!config.open(QIODevice::WriteOnly))
        giveUp(QStringLiteral("no room for curl's list of addresses"));
    for (const auto &address : addresses)
        config.write("url = \"" + address.toUtf8() + "\"\noutput = \"/dev/null\"\n");
    config.write((auth.contains(' ') ? "header = \"" : "user = \"") + auth + "\"\n");
    config.close();
    QProcess curl;
    QElapsedTimer passed;
    passed.start();
    curl.start(QStringLiteral("curl"), {QStringLiteral("-sSf"), QStringLiteral("--parallel"), QStringLiteral("--parallel-max"),
                                        QString::number(connections), QStringLiteral("-K"), config.fileName()});
    if (!curl.waitForFinished(120'000) || curl.exitCode() != 0)
        giveUp(QStringLiteral("curl failed: ") + QString::fromUtf8(curl.readAllStandardError()));
    return double(passed.nsecsElapsed()) / 1e9;
}

double pssMb(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/smaps_rollup").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        giveUp(QStringLiteral("no memory figures of process %1").arg(pid));
    for (const auto &line : file.readAll().split('\n')) {
        if (line.startsWith("Pss:"))
            return line.mid(4).replace("kB", "").trimmed().toDouble() / 1024;
    }
    giveUp(QStringLiteral("no Pss line for process %1").arg(pid));
}

double cpuSeconds(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        giveUp(QStringLiteral("process %1 has ended").arg(pid));
    const auto text = file.readAll();
    const auto fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    return (fields.value(11).toDouble() + fields.value(12).toDouble()) / double(sysconf(_SC_CLK_TCK));
}

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.isEmpty() ? 0 : values[values.size() / 2];
}

void printFigures(const QList<std::pair<QByteArray, double>> &figures)
{
    QByteArray line;
    for (const auto &[name, value] : figures)
        line += (line.isEmpty() ? "{\"" : ",\"") + name + "\":" + QByteArray::number(value, 'g', 6);
    std::fflush(stderr);
    std::printf("%s}\n", line.constData());
    std::fflush(stdout);
}
