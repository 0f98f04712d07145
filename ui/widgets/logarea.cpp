#include "ui/widgets/logarea.h"

#include "core/async/deliver.h"
#include "core/async/workers.h"
#include "ui/widgets/logtext.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QtConcurrentRun>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {

constexpr int padding = 10;
constexpr int gapColumns = 1;
constexpr int leastColumns = 20;
constexpr int lineSpacing = 3;
constexpr int tabColumns = 4;
constexpr qint64 atOnce = 200'000; ///< characters that are looked through within a frame

} // namespace

LogArea::LogArea(QWidget *parent) : QAbstractScrollArea(parent), m_matches(std::make_shared<QList<LogMatch>>())
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

LogArea::~LogArea()
{
    m_stop.request_stop();
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
    m_characters = 0;
    m_work.reset();
    m_count.reset();
    // To look into a hundred thousand texts takes longer than a frame; their lengths are at hand.
    for (const LogRow &row : m_rows) {
        m_mostColumns = std::max(m_mostColumns, int(row.text.size()));
        m_timeColumns = std::max(m_timeColumns, int(row.time.size()));
        m_characters += row.text.size();
    }
    m_anchor = m_current = -1;
    m_matches = std::make_shared<QList<LogMatch>>();
    m_match = -1;
    if (m_wrap)
        return setWrap(true);
    layOut();
}

bool LogArea::isLarge() const
{
    return m_characters + 20 * m_rows.size() > atOnce;
}

void LogArea::takeColumns(QList<int> columns)
{
    const int top = rowAt(verticalScrollBar()->value());
    m_columns = std::move(columns);
    m_wrap = true;
    layOut();
    verticalScrollBar()->setValue(lineOf(std::max(0, top)));
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
            m_mostColumns = std::max(m_mostColumns, logColumns(m_rows.at(row).text));
    }
    return m_mostColumns > before;
}

void LogArea::setWrap(bool wrap)
{
    m_count.reset();
    if (wrap && (m_columns.size() == m_rows.size() || !isLarge()))
        return takeColumns(m_columns.size() == m_rows.size() ? m_columns : logColumns(m_rows));
    const int top = rowAt(verticalScrollBar()->value());
    m_wrap = false;
    layOut();
    verticalScrollBar()->setValue(std::max(0, top));
    if (!wrap)
        return;
    m_count = std::make_unique<QObject>();
    const auto columns = QtConcurrent::run(workers(), [rows = m_rows] { return Result<QList<int>>(logColumns(rows)); });
    deliver(columns, m_count.get(), [this](const Result<QList<int>> &made) { takeColumns(*made); });
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

LogArea::Selection LogArea::selection() const
{
    if (m_anchor < 0 || m_current < 0 || m_rows.isEmpty())
        return {};
    return {std::min(m_anchor, m_current), std::abs(m_anchor - m_current) + 1};
}

QString LogArea::selectedText() const
{
    const Selection selected = selection();
    return logText(m_rows, selected.from, selected.count);
}

void LogArea::find(const FindBar::Query &query)
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_work.reset();
    const LogMatcher matcher(query);
    if (matcher.isEmpty() || !matcher.isValid() || !isLarge())
        takeMatches(findInLog(m_rows, matcher));
    if (!matcher.isValid())
        return Q_EMIT queryBroken();
    if (matcher.isEmpty() || !isLarge())
        return;
    m_work = std::make_unique<QObject>();
    const auto matches = QtConcurrent::run(workers(), [rows = m_rows, matcher, stop = m_stop.get_token()] {
        return Result<LogMatches>(findInLog(rows, matcher, stop));
    });
    deliver(matches, m_work.get(), [this](const Result<LogMatches> &found) { takeMatches(*found); });
}

void LogArea::takeMatches(const LogMatches &matches)
{
    m_matches = matches;
    const int count = int(matches->size());
    const auto next = std::lower_bound(matches->cbegin(), matches->cend(), LogMatch{std::max(0, m_current), 0, 0});
    goToMatch(count ? int(next - matches->cbegin()) % count : -1);
}

void LogArea::findNext(bool forward)
{
    const int count = int(m_matches->size());
    goToMatch(count ? (m_match + (forward ? 1 : count - 1)) % count : -1);
}

void LogArea::goToMatch(int index)
{
    m_match = index;
    if (index >= 0) {
        const LogMatch &match = m_matches->at(index);
        show(match.row);
        const qreal end = textLeft() + (match.start + match.length) * m_charWidth;
        const int width = viewport()->width();
        if (isVisible())
            horizontalScrollBar()->setValue(end < width ? 0 : int(end) - width / 2);
    }
    viewport()->update();
    Q_EMIT found(index + 1, int(m_matches->size()));
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
