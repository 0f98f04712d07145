#pragma once

#include <QString>

namespace gateway {

/// What a gateway says is wrong with a configuration, with the place that it means.
struct Complaint {
    QString pointer; ///< of the member in the whole configuration, a missing one included; empty: the whole
    QString plugin;  ///< inside of which it is, if any
    QString words;   ///< the server's own, without the place
    int line = 0;    ///< of Lua, 0: not said
    bool operator==(const Complaint &) const = default;
};

/// From its error_msg, e.g. `failed to check the configuration of plugin openwhisk err: property "api_host" is required`.
Complaint complaintOf(const QString &message);

} // namespace gateway
