#include "ui/widgets/tables.h"

#include "ui/widgets/theme.h"

#include <QBrush>
#include <QHeaderView>
#include <QPainter>
#include <QTableView>

void paintGround(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QVariant ground = index.data(Qt::BackgroundRole);
    if (ground.isValid() && !(option.state & QStyle::State_Selected))
        painter->fillRect(option.rect, qvariant_cast<QBrush>(ground));
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintGround(painter, option, index);
    QStyledItemDelegate::paint(painter, option, index);
}

void setUpTable(QTableView *table)
{
    table->setItemDelegate(new RowDelegate(table));
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setCornerButtonEnabled(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(theme::current().rowHeight);
    table->verticalHeader()->setMinimumSectionSize(theme::current().rowHeight);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}
