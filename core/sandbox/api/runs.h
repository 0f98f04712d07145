#pragma once

#include "core/sandbox/api/codeshelf.h"
#include "core/sandbox/api/record.h"
#include "core/sandbox/api/resolve.h"
#include "core/sandbox/run/runner.h"
#include "core/sandbox/system/native.h"

#include <QMap>
#include <QThreadPool>

#include <functional>
#include <future>
#include <mutex>

namespace sandbox {

/// A run that is over and whose record is stored.
struct Ran {
    QString id;
    RunOutcome outcome;
    StoredActivation record;
    qint64 duration = 0;
    qint64 memory = 0; ///< MB; of a sequence, that of the largest action run
    bool orchestrated = false; ///< a sequence or composition: its logs are known at once
};
using RanFuture = std::shared_future<Ran>;

/// Who calls what with which arguments.
struct Invocation {
    QString id;
    Identity user;
    QString transaction;
    QString apiHost;
    ActionTarget target;
    json::Value arguments;
    qint64 received = 0; ///< ms of the machine's clock
    bool awaited = false;    ///< somebody waits for the result; it decides whether the record is kept
    bool background = false; ///< fired by a rule, so that calls come before it
    bool kept = false;       ///< X-OW-EXTRA-LOGGING: the record is kept whatever else is said
    QString cause = {};
    int depth = 0; ///< sequences and compositions round it
};

/// The runs under way, and what starts them and stores what came of them.
class Runs {
public:
    explicit Runs(Services &services);
    ~Runs() { stop(); } ///< a late errand must not meet a runner that has gone

    QString error() const { return m_runner.error(); }
    /// Runs whatever it is: a plain action, a sequence, a composition. get() of the future throws Refusal where the
    /// real server has no answer either (a conductor that gives an array).
    RanFuture run(const Invocation &invocation);
    /// The same for a thread that may wait. Nothing when the action did not answer in its time and a minute.
    std::optional<Ran> runAndWait(const Invocation &invocation);
    /// Runs it as a plain action, and waits as long.
    std::optional<Ran> startAndWait(const Invocation &invocation);
    /// Stores it, or not, or later, as the faults have it. The future tells when it is done.
    std::future<QString> store(RunStatus status, bool awaited, bool kept, StoredActivation activation);
    /// Does the work soon, on a thread that may wait for the store.
    void later(std::function<void()> work) { m_errands.start(std::move(work)); }

    /// Plain actions under way; what orchestrates them does not count.
    int inFlight(const QString &ns) const;
    json::Value underWay() const;
    /// Ends all runs at once; nothing runs when it returns.
    void stop();

private:
    struct Entry {
        QString ns;
        QString fullName;
    };
    RanFuture start(const Invocation &invocation);
    RunRequest requestFor(const Invocation &invocation);
    RunOutcome runNatively(Native native, const Invocation &invocation);
    void begin(const Invocation &invocation);
    int count(const QString &ns) const;
    void end(const QString &id);

    Services &m_services;
    mutable std::mutex m_mutex;
    QMap<QString, Entry> m_running;
    CodeShelf m_codes;
    QThreadPool m_waiters;      ///< of sequences and compositions
    QThreadPool m_firedWaiters; ///< of those that rules fired, so that calls need not wait for them
    QThreadPool m_errands;
    QThreadPool m_natives;
    Runner m_runner;
};

/// true, a number that is not 0, a text that is not empty, an array, an object.
bool isTruthy(const json::Value *value);

} // namespace sandbox
