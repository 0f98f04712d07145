#pragma once

#include <QStyledItemDelegate>

/// A chip with who wins and, behind it, what is to be known about it.
class WinnerDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};
