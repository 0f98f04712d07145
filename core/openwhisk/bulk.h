#pragma once

#include "core/async/result.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <memory>

namespace openwhisk {

/// Many writes as one piece of work: a few at a time, in phases, with cancel, a result for each, and a second try for
/// what failed. The minute's quota used up (429): everything waits for the next minute and goes on.
class BulkRun : public QObject {
    Q_OBJECT
public:
    using Finish = std::function<void(const Result<Done> &)>;
    struct Step {
        int phase = 0;         ///< never lower than that of the step before; begins when the one before is through
        QList<int> needs = {}; ///< steps of earlier phases that must be done
        /// Calls finish once, from the event loop, as long as the owner lives.
        std::function<void(QObject *owner, Finish finish)> run;
        bool goneIsDone = false; ///< NotFound: nothing was left to do
    };
    enum class State { Waiting, Running, Succeeded, Gone, Failed, Skipped, Canceled };

    explicit BulkRun(QList<Step> steps, QObject *parent = nullptr);
    ~BulkRun() override;

    void start();
    void cancel();      ///< what runs is finished, nothing new is begun
    void retryFailed(); ///< also what was skipped or canceled

    qsizetype count() const { return m_steps.size(); }
    State state(int step) const { return m_states.at(step); }
    Error error(int step) const { return m_errors.value(step); } ///< of a failed or skipped one
    int count(State state) const { return int(m_states.count(state)); }
    bool running() const { return m_running; }
    int secondsUntilNext() const; ///< while the quota of the minute is used up, else 0

Q_SIGNALS:
    void changed(int step);
    void waiting(); ///< secondsUntilNext() changed
    void finished();

private:
    void advance();
    int nextWaiting();
    bool mayRun(int step);
    void run(int step);
    void finish(int step, const Result<Done> &result);
    void set(int step, State state);
    void throttled();

    QList<Step> m_steps;
    QList<State> m_states;
    QHash<int, Error> m_errors;
    std::unique_ptr<QObject> m_context; ///< of what runs
    QTimer m_minute;
    qint64 m_resumeMs = 0;
    int m_next = 0; ///< no step before it waits
    int m_busy = 0;
    int m_phase = 0; ///< of what runs
    bool m_running = false;
    bool m_canceled = false;
};

} // namespace openwhisk
