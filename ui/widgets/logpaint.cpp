#include "ui/widgets/logarea.h"

#include "ui/widgets/theme.h"

#include <QPainter>
#include <QScrollBar>

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
    const bool isError = shown.stream == 2;
    painter->setPen(isError ? theme.error : theme.textFaint);
    painter->drawText(QRectF(left + padding, top, textLeft(), m_lineHeight), Qt::AlignVCenter | Qt::AlignLeft, shown.time);
    painter->setPen(isError ? theme.error : theme.text);
    if (!m_wrap) {
        // Of a line of megabytes only the part in sight is drawn.
        const int hidden = std::max(0, int(-(left + textLeft()) / m_charWidth) - 8);
        const int seen = int(viewport()->width() / m_charWidth) + 16;
        paintPiece(painter, shown.text.mid(hidden, seen), row, hidden, {left + textLeft() + hidden * m_charWidth, top});
        return;
    }
    const int columns = columnsALine();
    for (int line = 0, from = 0; line < lines && (from < shown.text.size() || line == 0); ++line) {
        int length = 0;
        for (int used = 0; from + length < shown.text.size() && used < columns; ++length)
            used += shown.text.at(from + length) == '\t'_L1 ? 4 : shown.text.at(from + length).unicode() >= 0x1100 ? 2 : 1;
        if (top + m_lineHeight > 0 && top < viewport()->height())
            paintPiece(painter, shown.text.mid(from, length), row, from, {textLeft(), top});
        from += length;
        top += m_lineHeight;
    }
}

void LogArea::paintPiece(QPainter *painter, const QString &text, int row, int from, QPointF place)
{
    const Theme &theme = theme::current();
    const QFontMetricsF metrics(painter->font());
    const QString shown = printable(text);
    const QColor normal = painter->pen().color();
    const QRectF rect(place, QSizeF(metrics.horizontalAdvance(shown) + m_charWidth, m_lineHeight));
    painter->drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
    for (const Match &match : matchesIn(row)) {
        const int start = std::max(0, match.start - from);
        const int end = std::min(int(text.size()), match.start + match.length - from);
        if (start >= end)
            continue;
        const bool current = m_match >= 0 && m_matches.at(m_match).row == row && m_matches.at(m_match).start == match.start;
        const QString marked = printable(text.mid(start, end - start));
        const qreal x = place.x() + metrics.horizontalAdvance(printable(text.left(start)));
        const QRectF box(x, place.y(), metrics.horizontalAdvance(marked), m_lineHeight);
        painter->fillRect(box, current ? theme.findCurrent : theme.find);
        painter->setPen(theme.onFind);
        painter->drawText(box.adjusted(0, 0, 2, 0), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, marked);
        painter->setPen(normal);
    }
}
