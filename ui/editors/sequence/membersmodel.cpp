#include "ui/editors/sequence/membersmodel.h"

#include "ui/editors/editorparts.h"
#include "ui/models/entitymime.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/theme.h"

#include <QIcon>
#include <QMimeData>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

const QString memberMime = u"application/x-whiskboard-member"_s;

QString stateText(const Member &member)
{
    switch (member.state) {
    case Member::State::There:
        return u"✓ "_s + MembersModel::tr("there");
    case Member::State::Missing:
        return u"✕ "_s + MembersModel::tr("missing");
    case Member::State::Unreadable:
        return u"? "_s + MembersModel::tr("unreadable");
    case Member::State::Unknown:
        break;
    }
    return MembersModel::tr("looking …");
}

Chip::Tone stateTone(const Member &member)
{
    switch (member.state) {
    case Member::State::There:
        return Chip::Tone::Success;
    case Member::State::Missing:
        return Chip::Tone::Error;
    case Member::State::Unreadable:
        return Chip::Tone::Warning;
    case Member::State::Unknown:
        break;
    }
    return Chip::Tone::Neutral;
}

QString kindText(const Member &member)
{
    if (member.state == Member::State::Missing)
        return MembersModel::tr("no such action on the server");
    return member.state == Member::State::Unreadable ? member.problem : member.kind;
}

} // namespace

QString limitsText(const ActionLimits &limits)
{
    QStringList parts;
    if (limits.memoryMb)
        parts.append(u"%1 MB"_s.arg(*limits.memoryMb));
    if (limits.timeoutMs)
        parts.append(*limits.timeoutMs % 1000 == 0 ? u"%1 s"_s.arg(*limits.timeoutMs / 1000) : u"%1 ms"_s.arg(*limits.timeoutMs));
    return parts.join(u" · "_s);
}

void MembersModel::setRows(const QList<MemberRow> &rows)
{
    if (rows == m_rows)
        return;
    if (rows.size() == m_rows.size()) { // the selection stays where it is
        m_rows = rows;
        Q_EMIT dataChanged(index(0, 0), index(int(rows.size()) - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

void MembersModel::setEditable(bool editable)
{
    if (std::exchange(m_editable, editable) != editable && !m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(int(m_rows.size()) - 1, ColumnCount - 1));
}

int MembersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int MembersModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MembersModel::text(const MemberRow &row, int number, int column) const
{
    switch (column) {
    case Handle:
        return m_editable ? u"⠿"_s : QString();
    case Number:
        return number;
    case Name:
        return row.name.ns == u"_"_s ? row.name.shown() : row.name.full();
    case Kind:
        return kindText(row.known);
    case Limits:
        return limitsText(row.known.limits);
    case State:
        return stateText(row.known);
    case Remove:
        return m_editable ? u"×"_s : QString();
    default:
        return {};
    }
}

QVariant MembersModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const MemberRow &row = m_rows.at(index.row());
    const bool broken = row.known.state == Member::State::Missing;
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.row() + 1, index.column());
    case Qt::DecorationRole:
        if (index.column() == Name)
            return entityIcon(row.known.kind == u"sequence"_s ? u"sequence"_s : u"action"_s);
        return {};
    case Qt::ToolTipRole:
        return index.column() == Remove ? tr("Take it out") : plainTip(row.name.full());
    case Qt::TextAlignmentRole:
        return int((index.column() == Limits ? Qt::AlignRight : index.column() == Name || index.column() == Kind || index.column() == State ? Qt::AlignLeft : Qt::AlignHCenter) | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        if (index.column() == Kind && broken)
            return theme::current().error;
        return index.column() == Handle || index.column() == Remove ? QVariant(theme::current().textFaint) : QVariant();
    case Qt::BackgroundRole:
        return broken ? QVariant(theme::current().errorSoft) : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == Remove ? tr("Take %1 out").arg(row.name.shown()) : data(index, Qt::DisplayRole);
    case widgets::ToneRole:
        return index.column() == State ? QVariant(int(stateTone(row.known))) : QVariant();
    default:
        return {};
    }
}

QVariant MembersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Limits ? Qt::AlignRight : section == Number ? Qt::AlignHCenter : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[ColumnCount] = {{}, u"#"_s, tr("Member"), tr("Kind"), tr("Limits"), tr("State"), {}};
    return titles[section];
}

Qt::ItemFlags MembersModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return m_editable ? Qt::ItemIsDropEnabled : Qt::NoItemFlags;
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    return m_editable ? flags | Qt::ItemIsDragEnabled : flags;
}

Qt::DropActions MembersModel::supportedDropActions() const
{
    return Qt::MoveAction | Qt::CopyAction;
}

QStringList MembersModel::mimeTypes() const
{
    return {memberMime, u"application/x-whiskboard-entities"_s};
}

QMimeData *MembersModel::mimeData(const QModelIndexList &indexes) const
{
    auto *data = new QMimeData;
    if (!indexes.isEmpty()) {
        const MemberRow &row = m_rows.at(indexes.constFirst().row());
        data->setData(memberMime, QByteArray::number(indexes.constFirst().row()));
        data->setText(row.name.full());
    }
    return data;
}

bool MembersModel::canDropMimeData(const QMimeData *data, Qt::DropAction, int, int, const QModelIndex &) const
{
    return m_editable && (data->hasFormat(memberMime) || !entitymime::read(data).isEmpty());
}

bool MembersModel::dropMimeData(const QMimeData *data, Qt::DropAction, int row, int, const QModelIndex &parent)
{
    const int before = row >= 0 ? row : parent.isValid() ? parent.row() : int(m_rows.size());
    if (!m_editable)
        return false;
    if (data->hasFormat(memberMime)) {
        Q_EMIT moveWanted(data->data(memberMime).toInt(), before);
        return false; // the rows were set anew: the view must not take any out
    }
    QList<EntityName> names;
    for (const Target &target : entitymime::read(data))
        if (target.kind == Target::Kind::Action)
            names.append(target.name);
    if (!names.isEmpty())
        Q_EMIT insertWanted(names, before);
    return false;
}
