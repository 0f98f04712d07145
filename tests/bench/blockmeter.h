#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

/// The longest time that the event loop of its thread did not turn: between two heartbeats, less what the thread
/// waited for a core, so that a busy machine does not count.
class BlockMeter : public QObject {
public:
    BlockMeter();
    ~BlockMeter() override;
    void restart();
    double longestMs() const { return m_longestMs; }

private:
    void beat();
    double waitedForCoreMs() const;
    int m_schedule; ///< what the kernel counts of the thread
    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_waitedMs = 0;
    double m_longestMs = 0;
};
