#include "ui/gateway/list/gatewayrows.h"

#include <algorithm>

using gateway::Row;

GatewayRows::GatewayRows(QList<listcolumns::ListColumn> columns, QObject *parent) : QAbstractTableModel(parent), m_columns(std::move(columns)) {}

int GatewayRows::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_answer.places.size());
}

int GatewayRows::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size()) + firstColumn;
}

QVariant GatewayRows::tickData(int row, int role) const
{
    switch (role) {
    case Qt::CheckStateRole: return isTicked(row) ? Qt::Checked : Qt::Unchecked;
    case models::KeyRole: return listcolumns::rowKey(this->row(row));
    case Qt::AccessibleTextRole: return tr("Select %1").arg(listcolumns::nameOf(this->row(row)));
    default: return {};
    }
}

QVariant GatewayRows::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= columnCount())
        return {};
    if (role == listcolumns::TickedRole)
        return isTicked(index.row());
    if (index.column() < firstColumn)
        return tickData(index.row(), role);
    const Column<ListItem> &look = m_columns.at(index.column() - firstColumn).look;
    const ListItem item = itemOf(index.row());
    switch (role) {
    case Qt::DisplayRole: return look.text ? look.text(item) : look.value(item).toString();
    case models::SortRole: return look.value(item);
    case models::KeyRole: return listcolumns::rowKey(item.row);
    case Qt::TextAlignmentRole: return int(look.alignment);
    case Qt::ToolTipRole: return look.toolTip ? look.toolTip(item) : QVariant();
    default: return look.extra ? look.extra(item, role) : QVariant();
    }
}

bool GatewayRows::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || index.column() >= firstColumn || role != Qt::CheckStateRole)
        return false;
    setTicked(index.row(), value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags GatewayRows::flags(const QModelIndex &index) const
{
    const auto flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() < firstColumn ? flags | Qt::ItemIsUserCheckable : flags;
}

QVariant GatewayRows::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < firstColumn || section >= columnCount())
        return {};
    const Column<ListItem> &look = m_columns.at(section - firstColumn).look;
    if (role == Qt::DisplayRole)
        return look.title;
    return role == Qt::TextAlignmentRole ? QVariant(int(look.alignment)) : QVariant();
}

int GatewayRows::indexOfId(const QString &key) const
{
    for (int i = 0; i < rowCount(); ++i)
        if (listcolumns::rowKey(row(i)) == key)
            return i;
    return -1;
}

QList<gateway::Key> GatewayRows::ticked() const
{
    QList<gateway::Key> keys;
    if (m_ticked.isEmpty())
        return keys;
    for (int i = 0; i < rowCount(); ++i)
        if (isTicked(i))
            keys.append(row(i).key);
    return keys;
}

void GatewayRows::setTicked(int index, bool ticked)
{
    if (isTicked(index) == ticked)
        return;
    if (ticked)
        m_ticked.insert(listcolumns::rowKey(row(index)));
    else
        m_ticked.remove(listcolumns::rowKey(row(index)));
    Q_EMIT dataChanged(this->index(index, 0), this->index(index, columnCount() - 1));
    Q_EMIT ticksChanged();
}

void GatewayRows::tickAll(bool ticked)
{
    m_ticked.clear();
    for (int i = 0; ticked && i < rowCount(); ++i)
        m_ticked.insert(listcolumns::rowKey(row(i)));
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    Q_EMIT ticksChanged();
}

/// What is no longer seen shall not be deleted with the rest.
void GatewayRows::keepShownTicks()
{
    if (m_ticked.isEmpty())
        return;
    QSet<QString> shown;
    for (int i = 0; i < rowCount(); ++i)
        if (isTicked(i))
            shown.insert(listcolumns::rowKey(row(i)));
    if (shown.size() == m_ticked.size())
        return;
    m_ticked = shown;
    Q_EMIT ticksChanged();
}

/// Rows come and go at the end, where that costs nothing; then all take their places.
void GatewayRows::setAnswer(const ListAnswer &answer)
{
    const int before = rowCount();
    const int after = int(answer.places.size());
    if (before == 0 || after == 0) {
        beginResetModel();
        m_answer = answer;
        endResetModel();
        return keepShownTicks();
    }
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        m_answer.places.resize(after);
        std::fill(m_answer.places.begin() + before, m_answer.places.end(), m_answer.places.at(0));
        endInsertRows();
    }
    replace(answer);
    if (after < before) {
        beginRemoveRows({}, after, before - 1);
        m_answer.places.resize(after);
        endRemoveRows();
    }
    Q_EMIT dataChanged(index(0, 0), index(after - 1, columnCount() - 1));
    keepShownTicks();
}

void GatewayRows::replace(const ListAnswer &answer)
{
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList old = persistentIndexList();
    QHash<int, QString> ids;
    for (const QModelIndex &index : old)
        ids.insert(index.row(), listcolumns::rowKey(row(index.row())));
    const auto rows = std::max(m_answer.places.size(), answer.places.size());
    m_answer = answer;
    QHash<int, int> places; // a whole row is selected: look once for all its cells
    for (auto it = ids.cbegin(); it != ids.cend(); ++it)
        places.insert(it.key(), indexOfId(it.value()));
    m_answer.places.reserve(rows);
    while (m_answer.places.size() < rows)
        m_answer.places.append(m_answer.places.at(0));
    QModelIndexList moved;
    for (const QModelIndex &index : old) {
        const int place = places.value(index.row());
        moved += place < 0 ? QModelIndex() : this->index(place, index.column());
    }
    changePersistentIndexList(old, moved);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}
