#pragma once

#include "core/async/error.h"

#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;
class QTimer;

/// A call was refused with 429: what the server said, a countdown to the next clock minute, and the call again then if
/// the user wants it. Nothing is sent while it counts, since each attempt is charged (facts 4.11).
class ThrottleWait : public QWidget {
    Q_OBJECT
public:
    explicit ThrottleWait(QWidget *parent = nullptr);

    using Clock = std::function<qint64()>; ///< milliseconds since the epoch
    void setClock(Clock now);              ///< in place of the machine's

    static bool isFor(const Error &error) { return error.kind == Error::Kind::Throttled; }
    /// goOn is what the user asked for and did not get; verb names it: "Fire". clockOffsetMs: net::Client has it.
    void start(const Error &error, qint64 clockOffsetMs, const QString &verb, std::function<void()> goOn);
    void cancel();
    bool isWaiting() const; ///< until it is over or given up

    /// Until when: the next minute by the server's clock; too many at once may end any moment.
    static qint64 readyAt(const Error &error, qint64 nowMs, qint64 clockOffsetMs);

public Q_SLOTS:
    void look(); ///< at the clock; five times a second it does by itself

Q_SIGNALS:
    void ended(); ///< gone on or given up

private:
    void showText();
    void goOn();

    Error m_error;
    QString m_verb;
    std::function<void()> m_goOn;
    Clock m_now;
    qint64 m_readyMs = 0; ///< our clock
    bool m_armed = false; ///< the user wants it to go on by itself
    QTimer *m_timer;
    QLabel *m_label;
    QPushButton *m_then;
    QPushButton *m_cancel;
};
