#pragma once

#include <QByteArray>
#include <QtGlobal>

namespace openwhisk {

/// The server's clock beside ours. A Date header tells whole seconds; what many of them leave possible is far less.
class ActivationClock {
public:
    /// An answer with that Date, asked for and received at these times of ours.
    void hear(const QByteArray &date, qint64 sentMs, qint64 receivedMs);
    bool isKnown() const { return m_known; }
    qint64 offsetMs() const { return m_known ? (m_least + m_most) / 2 : 0; } ///< server's minus ours
    qint64 serverMs(qint64 oursMs) const { return oursMs + offsetMs(); }

private:
    bool m_known = false;
    qint64 m_least = 0;
    qint64 m_most = 0;
    QByteArray m_lastDate;
    qint64 m_lastMs = 0; ///< of that header
};

/// The time of a Date header, 0 when it is none.
qint64 httpDateMs(const QByteArray &date);

} // namespace openwhisk
