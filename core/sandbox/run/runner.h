#pragma once

#include "core/sandbox/run/request.h"

#include <memory>

namespace sandbox {

/// Runs actions in processes of their own and keeps warm ones for the next call. One thread owns all of them.
class Runner {
public:
    struct Options {
        QString folder;         ///< of its own; emptied at start and at the end
        int mostRunning = 48;   ///< at once; more wait
        int spared = 8;         ///< of them, which background runs leave to the others
        int mostStarting = 4;   ///< processes started at once for background runs, as that takes the machine's cores
        int mostIdle = 8;       ///< warm processes kept
        int idleSeconds = 300;
        int pauseAfterMs = 50;  ///< idle processes are stopped, so that their timers use no time
    };
    explicit Runner(Options options);
    ~Runner();
    Runner(const Runner &) = delete;
    Runner &operator=(const Runner &) = delete;

    /// What went wrong at the start, or nothing.
    QString error() const;

    using Done = std::function<void(const RunOutcome &)>;
    /// done is called once, on the runner's thread: it must be quick.
    void run(RunRequest request, Done done);
    /// There is an idle process for it at this moment.
    bool isWarm(const QString &key) const;
    /// Ends all runs at once. Their processes are gone and their done was called when it returns.
    void stop();

private:
    class Loop;
    std::unique_ptr<Loop> m_loop;
};

} // namespace sandbox
