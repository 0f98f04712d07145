#pragma once

#include "ui/widgets/chip.h"
#include "ui/widgets/tables.h"

#include <functional>

class QTableView;

/// A member that is not there, and the ways on: they stand in the lower half of its row, which is higher than others.
struct MemberTrouble {
    int row = 0;
    bool missing = false;
    bool mayCreate = false;
    bool mayChange = false;
    QString text;
    bool operator==(const MemberTrouble &) const = default;
};

class MemberDelegate : public RowDelegate {
    Q_OBJECT
public:
    using RowDelegate::RowDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

class MemberStateDelegate : public ChipDelegate {
    Q_OBJECT
public:
    using ChipDelegate::ChipDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

enum class MemberWay { Replace, Create, Remove };
/// Makes the rows as high as their trouble needs and puts it there. column: where it begins.
void showTroubles(QTableView *table, int column, const QList<MemberTrouble> &troubles,
                  const std::function<void(MemberWay, int row)> &go);
