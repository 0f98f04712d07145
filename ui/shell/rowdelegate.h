#pragma once

#include "ui/widgets/theme.h"

#include <QStyledItemDelegate>

/// Rows of a list as high as the theme has them.
class RowDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QSize hint = QStyledItemDelegate::sizeHint(option, index);
        return {hint.width(), qMax(hint.height(), theme::current().rowHeight)};
    }
};
