#pragma once

#include "core/sandbox/run/loglines.h"

namespace sandbox {

/// What came of an init or a run.
struct Reply {
    bool died = false; ///< the process ended without an answer
    int status = 200;
    qint64 length = 0;
    QByteArray body; ///< its first part, when it is longer than an answer may be
};
constexpr qint64 longestAnswer = 1048576;

/// What stands for a container: it is initialized once with an action's code and then runs it, one call at a time.
class Container {
public:
    virtual ~Container() = default;

    virtual bool ready() = 0; ///< may be initialized; a process takes a moment to start
    /// Both give their reply later, through reply().
    virtual void init(const RunRequest &request) = 0;
    virtual void run(const RunRequest &request, qint64 deadline) = 0;
    virtual std::optional<Reply> reply() = 0;

    /// False while lines of the last run are still on their way.
    virtual bool logsComplete() = 0;
    virtual LogLines::Collected logs(const RunRequest &request) = 0;
    virtual Process *process() = 0; ///< nothing between the runs of some
    virtual void kill() = 0;
};

/// How much of the machine is taken and where things lie.
struct Workplace {
    QString folder; ///< launchers and containers' folders lie in it
    QString node;
    QString python;
    Guard *guard = nullptr;
};

Environment baseEnvironment(const QString &folder);
/// __OW_* variables of a run, as the environment of a process.
Environment contextEnvironment(const RunRequest &request);

} // namespace sandbox
