#pragma once

#include <QObject>

#include <chrono>
#include <functional>

namespace QKeychain {
class Job;
}

namespace connections {

/// How a job of the keyring ended.
struct KeychainAnswer {
    enum class Outcome { Good, NotFoundOrLocked, Refused, Unusable, Silent };
    Outcome outcome = Outcome::Unusable;
    QByteArray value; ///< of a read
    QString reason;   ///< the keyring's own words
};

struct Patience {
    std::chrono::milliseconds notice{700};
    std::chrono::milliseconds giveUp{120'000};
};

/// One job of QtKeychain with patience. The job itself is never ended: libsecret would call back into freed memory, so
/// an answer may come after Silent.
class KeychainJob : public QObject {
    Q_OBJECT
public:
    static KeychainJob *read(const QString &service, const QString &key, QObject *parent);
    static KeychainJob *write(const QString &service, const QString &key, const QByteArray &value, QObject *parent);
    static KeychainJob *remove(const QString &service, const QString &key, QObject *parent);
    void start(const Patience &patience);

Q_SIGNALS:
    void waiting(bool waiting);
    void answered(const connections::KeychainAnswer &answer); ///< Silent may be followed by another one

private:
    KeychainJob(QKeychain::Job *job, QObject *parent);
    void finish(QKeychain::Job *job);
    void noticeSlowness();
    void giveUp();
    QKeychain::Job *m_job;
    bool m_waiting = false;
};

} // namespace connections
