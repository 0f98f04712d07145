#include "ui/widgets/logtext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int tabColumns = 4;

bool isWide(QChar c)
{
    const char16_t code = c.unicode();
    return code >= 0x1100 && (code <= 0x115f || (code >= 0x2e80 && code <= 0xd7a3) || (code >= 0xf900 && code <= 0xfaff)
                              || (code >= 0xfe30 && code <= 0xfe6f) || (code >= 0xff00 && code <= 0xff60));
}

} // namespace

int logColumns(const QString &text)
{
    // Most text is plain, and to see that takes a fraction of a look at each character.
    const auto *at = text.utf16();
    const auto *end = at + text.size();
    int odd = 0;
    for (const auto *c = at; c != end; ++c)
        odd += int(*c == u'\t') | int(*c >= 0x1100);
    int columns = int(text.size());
    if (odd == 0)
        return columns;
    for (const QChar c : text)
        columns += c == '\t'_L1 ? tabColumns - 1 : isWide(c) ? 1 : 0;
    return columns;
}

QList<int> logColumns(const QList<LogRow> &rows)
{
    QList<int> columns(rows.size());
    std::transform(rows.cbegin(), rows.cend(), columns.begin(), [](const LogRow &row) { return logColumns(row.text); });
    return columns;
}

QString logText(const QList<LogRow> &rows, qsizetype from, qsizetype count, bool withStream)
{
    static const QString streams[] = {QString(), u"stdout: "_s, u"stderr: "_s};
    QString text;
    for (qsizetype i = from; i < std::min(rows.size(), from + count); ++i) {
        const LogRow &row = rows.at(i);
        if (row.heading)
            text += (i > from ? u"\n# "_s : u"# "_s) + row.text + '\n'_L1;
        else
            text += (row.time.isEmpty() ? QString() : row.time + ' '_L1)
                + (withStream ? streams[std::clamp(row.stream, 0, 2)] : QString()) + row.text + '\n'_L1;
    }
    return text;
}

bool LogFilter::passes(const LogRow &row) const
{
    if ((row.stream == 1 && !out) || (row.stream == 2 && !err))
        return false;
    return least == LogLevel::None || row.level >= least;
}

QList<LogRow> filteredRows(const QList<LogRow> &rows, const LogFilter &filter)
{
    if (filter.passesAll())
        return rows; // a hundred thousand need not be copied
    QList<LogRow> shown;
    shown.reserve(rows.size());
    for (const LogRow &row : rows) {
        if (row.heading) {
            if (!shown.isEmpty() && shown.last().heading)
                shown.removeLast();
            shown.append(row);
        } else if (filter.passes(row)) {
            shown.append(row);
        }
    }
    if (!shown.isEmpty() && shown.last().heading)
        shown.removeLast();
    return shown;
}
