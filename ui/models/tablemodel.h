#pragma once

#include <QAbstractTableModel>
#include <QColor>
#include <QHash>
#include <QList>
#include <QVariant>

#include <functional>

namespace models {
enum Role { SortRole = Qt::UserRole, KeyRole };
}

/// How one column shows a Row. value is raw and also the sort key; text is what is shown (value's text when unset).
template<typename Row> struct Column {
    QString title;
    std::function<QVariant(const Row &)> value;
    std::function<QString(const Row &)> text = {};
    Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter;
    std::function<QString(const Row &)> toolTip = {};
};

/// Works out a keyed difference as the smallest runs of removals, insertions and changes; rows are compared with ==.
/// The structural half that needs no template.
class TableModelBase : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    int rowCount(const QModelIndex &parent = {}) const final;
    int columnCount(const QModelIndex &parent = {}) const final;

protected:
    virtual int rows() const = 0;
    virtual int columns() const = 0;
};

/// The one table model: column descriptions and rows, refreshed by keyed difference so that selection and scroll stay.
template<typename Row> class TableModel : public TableModelBase {
public:
    using Key = std::function<QString(const Row &)>;
    TableModel(QList<Column<Row>> columns, Key key, QObject *parent = nullptr)
        : TableModelBase(parent), m_columns(std::move(columns)), m_key(std::move(key)) {}

    void setRows(QList<Row> rows); ///< in the order to be shown
    const Row &row(int index) const { return m_rows.at(index); }
    const QList<Row> &allRows() const { return m_rows; }
    int indexOfKey(const QString &key) const;

    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    int rows() const override { return int(m_rows.size()); }
    int columns() const override { return int(m_columns.size()); }

private:
    QList<Column<Row>> m_columns;
    Key m_key;
    QList<Row> m_rows;
};

#include "ui/models/tablemodel_impl.h"
