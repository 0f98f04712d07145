#pragma once

#include <QObject>

#include <memory>

namespace net {

/// Follows the body of one write on its way out and can stop it. Shared by who sends and who shows it; for the thread of
/// the client.
class Upload : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    qint64 sent() const { return m_sent; }
    qint64 total() const { return m_total; } ///< 0: not begun
    bool whole() const { return m_whole; }   ///< the last byte is on its way: the server may have done it
    bool stopped() const { return m_stopped; }
    /// Before the last byte the server never has the whole body and does nothing; after it nobody waits for the answer
    /// any more, and whether it was done is to be looked for (Error::maybeDone).
    void stop();

    void advance(qint64 sent, qint64 total, bool whole); ///< by the exchange
    void restart(); ///< for another write: nothing is sent, and nobody has stopped it

Q_SIGNALS:
    void advanced();
    void stopRequested();

private:
    qint64 m_sent = 0;
    qint64 m_total = 0;
    bool m_whole = false;
    bool m_stopped = false;
};

} // namespace net
