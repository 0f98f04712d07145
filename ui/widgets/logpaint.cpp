#include "ui/widgets/logarea.h"

#include "ui/widgets/theme.h"

#include <QPainter>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int padding = 10;

/// A tab as blanks and control characters as something to see; a colour code of a terminal is several of these.
QString printable(const QString &text)
{
    QString shown;
    shown.reserve(text.size());
    for (const QChar c : text) {
        if (c == '\t'_L1)
            shown += "    "_L1;
        else
            shown += c < ' '_L1 ? QChar(0x2400 + c.unicode()) : c;
    }
    return shown;
}

} // namespace

void LogArea::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    const Theme &theme = theme::current();
    painter.fillRect(viewport()->rect(), theme.surface);
    painter.setFont(theme.mono);
    if (m_rows.isEmpty())
        return;
    const int bottom = verticalScrollBar()->value() + viewport()->height() / m_lineHeight + 1;
    for (int row = rowAt(verticalScrollBar()->value()); row < m_rows.size() && lineOf(row) <= bottom; ++row)
        paintRow(&painter, row);
}

void LogArea::paintRow(QPainter *painter, int row)
{
    const Theme &theme = theme::current();
    const LogRow &shown = m_rows.at(row);
    const int lines = std::max(1, lineOf(row + 1) - lineOf(row));
    const qreal left = -horizontalScrollBar()->value();
    qreal top = (lineOf(row) - verticalScrollBar()->value()) * m_lineHeight + padding / 2.0;
    const bool selected = m_anchor >= 0 && row >= std::min(m_anchor, m_current) && row <= std::max(m_anchor, m_current);
    if (selected)
        painter->fillRect(QRectF(0, top, viewport()->width(), lines * m_lineHeight), hasFocus() ? theme.accentSoft : theme.sunken);
    const QColor ink = inkOf(shown);
    painter->setPen(ink == theme.error ? ink : theme.textFaint);
    QFont font = theme.mono;
    font.setBold(shown.heading);
    painter->setFont(font);
    painter->drawText(QRectF(left + padding, top, textLeft(), m_lineHeight), Qt::AlignVCenter | Qt::AlignLeft, shown.time);
    painter->setPen(ink);
    if (m_wrap)
        return paintWrapped(painter, row, top);
    const qreal begin = shown.heading ? padding : textLeft();
    // Of a line of megabytes only the part in sight is drawn.
    const int hidden = std::max(0, int(-(left + begin) / m_charWidth) - 8);
    const int seen = int(viewport()->width() / m_charWidth) + 16;
    paintPiece(painter, shown.text.mid(hidden, seen), row, hidden, {left + begin + hidden * m_charWidth, top});
}

QColor LogArea::inkOf(const LogRow &row) const
{
    const Theme &theme = theme::current();
    switch (row.level) {
    case LogLevel::Error:
        return theme.error;
    case LogLevel::Warning:
        return theme.warning;
    case LogLevel::Debug:
        return theme.textMuted;
    case LogLevel::Info:
        return theme.text;
    case LogLevel::None:
        break;
    }
    return row.stream == 2 ? theme.error : row.heading ? theme.textMuted : theme.text;
}

void LogArea::paintWrapped(QPainter *painter, int row, qreal top)
{
    const LogRow &shown = m_rows.at(row);
    const int columns = columnsALine();
    const int lines = std::max(1, lineOf(row + 1) - lineOf(row));
    int line = 0, from = 0;
    // Where each character is one column the lines above the window need not be gone through.
    if (m_columns.at(row) == shown.text.size() && top < 0) {
        line = std::min(lines - 1, int(-top / m_lineHeight));
        from = line * columns;
        top += line * m_lineHeight;
    }
    for (; line < lines && top < viewport()->height() && (from < shown.text.size() || line == 0); ++line) {
        int length = 0;
        for (int used = 0; from + length < shown.text.size() && used < columns; ++length)
            used += shown.text.at(from + length) == '\t'_L1 ? 4 : shown.text.at(from + length).unicode() >= 0x1100 ? 2 : 1;
        if (top + m_lineHeight > 0)
            paintPiece(painter, shown.text.mid(from, length), row, from, {shown.heading ? padding : textLeft(), top});
        from += length;
        top += m_lineHeight;
    }
}

void LogArea::paintPiece(QPainter *painter, const QString &text, int row, int from, QPointF place)
{
    const QString shown = printable(text);
    const QRectF rect(place, QSizeF(QFontMetricsF(painter->font()).horizontalAdvance(shown) + m_charWidth, m_lineHeight));
    painter->drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
    paintMatches(painter, text, row, from, place);
}

void LogArea::paintMatches(QPainter *painter, const QString &text, int row, int from, QPointF place)
{
    const Theme &theme = theme::current();
    const QFontMetricsF metrics(painter->font());
    const QColor normal = painter->pen().color();
    const int end = from + int(text.size());
    auto match = std::lower_bound(m_matches->cbegin(), m_matches->cend(), LogMatch{row, from, 0});
    if (match != m_matches->cbegin() && std::prev(match)->row == row)
        --match; // may reach in from before
    for (; match != m_matches->cend() && match->row == row && match->start < end; ++match) {
        const int start = std::max(0, match->start - from);
        const int stop = std::min(int(text.size()), match->start + match->length - from);
        if (start >= stop)
            continue;
        const bool current = match - m_matches->cbegin() == m_match;
        const QString marked = printable(text.mid(start, stop - start));
        const qreal x = place.x() + metrics.horizontalAdvance(printable(text.left(start)));
        const QRectF box(x, place.y(), metrics.horizontalAdvance(marked), m_lineHeight);
        painter->fillRect(box, current ? theme.findCurrent : theme.find);
        painter->setPen(theme.onFind);
        painter->drawText(box.adjusted(0, 0, 2, 0), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, marked);
        painter->setPen(normal);
    }
}
