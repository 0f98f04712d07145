#pragma once

#include "ui/models/tablemodel.h"

// Bodies of TableModel<Row>; included by tablemodel.h alone.

template<typename Row> void TableModel<Row>::setRows(QList<Row> rows)
{
    const Plan todo = plan(
        int(m_rows.size()), [this](int i) { return keyAt(i); }, int(rows.size()), [&](int i) { return m_key(rows.at(i)); });
    reorder(todo.orderBefore);
    for (const Run &run : todo.removals) {
        beginRemoveRows({}, run.first, run.first + run.count - 1);
        m_rows.remove(run.first, run.count);
        endRemoveRows();
    }
    for (const Run &run : todo.insertions)
        insertRun(run, rows);
    append(todo.appended, rows);
    reorder(todo.orderAfter);
    takeOver(std::move(rows));
}

template<typename Row> void TableModel<Row>::reorder(const QList<int> &order)
{
    if (order.isEmpty())
        return;
    Q_EMIT layoutAboutToBeChanged();
    QList<Row> moved;
    moved.reserve(m_rows.size());
    for (const int from : order)
        moved.append(m_rows.at(from));
    m_rows = std::move(moved);
    moveIndexes(order);
    Q_EMIT layoutChanged();
}

template<typename Row> void TableModel<Row>::append(const QList<int> &places, const QList<Row> &wanted)
{
    if (places.isEmpty())
        return;
    const int first = int(m_rows.size());
    beginInsertRows({}, first, first + int(places.size()) - 1);
    for (const int place : places)
        m_rows.append(wanted.at(place));
    endInsertRows();
}

template<typename Row> void TableModel<Row>::insertRun(Run run, const QList<Row> &wanted)
{
    beginInsertRows({}, run.first, run.first + run.count - 1);
    if (run.first == m_rows.size()) {
        m_rows.append(wanted.mid(run.first, run.count));
    } else {
        m_rows.insert(run.first, run.count, wanted.at(run.first));
        std::copy_n(wanted.cbegin() + run.first, run.count, m_rows.begin() + run.first);
    }
    endInsertRows();
}

template<typename Row> void TableModel<Row>::takeOver(QList<Row> rows)
{
    QList<int> changed;
    for (int i = 0; i < rows.size(); ++i) {
        if (!(m_rows.at(i) == rows.at(i)))
            changed.append(i);
    }
    m_rows = std::move(rows);
    emitChanged(changed);
}

template<typename Row> int TableModel<Row>::indexOfKey(const QString &key) const
{
    for (int i = 0; i < m_rows.size(); ++i) {
        if (keyAt(i) == key)
            return i;
    }
    return -1;
}

template<typename Row> QVariant TableModel<Row>::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size() || index.column() >= m_columns.size())
        return {};
    const Row &shown = m_rows.at(index.row());
    const Column<Row> &column = m_columns.at(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return column.text ? column.text(shown) : column.value(shown).toString();
    case models::SortRole:
        return column.value(shown);
    case models::KeyRole:
        return m_key(shown);
    case Qt::TextAlignmentRole:
        return int(column.alignment);
    case Qt::ToolTipRole:
        return column.toolTip ? column.toolTip(shown) : QVariant();
    default:
        return column.extra ? column.extra(shown, role) : QVariant();
    }
}

template<typename Row> QVariant TableModel<Row>::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= m_columns.size())
        return {};
    if (role == Qt::DisplayRole)
        return m_columns.at(section).title;
    if (role == Qt::TextAlignmentRole)
        return int(m_columns.at(section).alignment);
    return {};
}
