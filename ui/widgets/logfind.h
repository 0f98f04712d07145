#pragma once

#include "ui/widgets/findbar.h"
#include "ui/widgets/logview.h"

#include <QRegularExpression>
#include <QStringMatcher>

#include <memory>
#include <stop_token>

struct LogMatch {
    int row = 0;
    int start = 0;
    int length = 0;
    bool operator==(const LogMatch &) const = default;
    bool operator<(const LogMatch &other) const { return row != other.row ? row < other.row : start < other.start; }
};
using LogMatches = std::shared_ptr<const QList<LogMatch>>; ///< in the order of the log

/// What the find bar looks for in one line. A plain text does without the costs of an expression.
class LogMatcher {
public:
    LogMatcher() = default;
    explicit LogMatcher(const FindBar::Query &query);
    bool isEmpty() const { return m_text.isEmpty(); }
    bool isValid() const { return !m_isExpression || m_expression.isValid(); }
    void collect(const QString &line, int row, QList<LogMatch> *matches) const;

private:
    QString m_text;
    bool m_isExpression = false;
    QStringMatcher m_matcher;
    QRegularExpression m_expression;
};

/// All of them: for a worker where the rows are many.
LogMatches findInLog(const QList<LogRow> &rows, const LogMatcher &matcher, const std::stop_token &stop = {});
