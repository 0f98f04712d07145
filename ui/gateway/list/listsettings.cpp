#include "ui/gateway/list/listsettings.h"

#include "core/history/secretnames.h"
#include "core/json/text.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype tokenLength = 24;

/// Long words of letters and digits may be keys; ids that a gateway makes are digits alone.
bool looksSecret(const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    return history::isSecretText(text) || std::any_of(words.begin(), words.end(), [](const QString &word) {
        const auto digits = std::count_if(word.begin(), word.end(), [](QChar c) { return c.isDigit(); });
        return (word.size() >= tokenLength && digits > 0 && digits < word.size())
            || (word.contains(u'=') && history::isSecretName(word.section(u'=', 0, 0)));
    });
}

} // namespace

ListSettings::ListSettings(QSettings *settings, const QString &profileId, gateway::Kind kind) : m_settings(settings)
{
    const QString word = QString::fromLatin1(gateway::rulesOf(kind).path);
    m_columns = u"gateway/columns/"_s + word;
    m_filters = u"profile-"_s + profileId + u"/gatewayFilters/"_s + word;
}

QStringList ListSettings::shownColumns(const QStringList &usual) const
{
    const QStringList ids = m_settings ? m_settings->value(m_columns).toStringList() : QStringList();
    return ids.isEmpty() ? usual : ids;
}

void ListSettings::setShownColumns(const QStringList &ids)
{
    if (m_settings)
        m_settings->setValue(m_columns, ids);
}

json::Value ListSettings::filters() const
{
    if (!m_settings)
        return json::Value::object();
    const auto document = json::parse(m_settings->value(m_filters).toString().toUtf8());
    return document && document->isObject() ? *document : json::Value::object();
}

void ListSettings::write(const json::Value &filters)
{
    if (m_settings)
        m_settings->setValue(m_filters, QString::fromUtf8(json::compact(filters)));
}

QStringList ListSettings::filterNames() const
{
    QStringList names;
    const json::Value all = filters();
    for (const json::Member &member : all.members())
        names.append(member.name);
    names.sort(Qt::CaseInsensitive);
    return names;
}

std::optional<ListFilter> ListSettings::filter(const QString &name) const
{
    const json::Value all = filters();
    const json::Value *found = all.find(name);
    return found ? std::optional(ListFilter::fromJson(*found)) : std::nullopt;
}

ListSettings::Saved ListSettings::saveFilter(const QString &name, ListFilter filter)
{
    if (!m_settings)
        return Saved::Nowhere;
    const bool secret = looksSecret(filter.text);
    if (secret)
        filter.text.clear();
    json::Value all = filters();
    all.set(name, filter.toJson());
    write(all);
    return secret ? Saved::WithoutText : Saved::Whole;
}

void ListSettings::removeFilter(const QString &name)
{
    json::Value all = filters();
    all.remove(name);
    write(all);
}
