#include "ui/widgets/logarea.h"

#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {

constexpr int padding = 10;
constexpr int gapColumns = 1;
constexpr int leastColumns = 20;
constexpr int mostMatches = 10'000;
constexpr int lineSpacing = 3;
constexpr int tabColumns = 4;

bool isWide(QChar c)
{
    const char16_t code = c.unicode();
    return code >= 0x1100 && (code <= 0x115f || (code >= 0x2e80 && code <= 0xd7a3) || (code >= 0xf900 && code <= 0xfaff)
                              || (code >= 0xfe30 && code <= 0xfe6f) || (code >= 0xff00 && code <= 0xff60));
}

int columnsOf(const QString &text)
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

} // namespace

LogArea::LogArea(QWidget *parent) : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setObjectName(u"logArea"_s);
    setAccessibleName(tr("Log lines"));
    viewport()->setCursor(Qt::IBeamCursor);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        if (widen())
            layOut();
    });
    measure();
}

void LogArea::measure()
{
    const QFontMetricsF metrics(theme::current().mono);
    m_charWidth = metrics.horizontalAdvance(u'm');
    m_lineHeight = int(std::ceil(metrics.height())) + lineSpacing;
    layOut();
}

void LogArea::setRows(QList<LogRow> rows)
{
    m_rows = std::move(rows);
    m_columns.clear();
    m_mostColumns = 0;
    m_timeColumns = 0;
    // To look into a hundred thousand texts takes longer than a frame; their lengths are at hand.
    for (const LogRow &row : m_rows) {
        m_mostColumns = std::max(m_mostColumns, int(row.text.size()));
        m_timeColumns = std::max(m_timeColumns, int(row.time.size()));
    }
    m_anchor = m_current = -1;
    m_matches.clear();
    m_match = -1;
    layOut();
}

void LogArea::countColumns()
{
    if (m_columns.size() == m_rows.size())
        return;
    m_columns.resize(m_rows.size());
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        m_columns[i] = columnsOf(m_rows.at(i).text);
}

bool LogArea::widen()
{
    if (m_wrap)
        return false;
    const int before = m_mostColumns;
    const qsizetype top = verticalScrollBar()->value();
    const qsizetype end = std::min(m_rows.size(), top + viewport()->height() / m_lineHeight + 1);
    for (qsizetype row = top; row < end; ++row) {
        if (m_rows.at(row).text.size() * tabColumns > m_mostColumns)
            m_mostColumns = std::max(m_mostColumns, columnsOf(m_rows.at(row).text));
    }
    return m_mostColumns > before;
}

void LogArea::setWrap(bool wrap)
{
    const int top = rowAt(verticalScrollBar()->value());
    m_wrap = wrap;
    layOut();
    verticalScrollBar()->setValue(lineOf(std::max(0, top)));
}

qreal LogArea::textLeft() const
{
    return padding + (m_timeColumns ? (m_timeColumns + gapColumns) * m_charWidth : 0);
}

int LogArea::columnsALine() const
{
    return std::max(leastColumns, int((viewport()->width() - textLeft() - padding) / m_charWidth));
}

int LogArea::lineCount() const
{
    return m_wrap && !m_firstLine.isEmpty() ? m_firstLine.last() : int(m_rows.size());
}

void LogArea::layOut()
{
    m_firstLine.clear();
    if (m_wrap) {
        countColumns();
        m_firstLine.reserve(m_rows.size() + 1);
        int line = 0;
        const int columns = columnsALine();
        for (const int needed : m_columns) {
            m_firstLine.append(line);
            line += std::max(1, (needed + columns - 1) / columns);
        }
        m_firstLine.append(line);
    }
    const int page = std::max(1, (viewport()->height() - padding) / m_lineHeight);
    verticalScrollBar()->setRange(0, std::max(0, lineCount() - page));
    verticalScrollBar()->setPageStep(page);
    widen();
    const int width = m_wrap ? 0 : int(std::min(textLeft() + m_mostColumns * m_charWidth + padding, 1e8));
    horizontalScrollBar()->setRange(0, std::max(0, width - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(int(m_charWidth) * 4);
    viewport()->update();
}

int LogArea::lineOf(int row) const
{
    return m_wrap && row < m_firstLine.size() ? m_firstLine.at(row) : row;
}

int LogArea::rowAt(int line) const
{
    if (!m_wrap)
        return std::min(line, int(m_rows.size()) - 1);
    const auto after = std::upper_bound(m_firstLine.cbegin(), m_firstLine.cend(), line);
    return std::min(int(after - m_firstLine.cbegin()) - 1, int(m_rows.size()) - 1);
}

int LogArea::rowAt(const QPoint &point) const
{
    return rowAt(std::max(0, verticalScrollBar()->value() + (point.y() - padding / 2) / m_lineHeight));
}

void LogArea::show(int row)
{
    const int top = verticalScrollBar()->value();
    const int page = verticalScrollBar()->pageStep();
    if (lineOf(row) < top)
        verticalScrollBar()->setValue(lineOf(row));
    else if (lineOf(row + 1) > top + page)
        verticalScrollBar()->setValue(lineOf(row + 1) - page);
    viewport()->update();
}

void LogArea::moveTo(int row, bool keepAnchor)
{
    if (m_rows.isEmpty())
        return;
    m_current = std::clamp(row, 0, int(m_rows.size()) - 1);
    if (!keepAnchor || m_anchor < 0)
        m_anchor = m_current;
    show(m_current);
}

void LogArea::selectAll()
{
    m_anchor = 0;
    m_current = int(m_rows.size()) - 1;
    viewport()->update();
}

QString LogArea::selectedText() const
{
    if (m_anchor < 0 || m_current < 0)
        return {};
    QString text;
    const int last = std::max(m_anchor, m_current);
    for (int row = std::min(m_anchor, m_current); row <= last; ++row) {
        const LogRow &shown = m_rows.at(row);
        text += (shown.time.isEmpty() ? QString() : shown.time + ' '_L1) + shown.text + '\n'_L1;
    }
    return text;
}

void LogArea::find(const FindBar::Query &query)
{
    m_matches.clear();
    m_match = -1;
    m_pattern = QRegularExpression(query.regex ? query.text : QRegularExpression::escape(query.text),
                                   query.caseSensitive ? QRegularExpression::NoPatternOption
                                                       : QRegularExpression::CaseInsensitiveOption);
    viewport()->update();
    if (query.text.isEmpty()) {
        m_pattern = {};
        Q_EMIT found(0, 0);
        return;
    }
    if (!m_pattern.isValid())
        return Q_EMIT queryBroken();
    for (int row = 0; row < m_rows.size() && m_matches.size() < mostMatches; ++row)
        m_matches += matchesIn(row);
    int next = 0;
    while (next < m_matches.size() && m_matches.at(next).row < m_current)
        ++next;
    goToMatch(m_matches.isEmpty() ? -1 : next % int(m_matches.size()));
}

QList<LogArea::Match> LogArea::matchesIn(int row) const
{
    QList<Match> matches;
    if (m_pattern.pattern().isEmpty() || !m_pattern.isValid())
        return matches;
    for (auto it = m_pattern.globalMatch(m_rows.at(row).text); it.hasNext();) {
        const auto match = it.next();
        if (match.capturedLength() > 0)
            matches.append({row, int(match.capturedStart()), int(match.capturedLength())});
    }
    return matches;
}

void LogArea::findNext(bool forward)
{
    const int count = int(m_matches.size());
    goToMatch(count ? (m_match + (forward ? 1 : count - 1)) % count : -1);
}

void LogArea::goToMatch(int index)
{
    m_match = index;
    if (index >= 0) {
        const Match &match = m_matches.at(index);
        show(match.row);
        const qreal end = textLeft() + (match.start + match.length) * m_charWidth;
        const int width = viewport()->width();
        if (isVisible())
            horizontalScrollBar()->setValue(end < width ? 0 : int(end) - width / 2);
    }
    viewport()->update();
    Q_EMIT found(index + 1, int(m_matches.size()));
}

void LogArea::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void LogArea::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        moveTo(rowAt(event->pos()), event->modifiers() & Qt::ShiftModifier);
}

void LogArea::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        moveTo(rowAt(event->pos()), true);
}

void LogArea::keyPressEvent(QKeyEvent *event)
{
    const bool select = event->modifiers() & Qt::ShiftModifier;
    const int page = verticalScrollBar()->pageStep();
    switch (event->key()) {
    case Qt::Key_Up:
        return moveTo(m_current - 1, select);
    case Qt::Key_Down:
        return moveTo(m_current + 1, select);
    case Qt::Key_PageUp:
        return moveTo(m_current - page, select);
    case Qt::Key_PageDown:
        return moveTo(m_current + page, select);
    case Qt::Key_Home:
        return moveTo(0, select);
    case Qt::Key_End:
        return moveTo(int(m_rows.size()) - 1, select);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void LogArea::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void LogArea::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void LogArea::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        measure();
}
