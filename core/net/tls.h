#pragma once

#include "core/net/client.h"

#include <QSslConfiguration>
#include <QSslError>

namespace net {

QSslConfiguration sslConfiguration(const TlsOptions &options);
/// May the connection be used in spite of the errors? Only for the pinned certificate, for one that was itself given
/// as authority and has no other fault, or when nothing is verified.
bool accepts(const TlsOptions &options, const QList<QSslCertificate> &chain, const QList<QSslError> &errors);
TlsFailure failureOf(const QList<QSslCertificate> &chain, const QList<QSslError> &errors, const TlsOptions &options);

} // namespace net
