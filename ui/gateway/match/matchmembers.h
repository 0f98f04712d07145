#pragma once

#include "core/json/value.h"

#include <QStringList>

/// Members that a route has as one text or as a list: uri and uris, host and hosts, remote_addr and remote_addrs. Pure.
namespace matchmembers {

struct Pair {
    QString one;  ///< "uri"
    QString many; ///< "uris"; empty: there is no such form
};
Pair uris();
Pair hosts();
Pair addresses();

QStringList texts(const json::Value &whole, const Pair &pair);
/// Keeps the form that is there as long as the number of texts allows; without texts both forms go. All else stays.
json::Value withTexts(json::Value whole, const Pair &pair, const QStringList &texts);

QString uriProblem(const QString &text);  ///< empty: it is right
QString hostProblem(const QString &text);
QString addressProblem(const QString &text);

} // namespace matchmembers
