#pragma once

#include <QHeaderView>
#include <QStyledItemDelegate>

/// A row that is ticked has the ground of a selected one; the current one has a line at its left edge.
class ListDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    /// The ground of the row and the line below it; gives the room for what stands on it.
    QRect paintRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
};

/// The tick box, in the middle of its column.
class TickDelegate : public ListDelegate {
    Q_OBJECT
public:
    using ListDelegate::ListDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index) override;
};

/// A switch that asks to be turned; it turns when the server says so.
class OnDelegate : public ListDelegate {
    Q_OBJECT
public:
    using ListDelegate::ListDelegate;
    void setEnabled(bool enabled) { m_enabled = enabled; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index) override;

Q_SIGNALS:
    void turned(int row);

private:
    bool m_enabled = true;
};

/// Text in bold, how many more there are, and the marks as chips.
class MarkedDelegate : public ListDelegate {
    Q_OBJECT
public:
    using ListDelegate::ListDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// With a tick box for all rows shown above the first column.
class ListHeader : public QHeaderView {
    Q_OBJECT
public:
    explicit ListHeader(QWidget *parent = nullptr);
    void setTicks(Qt::CheckState state);
    Qt::CheckState ticks() const { return m_ticks; }

Q_SIGNALS:
    void tickAllRequested(bool ticked);

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    Qt::CheckState m_ticks = Qt::Unchecked;
};

void paintSwitch(QPainter *painter, const QRect &rect, bool on, bool enabled);
