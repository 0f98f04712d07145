#pragma once

#include "core/net/endpoint.h"
#include "core/net/request.h"

#include <QObject>

#include <memory>

class QSslCertificate;

namespace net {

class RequestLog;

/// What a failed handshake met, for the connection dialog.
struct TlsFailure {
    QList<QByteArray> chainPem; ///< leaf first
    QByteArray leafSha256; ///< hex
    QStringList reasons;
};

/// The one place that sends HTTP requests (it alone touches QNetworkReply). One for a connection and address.
class Client : public QObject {
    Q_OBJECT
public:
    Client(Endpoint endpoint, RequestLog *log, QObject *parent = nullptr);
    ~Client() override; ///< ends all requests; their futures are canceled

    /// When owner dies a GET is aborted (and leaves the queue), a write runs on unseen. The future is then canceled.
    /// owner may be nullptr: the request lives as long as the client.
    Async<Reply> send(Request request, QObject *owner);

    const Endpoint &endpoint() const;
    RequestLog *log() const; ///< for a second client that belongs to the same connection
    int inFlight() const;
    double lastLatencyMs() const; ///< -1 before the first answer
    qint64 serverClockOffsetMs() const; ///< server's Date minus ours, 0 when unknown

Q_SIGNALS:
    void inFlightChanged();
    void answered(bool reachable, int status); ///< after each exchange: was there any answer at all
    void tlsFailed(const net::TlsFailure &failure);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace net
