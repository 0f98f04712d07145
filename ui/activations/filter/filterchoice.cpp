#include "ui/activations/filter/filterchoice.h"

using namespace Qt::StringLiterals;
using insight::Outcome;

namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

json::Value texts(const QStringList &list)
{
    json::Value array = json::Value::array();
    for (const QString &text : list)
        array.append(json::Value::string(text));
    return array;
}

QStringList textsOf(const json::Value &array)
{
    QStringList list;
    for (const json::Value &item : array.items())
        list += item.toString();
    return list;
}

void put(json::Value *document, const QString &name, const std::optional<qint64> &number)
{
    if (number)
        document->set(name, json::Value::number(*number));
}

json::Value namesOf(const QList<openwhisk::EntityName> &names)
{
    json::Value array = json::Value::array();
    for (const auto &name : names)
        array.append(texts({name.package, name.name}));
    return array;
}

} // namespace

FilterChoice FilterChoice::withoutSpan() const
{
    FilterChoice rest = *this;
    rest.span = FilterChoice{}.span;
    rest.custom = {};
    return rest;
}

qint64 FilterChoice::lengthMs() const
{
    switch (span) {
    case Span::Minutes15: return 15 * minute;
    case Span::Hour: return hour;
    case Span::Hours6: return 6 * hour;
    case Span::Day: return day;
    case Span::Week: return 7 * day;
    case Span::All:
    case Span::Custom: break;
    }
    return 0;
}

insight::ActivationFilter FilterChoice::filter(qint64 nowMs) const
{
    insight::ActivationFilter filter;
    if (span == Span::Custom) {
        filter.fromMs = custom.fromMs;
        filter.toMs = custom.toMs;
    } else if (const qint64 length = lengthMs()) {
        filter.fromMs = nowMs - length;
    }
    filter.actions = actions;
    filter.outcomes = {outcomes.cbegin(), outcomes.cend()};
    filter.kinds = {kinds.cbegin(), kinds.cend()};
    filter.versions = {versions.cbegin(), versions.cend()};
    filter.coldOnly = coldOnly;
    filter.rootOnly = rootOnly;
    filter.minDurationMs = minDurationMs;
    filter.maxDurationMs = maxDurationMs;
    filter.text = text.simplified();
    return filter;
}

json::Value FilterChoice::toJson() const
{
    json::Value document = json::Value::object();
    document.set(u"span"_s, json::Value::number(int(span)));
    if (span == Span::Custom) {
        put(&document, u"from"_s, custom.fromMs);
        put(&document, u"to"_s, custom.toMs);
    }
    document.set(u"actions"_s, namesOf(actions));
    json::Value ends = json::Value::array();
    for (const Outcome outcome : outcomes)
        ends.append(json::Value::number(int(outcome)));
    document.set(u"outcomes"_s, ends);
    document.set(u"kinds"_s, texts(kinds));
    document.set(u"versions"_s, texts(versions));
    document.set(u"coldOnly"_s, json::Value::boolean(coldOnly));
    document.set(u"rootOnly"_s, json::Value::boolean(rootOnly));
    put(&document, u"minDurationMs"_s, minDurationMs);
    put(&document, u"maxDurationMs"_s, maxDurationMs);
    document.set(u"text"_s, json::Value::string(text));
    return document;
}

FilterChoice FilterChoice::fromJson(const json::Value &document)
{
    FilterChoice choice;
    const auto span = document.value(u"span").toInteger();
    if (span && *span >= 0 && *span <= int(Span::Custom))
        choice.span = Span(*span);
    choice.custom = {document.value(u"from").toInteger().value_or(0), document.value(u"to").toInteger().value_or(0)};
    for (const json::Value &item : document.value(u"actions").items()) {
        if (const QStringList parts = textsOf(item); parts.size() == 2)
            choice.actions.append({u"_"_s, parts.first(), parts.last()});
    }
    for (const json::Value &item : document.value(u"outcomes").items()) {
        if (const auto number = item.toInteger(); number && *number >= 0 && *number < insight::outcomeCount)
            choice.outcomes.append(Outcome(*number));
    }
    choice.kinds = textsOf(document.value(u"kinds"));
    choice.versions = textsOf(document.value(u"versions"));
    choice.coldOnly = document.value(u"coldOnly").toBool();
    choice.rootOnly = document.value(u"rootOnly").toBool();
    choice.minDurationMs = document.value(u"minDurationMs").toInteger();
    choice.maxDurationMs = document.value(u"maxDurationMs").toInteger();
    choice.text = document.value(u"text").toString();
    return choice;
}
