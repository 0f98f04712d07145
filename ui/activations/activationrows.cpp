#include "ui/activations/activationrows.h"

using insight::ActivationView;

ActivationRows::ActivationRows(QList<Column<Summary>> columns, QObject *parent) : QAbstractTableModel(parent), m_columns(std::move(columns)) {}

int ActivationRows::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_view.rows.size());
}

int ActivationRows::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

/// A view asks for the cells of one row after the other: it is made once.
const ActivationRows::Summary &ActivationRows::summary(int row) const
{
    if (m_cachedRow != row) {
        m_cached = m_view.table->summary(m_view.rows.at(size_t(row)));
        m_cachedRow = row;
    }
    return m_cached;
}

QString ActivationRows::idAt(int row) const
{
    return summary(row).id;
}

QVariant ActivationRows::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= m_columns.size())
        return {};
    const Column<Summary> &column = m_columns.at(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return column.text ? column.text(summary(index.row())) : column.value(summary(index.row())).toString();
    case models::SortRole:
        return column.value(summary(index.row()));
    case models::KeyRole:
        return idAt(index.row());
    case Qt::TextAlignmentRole:
        return int(column.alignment);
    case Qt::ToolTipRole:
        return column.toolTip ? column.toolTip(summary(index.row())) : QVariant();
    default:
        return column.extra ? column.extra(summary(index.row()), role) : QVariant();
    }
}

QVariant ActivationRows::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
        return {};
    if (role == Qt::DisplayRole)
        return m_columns.at(section).title;
    return role == Qt::TextAlignmentRole ? QVariant(int(m_columns.at(section).alignment)) : QVariant();
}

int ActivationRows::placeOf(int oldRow, const ActivationView &view) const
{
    const auto place = view.table->find(m_view.table->row(m_view.rows.at(size_t(oldRow))).id);
    if (!place)
        return -1;
    const auto found = std::find(view.rows.cbegin(), view.rows.cend(), quint32(*place));
    return found == view.rows.cend() ? -1 : int(found - view.rows.cbegin());
}

/// Rows come and go at the end, where that costs nothing; then all take their places.
void ActivationRows::setView(ActivationView view)
{
    const int before = rowCount();
    const int after = int(view.rows.size());
    m_cachedRow = -1;
    if (before == 0 || after == 0) {
        beginResetModel();
        m_view = std::move(view);
        endResetModel();
        return;
    }
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        m_view.rows.resize(size_t(after), m_view.rows.back());
        endInsertRows();
    }
    replace(std::move(view));
    if (after < before) {
        beginRemoveRows({}, after, before - 1);
        m_view.rows.resize(size_t(after));
        endRemoveRows();
    }
    Q_EMIT dataChanged(index(0, 0), index(after - 1, columnCount() - 1));
}

void ActivationRows::replace(ActivationView view)
{
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList old = persistentIndexList();
    QHash<int, int> places; // a whole row is selected: look once for all its cells
    QModelIndexList moved;
    for (const QModelIndex &index : old) {
        auto place = places.find(index.row());
        if (place == places.end())
            place = places.insert(index.row(), placeOf(index.row(), view));
        moved += *place < 0 ? QModelIndex() : this->index(*place, index.column());
    }
    const size_t rows = std::max(m_view.rows.size(), view.rows.size());
    m_view = std::move(view);
    m_view.rows.resize(rows, m_view.rows.back());
    m_cachedRow = -1;
    changePersistentIndexList(old, moved);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}
