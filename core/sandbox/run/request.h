#pragma once

#include "core/json/value.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <utility>

namespace sandbox {

using Environment = QList<std::pair<QByteArray, QByteArray>>;

/// One run of an action, with all that it needs.
struct RunRequest {
    QString key; ///< who may share a warm process: the caller's namespace, the action's full name and revision
    QString kind;
    QString image; ///< of a blackbox action
    QString main;
    bool binary = false;
    std::function<QByteArray()> code; ///< text or base64; asked for cold runs only, on a thread of its own
    int timeout = 60000;              ///< ms, for init and run each
    int memory = 256;                 ///< MB
    int logs = 10;                    ///< MB
    json::Value arguments = json::Value::object();
    Environment initParameters; ///< set for the life of the process
    Environment context;        ///< activation_id, namespace ...: __OW_* of this run
    qint64 received = 0;        ///< ms since 1970
    qint64 clockOffset = 0;     ///< ms, added to every time that is told
    bool standaloneLogs = false;
    bool background = false;    ///< others come first
};

enum class RunStatus { Success, ApplicationError, DeveloperError, InternalError };

struct RunOutcome {
    RunStatus status = RunStatus::Success;
    json::Value result;
    std::optional<qint64> size; ///< of what the process answered
    bool timedOut = false;
    qint64 start = 0; ///< ms since 1970, init included
    qint64 end = 0;
    qint64 waitTime = 0;
    std::optional<qint64> initTime;
    QStringList logs;
};

} // namespace sandbox
