#include "ui/editors/trigger/firetree.h"

#include "ui/editors/editorparts.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/phasebar.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <QDateTime>

using namespace Qt::StringLiterals;
using insight::TraceKind;
using insight::TraceNode;
using insight::TraceState;

namespace {

constexpr quintptr nodesAFire = 100'000; ///< an index names fire and node in one number

quintptr pack(qsizetype fire, int node)
{
    return quintptr(fire) * nodesAFire + quintptr(node + 1);
}

qsizetype fireOf(const QModelIndex &index)
{
    return qsizetype(index.internalId() / nodesAFire);
}

int nodeNumber(const QModelIndex &index)
{
    return int(index.internalId() % nodesAFire) - 1;
}

QString glyphOf(TraceKind kind)
{
    return kind == TraceKind::Trigger ? u"trigger"_s
        : kind == TraceKind::Rule     ? u"rule"_s
        : kind == TraceKind::Action   ? u"action"_s
                                      : u"sequence"_s;
}

QString nameOf(const TraceNode &node)
{
    return node.name.name.isEmpty() ? shortId(node.id) : node.name.shown();
}

Phases phasesOf(const TraceNode &node)
{
    return {double(node.waitMs.value_or(0)), double(node.initMs.value_or(0)), double(node.runMs.value_or(0)), node.initMs.has_value(),
            node.state == TraceState::Failed};
}

} // namespace

FireTree::Shown FireTree::shown(const Fire &fire)
{
    Shown made{fire, QList<QList<int>>(fire.trace.nodes.size() + 1)};
    for (int i = 0; i < fire.trace.nodes.size(); ++i)
        made.children[fire.trace.nodes.at(i).parent + 1].append(i);
    return made;
}

bool FireTree::sameShape(const Fire &a, const Fire &b)
{
    const auto same = [](const TraceNode &x, const TraceNode &y) { return x.parent == y.parent && x.id == y.id && x.kind == y.kind; };
    return a.trace.nodes.size() == b.trace.nodes.size()
        && std::equal(a.trace.nodes.cbegin(), a.trace.nodes.cend(), b.trace.nodes.cbegin(), same);
}

void FireTree::put(const Fire &fire)
{
    const auto known = std::find_if(m_fires.begin(), m_fires.end(), [&](const Shown &one) { return one.fire.key == fire.key; });
    if (known != m_fires.end() && sameShape(known->fire, fire)) {
        known->fire = fire;
        return tick();
    }
    beginResetModel();
    if (known != m_fires.end())
        *known = shown(fire);
    else
        m_fires.prepend(shown(fire));
    endResetModel();
}

void FireTree::remove(const QString &key)
{
    beginResetModel();
    m_fires.removeIf([&key](const Shown &one) { return one.fire.key == key; });
    endResetModel();
}

void FireTree::tick()
{
    const auto tell = [this](const auto &self, const QModelIndex &parent) -> void {
        const int rows = rowCount(parent);
        if (rows == 0)
            return;
        Q_EMIT dataChanged(index(0, 0, parent), index(rows - 1, ColumnCount - 1, parent));
        for (int row = 0; row < rows; ++row)
            self(self, index(row, 0, parent));
    };
    tell(tell, {});
}

QModelIndex FireTree::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    if (!parent.isValid()) {
        const Shown &shown = m_fires.at(row);
        return createIndex(row, column, pack(row, shown.children.first().isEmpty() ? -1 : shown.children.first().first()));
    }
    const qsizetype fire = fireOf(parent);
    return createIndex(row, column, pack(fire, m_fires.at(fire).children.at(nodeNumber(parent) + 1).at(row)));
}

QModelIndex FireTree::parent(const QModelIndex &index) const
{
    const TraceNode *node = index.isValid() ? nodeOf(index) : nullptr;
    if (!node || node->parent < 0)
        return {};
    const qsizetype fire = fireOf(index);
    const TraceNode &above = m_fires.at(fire).fire.trace.nodes.at(node->parent);
    const int row = above.parent < 0 ? int(fire) : int(m_fires.at(fire).children.at(above.parent + 1).indexOf(node->parent));
    return createIndex(row, 0, pack(fire, node->parent));
}

int FireTree::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_fires.size());
    if (parent.column() > 0 || nodeNumber(parent) < 0)
        return 0;
    return int(m_fires.at(fireOf(parent)).children.at(nodeNumber(parent) + 1).size());
}

int FireTree::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

const TraceNode *FireTree::nodeOf(const QModelIndex &index) const
{
    const int node = nodeNumber(index);
    return node < 0 ? nullptr : &m_fires.at(fireOf(index)).fire.trace.nodes.at(node);
}

QString FireTree::text(const Fire &fire, const TraceNode &node, int column) const
{
    switch (column) {
    case What:
        return node.parent < 0 && !fire.how.isEmpty() ? nameOf(node) + u"  "_s + fire.how : nameOf(node);
    case Outcome:
        return firetexts::outcome(node, QDateTime::currentMSecsSinceEpoch());
    case Time:
        if (!node.startMs)
            return {};
        return node.parent < 0 ? timeText(*node.startMs) : tr("+ %1").arg(durationText(double(*node.startMs - fire.trace.fromMs)));
    case Duration:
        return node.runMs && node.kind != TraceKind::Rule ? millisText(*node.runMs + node.initMs.value_or(0)) : QString();
    case PhaseBars:
        return node.state == TraceState::Pending ? tr("known when its record is stored") : QString();
    case Activation:
        return node.id.isEmpty() ? QString() : shortId(node.id) + u" ↗"_s;
    default:
        return {};
    }
}

QVariant FireTree::noteData(const Fire &fire, int column, int role) const
{
    if (role == Qt::DisplayRole && column == What)
        return fire.name + (fire.how.isEmpty() ? QString() : u"  "_s + fire.how);
    if (role == Qt::DisplayRole && column == Outcome)
        return fire.note;
    if (role == widgets::ToneRole && column == Outcome)
        return int(Chip::Tone::Warning);
    if (role == Qt::DecorationRole && column == What)
        return entityIcon(u"trigger"_s);
    if (role == Qt::SizeHintRole)
        return QSize(40, theme::current().rowHeight);
    return role == KeyRole ? QVariant(fire.key) : QVariant();
}

QVariant FireTree::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Fire &fire = m_fires.at(fireOf(index)).fire;
    const TraceNode *node = nodeOf(index);
    if (!node)
        return noteData(fire, index.column(), role);
    switch (role) {
    case Qt::DisplayRole:
        return text(fire, *node, index.column());
    case Qt::DecorationRole:
        return index.column() == What ? QVariant(entityIcon(glyphOf(node->kind))) : QVariant();
    case Qt::ToolTipRole:
        return plainTip(firetexts::explanation(*node));
    case Qt::TextAlignmentRole:
        return index.column() == Duration ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::FontRole:
        return index.column() == Time || index.column() == Activation ? QVariant(theme::current().mono) : QVariant();
    case Qt::ForegroundRole:
        return index.column() == Activation ? QVariant(theme::current().accent)
            : index.column() == PhaseBars || node->state == TraceState::NotReached ? QVariant(theme::current().textMuted)
                                                                                   : QVariant();
    case Qt::SizeHintRole:
        return QSize(40, theme::current().rowHeight);
    case widgets::ToneRole:
        return int(firetexts::tone(*node));
    case widgets::PhasesRole:
        return node->runMs && node->kind == TraceKind::Action ? QVariant::fromValue(phasesOf(*node)) : QVariant();
    case IdRole:
        return node->id;
    case KeyRole:
        return u"%1/%2/%3"_s.arg(fire.key, node->id, nameOf(*node));
    default:
        return {};
    }
}

QVariant FireTree::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("What"), tr("Outcome"), tr("Time"), tr("Duration"), tr("wait · init · run"), tr("Activation")};
    return titles[section];
}
