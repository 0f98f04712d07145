#pragma once

#include "core/gateway/control.h"
#include "ui/gateway/upstream/nodelist.h"

#include <QAbstractTableModel>

/// The nodes of an upstream as a table to edit. It keeps the document's value and says what it became.
class NodesModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setNodes(const json::Value &nodes);
    const json::Value &nodes() const { return m_value; }
    void setReadOnly(bool readOnly) { m_readOnly = readOnly; }
    /// By host and port; empty: nothing is known.
    void setHealth(const QList<gateway::NodeHealth> &health);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

Q_SIGNALS:
    void edited(const json::Value &nodes);
    void refused(const QString &sentence); ///< what was typed is no value of that cell

private:
    QString textAt(int row, int column) const;
    const gateway::NodeHealth *healthOf(int row) const;

    json::Value m_value;
    QList<nodes::Node> m_nodes;
    QList<gateway::NodeHealth> m_health;
    bool m_readOnly = false;
};
