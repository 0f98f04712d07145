#include "ui/gateway/list/listdelegates.h"

#include "ui/gateway/list/listcolumns.h"
#include "ui/widgets/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace {

constexpr int boxSize = 15;
constexpr QSize track(29, 16);
constexpr int edge = 3;
constexpr int padding = 8;

QRect centered(const QRect &rect, QSize size)
{
    return {rect.center().x() - size.width() / 2 + 1, rect.center().y() - size.height() / 2 + 1, size.width(), size.height()};
}

void paintBox(QPainter *painter, const QRect &rect, Qt::CheckState state)
{
    const Theme &theme = theme::current();
    const QRectF box = QRectF(centered(rect, {boxSize, boxSize})).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool full = state == Qt::Checked;
    painter->setPen(full ? theme.accent : theme.borderStrong);
    painter->setBrush(full ? theme.accent : theme.surface);
    painter->drawRoundedRect(box, 3, 3);
    painter->setPen(QPen(full ? theme.onAccent : theme.text, 1.6));
    if (full)
        painter->drawPolyline(QPolygonF{{box.left() + 3, box.center().y()}, {box.left() + 5.8, box.bottom() - 4}, {box.right() - 3, box.top() + 4}});
    else if (state == Qt::PartiallyChecked)
        painter->drawLine(QPointF(box.left() + 3.5, box.center().y()), QPointF(box.right() - 3.5, box.center().y()));
    painter->restore();
}

bool isPress(const QEvent *event, const QRect &rect)
{
    if (event->type() != QEvent::MouseButtonRelease)
        return false;
    const auto *mouse = static_cast<const QMouseEvent *>(event);
    return mouse->button() == Qt::LeftButton && rect.contains(mouse->pos());
}

} // namespace

void paintSwitch(QPainter *painter, const QRect &rect, bool on, bool enabled)
{
    const Theme &theme = theme::current();
    const QRectF groove = centered(rect, track);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(!on ? theme.borderStrong : enabled ? theme.accent : theme.textFaint);
    painter->drawRoundedRect(groove, groove.height() / 2, groove.height() / 2);
    painter->setBrush(on ? theme.onAccent : theme.surface);
    const qreal knob = groove.height() - 4;
    painter->drawEllipse(QRectF(on ? groove.right() - knob - 2 : groove.left() + 2, groove.top() + 2, knob, knob));
    painter->restore();
}

/// By hand: a style sheet takes ten times as long for each cell, and a keystroke paints two hundred of them.
QRect ListDelegate::paintRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = theme::current();
    const QRect &rect = option.rect;
    if ((option.state & QStyle::State_Selected) || index.data(listcolumns::TickedRole).toBool())
        painter->fillRect(rect, theme.accentSoft);
    painter->fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.border);
    const auto *table = qobject_cast<const QTableView *>(option.widget);
    if (index.column() == 0 && table && table->currentIndex().row() == index.row())
        painter->fillRect(QRect(rect.topLeft(), QSize(edge, rect.height())), theme.accent);
    return rect.adjusted(padding, 0, -padding, 0);
}

void ListDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRect room = paintRow(painter, option, index);
    const QString text = index.data().toString();
    if (text.isEmpty())
        return;
    const QVariant font = index.data(Qt::FontRole);
    const QVariant color = index.data(Qt::ForegroundRole);
    painter->setFont(font.isValid() ? qvariant_cast<QFont>(font) : option.font);
    painter->setPen(color.isValid() ? color.value<QColor>() : theme::current().text);
    const auto alignment = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
    painter->drawText(room, int(alignment) | Qt::TextSingleLine, painter->fontMetrics().elidedText(text, Qt::ElideRight, room.width()));
}

void TickDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintRow(painter, option, index);
    paintBox(painter, option.rect, Qt::CheckState(index.data(Qt::CheckStateRole).toInt()));
}

bool TickDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (!isPress(event, option.rect))
        return false;
    const bool ticked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return model->setData(index, ticked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

void OnDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintRow(painter, option, index);
    paintSwitch(painter, option.rect, index.data(listcolumns::OnRole).toBool(), m_enabled);
}

bool OnDelegate::editorEvent(QEvent *event, QAbstractItemModel *, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (!m_enabled || !isPress(event, centered(option.rect, track).adjusted(-4, -4, 4, 4)))
        return false;
    Q_EMIT turned(index.row());
    return true;
}

void MarkedDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QRect room = paintRow(painter, option, index);
    const Theme &theme = theme::current();
    const auto marks = index.data(listcolumns::MarksRole).value<QList<RouteMark>>();
    const int more = index.data(listcolumns::MoreRole).toInt();
    QFont font = option.font;
    font.setWeight(QFont::Medium);
    const QFontMetrics metrics(font);
    const int chips = marks.isEmpty() ? 0 : std::min(room.width() / 2, 60 + metrics.horizontalAdvance(marks.first().word));
    const QVariant color = index.data(Qt::ForegroundRole);
    const QString text = metrics.elidedText(index.data().toString(), Qt::ElideRight, room.width() - chips - (more > 0 ? 28 : 0));
    painter->save();
    painter->setFont(font);
    painter->setPen(color.isValid() ? color.value<QColor>() : theme.text);
    painter->drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text);
    room.setLeft(room.left() + metrics.horizontalAdvance(text) + 6);
    if (more > 0) {
        const QString count = u'+' + QString::number(more);
        painter->setFont(option.font);
        painter->setPen(theme.textMuted);
        painter->drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, count);
        room.setLeft(room.left() + metrics.horizontalAdvance(count) + 6);
    }
    painter->restore();
    for (const RouteMark &mark : marks) {
        if (room.width() < 40)
            break;
        const QString sign = toneOf(mark) == Chip::Tone::Error ? u"✕ "_s : toneOf(mark) == Chip::Tone::Neutral ? QString() : u"⚠ "_s;
        room.setLeft(paintChip(painter, room, sign + mark.word, toneOf(mark), theme).right() + 6);
    }
}

ListHeader::ListHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setSectionsMovable(false);
    setSortIndicatorShown(true);
    setContextMenuPolicy(Qt::CustomContextMenu);
}

void ListHeader::setTicks(Qt::CheckState state)
{
    m_ticks = state;
    viewport()->update();
}

void ListHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    painter->save(); // the style leaves its own pen and brush
    QHeaderView::paintSection(painter, rect, section);
    painter->restore();
    if (section == 0)
        paintBox(painter, rect, m_ticks);
}

void ListHeader::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && logicalIndexAt(event->pos()) == 0)
        Q_EMIT tickAllRequested(m_ticks != Qt::Checked);
    else
        QHeaderView::mouseReleaseEvent(event);
}
