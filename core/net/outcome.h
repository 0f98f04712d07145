#pragma once

#include "core/net/client.h"

namespace net {

/// How an attempt ended on the wire, before anybody looked at what came.
enum class Transport {
    Good, ///< an answer with a status, whatever it is
    Refused,
    UnknownHost,
    Closed,
    Broken, ///< Broken: in the middle of the answer
    Deadline,
    Idle,
    TooLarge,
    Tls,
    NoTls,
    Proxy,
    ProxyKey,
    SentOnce,
    Stopped, ///< by the user, while or after the body was sent
    Unpack, ///< damaged, or larger than the cap once unpacked: Qt does not say which
    Other
};

/// All that one attempt gave.
struct Outcome {
    Request request;
    QUrl url;
    Transport transport = Transport::Good;
    QString reason; ///< Qt's words, for what we have no better ones
    bool sentWhole = false; ///< when it was stopped the last byte of the body had left
    QString proxy; ///< host and port of the proxy, when it is to blame
    TlsFailure tls;
    Response response; ///< as far as it came
    QList<QByteArray> secrets; ///< forms of the key, to be kept out of texts
};

} // namespace net
