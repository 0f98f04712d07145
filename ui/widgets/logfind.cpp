#include "ui/widgets/logfind.h"

namespace {

constexpr qsizetype mostMatches = 2'000'000; ///< 24 MB; nobody goes through more
constexpr int lookForStopEvery = 256;

} // namespace

LogMatcher::LogMatcher(const FindBar::Query &query) : m_text(query.text), m_isExpression(query.regex)
{
    const auto option = query.caseSensitive ? QRegularExpression::NoPatternOption : QRegularExpression::CaseInsensitiveOption;
    if (m_isExpression)
        m_expression = QRegularExpression(m_text, option);
    else
        m_matcher = QStringMatcher(m_text, query.caseSensitive ? Qt::CaseSensitive : Qt::CaseInsensitive);
}

void LogMatcher::collect(const QString &line, int row, QList<LogMatch> *matches) const
{
    if (isEmpty() || !isValid())
        return;
    if (!m_isExpression) {
        const int length = int(m_text.size());
        for (qsizetype at = m_matcher.indexIn(line); at >= 0 && matches->size() < mostMatches; at = m_matcher.indexIn(line, at + length))
            matches->append({row, int(at), length});
        return;
    }
    for (auto it = m_expression.globalMatch(line); it.hasNext() && matches->size() < mostMatches;) {
        const auto match = it.next();
        if (match.capturedLength() > 0)
            matches->append({row, int(match.capturedStart()), int(match.capturedLength())});
    }
}

LogMatches findInLog(const QList<LogRow> &rows, const LogMatcher &matcher, const std::stop_token &stop)
{
    auto matches = std::make_shared<QList<LogMatch>>();
    for (int row = 0; row < rows.size() && matches->size() < mostMatches; ++row) {
        if (row % lookForStopEvery == 0 && stop.stop_requested())
            break;
        if (!rows.at(row).heading)
            matcher.collect(rows.at(row).text, row, matches.get());
    }
    return matches;
}
