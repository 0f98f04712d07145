#pragma once

#include "core/json/value.h"

#include <QString>

namespace history {

/// What of a record is searched. cut: it was longer than what is searched.
struct SearchText {
    QString result;
    QString logs;
    bool cut = false;
};
constexpr qsizetype searchedLength = 1024 * 1024; ///< characters of each
SearchText searchTextOf(const json::Value &record);

/// What a user typed as a query of FTS5 that cannot fail: every word quoted. Empty: nothing to look for.
QString matchQuery(const QString &typed);

} // namespace history
