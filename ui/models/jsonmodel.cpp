#include "ui/models/jsonmodel.h"

#include "core/json/edit.h"
#include "core/json/text.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestShown = 400; ///< of a string in a cell; copying gives all of it

bool isContainer(const json::Value &value)
{
    return value.isObject() || value.isArray();
}

/// Line ends would make rows of different heights.
QString oneLine(const QString &text)
{
    QString line = text.left(longestShown);
    line.replace('\n'_L1, u'⏎').replace('\r'_L1, u' ').replace('\t'_L1, u' ');
    return text.size() > longestShown ? line + u'…' : line;
}

QString plainText(const json::Value &value)
{
    return value.isString() ? value.toString() : QString::fromUtf8(isContainer(value) ? json::pretty(value) : json::compact(value));
}

class Finder {
public:
    Finder(const QString &text, Qt::CaseSensitivity cs, int limit) : m_text(text), m_cs(cs), m_limit(limit) {}

    void look(const json::Value &value, const QString &name, const QString &pointer)
    {
        if (found.size() >= m_limit)
            return;
        if (name.contains(m_text, m_cs) || (!isContainer(value) && plainText(value).contains(m_text, m_cs)))
            found += pointer;
        for (const json::Member &member : value.members())
            look(member.value, member.name, pointer + '/'_L1 + json::escapePointer(member.name));
        for (qsizetype i = 0; i < value.items().size(); ++i)
            look(value.items().at(i), {}, pointer + '/'_L1 + QString::number(i));
    }
    QStringList found;

private:
    QString m_text;
    Qt::CaseSensitivity m_cs;
    int m_limit;
};

} // namespace

/// A container that was opened; leaves have no node. An index points to the node it lies in.
struct JsonModel::Node {
    json::Value value;
    Node *parent = nullptr;
    int row = 0;
    QHash<int, std::shared_ptr<Node>> children;

    const json::Value &child(int at) const
    {
        return value.isObject() ? value.members().at(at).value : value.items().at(at);
    }
};

JsonModel::JsonModel(QObject *parent) : QAbstractItemModel(parent), m_root(std::make_unique<Node>()) {}

JsonModel::~JsonModel() = default;

void JsonModel::setDocument(const json::Value &document)
{
    beginResetModel();
    m_root = std::make_unique<Node>();
    m_root->value = json::Value::array({document});
    m_empty = false;
    endResetModel();
}

void JsonModel::clear()
{
    beginResetModel();
    m_root = std::make_unique<Node>();
    m_empty = true;
    endResetModel();
}

json::Value JsonModel::valueAt(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer())->child(index.row()) : json::Value();
}

JsonModel::Node *JsonModel::nodeOf(const QModelIndex &container) const
{
    if (!container.isValid())
        return m_root.get();
    auto *around = static_cast<Node *>(container.internalPointer());
    std::shared_ptr<Node> &node = around->children[container.row()];
    if (!node)
        node = std::make_shared<Node>(Node{around->child(container.row()), around, container.row(), {}});
    return node.get();
}

QModelIndex JsonModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeOf(parent));
}

QModelIndex JsonModel::parent(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const auto *node = static_cast<Node *>(index.internalPointer());
    return node->parent ? createIndex(node->row, 0, node->parent) : QModelIndex();
}

int JsonModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return m_empty ? 0 : 1;
    return parent.column() == 0 ? int(static_cast<Node *>(parent.internalPointer())->child(parent.row()).size()) : 0;
}

int JsonModel::columnCount(const QModelIndex &) const
{
    return 2;
}

bool JsonModel::hasChildren(const QModelIndex &parent) const
{
    return rowCount(parent) > 0;
}

QString JsonModel::nameAt(const QModelIndex &index) const
{
    const auto *node = static_cast<Node *>(index.internalPointer());
    if (!node->parent)
        return {};
    return node->value.isObject() ? node->value.members().at(index.row()).name : QString::number(index.row());
}

QString JsonModel::pointerAt(const QModelIndex &index) const
{
    QStringList parts;
    for (QModelIndex at = index; at.isValid() && at.parent().isValid(); at = at.parent())
        parts.prepend('/'_L1 + json::escapePointer(nameAt(at)));
    return parts.join(QString());
}

QModelIndex JsonModel::indexOf(const QString &pointer) const
{
    QModelIndex at = index(0, 0);
    for (const QString &part : pointer.split('/'_L1).mid(1)) {
        // Of the items of a list the pointer itself says which; there may be a hundred thousand.
        bool isNumber = false;
        int found = part.toInt(&isNumber);
        if (!isNumber || !valueAt(at).isArray())
            found = -1;
        for (int row = rowCount(at) - 1; row >= 0 && found < 0; --row) {
            if (json::escapePointer(nameAt(index(row, 0, at))) == part)
                found = row;
        }
        at = index(found, 0, at);
        if (!at.isValid())
            return {};
    }
    return at;
}

QStringList JsonModel::find(const QString &text, Qt::CaseSensitivity cs, int limit) const
{
    return m_empty ? QStringList() : find(m_root->child(0), text, cs, limit);
}

QStringList JsonModel::find(const json::Value &document, const QString &text, Qt::CaseSensitivity cs, int limit)
{
    Finder finder(text, cs, limit);
    if (!text.isEmpty())
        finder.look(document, {}, {});
    return finder.found;
}

QVariant JsonModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const json::Value value = valueAt(index);
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == NameColumn)
            return index.parent().isValid() ? nameAt(index) : tr("document");
        return jsonSummary(value);
    case ValueTextRole:
        return plainText(value);
    case PointerRole:
        return pointerAt(index);
    case TypeRole:
        return int(value.type());
    case NameRole:
        return nameAt(index);
    default:
        return {};
    }
}

QVariant JsonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Name") : tr("Value");
}

QString jsonSummary(const json::Value &value)
{
    if (value.isObject())
        return u"{} %1"_s.arg(value.size());
    if (value.isArray())
        return u"[] %1"_s.arg(value.size());
    if (value.isString())
        return '"'_L1 + oneLine(value.toString()) + '"'_L1;
    return QString::fromUtf8(json::compact(value));
}
