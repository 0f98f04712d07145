#include "ui/activations/filter/savedfilters.h"

#include "core/history/secretnames.h"
#include "core/json/text.h"

#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype tokenLength = 20;

/// A long word of letters and digits mixed may be a token; an activation's id is none.
bool isToken(const QString &word)
{
    if (word.size() < tokenLength || insight::ActivationId::isPlain(word))
        return false;
    const bool digits = std::any_of(word.cbegin(), word.cend(), [](QChar c) { return c.isDigit(); });
    const bool letters = std::any_of(word.cbegin(), word.cend(), [](QChar c) { return c.isLetter(); });
    return digits && letters;
}

bool looksSecret(const QString &text)
{
    const QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    return history::isSecretText(text) || std::any_of(words.cbegin(), words.cend(), [](const QString &word) {
        return isToken(word) || (word.contains(u'=') && history::isSecretName(word.section(u'=', 0, 0)));
    });
}

} // namespace

SavedFilters::SavedFilters(QSettings *settings, const QString &profileId) : m_settings(settings), m_group(u"profile-"_s + profileId + u'/') {}

json::Value SavedFilters::all() const
{
    if (!m_settings)
        return json::Value::object();
    const auto document = json::parse(m_settings->value(m_group + u"activationFilters"_s).toString().toUtf8());
    return document && document->isObject() ? *document : json::Value::object();
}

void SavedFilters::write(const json::Value &filters)
{
    if (m_settings)
        m_settings->setValue(m_group + u"activationFilters"_s, QString::fromUtf8(json::compact(filters)));
}

QStringList SavedFilters::names() const
{
    QStringList names;
    const json::Value filters = all();
    for (const json::Member &member : filters.members())
        names += member.name;
    names.sort(Qt::CaseInsensitive);
    return names;
}

std::optional<FilterChoice> SavedFilters::filter(const QString &name) const
{
    const json::Value filters = all();
    const json::Value *found = filters.find(name);
    return found ? std::optional(FilterChoice::fromJson(*found)) : std::nullopt;
}

SavedFilters::Saved SavedFilters::save(const QString &name, FilterChoice choice)
{
    if (!m_settings)
        return Saved::Nowhere;
    const bool secret = looksSecret(choice.text);
    if (secret)
        choice.text.clear();
    json::Value filters = all();
    filters.set(name, choice.toJson());
    write(filters);
    return secret ? Saved::WithoutText : Saved::Whole;
}

void SavedFilters::remove(const QString &name)
{
    json::Value filters = all();
    filters.remove(name);
    write(filters);
}

FilterChoice::Span SavedFilters::lastSpan() const
{
    const int usual = int(FilterChoice{}.span);
    const int span = m_settings ? m_settings->value(m_group + u"activationSpan"_s, usual).toInt() : usual;
    return span >= 0 && span < int(FilterChoice::Span::Custom) ? FilterChoice::Span(span) : FilterChoice{}.span;
}

void SavedFilters::setLastSpan(FilterChoice::Span span)
{
    if (m_settings && span != FilterChoice::Span::Custom && span != lastSpan())
        m_settings->setValue(m_group + u"activationSpan"_s, int(span));
}
