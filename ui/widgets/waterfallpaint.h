#pragma once

#include "ui/widgets/waterfall.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

namespace widgets {

/// The rows for the view; the painter takes them whole.
class WaterfallModel : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;
    void setRows(const QList<WaterfallRow> &rows);
    const QList<WaterfallRow> &rows() const { return m_rows; }
    int indexOf(const QString &key) const; ///< -1: none
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<WaterfallRow> m_rows;
};

/// Names on the left, bars on the right of one line, by the scale that all lines share.
class WaterfallDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit WaterfallDelegate(const WaterfallModel *model, QObject *parent);
    void setScale(const TimeScale &scale, int namesWidth);
    const TimeScale &scale() const { return m_scale; }
    int namesWidth() const { return m_namesWidth; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintName(QPainter *painter, const QRect &rect, const WaterfallRow &row) const;
    void paintBars(QPainter *painter, const QRectF &rect, const WaterfallRow &row) const;
    void paintFolds(QPainter *painter, const QRectF &rect, const WaterfallRow &row, const QColor &background) const;
    void paintNote(QPainter *painter, const QRectF &rect, const WaterfallRow &row) const;

    const WaterfallModel *m_model;
    TimeScale m_scale;
    int m_namesWidth = 0;
};

constexpr int waterfallRowHeight = 24;
constexpr int waterfallAxisHeight = 24;
constexpr int waterfallPadding = 10;
constexpr int waterfallIndent = 16;
QFont waterfallSmallFont();

} // namespace widgets
