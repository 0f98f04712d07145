#pragma once

#include <QStyledItemDelegate>

class QTableView;

/// The colour that a row asks for, below what is painted next: a style sheet that draws a line under each cell leaves
/// it out.
void paintGround(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index);

/// What cells are painted with where no column has a delegate of its own.
class RowDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// Rows of one height, whole rows selected, no grid but a line under each row, keys that move and do not edit.
void setUpTable(QTableView *table);
