#pragma once

#include "core/net/outcome.h"
#include "core/net/requestlog.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QPromise>
#include <QSslConfiguration>
#include <QTimer>

#include <optional>

class QNetworkAccessManager;
class QNetworkReply;
class QNetworkRequest;
class QSslError;

namespace net {

class SequentialBody;

/// One request from its place in the queue to its judged answer, tries again included.
class Exchange : public QObject {
    Q_OBJECT
public:
    Exchange(Request request, const Endpoint &endpoint, RequestLog *log, QObject *owner);
    ~Exchange() override; ///< ends it on the wire; the future is canceled

    Async<Reply> future() const { return m_promise->future(); }
    Lane lane() const { return m_outcome.request.lane; }
    bool isAbandoned() const; ///< nobody waits for what it would read: not worth a start
    /// It leaves the queue. tls: none for http, so that OpenSSL is not even loaded there.
    void start(QNetworkAccessManager &manager, const std::optional<QSslConfiguration> &tls);

    const TlsFailure &tlsFailure() const { return m_outcome.tls; }
    const Response &response() const { return m_outcome.response; }
    bool hasResult() const { return m_result.has_value(); } ///< no: it ended because its owner did
    double latencyMs() const { return m_latencyMs; } ///< to the first byte; -1 without an answer
    /// Hands the answer to who waits for it. This may be the last thing that anybody hears of us.
    static void resolve(std::unique_ptr<Exchange> exchange);

Q_SIGNALS:
    void done();

private:
    void ownerGone();
    void giveUp();
    void attempt();
    QNetworkRequest networkRequest() const;
    QNetworkReply *send();
    void headArrived();
    void bodyArrived();
    void readUpTo(qint64 most);
    void readSome();
    void sslErrors(const QList<QSslError> &errors);
    void stop(Transport why);
    void stopUpload();
    bool sentWhole() const;
    void finished();
    Transport transport() const;
    void blameTheProxy();
    void release();
    bool tryAgain();
    void judgeIt();
    void conclude(Result<Reply> result);
    void beginLog();
    void endLog(const QString &failure, bool canceled = false);

    Outcome m_outcome;
    const Endpoint &m_endpoint;
    QPointer<RequestLog> m_log;
    std::optional<QPointer<QObject>> m_owner;
    LogEntry m_entry;
    std::optional<QPromise<Result<Reply>>> m_promise; ///< gone when nobody waits any more
    std::optional<Result<Reply>> m_result;
    QNetworkAccessManager *m_manager = nullptr;
    std::optional<QSslConfiguration> m_tls;
    QNetworkReply *m_reply = nullptr;
    SequentialBody *m_body = nullptr; ///< of a write under way; the reply owns it
    QElapsedTimer m_clock; ///< of the exchange
    QElapsedTimer m_attemptClock;
    QTimer m_deadline;
    QTimer m_idle;
    QTimer m_read; ///< the next part of the body, once others had their turn
    std::optional<Transport> m_stopped; ///< why we ended it ourselves
    int m_attempts = 0;
    double m_latencyMs = -1;
};

} // namespace net
