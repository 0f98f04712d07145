#include "ui/gateway/list/listfilter.h"

using namespace Qt::StringLiterals;
using gateway::Row;

namespace {

bool aimsAt(const Row &row, ListFilter::Aim aim)
{
    using listcolumns::Aim;
    const Aim real = listcolumns::aimOf(row);
    switch (aim) {
    case ListFilter::Aim::Any: return true;
    case ListFilter::Aim::Function: return real == Aim::Function;
    case ListFilter::Aim::Upstream: return real == Aim::Upstream;
    case ListFilter::Aim::Service: return real == Aim::Service;
    }
    return true;
}

bool hasLabel(const Row &row, const QString &wanted)
{
    return std::any_of(row.labels.begin(), row.labels.end(),
                       [&wanted](const gateway::Label &label) { return listcolumns::labelText(label) == wanted; });
}

/// Words for the status are as good as those in the row.
bool found(const Row &row, const QString &word)
{
    return gateway::contains(row, word) || word == (row.enabled ? u"enabled" : u"disabled")
        || row.key.parent.contains(word, Qt::CaseInsensitive)
        || (row.function && row.function->host.contains(word, Qt::CaseInsensitive))
        || std::any_of(row.labels.begin(), row.labels.end(), [&word](const gateway::Label &label) {
               return listcolumns::labelText(label).contains(word, Qt::CaseInsensitive);
           });
}

} // namespace

QStringList ListFilter::words() const
{
    return text.toLower().split(u' ', Qt::SkipEmptyParts);
}

bool ListFilter::passes(const ListItem &item, const QStringList &words) const
{
    const Row &row = item.row;
    if (!aimsAt(row, aim) || (status != Status::Any && row.enabled != (status == Status::On)))
        return false;
    if (!plugin.isEmpty() && !row.plugins.contains(plugin))
        return false;
    if (!host.isEmpty() && !row.hosts.contains(host))
        return false;
    if (!label.isEmpty() && !hasLabel(row, label))
        return false;
    if (problems && !std::any_of(item.marks.begin(), item.marks.end(), isProblem))
        return false;
    if (unused && item.uses > 0)
        return false;
    return std::all_of(words.begin(), words.end(), [&row](const QString &word) { return found(row, word); });
}

json::Value ListFilter::toJson() const
{
    auto value = json::Value::object();
    const auto addText = [&value](const QString &name, const QString &words) {
        if (!words.isEmpty())
            value.set(name, json::Value::string(words));
    };
    addText(u"text"_s, text);
    addText(u"plugin"_s, plugin);
    addText(u"label"_s, label);
    addText(u"host"_s, host);
    value.set(u"aim", json::Value::number(int(aim)));
    value.set(u"status", json::Value::number(int(status)));
    value.set(u"problems", json::Value::boolean(problems));
    value.set(u"unused", json::Value::boolean(unused));
    return value;
}

ListFilter ListFilter::fromJson(const json::Value &value)
{
    const auto number = [&value](QStringView name, int most) {
        const auto read = value.value(name).toInteger().value_or(0);
        return read >= 0 && read <= most ? int(read) : 0;
    };
    ListFilter filter;
    filter.text = value.value(u"text").toString();
    filter.plugin = value.value(u"plugin").toString();
    filter.label = value.value(u"label").toString();
    filter.host = value.value(u"host").toString();
    filter.aim = Aim(number(u"aim", int(Aim::Service)));
    filter.status = Status(number(u"status", int(Status::Off)));
    filter.problems = value.value(u"problems").toBool();
    filter.unused = value.value(u"unused").toBool();
    return filter;
}
