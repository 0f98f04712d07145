#pragma once

#include "core/async/error.h"
#include "core/net/logtext.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <optional>

namespace net {

/// One exchange as the request log shows it: redacted whoever looks.
struct LogEntry {
    quint64 id = 0;
    qint64 startedMs = 0; ///< epoch ms
    double durationMs = -1; ///< -1 while under way
    QByteArray method;
    QByteArray target; ///< without credentials
    QString base; ///< scheme, host and port
    int status = 0; ///< 0 while under way or without an answer
    qint64 sentBytes = 0;
    qint64 receivedBytes = 0;
    LogText requestBody; ///< the first 64 KiB
    LogText responseBody; ///< the first 4 KiB
    QByteArray transactionId;
    QString failure; ///< message of the error, empty for 2xx
    int attempt = 1;
    bool canceled = false; ///< ended by us, because nobody waits for it any more: no failure
};

/// The last exchanges of all connections, newest last. Lives on the event loop's thread.
class RequestLog : public QObject {
    Q_OBJECT
public:
    explicit RequestLog(QObject *parent = nullptr, int capacity = 2000);
    ~RequestLog() override;
    quint64 begin(LogEntry entry); ///< gives the entry its id
    void update(const LogEntry &entry); ///< by id; one that fell out is ignored
    const QList<LogEntry> &entries() const { return m_entries; }
    std::optional<LogEntry> find(quint64 id) const;
    int total() const { return m_total; }
    int failed() const { return m_failed; }
    void clear();

Q_SIGNALS:
    void changed(); ///< at most once a turn of the event loop

private:
    void announce();
    void redact();
    QList<LogEntry> m_entries;
    int m_capacity;
    quint64 m_next = 1;
    int m_total = 0;
    int m_failed = 0;
    bool m_announced = false;
    QList<LogText> m_unsettled; ///< bodies of exchanges that have ended
    QTimer m_settling;
    QThreadPool m_redactor;
};

/// The text without what is secret: Authorization, and the values of members that hold secrets
/// (names like auth, password, secret, token, key_pem ...). A text that is no JSON keeps nothing after such a word.
QByteArray redacted(const QByteArray &body, const QList<QByteArray> &secretMembers = {});

} // namespace net
