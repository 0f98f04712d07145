#pragma once

#include "core/sandbox/api/record.h"
#include "core/sandbox/api/resolve.h"
#include "core/sandbox/run/runner.h"

#include <QMap>
#include <QThreadPool>

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
    bool orchestrated = false; ///< a sequence: its logs are known at once
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
    QString cause = {};
};

/// The runs under way, and what starts them and stores what came of them.
class Runs {
public:
    explicit Runs(Services &services);

    QString error() const { return m_runner.error(); }
    RanFuture start(const Invocation &invocation);
    /// The same for a sequence, whose components are run one after the other.
    RanFuture startSequence(const Invocation &invocation);
    /// Stores it, or not, or later, as the faults have it. The future tells when it is done.
    std::future<QString> store(StoredActivation activation);

    void begin(const QString &id, const QString &ns, const QString &fullName);
    void end(const QString &id);
    int inFlight(const QString &ns) const;
    json::Value underWay() const;
    /// Ends all runs at once; nothing runs when it returns.
    void stop();

private:
    struct Entry {
        QString ns;
        QString fullName;
    };
    RunRequest requestFor(const Invocation &invocation) const;

    Services &m_services;
    mutable std::mutex m_mutex;
    QMap<QString, Entry> m_running;
    QThreadPool m_sequences;
    Runner m_runner;
};

/// true, a number that is not 0, a text that is not empty, an array, an object.
bool isTruthy(const json::Value *value);

} // namespace sandbox
