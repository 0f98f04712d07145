#pragma once

#include <QString>

/// Why something failed: what it means, a sentence for the user, and the evidence (redacted).
struct Error {
    enum class Kind {
        Canceled, Network, Tls, Unauthorized, Forbidden, NotFound, Conflict, TooLarge, Throttled, Rejected, Server, Protocol
    };
    Kind kind = Kind::Network;
    QString message; ///< one translated sentence, the server's own words where it had some
    QString detail;  ///< request line, status, transaction id, first 4 KiB of the body
    bool maybeDone = false; ///< of a write: it is unknown whether it was done, look before it is repeated

    bool operator==(const Error &) const = default;
};
