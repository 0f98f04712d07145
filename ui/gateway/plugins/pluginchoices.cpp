#include "ui/gateway/plugins/pluginchoices.h"

using namespace gateway;
using namespace Qt::StringLiterals;

void PluginChoices::setPlugins(const QList<const Plugin *> &plugins, const QStringList &present)
{
    m_all = plugins;
    m_present = present;
    filter();
}

void PluginChoices::setFilter(const QString &text, std::optional<PluginGroup> group)
{
    m_text = text;
    m_group = group;
    filter();
}

void PluginChoices::filter()
{
    beginResetModel();
    const QStringList words = m_text.split(u' ', Qt::SkipEmptyParts);
    m_found.clear();
    for (const Plugin *plugin : std::as_const(m_all))
        if (std::all_of(words.begin(), words.end(), [plugin](const QString &word) { return contains(*plugin, word); }))
            m_found.append(plugin);
    const QString first = words.value(0);
    const auto rank = [&first](const Plugin *plugin) {
        const qsizetype place = plugin->name.indexOf(first, 0, Qt::CaseInsensitive);
        return first.isEmpty() ? 0 : place == 0 ? 0 : place > 0 ? 1 : 2;
    };
    std::stable_sort(m_found.begin(), m_found.end(), [&rank](const Plugin *a, const Plugin *b) { return rank(a) < rank(b); });
    m_shown = m_found;
    if (m_group)
        erase_if(m_shown, [this](const Plugin *plugin) { return groupOf(*plugin) != *m_group; });
    endResetModel();
}

int PluginChoices::countOf(std::optional<PluginGroup> group) const
{
    return int(std::count_if(m_found.begin(), m_found.end(), [&group](const Plugin *plugin) { return !group || groupOf(*plugin) == *group; }));
}

const Plugin *PluginChoices::at(int row) const
{
    return m_shown.value(row, nullptr);
}

int PluginChoices::rowOf(const QString &name) const
{
    for (int i = 0; i < int(m_shown.size()); ++i)
        if (m_shown[i]->name == name)
            return i;
    return -1;
}

int PluginChoices::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

QVariant PluginChoices::data(const QModelIndex &index, int role) const
{
    const Plugin *plugin = at(index.row());
    if (!index.isValid() || !plugin)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return plugin->name;
    case PresentRole:
        return isPresent(plugin->name);
    case PhaseRole:
        return plugin->phase;
    case PriorityRole:
        return QString::number(plugin->priority);
    case AboutRole:
        return plugin->description;
    case Qt::AccessibleTextRole:
        return QStringList{plugin->name, plugin->description, plugin->phase, QString::number(plugin->priority)}.join(u", "_s);
    default:
        return {};
    }
}
