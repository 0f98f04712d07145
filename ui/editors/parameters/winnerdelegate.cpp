#include "ui/editors/parameters/winnerdelegate.h"

#include "ui/editors/parameters/effectivemodel.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/tables.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QPainter>

void WinnerDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintGround(painter, option, index);
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString winner = cell.text;
    cell.text.clear();
    const QWidget *widget = option.widget;
    (widget ? widget->style() : QApplication::style())->drawControl(QStyle::CE_ItemViewItem, &cell, painter, widget);
    const Theme &theme = theme::current();
    QRect rest = option.rect.adjusted(4, 0, -4, 0);
    if (!winner.isEmpty())
        rest.setLeft(paintChip(painter, rest, winner, Chip::Tone::Accent, theme).right() + 8);
    painter->save();
    painter->setFont(theme.ui);
    painter->setPen(index.data(Qt::ForegroundRole).value<QColor>());
    const QString extra = index.data(EffectiveModel::ExtraRole).toString();
    painter->drawText(rest, Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(extra, Qt::ElideRight, rest.width()));
    painter->restore();
}
