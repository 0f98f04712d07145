#pragma once

#include "core/json/value.h"

#include <QAbstractItemModel>

#include <memory>

/// A JSON document as a read-only tree: one top row for the document, members and items below it. Nodes are made as
/// they are opened, so that a document of a million items costs what is seen of it.
class JsonModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Columns { NameColumn, ValueColumn };
    enum Roles {
        ValueTextRole = Qt::UserRole, ///< JSON text of the value, strings without quotes
        PointerRole,
        TypeRole,                     ///< int of json::Type
        NameRole
    };
    explicit JsonModel(QObject *parent = nullptr);
    ~JsonModel() override;

    void setDocument(const json::Value &document);
    void clear();
    json::Value valueAt(const QModelIndex &index) const;
    QString pointerAt(const QModelIndex &index) const;
    QModelIndex indexOf(const QString &pointer) const;
    /// Pointers of places whose name or scalar holds the text, in document order, at most limit.
    QStringList find(const QString &text, Qt::CaseSensitivity cs, int limit = 1000) const;
    static QStringList find(const json::Value &document, const QString &text, Qt::CaseSensitivity cs, int limit = 1000);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Node;
    Node *nodeOf(const QModelIndex &container) const;
    QString nameAt(const QModelIndex &index) const;

    std::unique_ptr<Node> m_root; ///< its one item is the document
    bool m_empty = true;
};

/// One line for a value in a list: scalars as JSON, containers as "{} 4" and "[] 12"; long strings are cut.
QString jsonSummary(const json::Value &value);
