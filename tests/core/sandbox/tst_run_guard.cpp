#include "core/sandbox/run/guard.h"
#include "core/sandbox/run/interpreters.h"
#include "core/sandbox/run/process.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <csignal>
#include <memory>
#include <sys/wait.h>
#include <unistd.h>

using namespace sandbox;
using namespace Qt::StringLiterals;

namespace {

pid_t startGroup()
{
    const pid_t pid = fork();
    if (pid == 0) {
        setpgid(0, 0);
        pause();
        _exit(0);
    }
    setpgid(pid, pid);
    return pid;
}

} // namespace

/// Processes end when their owner does; programs are found by what they are.
class TestRunGuard : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_dir;

    void write(const QString &name, const QByteArray &content)
    {
        QFile file(m_dir.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    }

private Q_SLOTS:
    void endsWhatItWatches()
    {
        auto guard = std::make_unique<Guard>();
        const auto watched = startGroup();
        const auto forgotten = startGroup();
        guard->watch(watched);
        guard->watch(forgotten);
        guard->forget(forgotten);
        guard.reset();
        int status = 0;
        QCOMPARE(waitpid(watched, &status, 0), watched);
        QVERIFY(WIFSIGNALED(status));
        QCOMPARE(waitpid(forgotten, &status, WNOHANG), 0);
        ::kill(forgotten, SIGKILL);
        waitpid(forgotten, &status, 0);
    }

    void measuresGroups()
    {
        const auto own = residentBytes(getpid());
        QVERIFY(own > 1000000);
        QVERIFY(residentByGroup()[getpgrp()] >= own / 2);
        QCOMPARE(residentBytes(0), 0);
    }

    void givesAProcessOnlyItsOwn()
    {
        Guard guard;
        int error = 0;
        QByteArray out;
        const Program program{u"/usr/bin/env"_s, {}, {{"ONLY", "this"}, {"bad=name", "x"}}, m_dir.path(), false};
        auto process = Process::start(program, guard, &error);
        QVERIFY(process);
        process->onOutput([&](Stream, QByteArrayView bytes) { out.append(bytes); });
        QTRY_VERIFY((process->drain(), process->exited()));
        process->drain();
        QCOMPARE(out, QByteArray("ONLY=this\n"));
        QVERIFY(!Process::start({u"/no/such/program"_s, {}, {}, m_dir.path(), false}, guard, &error));
        QCOMPARE(error, ENOENT);
    }

    void passesOverScripts()
    {
        write(u"node"_s, "#!/bin/sh\n");
        QCOMPARE(findProgram({u"node"_s}, {m_dir.path()}), QString());
        QFile::remove(m_dir.filePath(u"node"_s));
        QVERIFY(QFile::link(u"/bin/sh"_s, m_dir.filePath(u"node"_s)));
        QCOMPARE(findProgram({u"node"_s}, {u"/nowhere"_s, m_dir.path()}), QFileInfo(u"/bin/sh"_s).canonicalFilePath());
    }
};

QTEST_GUILESS_MAIN(TestRunGuard)
#include "tst_run_guard.moc"
