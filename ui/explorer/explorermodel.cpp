#include "ui/explorer/explorermodel.h"

#include "core/async/workers.h"
#include "ui/models/entitymime.h"

#include <QMimeData>

using namespace Qt::StringLiterals;

struct ExplorerModel::Item {
    const ExplorerNode *node = nullptr;
    Item *parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<Item>> children;

    void renumber(size_t from)
    {
        for (; from < children.size(); ++from)
            children[from]->row = int(from);
    }
};

namespace {
/// Each removed run makes a tree view lay out all its rows again; past this many, two changes are cheaper.
constexpr int maxRemovedRuns = 8;

} // namespace

ExplorerModel::ExplorerModel(QObject *parent) : QAbstractItemModel(parent), m_root(std::make_unique<Item>()) {}

ExplorerModel::~ExplorerModel() = default;

void ExplorerModel::fill(Item &item, const std::vector<ExplorerNode> &nodes, size_t from, size_t count, size_t at)
{
    std::vector<std::unique_ptr<Item>> added;
    added.reserve(count);
    for (size_t i = from; i < from + count; ++i) {
        auto child = std::make_unique<Item>();
        child->node = &nodes[i];
        child->parent = &item;
        fill(*child, nodes[i].children, 0, nodes[i].children.size(), 0);
        added.push_back(std::move(child));
    }
    item.children.insert(item.children.begin() + qptrdiff(at), std::make_move_iterator(added.begin()),
                         std::make_move_iterator(added.end()));
    item.renumber(at);
}

void ExplorerModel::reset(std::shared_ptr<const ExplorerTree> tree)
{
    beginResetModel();
    std::shared_ptr<const Item> items = std::exchange(m_root, std::make_unique<Item>());
    auto before = std::exchange(m_tree, std::move(tree));
    if (m_tree)
        fill(*m_root, m_tree->nodes, 0, m_tree->nodes.size(), 0);
    endResetModel();
    endOnWorker(std::move(items));
    endOnWorker(std::move(before));
}

bool ExplorerModel::update(std::shared_ptr<const ExplorerTree> tree)
{
    auto before = std::exchange(m_tree, std::move(tree)); // alive until every item points into the new one
    const bool merged = merge(*m_root, m_tree->nodes);
    endOnWorker(std::move(before));
    return merged;
}

namespace {

struct Run {
    size_t oldAt, oldCount, newAt, newCount;
};

} // namespace

bool ExplorerModel::merge(Item &item, const std::vector<ExplorerNode> &nodes)
{
    std::vector<Run> runs;
    int removed = 0;
    size_t o = 0;
    size_t n = 0;
    while (o < item.children.size() || n < nodes.size()) {
        Run run{o, 0, n, 0};
        const auto oldFirst = [&] {
            return o < item.children.size() && (n == nodes.size() || item.children[o]->node->comesBefore(nodes[n]));
        };
        const auto newFirst = [&] {
            return n < nodes.size() && (o == item.children.size() || nodes[n].comesBefore(*item.children[o]->node));
        };
        for (; oldFirst(); ++o)
            ++run.oldCount;
        for (; newFirst(); ++n)
            ++run.newCount;
        removed += run.oldCount > 0;
        if (run.oldCount || run.newCount) {
            runs.push_back(run);
        } else {
            ++o;
            ++n;
        }
    }
    if (removed > maxRemovedRuns)
        return replace(item, nodes);
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) { // from the end, so that earlier positions hold
        removeRun(item, run->oldAt, run->oldCount);
        insertRun(item, nodes, run->newAt, run->newCount, run->oldAt);
    }
    bool all = true;
    for (size_t i = 0; i < nodes.size(); ++i)
        all &= keep(*item.children[i], nodes[i]);
    return all;
}

bool ExplorerModel::replace(Item &item, const std::vector<ExplorerNode> &nodes)
{
    removeRun(item, 0, item.children.size());
    insertRun(item, nodes, 0, nodes.size(), 0);
    return false;
}

void ExplorerModel::removeRun(Item &item, size_t from, size_t count)
{
    if (!count)
        return;
    beginRemoveRows(indexOfItem(&item), int(from), int(from + count) - 1);
    item.children.erase(item.children.begin() + qptrdiff(from), item.children.begin() + qptrdiff(from + count));
    item.renumber(from);
    endRemoveRows();
}

void ExplorerModel::insertRun(Item &item, const std::vector<ExplorerNode> &nodes, size_t from, size_t count, size_t at)
{
    if (!count)
        return;
    beginInsertRows(indexOfItem(&item), int(at), int(at + count) - 1);
    fill(item, nodes, from, count, at);
    endInsertRows();
}

bool ExplorerModel::keep(Item &item, const ExplorerNode &node)
{
    const bool same = item.node == &node || item.node->sameRow(node);
    item.node = &node;
    const bool merged = merge(item, node.children);
    if (!same) {
        const auto index = indexOfItem(&item);
        Q_EMIT dataChanged(index, index);
    }
    return merged;
}

ExplorerModel::Item *ExplorerModel::itemAt(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Item *>(index.internalPointer()) : m_root.get();
}

QModelIndex ExplorerModel::indexOfItem(const Item *item) const
{
    return item == m_root.get() ? QModelIndex() : createIndex(item->row, 0, item);
}

const ExplorerNode *ExplorerModel::node(const QModelIndex &index) const
{
    return index.isValid() ? itemAt(index)->node : nullptr;
}

const ExplorerModel::Item *ExplorerModel::findBelow(const Item &item, const QString &key) const
{
    for (const auto &child : item.children) {
        if (child->node->key() == key)
            return child.get();
        if (const auto *found = findBelow(*child, key))
            return found;
    }
    return nullptr;
}

QModelIndex ExplorerModel::indexOf(const QString &key) const
{
    const auto *item = key.isEmpty() ? nullptr : findBelow(*m_root, key);
    return item ? indexOfItem(item) : QModelIndex();
}

QModelIndex ExplorerModel::index(int row, int column, const QModelIndex &parent) const
{
    const auto *item = itemAt(parent);
    if (column != 0 || row < 0 || size_t(row) >= item->children.size())
        return {};
    return createIndex(row, 0, item->children[size_t(row)].get());
}

QModelIndex ExplorerModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexOfItem(itemAt(index)->parent) : QModelIndex();
}

int ExplorerModel::rowCount(const QModelIndex &parent) const
{
    return int(itemAt(parent)->children.size());
}

int ExplorerModel::columnCount(const QModelIndex &) const
{
    return 1;
}

bool ExplorerModel::hasChildren(const QModelIndex &parent) const
{
    const auto *item = itemAt(parent);
    return !item->children.empty() || (item->node && item->node->lazy);
}

const ExplorerModel::Item *ExplorerModel::findSorted(const Item &item, const ExplorerNode &thing) const
{
    const auto at = std::lower_bound(item.children.begin(), item.children.end(), thing,
                                     [](const auto &child, const ExplorerNode &wanted) { return child->node->comesBefore(wanted); });
    if (at != item.children.end() && (*at)->node->sameThing(thing))
        return at->get();
    for (const auto &child : item.children) {
        if (const auto *found = child->children.empty() ? nullptr : findSorted(*child, thing))
            return found;
    }
    return nullptr;
}

void ExplorerModel::setRight(const ExplorerNode &thing, const Right &right)
{
    m_rights.insert(thing.key(), right);
    if (const auto *item = findSorted(*m_root, thing)) {
        const auto index = indexOfItem(item);
        Q_EMIT dataChanged(index, index);
    }
}

QMimeData *ExplorerModel::mimeData(const QModelIndexList &indexes) const
{
    QList<Target> targets;
    for (const auto &index : indexes) {
        if (const auto target = node(index)->target())
            targets.append(*target);
    }
    return targets.isEmpty() ? nullptr : entitymime::make(targets);
}

QStringList ExplorerModel::mimeTypes() const
{
    return entitymime::types();
}

namespace {

QString spoken(const QString &text, const QString &right)
{
    return right.isEmpty() ? text : text + u", "_s + right;
}

} // namespace

QVariant ExplorerModel::data(const QModelIndex &index, int role) const
{
    const auto *n = node(index);
    if (!n)
        return {};
    const Right known = n->kind == ExplorerNode::Kind::Rule ? m_rights.value(n->key()) : Right();
    const QString right = n->right.isEmpty() ? known.text : n->right;
    switch (role) {
    case Qt::DisplayRole: return n->text;
    case Qt::ToolTipRole: return n->tip.toHtmlEscaped(); // tool tips guess at rich text
    case Qt::AccessibleTextRole: return spoken(n->text, right);
    case KeyRole: return n->key();
    case RightRole: return right;
    case ToneRole: return QVariant::fromValue(n->quiet ? Tone::Quiet : known.tone);
    case OpensRole: return n->kind == ExplorerNode::Kind::GatewayKind;
    case GlyphRole: return n->glyph();
    default: return {};
    }
}

Qt::ItemFlags ExplorerModel::flags(const QModelIndex &index) const
{
    const auto *n = node(index);
    if (!n)
        return Qt::NoItemFlags;
    if (n->kind == ExplorerNode::Kind::Section || n->kind == ExplorerNode::Kind::Gateway)
        return Qt::ItemIsEnabled;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    flags.setFlag(Qt::ItemIsDragEnabled, n->isEntity() && !n->isGateway());
    flags.setFlag(Qt::ItemNeverHasChildren, n->isLeaf()); // or a view that expands all keeps an index of each
    return flags;
}
