#pragma once

#include <QAbstractTableModel>
#include <QColor>
#include <QHash>
#include <QList>
#include <QVariant>

#include <algorithm>
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
    std::function<QVariant(const Row &, int role)> extra = {}; ///< further roles: tone of a chip, phases, font, colour
};

/// The structural half of the table model, which needs no template: what has to happen to the rows shown so that they
/// become those wanted.
class TableModelBase : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    int rowCount(const QModelIndex &parent = {}) const final;
    int columnCount(const QModelIndex &parent = {}) const final;

protected:
    struct Run {
        int first = 0;
        int count = 0;
    };
    /// Done in this order. Few runs are removed and inserted where they are; of many, the rows go through the end of
    /// the table, because each run costs a move of all that follow.
    struct Plan {
        QList<int> orderBefore; ///< new place to old place; empty: as it was
        QList<Run> removals;    ///< from the last to the first
        QList<Run> insertions;  ///< from the first to the last, places of the rows wanted
        QList<int> appended;    ///< places of the rows wanted
        QList<int> orderAfter;
    };
    using KeyAt = std::function<QString(int)>;
    static Plan plan(int before, const KeyAt &keyBefore, int after, const KeyAt &keyAfter);
    void moveIndexes(const QList<int> &order); ///< selection and current row follow their rows
    void emitChanged(const QList<int> &changedRows);

    virtual int rows() const = 0;
    virtual int columns() const = 0;

private:
    static Plan plan(const QList<int> &placeOf, const QList<int> &oldOf);
    static void insertAtEnd(const QList<int> &oldOf, int staying, Plan *todo);
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
    int indexOfKey(const QString &key) const; ///< -1: none
    QString keyAt(int index) const { return m_key(m_rows.at(index)); }
    const Column<Row> &column(int index) const { return m_columns.at(index); }

    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    int rows() const override { return int(m_rows.size()); }
    int columns() const override { return int(m_columns.size()); }

private:
    void reorder(const QList<int> &order);
    void insertRun(Run run, const QList<Row> &wanted);
    void append(const QList<int> &places, const QList<Row> &wanted);
    void takeOver(QList<Row> rows);

    QList<Column<Row>> m_columns;
    Key m_key;
    QList<Row> m_rows;
};

#include "ui/models/tablemodel_impl.h"
