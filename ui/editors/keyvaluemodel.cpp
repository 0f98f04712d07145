#include "ui/editors/keyvaluemodel.h"

#include "core/json/text.h"
#include "core/openwhisk/keyvalues.h"
#include "core/openwhisk/limitwords.h"
#include "ui/editors/actionsecrets.h"
#include "ui/editors/annotationkinds.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/valuetypes.h"
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

void KeyValueModel::setFinal(std::optional<bool> final)
{
    if (m_final == final)
        return;
    const bool sameColumns = m_final.has_value() == final.has_value();
    if (!sameColumns)
        beginResetModel();
    m_final = final;
    if (!sameColumns)
        endResetModel();
    else if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, CallerColumn), index(rowCount() - 1, CallerColumn));
}

qint64 KeyValueModel::bytes() const
{
    return itemBytes(items());
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
    return add({{}, json::Value::string({})});
}

int KeyValueModel::add(const KeyValue &item)
{
    const auto sameName = [&item](const Row &row) { return !item.key.isEmpty() && row.item.key == item.key; };
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), sameName);
    if (found != m_rows.end()) {
        const int row = int(found - m_rows.begin());
        setValue(row, item.value);
        return row;
    }
    const int row = int(m_rows.size());
    beginInsertRows({}, row, row);
    m_rows.append(makeRow(item));
    m_rows.last().revealed = item.key.isEmpty(); // who types a secret may see it
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
    if (!isHidden(row))
        m_rows[row].revealed = true; // it may become a secret while somebody types it
    item.value = value;
    item.encryption.clear(); // what has it is not encrypted again by the server
    update(row);
}

void KeyValueModel::setType(int row, json::Type type)
{
    Row &changed = m_rows[row];
    const json::Value value = changed.item.value;
    if (value.type() == type && changed.unparsed.isEmpty())
        return;
    changed.former.insert(int(value.type()), value);
    const auto former = changed.former.constFind(int(type));
    setValue(row, former == changed.former.constEnd() ? asType(value, changed.unparsed, type) : *former);
    Q_EMIT typeChanged(row);
}

void KeyValueModel::setUnparsed(int row, const QString &text)
{
    m_rows[row].unparsed = text;
    update(row);
}

bool KeyValueModel::isManaged(int row) const
{
    return m_sort == Sort::Annotations
        && !managedReason(m_rows.at(row).item.key, AnnotationKind::Entity(m_entity)).isEmpty();
}

bool KeyValueModel::isHidden(int row) const
{
    return m_rows.at(row).secret && !m_rows.at(row).revealed;
}

void KeyValueModel::reveal(int row)
{
    m_rows[row].revealed = true;
    Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
}

void KeyValueModel::update(int row)
{
    const bool revealed = m_rows.at(row).revealed;
    const QString unparsed = m_rows.at(row).unparsed;
    const auto former = m_rows.at(row).former;
    m_rows[row] = makeRow(m_rows.at(row).item);
    m_rows[row].revealed = revealed;
    m_rows[row].unparsed = unparsed;
    m_rows[row].former = former;
    Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
    Q_EMIT edited();
}

QString KeyValueModel::problem() const
{
    QSet<QString> keys;
    for (const Row &row : m_rows) {
        if (!row.unparsed.isEmpty())
            return tr("The value of “%1” is not right yet: %2").arg(row.item.key, parseProblem(row.unparsed));
        if (const QString wrong = valueProblem(row.item.value); !wrong.isEmpty())
            return tr("The value of “%1”: %2").arg(row.item.key, wrong);
        if (row.item.key.isEmpty())
            return tr("One entry has no name.");
        if (keys.contains(row.item.key))
            return tr("“%1” is there twice; the server would keep only the last value.").arg(row.item.key);
        keys.insert(row.item.key);
    }
    const QString field = m_sort == Sort::Parameters ? u"parameters"_s : u"annotations"_s;
    return m_mostBytes > 0 ? sizeRefusal(field, bytes(), m_mostBytes) : QString();
}

int KeyValueModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int KeyValueModel::columnCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    if (m_sort == Sort::Annotations)
        return LastColumn + 1;
    return m_final ? CallerColumn + 1 : SecretColumn + 1;
}

QString KeyValueModel::callerText(const Row &row) const
{
    if (row.item.value.isNull())
        return tr("yes: no value");
    return m_final.value_or(false) ? tr("no: final") : tr("yes");
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
        if (row.item.value.isNull() && m_sort == Sort::Parameters && row.item.encryption.isEmpty())
            return tr("null: declared, no value");
        return row.secret && row.revealed ? valueText(row.item.value) : row.value;
    case CallerColumn:
        return callerText(row);
    default:
        return m_sort == Sort::Annotations ? annotationMeaning(row.item.key) : QString();
    }
}

QString KeyValueModel::tip(const Row &row, int column) const
{
    if (column == SecretColumn)
        return row.secret ? tr("Masked, because its name or form says that it is a secret: here, in the review, in "
                               "drafts and history. OpenWhisk itself stores it readable.")
                          : tr("Its name does not say that it is a secret.");
    if (column == LastColumn && m_sort == Sort::Parameters)
        return tr("Given to the container's environment once, before the first run, as text; the function's argument "
                  "does not have it.");
    if (m_sort == Sort::Annotations && (column == LastColumn || column == ValueColumn)) {
        const QString wrong = annotationProblem(row.item);
        return wrong.isEmpty() ? annotationMeaning(row.item.key) : wrong;
    }
    return row.was;
}

QVariant KeyValueModel::colour(const Row &row, int column) const
{
    const Theme &theme = theme::current();
    if (!row.unparsed.isEmpty() && column == ValueColumn)
        return theme.error;
    if (m_sort == Sort::Annotations && column == ValueColumn && !annotationProblem(row.item).isEmpty())
        return theme.warning;
    if (column == CallerColumn)
        return m_final.value_or(false) && !row.item.value.isNull() ? theme.textMuted : theme.success;
    if (column == TypeColumn || column == LastColumn
        || (m_sort == Sort::Annotations && isServerAnnotation(row.item.key)))
        return theme.textMuted;
    return {};
}

QVariant KeyValueModel::check(const Row &row, int column) const
{
    if (m_sort == Sort::Annotations || (column != LastColumn && column != SecretColumn))
        return {};
    const bool on = column == LastColumn ? row.item.init : row.secret || !row.item.encryption.isEmpty();
    return on ? Qt::Checked : Qt::Unchecked;
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
        return index.column() == NameColumn ? QVariant(row.item.key)
            : index.column() == TypeColumn  ? QVariant(int(row.item.value.type()))
                                            : QVariant(text(row, index.column()));
    case Qt::ToolTipRole:
        return plainTip(tip(row, index.column()));
    case Qt::ForegroundRole:
        return colour(row, index.column());
    case Qt::FontRole:
        return index.column() == ValueColumn ? QVariant(theme::current().mono) : QVariant();
    case Qt::CheckStateRole:
        return check(row, index.column());
    case TypeRole:
        return row.item.encryption.isEmpty() ? QVariant(int(row.item.value.type())) : QVariant();
    case WasRole:
        return row.changed && !isHidden(index.row()) ? row.was : QString();
    case HiddenRole:
        return isHidden(index.row()) && row.item.encryption.isEmpty();
    default:
        return {};
    }
}

bool KeyValueModel::setName(int row, const QString &name)
{
    if (m_rows.at(row).item.key == name)
        return true;
    m_rows[row].item.key = name;
    update(row);
    return true;
}

bool KeyValueModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || m_readOnly)
        return false;
    const int row = index.row();
    if (role == Qt::EditRole && index.column() == NameColumn)
        return setName(row, value.toString());
    if (role == Qt::EditRole && index.column() == TypeColumn) {
        setType(row, json::Type(value.toInt()));
        return true;
    }
    if (role != Qt::CheckStateRole || index.column() != LastColumn || m_sort != Sort::Parameters)
        return false;
    m_rows[row].item.init = value.toInt() == Qt::Checked;
    update(row);
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
    case SecretColumn:
        return tr("Secret");
    case CallerColumn:
        return tr("Caller may override");
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
    const bool open = !isHidden(index.row()) && m_rows.at(index.row()).item.encryption.isEmpty();
    if (index.column() == NameColumn || (index.column() == TypeColumn && open))
        flags |= Qt::ItemIsEditable;
    if (index.column() == LastColumn && m_sort == Sort::Parameters)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}
