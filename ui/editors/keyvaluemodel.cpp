#include "ui/editors/keyvaluemodel.h"

#include "ui/editors/actionsecrets.h"
#include "ui/editors/editorparts.h"
#include "ui/widgets/theme.h"

#include <QSet>

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

KeyValueModel::KeyValueModel(Sort sort, QObject *parent)
    : QAbstractTableModel(parent)
    , m_sort(sort)
{
}

void KeyValueModel::setItems(const QList<KeyValue> &items, const QList<KeyValue> &was)
{
    beginResetModel();
    m_was = was;
    m_rows.clear();
    for (const KeyValue &item : items)
        m_rows.append(makeRow(item));
    endResetModel();
}

QList<KeyValue> KeyValueModel::items() const
{
    QList<KeyValue> items;
    for (const Row &row : m_rows)
        items.append(row.item);
    return items;
}

void KeyValueModel::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
}

KeyValueModel::Row KeyValueModel::makeRow(const KeyValue &item) const
{
    Row row{item, shownValue(item), typeName(item), {}, isSecret(item), false, false, {}};
    const auto before
        = std::find_if(m_was.begin(), m_was.end(), [&item](const KeyValue &i) { return i.key == item.key; });
    row.changed = before == m_was.end() || !(*before == item);
    if (before == m_was.end())
        row.was = tr("new");
    else if (row.changed)
        row.was = tr("was %1").arg(shownValue(*before));
    return row;
}

int KeyValueModel::add()
{
    const int row = int(m_rows.size());
    beginInsertRows({}, row, row);
    m_rows.append(makeRow({{}, json::Value::string({}), false, {}}));
    m_rows.last().revealed = true; // who types a secret may see it
    endInsertRows();
    Q_EMIT edited();
    return row;
}

void KeyValueModel::remove(int row)
{
    beginRemoveRows({}, row, row);
    m_rows.removeAt(row);
    endRemoveRows();
    Q_EMIT edited();
}

void KeyValueModel::move(int row, int by)
{
    const int to = row + by;
    if (to < 0 || to >= int(m_rows.size()) || by == 0)
        return;
    beginMoveRows({}, row, row, {}, by > 0 ? to + 1 : to);
    m_rows.move(row, to);
    endMoveRows();
    Q_EMIT edited();
}

void KeyValueModel::setValue(int row, const json::Value &value)
{
    KeyValue &item = m_rows[row].item;
    const bool wasUnparsed = !m_rows[row].unparsed.isEmpty();
    m_rows[row].unparsed.clear();
    if (item.value == value && item.encryption.isEmpty() && !wasUnparsed)
        return;
    item.value = value;
    item.encryption.clear(); // what has it is not encrypted again by the server
    update(row);
}

void KeyValueModel::setUnparsed(int row, const QString &text)
{
    m_rows[row].unparsed = text;
    update(row);
}

bool KeyValueModel::isManaged(int row) const
{
    return m_sort == Sort::Annotations && isServerAnnotation(m_rows.at(row).item.key);
}

bool KeyValueModel::isHidden(int row) const
{
    return m_rows.at(row).secret && !m_rows.at(row).revealed;
}

void KeyValueModel::reveal(int row)
{
    m_rows[row].revealed = true;
    Q_EMIT dataChanged(index(row, 0), index(row, LastColumn));
}

void KeyValueModel::update(int row)
{
    const bool revealed = m_rows.at(row).revealed;
    const QString unparsed = m_rows.at(row).unparsed;
    m_rows[row] = makeRow(m_rows.at(row).item);
    m_rows[row].revealed = revealed;
    m_rows[row].unparsed = unparsed;
    Q_EMIT dataChanged(index(row, 0), index(row, LastColumn));
    Q_EMIT edited();
}

QString KeyValueModel::problem() const
{
    QSet<QString> keys;
    for (const Row &row : m_rows) {
        if (!row.unparsed.isEmpty())
            return tr("The value of “%1” is no JSON yet.").arg(row.item.key);
        if (row.item.key.isEmpty())
            return tr("One entry has no name.");
        if (keys.contains(row.item.key))
            return tr("“%1” is there twice; the server would keep only the last value.").arg(row.item.key);
        keys.insert(row.item.key);
    }
    return {};
}

int KeyValueModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int KeyValueModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : LastColumn + 1;
}

QString KeyValueModel::text(const Row &row, int column) const
{
    switch (column) {
    case NameColumn:
        return row.changed ? row.item.key + u" ●"_s : row.item.key;
    case TypeColumn:
        return row.type;
    case ValueColumn:
        if (!row.unparsed.isEmpty())
            return tr("no JSON yet");
        return row.secret && row.revealed ? valueText(row.item.value) : row.value;
    default:
        return m_sort == Sort::Annotations ? annotationMeaning(row.item.key) : QString();
    }
}

QString KeyValueModel::tip(const Row &row, int column) const
{
    if (column == LastColumn && m_sort == Sort::Parameters)
        return tr("Given to the container's environment once, before the first run, as text; the function's argument "
                  "does not have it.");
    if (column == LastColumn)
        return annotationMeaning(row.item.key);
    return row.was;
}

QVariant KeyValueModel::colour(const Row &row, int column) const
{
    if (!row.unparsed.isEmpty() && column == ValueColumn)
        return theme::current().error;
    if (column == TypeColumn || column == LastColumn
        || (m_sort == Sort::Annotations && isServerAnnotation(row.item.key)))
        return theme::current().textMuted;
    return {};
}

QVariant KeyValueModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::EditRole:
        return index.column() == NameColumn ? row.item.key : text(row, index.column());
    case Qt::ToolTipRole:
        return plainTip(tip(row, index.column()));
    case Qt::ForegroundRole:
        return colour(row, index.column());
    case Qt::FontRole:
        return index.column() == ValueColumn ? QVariant(theme::current().mono) : QVariant();
    case Qt::CheckStateRole:
        if (index.column() == LastColumn && m_sort == Sort::Parameters)
            return row.item.init ? Qt::Checked : Qt::Unchecked;
        return {};
    default:
        return {};
    }
}

bool KeyValueModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || m_readOnly)
        return false;
    KeyValue &item = m_rows[index.row()].item;
    if (role == Qt::EditRole && index.column() == NameColumn) {
        if (item.key == value.toString())
            return true;
        item.key = value.toString();
    } else if (role == Qt::CheckStateRole && index.column() == LastColumn && m_sort == Sort::Parameters) {
        item.init = value.toInt() == Qt::Checked;
    } else {
        return false;
    }
    update(index.row());
    return true;
}

QVariant KeyValueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Name");
    case TypeColumn:
        return tr("Type");
    case ValueColumn:
        return tr("Value");
    default:
        return m_sort == Sort::Parameters ? tr("Init") : tr("Meaning");
    }
}

Qt::ItemFlags KeyValueModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
    if (m_readOnly || isManaged(index.row()))
        return flags;
    if (index.column() == NameColumn)
        flags |= Qt::ItemIsEditable;
    if (index.column() == LastColumn && m_sort == Sort::Parameters)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}
