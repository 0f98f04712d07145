#pragma once

#include "core/net/outcome.h"

#include <QNetworkReply>

namespace net {

/// What Qt's error says of the wire; of an answer with a status it says nothing.
Transport ofCode(QNetworkReply::NetworkError code);
/// Of a handshake that failed; reason: Qt's words, for when there was no certificate to judge yet.
Transport ofHandshake(const TlsFailure &failure, const QString &reason);

} // namespace net
