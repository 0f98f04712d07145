#pragma once

#include "core/sandbox/http/message.h"

namespace sandbox {

/// Thrown by handlers: the request ends here with this status and text, as the real server's error object.
struct Refusal {
    int status;
    QString text;
    bool handled; ///< said by a handler (CORS headers where they are on), not by the routing layer
    Headers headers = {};
    bool plain = false; ///< text/plain without a transaction id: nothing of the API has a say in it
};

/// A handler's answer: 403, 404 "does not exist", 409, 413, 429, 502, 400 of meaning.
[[noreturn]] void refuse(int status, const QString &text);
/// The routing layer's answer: 401, 405, 406, 415, 404 "could not be found", 400 of form.
[[noreturn]] void reject(int status, const QString &text, const Headers &headers = {});
[[noreturn]] void rejectMalformed(const QString &detail);                    ///< body
[[noreturn]] void rejectQuery(const QString &name, const QString &detail);  ///< query parameter

[[noreturn]] void refuseMissing();  ///< 404 The requested resource does not exist.
[[noreturn]] void refuseUnknown();  ///< 404 The requested resource could not be found.
[[noreturn]] void refuseForbidden(const QString &what); ///< 403, what: ns, ns/name ...
[[noreturn]] void refuseKind();     ///< 409 Resource by this name exists but is not in this collection.
[[noreturn]] void refuseInternal(); ///< 500 There was an internal server error.
[[noreturn]] void refuseUncaught(); ///< the same, as the real server says it when a handler of its own fails

} // namespace sandbox
