#pragma once

#include "core/gateway/kinds.h"
#include "core/net/client.h"

/// Requests to the Admin API. Any answer of it is judged here, as its statuses mean other things than they seem to.
namespace gateway {

constexpr qsizetype largestBody = 1572864; ///< the server refuses more

net::Request requestOf(const QByteArray &method, const QByteArray &target, const QByteArray &body = {});
/// A 2xx answer with its body as text; everything else is an Error in the gateway's terms. No answer in time is
/// told as what it mostly is: an etcd that hangs.
Async<net::Reply> send(net::Client &client, const net::Request &request, QObject *owner);
/// The same with the answer as it is, whatever its status: for those who look for a certain one.
Async<net::Reply> sendRaw(net::Client &client, const net::Request &request, QObject *owner);
/// What an answer that is no success means. at: "host:port".
Error errorOf(const net::Request &request, const net::Response &response, const QString &at);

/// The server's own sentence, without our words around it: for complaintOf().
QString serverWords(const QByteArray &body);
/// A write was refused because something still refers to it: what, from the server's words.
std::optional<Key> referrerOf(const QString &words);
/// The PATCH met another write: nothing was done, the same may be sent again.
bool isLostRace(const Error &error);
/// The server has no stream proxy: its list of stream routes is no error, there is none.
bool isStreamOff(const Error &error);
bool isKeptOut(const Error &error);     ///< by allow_admin: an address, whatever the key
bool isReadOnlyKey(const Error &error); ///< the key has the role viewer

} // namespace gateway
