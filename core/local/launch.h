#pragma once

#include "core/local/consoles.h"
#include "core/local/sandboxprocess.h"

#include <QFile>

#include <atomic>

namespace local {

/// One try to start the sandbox: a process of its own session, so that it may outlive this console, with its output in
/// files. Made on a worker, then read from the event loop.
struct Launch {
    Launch(QString program, QString dataDirectory, std::shared_ptr<Consoles> consoles);
    ~Launch();

    /// Starts it, unless one that is about to end is still there (then pid stays 0: try again soon).
    Result<Done> start();
    /// Whole lines that came since the last call.
    QList<QByteArray> newLines();
    QString lastWords(); ///< the end of its standard error

    const QString program;
    const QString dataDirectory;
    const std::shared_ptr<Consoles> consoles;
    qint64 pid = 0;
    /// True for the second of the two that call it: the worker when it is done, the owner when it gives up.
    bool isSecond() { return m_passed.exchange(true); }

private:
    std::atomic<bool> m_passed = false;
    QString m_base;
    QFile m_out;
    QFile m_err;
    QByteArray m_rest;
};

/// What the sandbox of a data directory wrote down for its clients; what it has not stays empty.
SandboxAddress readAddress(const QString &dataDirectory);

} // namespace local
