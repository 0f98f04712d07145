#pragma once

#include "ui/widgets/logview.h"

/// Screen columns of a text of one width: wide characters take two, tabs four.
int logColumns(const QString &text);
QList<int> logColumns(const QList<LogRow> &rows);
/// Rows as text: time, stream where it is wanted, text.
QString logText(const QList<LogRow> &rows, qsizetype from, qsizetype count, bool withStream = false);
/// Streams and levels that are switched on; headings whose rows are all hidden go, too.
struct LogFilter {
    bool out = true;
    bool err = true;
    LogLevel least = LogLevel::None;
    bool passes(const LogRow &row) const;
    bool passesAll() const { return out && err && least == LogLevel::None; }
};
QList<LogRow> filteredRows(const QList<LogRow> &rows, const LogFilter &filter);
