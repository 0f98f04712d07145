#pragma once

#include "core/gateway/documents.h"
#include "core/json/merge.h"
#include "core/gateway/complaint.h"

namespace gateway {

/// How a save ended. Errors besides are those of the way to the server.
struct Saved {
    enum class State {
        Done,     ///< document: as the server has it now
        Changed,  ///< somebody else changed it meanwhile, nothing was written: document is theirs, merge joins both
        Gone,     ///< somebody deleted it meanwhile
        Exists,   ///< it was to be new, and there is one of that id: document
        Refused   ///< complaint says which field is wrong
    };
    State state = State::Done;
    Document document;
    json::Merge merge;
    Complaint complaint;
};

/// What is there is read again first: the server writes without looking. before: as it was loaded.
Async<Saved> save(net::Client &client, const Server &server, const Document &before, const json::Value &now, QObject *owner);
/// Writes over whatever is there now.
Async<Saved> overwrite(net::Client &client, const Server &server, const Key &key, const json::Value &now, QObject *owner);
/// An empty id: the server makes one.
Async<Saved> create(net::Client &client, const Server &server, const Key &key, const json::Value &value, QObject *owner);
/// Some members at once, e.g. {"status": 0}: by PATCH where that does no harm, else read and written whole.
Async<Saved> change(net::Client &client, const Server &server, const Key &key, const json::Value &patch, QObject *owner);
Async<Done> remove(net::Client &client, const Server &server, const Key &key, QObject *owner, Force force = Force::No);

/// After a write whose answer was lost: does the server have what was meant?
Async<bool> isWritten(net::Client &client, const Server &server, const Key &key, const json::Value &value, QObject *owner);
/// The same apart from what the server adds by itself.
bool sameMeaning(const json::Value &a, const json::Value &b);

} // namespace gateway
