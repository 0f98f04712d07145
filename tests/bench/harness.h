#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <functional>
#include <memory>

/// A sandbox of the benchmark's own, ended with it.
class BenchSandbox {
public:
    /// directory: its data, which stays; empty: one of its own that goes with it.
    explicit BenchSandbox(const QStringList &arguments, const QString &directory = {});
    ~BenchSandbox();
    QString url() const { return m_url; }
    QByteArray auth() const { return m_auth; }
    QString wskprops() const { return m_path + QStringLiteral("/wskprops"); }
    QString path() const { return m_path; }

private:
    QTemporaryDir m_data;
    QString m_path;
    QProcess m_process;
    QString m_url;
    QByteArray m_auth;
};

/// A program that says "usable" on standard output once its window can be used; ended with this.
class UsableProgram {
public:
    UsableProgram(const QString &program, const QStringList &arguments);
    ~UsableProgram();
    double seconds() const { return m_seconds; }
    qint64 pid() const { return m_process.processId(); }

private:
    QProcess m_process;
    QByteArray m_said;
    double m_seconds = 0;
};

/// The program of that name beside this one.
QString besides(const QString &program);
/// Another benchmark in a process of its own, its lines among ours.
void runApart(const QString &name);
/// Turns the event loop until done() or the deadline; ends the benchmark with a sentence when it is not done.
void waitFor(const std::function<bool()> &done, int deadlineMs, const char *what);
/// Seconds that curl takes for the addresses with that many connections side by side; ends the benchmark on failure.
/// auth: user and password, or a whole header line where it has a blank.
double curlSeconds(const QStringList &addresses, const QByteArray &auth, int connections);

/// Of a process, from /proc.
double pssMb(qint64 pid);
double cpuSeconds(qint64 pid);

double median(QList<double> values);
[[noreturn]] void giveUp(const QString &why);
/// The last line of the output: {"rows":10000,"ratio_to_curl":1.04}
void printFigures(const QList<std::pair<QByteArray, double>> &figures);
