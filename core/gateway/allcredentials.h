#pragma once

#include "core/gateway/documents.h"

namespace gateway {

/// A consumer whose credentials could not be read, and why.
struct Unread {
    QString consumer;
    Error error;
};

struct AllCredentials {
    Rows rows; ///< by consumer, in the order of their list
    QList<Unread> unread;
};

/// The credentials of all consumers. The Admin API has no such list: each consumer is asked, a few at a time, so that
/// other requests get through. An Error only when nothing at all could be read.
Async<AllCredentials> allCredentials(net::Client &client, const Server &server, QObject *owner);

} // namespace gateway
