#pragma once

#include "core/net/requestlog.h"
#include "core/openwhisk/operations.h"

namespace exchange {

/// A request as it shall be copied. Never holds the key: the commands name the variable WHISK_AUTH in its place.
struct Call {
    QString base; ///< scheme, host and port
    QByteArray method;
    QByteArray target; ///< encoded path and query
    QByteArray body;
    QList<net::Header> headers = {}; ///< beyond the usual ones
};
Call callOf(const net::LogEntry &entry);
Call invokeCall(const QString &base, const openwhisk::EntityName &name, const QByteArray &payload, openwhisk::Invoke mode,
                openwhisk::KeepRecord keep = openwhisk::KeepRecord::AsTheServerDoes);

/// One word for a POSIX shell, whatever it holds.
QString shellWord(const QString &text);
/// Ready to paste into a shell. A comment comes first where the body is not whole.
QString curlCommand(const Call &call);
/// The same with OpenWhisk's own tool; empty where it has no command for it.
QString wskCommand(const Call &call);

} // namespace exchange
