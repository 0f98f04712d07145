#pragma once

#include "core/sandbox/http/message.h"

namespace sandbox::gateway {

class PlaneState;

/// A request to another server, ready to be sent, and how long each step may take.
struct Outgoing {
    QString host;
    quint16 port = 0;
    bool isSecure = false;
    bool verifies = false;  ///< the certificate
    QString serverName = {};
    QByteArray certificate = {}; ///< of the client, with its key, as PEM
    QByteArray key = {};
    QByteArray bytes = {};  ///< head and body
    bool hasNoBody = false; ///< the answer to HEAD
    bool mayUpgrade = false; ///< 101 begins a tunnel
    int connectMs = 60000;
    int sendMs = 60000;
    int readMs = 60000;
};

struct Incoming {
    enum class Outcome {
        Answered,
        NotConnected, ///< nothing was sent
        Broken,       ///< the connection ended, or what came is no HTTP
        TimedOut,
        TimedOutConnecting
    };
    Outcome outcome = Outcome::NotConnected;
    int status = 0;
    Headers headers = {};
    QByteArray body = {};
    std::optional<qint64> length = {}; ///< as announced
    bool isCut = false;                ///< the body ended too early
    std::shared_ptr<Tunnel> tunnel = {};
};

/// Sends it and waits for the answer, on the thread that asks.
Incoming send(const Outgoing &outgoing, PlaneState &state);

} // namespace sandbox::gateway
