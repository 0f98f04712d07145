#pragma once

#include "core/net/requestlog.h"

namespace net {

/// Is the value of a member, parameter or header of this name a secret? Case, - and _ do not count.
bool isSecretName(QByteArrayView name, const QList<QByteArray> &further = {});
/// Values of secret query parameters go.
QByteArray redactedTarget(const QByteArray &target);
/// The first bytes of a text, redacted; says how much was left out. known: secrets to look for as they are.
QByteArray excerpt(const QByteArray &body, qsizetype limit, const QList<QByteArray> &secretMembers,
                   const QList<QByteArray> &known);
/// A little more of the body than is shown, so that a secret across the limit is found whole.
QByteArray startOf(const QByteArray &body, qsizetype limit);
/// The excerpt of a body of which only the start is there.
QByteArray excerpt(const QByteArray &start, qsizetype whole, qsizetype limit, const QList<QByteArray> &secretMembers,
                   const QList<QByteArray> &known);
/// A sentence without the known secrets and without what looks like one (keys, basic and bearer values).
QString withoutKeys(const QString &text, const QList<QByteArray> &known);
/// The forms in which the value of an authorization header could come back: whole, without scheme, decoded.
QList<QByteArray> formsOf(const QByteArray &authorization);

} // namespace net
