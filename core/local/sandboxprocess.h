#pragma once

#include "core/async/result.h"

#include <QObject>

#include <memory>

namespace local {

/// Where a running sandbox answers, the key of its first namespace, and its gateway, where it has one.
struct SandboxAddress {
    QString url;     ///< "http://127.0.0.1:3233"
    QByteArray auth; ///< UUID:KEY out of its wskprops
    QString gatewayAdmin = {};
    QString gateway = {}; ///< its data plane
    QString gatewayControl = {}; ///< control API of the data plane
    QByteArray adminKey = {};
};

/// Starts whiskboard-sandbox on a data directory, or joins the one that runs there already ("busy URL"). One that a
/// console started ends (SIGTERM) with the last console that uses it, be that the one that started it or not.
class SandboxProcess : public QObject {
    Q_OBJECT
public:
    SandboxProcess(QString program, QString dataDirectory, QObject *parent = nullptr);
    ~SandboxProcess() override;
    Async<SandboxAddress> start(); ///< again while it runs: the same address
    bool runningHere() const;      ///< started by this object, and alive
    qint64 processId() const;      ///< of the sandbox, 0 when unknown
    void setDeadline(int ms);      ///< from start to "ready"; 15 s unless told

Q_SIGNALS:
    void ended(const QString &lastWords); ///< it died by itself

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// Beside this program, else in libexec, else on PATH; empty when there is none.
QString sandboxProgram();

} // namespace local
