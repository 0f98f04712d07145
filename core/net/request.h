#pragma once

#include "core/async/result.h"
#include "core/json/value.h"

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>

#include <chrono>
#include <memory>

namespace net {

class Upload;
using Header = QPair<QByteArray, QByteArray>;

/// What a 2xx body must be. Anything else is an Error of kind Protocol.
enum class Expect { Json, Text, Anything };

/// Which connections carry it: invokes last up to a minute and must not stand in the way of lists.
enum class Lane { Ordinary, Invoke };

constexpr std::chrono::milliseconds ordinaryDeadline{30'000};
constexpr std::chrono::milliseconds invokeDeadline{75'000}; ///< the server answers 202 after 60 s
constexpr std::chrono::milliseconds etcdWriteDeadline{35'000};
constexpr std::chrono::milliseconds ordinaryIdleTimeout{15'000};
constexpr qint64 ordinaryBodyCap = 64LL * 1024 * 1024;

struct Request {
    QByteArray method = "GET";
    QByteArray target; ///< encoded path and query below the base address, e.g. "/api/v1/namespaces/_/actions?limit=200"
    QByteArray body; ///< sent with Content-Type application/json where the method may carry one
    QList<Header> headers = {};
    Expect expect = Expect::Json;
    Lane lane = Lane::Ordinary;
    std::chrono::milliseconds deadline = ordinaryDeadline; ///< whole exchange, from when it leaves the queue
    qint64 bodyCap = ordinaryBodyCap;
    bool cutsBody = false; ///< what comes beyond the cap is left out, and no error
    QList<int> acceptStatus = {}; ///< further statuses that are no error here, e.g. 502 of an invoke
    QByteArray acceptHeader = {}; ///< ... but only in an answer with this header, where it is named
    QStringList requiredMembers = {}; ///< members that the JSON object of a 2xx answer must have
    bool parseJson = true; ///< false: JSON stays text, a worker of the caller decodes it
    QList<QByteArray> secretMembers = {}; ///< further JSON members whose values never reach the request log
    std::chrono::milliseconds idleTimeout = ordinaryIdleTimeout; ///< nothing more came of an answer that had begun
    std::shared_ptr<Upload> upload = {}; ///< of a write with a large body: shows how far it is, and stops it
    bool starts = false; ///< a GET or HEAD that makes something run counts as a write
    bool withKey = true; ///< false: without the connection's authorization
    QList<QByteArray> secrets = {}; ///< further texts that never reach request log and errors
};
/// It may change something: sent once, refused on a read-only connection, runs on when its owner dies.
bool isWrite(const Request &request);

struct Response {
    int status = 0;
    QList<Header> headers;
    QByteArray body;
    json::Value document; ///< the body as JSON where it was expected and parseJson was set
    qint64 startedMs = 0; ///< wall clock, epoch ms, when it left the queue
    double durationMs = 0;

    QByteArray header(QByteArrayView name) const; ///< case-insensitive, empty when missing
};

using Reply = std::shared_ptr<const Response>;

} // namespace net
