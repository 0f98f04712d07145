#pragma once

#include <QStyledItemDelegate>
#include <QTreeView>

/// Paints glyph, name and what stands at the right edge. Rows are as wide as the view: long names give way.
class ExplorerDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// The tree itself: selection over the whole width with a bar at the left edge, small triangles, no frame.
class ExplorerView : public QTreeView {
    Q_OBJECT
public:
    explicit ExplorerView(QWidget *parent = nullptr);
    /// The rows in sight and some below, from the top.
    QModelIndexList rowsInSight() const;

Q_SIGNALS:
    void searchTyped(const QString &text); ///< letters typed in the tree go to the filter
    void openRequested(const QModelIndex &index); ///< Enter, or a double click on what has nothing below it
    void escaped();
    void deletePressed();
    void renamePressed();
    void sightChanged(); ///< scrolled, folded, resized, filled anew
    void filesDropped(const QStringList &paths, const QModelIndex &onto);

protected:
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
};
