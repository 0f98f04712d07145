#include "ui/editors/zip/ziptree.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

ZipTreeModel::ZipTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_shared<ZipNode>())
{
}

void ZipTreeModel::setRoot(const ZipRoot &root)
{
    beginResetModel();
    m_root = root;
    endResetModel();
}

const ZipNode *ZipTreeModel::nodeAt(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<const ZipNode *>(index.internalPointer()) : m_root.get();
}

QModelIndex ZipTreeModel::indexOf(const QString &path) const
{
    const ZipNode *node = m_root.get();
    QModelIndex found;
    while (node) {
        const auto child = std::find_if(node->children.begin(), node->children.end(), [&path](const auto &c) {
            return c->path == path || (c->folder && path.startsWith(c->path + u'/'));
        });
        if (child == node->children.end())
            return {};
        found = createIndex((*child)->row, 0, child->get());
        if ((*child)->path == path)
            return found;
        node = child->get();
    }
    return {};
}

void ZipTreeModel::setStart(const QString &path)
{
    if (m_start == path)
        return;
    const QModelIndex old = indexOf(m_start);
    m_start = path;
    for (const QModelIndex &index : {old, indexOf(path)})
        if (index.isValid())
            Q_EMIT dataChanged(index, index);
}

QModelIndex ZipTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    const ZipNode *node = nodeAt(parent);
    if (row < 0 || size_t(row) >= node->children.size() || column != 0)
        return {};
    return createIndex(row, column, node->children[size_t(row)].get());
}

QModelIndex ZipTreeModel::parent(const QModelIndex &child) const
{
    const ZipNode *parent = child.isValid() ? nodeAt(child)->parent : nullptr;
    return parent && parent != m_root.get() ? createIndex(parent->row, 0, parent) : QModelIndex();
}

int ZipTreeModel::rowCount(const QModelIndex &parent) const
{
    return int(nodeAt(parent)->children.size());
}

int ZipTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QString ZipTreeModel::note(const ZipNode &node) const
{
    if (node.oddity != zip::Oddity::None)
        return zip::oddityText(node.oddity);
    if (node.folder)
        return node.files > 9 ? tr("%1 files").arg(countText(node.files)) : QString();
    if (node.path == m_start)
        return tr("main");
    return node.likelyText ? QString() : tr("binary");
}

QVariant ZipTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ZipNode &node = *nodeAt(index);
    const bool odd = node.oddity != zip::Oddity::None;
    switch (role) {
    case Qt::DisplayRole:
        return node.name;
    case Qt::AccessibleTextRole: {
        const QString mark = node.state == ZipState::Added ? tr("added") : node.changed || node.state != ZipState::Same ? tr("changed") : QString();
        return QStringList{node.name, note(node), mark, sizeText(node.size)}.join(u' ').simplified();
    }
    case PathRole:
        return node.path;
    case ZipDelegate::NoteRole:
        return note(node);
    case ZipDelegate::MarkRole:
        return node.state != ZipState::Same;
    case ZipDelegate::FadedRole:
        return odd || (!node.folder && !node.likelyText);
    case ZipDelegate::SizeRole:
        return sizeText(node.size);
    default:
        return {};
    }
}

void ZipDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    cell.text.clear();
    cell.widget->style()->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    const Theme &theme = theme::current();
    painter->save();
    const QString size = index.data(SizeRole).toString();
    const int sizeWidth = option.fontMetrics.horizontalAdvance(size);
    QRect rect = option.rect.adjusted(4, 0, -8, 0);
    painter->setPen(theme.textMuted);
    painter->drawText(rect, Qt::AlignRight | Qt::AlignVCenter, size);
    rect.setRight(rect.right() - sizeWidth - 8);
    painter->setPen(index.data(FadedRole).toBool() ? theme.textFaint : theme.text);
    const QString name = option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, rect.width());
    painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, name);
    rect.setLeft(rect.left() + option.fontMetrics.horizontalAdvance(name) + 6);
    QFont small = option.font;
    small.setPointSizeF(small.pointSizeF() * 0.9);
    painter->setFont(small);
    painter->setPen(theme.textFaint);
    const QFontMetrics metrics(small);
    const QString note = metrics.elidedText(index.data(NoteRole).toString(), Qt::ElideRight, rect.width());
    painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, note);
    if (index.data(MarkRole).toBool()) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.accent);
        const int left = rect.left() + (note.isEmpty() ? 0 : metrics.horizontalAdvance(note) + 7);
        painter->drawEllipse(QRect(left, rect.center().y() - 3, 8, 8));
    }
    painter->restore();
}

QSize ZipDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), theme::current().rowHeight};
}
