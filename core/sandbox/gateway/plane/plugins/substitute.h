#pragma once

#include <QRegularExpression>
#include <QStringList>

namespace sandbox::gateway {

/// Puts `replacement` in the place of what fits, once or everywhere. "$1" and "${1}" in it are captures, "$$" a dollar.
QString substitute(const QString &text, const QRegularExpression &expression, const QString &replacement, bool everywhere);
/// The same for a text that is not searched: captures are known already; the first is the whole.
QString withCaptures(const QString &text, const QStringList &captures);

} // namespace sandbox::gateway
