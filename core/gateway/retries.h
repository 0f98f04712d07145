#pragma once

#include <QObject>
#include <QTimer>

#include <functional>

namespace gateway {

/// When to ask again for what could not be read: after pauses that grow and are random, so that many consoles do not come
/// back at once, and only while somebody looks.
class Retries : public QObject {
    Q_OBJECT
public:
    explicit Retries(std::function<void()> again, QObject *parent = nullptr);

    void setFirstPauseMs(int ms) { m_firstPauseMs = ms; }
    void setWatched(bool watched); ///< what fell due meanwhile is tried at once
    void begin();     ///< an attempt is under way: what was planned is off
    void failed();    ///< the next is planned, after a longer pause; once for each attempt
    void succeeded(); ///< no more to ask for
    qint64 nextMs() const; ///< epoch ms of the next attempt; 0: none is planned

private:
    void plan();

    std::function<void()> m_again;
    QTimer m_timer;
    int m_firstPauseMs = 5000;
    int m_failures = 0;
    qint64 m_dueMs = 0;
    bool m_watched = false;
};

} // namespace gateway
