#include "ui/widgets/waterfallpaint.h"

#include "ui/widgets/glyph.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace widgets {

namespace {

constexpr double barHeight = 12;
constexpr double leastBar = 2; ///< pixels: what took no time can be seen, too
constexpr double momentWidth = 6;
constexpr int glyphSize = 16;
constexpr int noteGap = 6;

struct Part {
    double fromMs;
    double toMs;
    QColor fill;
    QColor ink;
    QString words;
};

QList<Part> partsOf(const WaterfallRow &row)
{
    const Theme &theme = theme::current();
    if (row.look == WaterfallRow::Look::Span)
        return {{row.startMs, row.endMs(), theme.wait, theme.onWait, {}}};
    const double initAt = row.startMs + row.phases.waitMs;
    const double runAt = initAt + row.phases.initMs;
    const QString init = WaterfallDelegate::tr("init %1").arg(millisText(qint64(row.phases.initMs)));
    return {{row.startMs, initAt, theme.wait, theme.onWait, {}},
            {initAt, runAt, theme.init, theme.onInit, row.phases.cold ? WaterfallDelegate::tr("%1 · cold start").arg(init) : init},
            {runAt, row.endMs(), row.phases.failed ? theme.error : theme.run, theme.onAccent, {}}};
}

QString foldText(const TimeScale::Fold &fold, const WaterfallRow &row)
{
    const bool waited = row.look == WaterfallRow::Look::Run && row.startMs + row.phases.waitMs >= fold.gap.toMs;
    return waited ? u"// %1 //"_s.arg(durationText(row.phases.waitMs)) : WaterfallDelegate::tr("// folded //");
}

bool covers(const WaterfallRow &row, const TimeScale::Fold &fold)
{
    const bool bar = row.look == WaterfallRow::Look::Run || row.look == WaterfallRow::Look::Span;
    return bar && row.startMs < fold.gap.toMs && row.endMs() > fold.gap.fromMs;
}

} // namespace

QFont waterfallSmallFont()
{
    QFont font = theme::current().ui;
    font.setPointSizeF(font.pointSizeF() * 0.86);
    return font;
}

void WaterfallModel::setRows(const QList<WaterfallRow> &rows)
{
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int WaterfallModel::indexOf(const QString &key) const
{
    const auto found = std::find_if(m_rows.cbegin(), m_rows.cend(), [&](const auto &row) { return row.key == key; });
    return found == m_rows.cend() ? -1 : int(found - m_rows.cbegin());
}

int WaterfallModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant WaterfallModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const WaterfallRow &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return row.name;
    case Qt::AccessibleTextRole:
        return waterfallText(row);
    case Qt::ToolTipRole: // a tip guesses at rich text; names and sentences of servers are plain
        return u"<p style='white-space:pre-wrap'>"_s + (row.tip.isEmpty() ? waterfallText(row) : row.tip).toHtmlEscaped()
            + u"</p>"_s;
    default:
        return {};
    }
}

WaterfallDelegate::WaterfallDelegate(const WaterfallModel *model, QObject *parent)
    : QStyledItemDelegate(parent), m_model(model)
{
}

void WaterfallDelegate::setScale(const TimeScale &scale, int namesWidth)
{
    m_scale = scale;
    m_namesWidth = namesWidth;
}

QSize WaterfallDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {100, waterfallRowHeight};
}

void WaterfallDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    cell.text.clear();
    const QStyle *style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    const Theme &theme = theme::current();
    const WaterfallRow &row = m_model->rows().at(index.row());
    const QRect names(cell.rect.left(), cell.rect.top(), m_namesWidth, cell.rect.height());
    paintName(painter, names, row);
    const QRectF bars(names.right() + 1, cell.rect.top(), m_scale.width(), cell.rect.height());
    painter->save();
    painter->setPen(theme.border);
    for (const TimeScale::Tick &tick : m_scale.ticks())
        painter->drawLine(QPointF(bars.left() + tick.x, bars.top()), QPointF(bars.left() + tick.x, bars.bottom()));
    painter->setFont(waterfallSmallFont());
    paintBars(painter, bars, row);
    paintFolds(painter, bars, row, option.state & QStyle::State_Selected ? theme.accentSoft : theme.surface);
    paintNote(painter, bars, row);
    painter->restore();
}

void WaterfallDelegate::paintName(QPainter *painter, const QRect &rect, const WaterfallRow &row) const
{
    const Theme &theme = theme::current();
    const int left = rect.left() + waterfallPadding + row.depth * waterfallIndent;
    if (!row.glyph.isEmpty())
        paintGlyph(painter, QRectF(left, rect.center().y() - glyphSize / 2 + 1, glyphSize, glyphSize), row.glyph, theme, row.muted);
    const QRect text = rect.adjusted(left - rect.left() + glyphSize + 6, 0, -8, 0);
    painter->setFont(theme.ui);
    painter->setPen(row.muted ? theme.textFaint : theme.text);
    painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                      QFontMetrics(theme.ui).elidedText(row.name, Qt::ElideMiddle, text.width()));
}

void WaterfallDelegate::paintBars(QPainter *painter, const QRectF &rect, const WaterfallRow &row) const
{
    if (row.look == WaterfallRow::Look::Nothing)
        return;
    const double top = rect.center().y() - barHeight / 2;
    if (row.look == WaterfallRow::Look::Moment) {
        painter->fillRect(QRectF(rect.left() + m_scale.x(row.startMs), top, momentWidth, barHeight), theme::current().wait);
        return;
    }
    for (const Part &part : partsOf(row)) {
        if (part.toMs <= part.fromMs && row.endMs() > row.startMs)
            continue; // a warm run has no init
        const double left = rect.left() + m_scale.x(part.fromMs);
        const double right = rect.left() + m_scale.x(part.toMs);
        const QRectF bar(left, top, std::max(leastBar, right - left), barHeight);
        painter->fillRect(bar, part.fill);
        painter->setPen(part.ink);
        if (!part.words.isEmpty() && QFontMetricsF(painter->font()).horizontalAdvance(part.words) + 8 < bar.width())
            painter->drawText(bar.adjusted(0, -2, 0, 2), Qt::AlignCenter | Qt::TextSingleLine, part.words);
    }
}

void WaterfallDelegate::paintFolds(QPainter *painter, const QRectF &rect, const WaterfallRow &row,
                                   const QColor &background) const
{
    const Theme &theme = theme::current();
    for (const TimeScale::Fold &fold : m_scale.folds()) {
        if (!covers(row, fold))
            continue;
        const QRectF place(rect.left() + fold.left, rect.top(), fold.right - fold.left, rect.height());
        painter->fillRect(place, background);
        const bool waited = row.look == WaterfallRow::Look::Run && row.startMs + row.phases.waitMs >= fold.gap.toMs;
        painter->setPen(waited ? theme.warning : theme.textMuted);
        painter->drawText(place, Qt::AlignCenter | Qt::TextSingleLine, foldText(fold, row));
    }
}

void WaterfallDelegate::paintNote(QPainter *painter, const QRectF &rect, const WaterfallRow &row) const
{
    const bool bare = row.look == WaterfallRow::Look::Nothing;
    const double end = bare ? 0 : row.look == WaterfallRow::Look::Moment ? m_scale.x(row.startMs) + momentWidth : m_scale.x(row.endMs());
    const double left = rect.left() + end + (bare ? 0 : noteGap);
    const QFontMetricsF metrics(painter->font());
    const double room = rect.right() - left;
    if (row.note.isEmpty() || (!bare && metrics.horizontalAdvance(row.note) > room))
        return;
    painter->setPen(row.muted ? theme::current().textFaint : theme::current().textMuted);
    painter->drawText(QRectF(left, rect.top(), room, rect.height()), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                      metrics.elidedText(row.note, Qt::ElideRight, room));
}

} // namespace widgets
