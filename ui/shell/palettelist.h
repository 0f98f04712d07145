#pragma once

#include "ui/shell/paletteindex.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

/// The rows of the palette; headings cannot be chosen.
class PaletteModel : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;
    void setRows(QList<PaletteRow> rows);
    const PaletteRow &row(int index) const { return m_rows.at(index); }
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    int nextChoice(int from, int step) const; ///< past headings, round at the ends; -1: there is none

private:
    QList<PaletteRow> m_rows;
};

/// Glyph, text with the hits bold, and at the right what it is or its shortcut.
class PaletteDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintHeading(QPainter *painter, const QRect &rect, const QFont &font, const PaletteRow &row) const;
    void paintItem(QPainter *painter, QRect rect, const QFont &font, const PaletteRow &row) const;
};
