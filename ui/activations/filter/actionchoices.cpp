#include "ui/activations/filter/actionchoices.h"

#include "core/openwhisk/session.h"
#include "ui/activations/filter/filterchoice.h"
#include "ui/widgets/glyph.h"

using namespace Qt::StringLiterals;
using Entry = ActionChoices::Entry;

namespace {

/// The namespace of an own entity is that of the connection: any will do.
openwhisk::EntityName anywhere(openwhisk::EntityName name)
{
    name.ns = u"_"_s;
    return name;
}

} // namespace

void ActionChoices::setEntries(QList<Entry> entries)
{
    if (m_entries == entries)
        return;
    m_entries = std::move(entries);
    arrange();
}

void ActionChoices::setChosen(const QList<openwhisk::EntityName> &names)
{
    if (m_chosen == names)
        return;
    m_chosen = names;
    arrange();
}

void ActionChoices::setText(const QString &text)
{
    m_text = text;
    arrange();
}

/// Those chosen stand first, also when the server does not list them (any more).
void ActionChoices::arrange()
{
    beginResetModel();
    for (const openwhisk::EntityName &name : m_chosen) {
        const Entry entry{name, name.name.isEmpty() ? u"package"_s : u"action"_s};
        const bool known = std::any_of(m_entries.cbegin(), m_entries.cend(), [&](const Entry &e) { return e.name == name; });
        if (!known)
            m_entries.prepend(entry);
    }
    const QStringList words = m_text.split(u' ', Qt::SkipEmptyParts);
    m_shown.clear();
    for (int i = 0; i < m_entries.size(); ++i) {
        const QString shown = filterwords::action(m_entries.at(i).name);
        if (std::all_of(words.cbegin(), words.cend(), [&](const QString &word) { return shown.contains(word, Qt::CaseInsensitive); }))
            m_shown += i;
    }
    std::stable_partition(m_shown.begin(), m_shown.end(), [this](int i) { return isChosen(m_entries.at(i)); });
    endResetModel();
}

bool ActionChoices::isChosen(const Entry &entry) const
{
    return m_chosen.contains(entry.name);
}

int ActionChoices::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

QVariant ActionChoices::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_shown.size())
        return {};
    const Entry &entry = at(index.row());
    switch (role) {
    case Qt::DisplayRole: return filterwords::action(entry.name);
    case Qt::CheckStateRole: return int(isChosen(entry) ? Qt::Checked : Qt::Unchecked);
    case Qt::DecorationRole: return entityIcon(entry.glyph);
    default: return {};
    }
}

bool ActionChoices::setData(const QModelIndex &index, const QVariant &, int role)
{
    if (role != Qt::CheckStateRole || !index.isValid())
        return false;
    toggle(index.row());
    return true;
}

Qt::ItemFlags ActionChoices::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemNeverHasChildren
                           : Qt::NoItemFlags;
}

void ActionChoices::toggle(int row)
{
    const openwhisk::EntityName name = at(row).name;
    if (!m_chosen.removeOne(name))
        m_chosen.append(name);
    Q_EMIT dataChanged(index(row), index(row), {Qt::CheckStateRole});
    Q_EMIT chosenChanged();
}

QList<Entry> actionEntries(const openwhisk::Session &session)
{
    QList<Entry> entries;
    if (session.packages().rows) {
        for (const openwhisk::PackageSummary &package : *session.packages().rows)
            entries.append({{u"_"_s, package.name.name, {}}, package.binding ? u"binding"_s : u"package"_s});
    }
    if (session.actions().rows) {
        for (const openwhisk::ActionSummary &action : *session.actions().rows)
            entries.append({anywhere(action.name), action.kind == "sequence"_L1 ? u"sequence"_s : u"action"_s});
    }
    if (session.triggers().rows) {
        for (const openwhisk::TriggerSummary &trigger : *session.triggers().rows)
            entries.append({anywhere(trigger.name), u"trigger"_s});
    }
    const auto key = [](const Entry &entry) { return entry.name.package.isEmpty() ? entry.name.name : entry.name.package; };
    std::stable_sort(entries.begin(), entries.end(), [&](const Entry &a, const Entry &b) {
        const int byPackage = key(a).compare(key(b), Qt::CaseInsensitive);
        return byPackage != 0 ? byPackage < 0 : a.name.name.compare(b.name.name, Qt::CaseInsensitive) < 0;
    });
    return entries;
}
