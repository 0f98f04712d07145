#pragma once

#include "ui/gateway/list/listorder.h"

#include <QAbstractTableModel>
#include <QSet>

/// The rows of a list as a table model. It keeps places in the list that the session has, and makes texts when they are
/// looked at. The first column is the tick boxes; ticked are only rows that are shown.
class GatewayRows : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit GatewayRows(QList<listcolumns::ListColumn> columns, QObject *parent = nullptr);

    void setAnswer(const ListAnswer &answer); ///< selection and current row follow their objects
    const gateway::Row &row(int index) const { return itemOf(index).row; }
    ListItem itemOf(int index) const { return itemAt(m_answer.rows, m_answer.facts, m_answer.places.at(index)); }
    int indexOfId(const QString &key) const; ///< see listcolumns::rowKey(); -1: not shown
    const QList<listcolumns::ListColumn> &columns() const { return m_columns; } ///< without the tick boxes
    static constexpr int firstColumn = 1;

    QList<gateway::Key> ticked() const; ///< in the order shown
    bool isTicked(int index) const { return m_ticked.contains(listcolumns::rowKey(row(index))); }
    void setTicked(int index, bool ticked);
    void tickAll(bool ticked);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void ticksChanged();

private:
    QVariant tickData(int row, int role) const;
    void replace(const ListAnswer &answer);
    void keepShownTicks();

    QList<listcolumns::ListColumn> m_columns;
    ListAnswer m_answer;
    QSet<QString> m_ticked; ///< keys
};
