#pragma once

#include "ui/explorer/explorernode.h"

#include <QAbstractItemModel>

/// The explorer's tree. A refresh is applied as a difference by name, so that selection and expansion stay.
class ExplorerModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Role { KeyRole = Qt::UserRole + 1, RightRole, GlyphRole, ToneRole, OpensRole };
    enum class Tone { Plain, Quiet, Bad };
    struct Right { ///< known of a row beside the tree: a rule's status
        QString text;
        Tone tone = Tone::Plain;
    };

    explicit ExplorerModel(QObject *parent = nullptr);
    ~ExplorerModel() override;

    /// False when a node changed so much that its rows were replaced: a view then restores what it remembers by key.
    bool update(std::shared_ptr<const ExplorerTree> tree);
    /// As another tree altogether: for filters and connections.
    void reset(std::shared_ptr<const ExplorerTree> tree);

    void setRight(const ExplorerNode &thing, const Right &right);
    void clearRights() { m_rights.clear(); }

    const ExplorerNode *node(const QModelIndex &index) const;
    QModelIndex indexOf(const QString &key) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    QStringList mimeTypes() const override;

private:
    struct Item;
    Item *itemAt(const QModelIndex &index) const;
    QModelIndex indexOfItem(const Item *item) const;
    void fill(Item &item, const std::vector<ExplorerNode> &nodes, size_t from, size_t count, size_t at);
    bool merge(Item &item, const std::vector<ExplorerNode> &nodes);
    bool replace(Item &item, const std::vector<ExplorerNode> &nodes);
    void removeRun(Item &item, size_t from, size_t count);
    void insertRun(Item &item, const std::vector<ExplorerNode> &nodes, size_t from, size_t count, size_t at);
    bool keep(Item &item, const ExplorerNode &node);
    const Item *findSorted(const Item &item, const ExplorerNode &thing) const;
    const Item *findBelow(const Item &item, const QString &key) const;

    std::shared_ptr<const ExplorerTree> m_tree; ///< items point into it
    std::unique_ptr<Item> m_root;
    QHash<QString, Right> m_rights;
};
