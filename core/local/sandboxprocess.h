#pragma once

#include "core/async/result.h"

#include <QObject>

#include <memory>

namespace local {

/// Where a running sandbox answers and the key of its first namespace.
struct SandboxAddress {
    QString url;     ///< "http://127.0.0.1:3233"
    QByteArray auth; ///< UUID:KEY out of its wskprops
};

/// Starts whiskboard-sandbox on a data directory, or joins the one that runs there already ("busy URL", exit 3).
/// One that was started here ends with the last console that uses it; it is told by SIGTERM and awaited.
class SandboxProcess : public QObject {
    Q_OBJECT
public:
    SandboxProcess(QString program, QString dataDirectory, QObject *parent = nullptr);
    ~SandboxProcess() override;
    Async<SandboxAddress> start(); ///< again while it runs: the same address
    bool runningHere() const;

Q_SIGNALS:
    void ended(const QString &lastWords); ///< it died by itself

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// Beside this program, else in libexec, else on PATH.
QString sandboxProgram();

} // namespace local
