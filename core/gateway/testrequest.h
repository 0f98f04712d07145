#pragma once

#include "core/net/client.h"

#include <QStringList>

namespace gateway {

/// A request to the data plane, as a client of the gateway would send it.
struct TestRequest {
    QByteArray method = "GET";
    QString url; ///< as that client has it: its host goes into the Host header, the address is the data plane's
    QList<net::Header> headers = {};
    QByteArray body = {};
    bool operator==(const TestRequest &) const = default;
};

/// What may be asked for: each uri of a route at its hosts, or else at its service's. Stars stay: they are to be filled in.
QStringList testUrls(const json::Value &route, const net::Endpoint &plane, const QStringList &serviceHosts = {});
/// The first method of the route; POST where it calls a function that takes nothing but a body.
QByteArray testMethod(const json::Value &route);
/// Why it cannot be sent; empty: it can.
QString testProblem(const TestRequest &request);
/// Path and query, with what must be encoded encoded and all else as typed.
QByteArray testTarget(const QString &url);
/// The Host header; empty where the data plane's own is right.
QByteArray testHost(const QString &url, const net::Endpoint &plane);

/// "Name: value", one a line. None: the line number of what is no header, from 1, is in *wrong.
std::optional<QList<net::Header>> headersOf(const QString &text, int *wrong = nullptr);
QString headerText(const QList<net::Header> &headers);
/// Carries a key or a password: not to be kept.
bool isSecretHeader(QByteArrayView name);

constexpr qint64 largestTestAnswer = 4LL * 1024 * 1024; ///< what is beyond is left out

struct TestAnswer {
    int status = 0;
    QList<net::Header> headers;
    QByteArray body;
    bool cut = false; ///< there was more
    qint64 startedMs = 0;
    double durationMs = 0;

    QByteArray header(QByteArrayView name) const; ///< case-insensitive, empty when missing
};
/// Sent once, whatever the method; redirects are answers. stop: ends it (net::Upload::stop()), may be nullptr.
Async<TestAnswer> sendTest(net::Client &plane, const TestRequest &request, const std::shared_ptr<net::Upload> &stop,
                           QObject *owner);

} // namespace gateway
