#pragma once

#include "core/sandbox/run/container.h"
#include "core/sandbox/run/prepare.h"
#include "core/sandbox/run/runner.h"

#include <future>

namespace sandbox {

struct Job {
    RunRequest request;
    Runner::Done done;
};

/// One container's life: it is prepared, initialized, and then runs one job after the other.
class Lane {
public:
    Lane(const Workplace &place, Job job, std::function<void()> wake);
    ~Lane();

    bool busy() const { return m_job.has_value(); }
    bool inBackground() const { return m_job && m_job->request.background; }
    bool starting() const { return m_job && m_phase < Phase::Run; }
    bool isIdleFor(const QString &key) const { return !m_job && m_key == key; }
    qint64 idleSince() const { return m_idleSince; } ///< on the loop's clock
    const QString &key() const { return m_key; }
    Process *process() { return m_container ? m_container->process() : nullptr; }

    void take(Job job); ///< for an idle one
    void pauseWhenDue(qint64 after);

    enum class Step { Waiting, Idle, Over, Again };
    /// Looks whether anything has come. Idle: ready for the next job. Over: of no more use.
    /// Again: the job must be run anew, in another container (retry()).
    Step advance();
    Step abort(); ///< the sandbox ends
    Step endForMemory();
    Job retry() { return std::move(*std::exchange(m_job, {})); }
    qint64 memoryLimit() const; ///< bytes; 0 when nothing runs that could be measured

private:
    enum class Phase { Preparing, Starting, Init, Run, Logs };
    void prepare(std::function<void()> wake);
    QString start();
    void begin();
    void startInit();
    void startRun();
    Step onReply(const Reply &reply);
    Step conclude();
    Step finish();

    const Workplace &m_place;
    std::optional<Job> m_job;
    QString m_key;
    std::future<Prepared> m_prepared;
    std::unique_ptr<Container> m_container;
    Phase m_phase = Phase::Preparing;
    bool m_used = false; ///< has run before
    bool m_paused = false;
    qint64 m_deadline = 0;
    qint64 m_begun = 0;
    qint64 m_idleSince = 0;
    RunOutcome m_outcome;
};

/// Milliseconds on a clock that nobody sets.
qint64 steadyMs();

} // namespace sandbox
