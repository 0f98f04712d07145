#pragma once

#include "ui/editors/zip/zipnodes.h"

#include <QAbstractItemModel>
#include <QStyledItemDelegate>

/// The files of an archive as a tree; read-only, replaced as a whole.
class ZipTreeModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Role { PathRole = Qt::UserRole + 1, NodeRole };
    explicit ZipTreeModel(QObject *parent = nullptr);

    void setRoot(const ZipRoot &root);
    const ZipNode *nodeAt(const QModelIndex &index) const;
    QModelIndex indexOf(const QString &path) const;
    void setStart(const QString &path); ///< marked with "main"

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QString note(const ZipNode &node) const;

    ZipRoot m_root;
    QString m_start;
};

/// Name, a small note, the mark of a change; the size at the right.
class ZipDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    enum Role { NoteRole = Qt::UserRole + 50, MarkRole, FadedRole, SizeRole };
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};
