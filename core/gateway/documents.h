#pragma once

#include "core/gateway/rows.h"
#include "core/gateway/server.h"

namespace gateway {

/// An object as the server has it, for editing: what nobody knows stays as it came.
struct Document {
    Key key;
    json::Value value;
    qint64 createdIndex = 0;  ///< 0: the server does not say
    qint64 modifiedIndex = 0;
};

/// One GET of all there is, read on a worker. A consumer without credentials has an empty list, and so has a gateway
/// without a stream proxy.
Async<Rows> list(net::Client &client, const Server &server, Kind kind, QObject *owner, const QString &parent = {});
/// Always this for editing: lists and the answers to writes may hold ciphertext.
Async<Document> getDocument(net::Client &client, const Server &server, const Key &key, QObject *owner);
/// The answer to a GET in any shape.
Result<Document> documentOf(const QByteArray &body, const Key &key);

/// The plain writes, each one request. Their answers are not of use: read again.
Async<Done> putDocument(net::Client &client, const Key &key, const json::Value &value, QObject *owner);
/// Gives the key with the id that the server made.
Async<Key> postDocument(net::Client &client, Kind kind, const json::Value &value, QObject *owner, const QString &parent = {});
/// RFC 7396. A lost race is tried again.
Async<Done> patchDocument(net::Client &client, const Key &key, const json::Value &patch, QObject *owner);
enum class Force { No, Yes };
/// Force: also when something refers to it, which then fails.
Async<Done> deleteDocument(net::Client &client, const Key &key, QObject *owner, Force force = Force::No);

/// The text of a body, or why it is not sent: larger than the server takes, or no object.
Result<QByteArray> bodyText(const json::Value &value);

} // namespace gateway
