#pragma once

#include <QString>

namespace sandbox {
class DataDir;
}

namespace sandbox::gateway {

struct Keys {
    QString admin;
    QString viewer;
};

/// Empty: there is none.
struct Addresses {
    QString admin;
    QString plane;
    QString control;
};

/// The well-known ones, or this directory's own random ones (made on first use, found in gateway.json after that).
Keys loadKeys(const DataDir &dir, bool wellKnown);
/// For the console and others: where the gateway is, and its keys. What went wrong, or nothing.
QString writeGatewayFile(const DataDir &dir, const Keys &keys, const Addresses &addresses);

} // namespace sandbox::gateway
