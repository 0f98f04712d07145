#include "ui/gateway/upstream/nodesmodel.h"

#include "core/json/text.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/theme.h"

using namespace Qt::StringLiterals;

namespace {

Chip::Tone toneOf(const QString &status)
{
    return status == u"healthy" ? Chip::Tone::Success : status.startsWith(u"mostly") ? Chip::Tone::Warning : Chip::Tone::Error;
}

QString healthText(const QString &status)
{
    if (status == u"healthy")
        return NodesModel::tr("healthy");
    if (status == u"mostly_healthy")
        return NodesModel::tr("mostly healthy");
    if (status == u"mostly_unhealthy")
        return NodesModel::tr("mostly unhealthy");
    return status == u"unhealthy" ? NodesModel::tr("unhealthy") : status;
}

} // namespace

void NodesModel::setNodes(const json::Value &nodes)
{
    if (m_value == nodes)
        return;
    m_value = nodes;
    const QList<nodes::Node> wanted = nodes::read(nodes);
    const int before = int(m_nodes.size());
    const int after = int(wanted.size());
    if (after > before)
        beginInsertRows({}, before, after - 1);
    else if (after < before)
        beginRemoveRows({}, after, before - 1);
    m_nodes = wanted;
    if (after > before)
        endInsertRows();
    else if (after < before)
        endRemoveRows();
    if (after > 0)
        Q_EMIT dataChanged(index(0, 0), index(after - 1, nodes::columnCount - 1));
}

void NodesModel::setHealth(const QList<gateway::NodeHealth> &health)
{
    m_health = health;
    if (!m_nodes.isEmpty())
        Q_EMIT dataChanged(index(0, nodes::Health), index(int(m_nodes.size()) - 1, nodes::Health));
}

int NodesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_nodes.size());
}

int NodesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(nodes::columnCount);
}

const gateway::NodeHealth *NodesModel::healthOf(int row) const
{
    const nodes::Node &node = m_nodes[row];
    for (const gateway::NodeHealth &one : m_health)
        if (one.host == node.host && (node.port.isEmpty() || one.port == node.port.toInt()))
            return &one;
    return nullptr;
}

QString NodesModel::textAt(int row, int column) const
{
    const nodes::Node &node = m_nodes[row];
    switch (column) {
    case nodes::Host:
        return node.host;
    case nodes::Port:
        return node.port;
    case nodes::Weight:
        return node.weight;
    case nodes::Share: {
        const int percent = nodes::share(m_nodes, row);
        return percent < 0 ? QString() : tr("%1 %").arg(percent);
    }
    case nodes::Priority:
        return node.priority;
    case nodes::Metadata:
        return node.metadata ? QString::fromUtf8(json::compact(*node.metadata)) : QString();
    default: {
        const gateway::NodeHealth *health = healthOf(row);
        return health ? healthText(health->status) : QString();
    }
    }
}

QVariant NodesModel::data(const QModelIndex &index, int role) const
{
    const int column = index.column();
    if (role == Qt::DisplayRole && column == nodes::Port && m_nodes[index.row()].port.isEmpty())
        return tr("usual");
    if (role == Qt::DisplayRole && column == nodes::Priority && m_nodes[index.row()].priority.isEmpty())
        return u"0"_s;
    if (role == Qt::DisplayRole || role == Qt::EditRole)
        return textAt(index.row(), column);
    if (role == Qt::ForegroundRole) {
        const bool isDefault = (column == nodes::Port || column == nodes::Priority) && textAt(index.row(), column).isEmpty();
        return isDefault || column == nodes::Share ? QVariant(theme::current().textFaint) : QVariant();
    }
    const gateway::NodeHealth *health = column == nodes::Health ? healthOf(index.row()) : nullptr;
    if (role == widgets::ToneRole && health)
        return int(toneOf(health->status));
    if (role == Qt::ToolTipRole && (column == nodes::Host || column == nodes::Metadata))
        return plainTip(textAt(index.row(), column)); // there may be more of it than there is room
    if (role == Qt::ToolTipRole && health)
        return tr("good %1, HTTP failures %2, TCP failures %3, timeouts %4")
            .arg(health->successes)
            .arg(health->httpFailures)
            .arg(health->tcpFailures)
            .arg(health->timeouts);
    return {};
}

QVariant NodesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("Host"), tr("Port"), tr("Weight"), tr("Share"), tr("Priority"), tr("Metadata"), tr("Health")};
    return titles[section];
}

Qt::ItemFlags NodesModel::flags(const QModelIndex &index) const
{
    const bool editable = index.isValid() && !m_readOnly && index.column() != nodes::Share && index.column() != nodes::Health;
    return QAbstractTableModel::flags(index) | (editable ? Qt::ItemIsEditable : Qt::NoItemFlags);
}

bool NodesModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    if (textAt(index.row(), index.column()) == value.toString().trimmed())
        return false;
    const auto changed = nodes::withCell(m_value, index.row(), nodes::Column(index.column()), value.toString());
    if (!changed) {
        Q_EMIT refused(changed.error().message);
        return false;
    }
    setNodes(*changed);
    Q_EMIT refused({});
    Q_EMIT edited(*changed);
    return true;
}
