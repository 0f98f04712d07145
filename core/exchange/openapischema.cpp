#include "core/exchange/openapiparts.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace exchange {

namespace {

constexpr int deepest = 100; ///< schemas in schemas; "$ref" is not followed, so that only text as deep gets here

QString tr(const char *text)
{
    return QCoreApplication::translate("exchange", text);
}

json::Value text(const QString &value)
{
    return json::Value::string(value);
}

/// Members of a schema that both know by the same name and meaning.
QStringList sameInBoth()
{
    return {u"type"_s, u"format"_s, u"title"_s, u"description"_s, u"default"_s, u"multipleOf"_s, u"maximum"_s, u"minimum"_s,
            u"maxLength"_s, u"minLength"_s, u"pattern"_s, u"maxItems"_s, u"minItems"_s, u"uniqueItems"_s, u"maxProperties"_s,
            u"minProperties"_s, u"required"_s, u"enum"_s, u"readOnly"_s, u"xml"_s, u"externalDocs"_s, u"example"_s};
}

/// Handled one by one, so that they count as said.
QStringList saidOtherwise()
{
    return {u"$ref"_s, u"items"_s, u"properties"_s, u"additionalProperties"_s, u"allOf"_s, u"nullable"_s, u"discriminator"_s,
            u"exclusiveMaximum"_s, u"exclusiveMinimum"_s, u"const"_s, u"examples"_s};
}

/// 3.1 has the number itself where Swagger has a switch beside the other limit.
void exclusive(const json::Value &from, json::Value *to, const QString &name, const QString &limit)
{
    const json::Value value = from.value(name);
    if (value.isNumber()) {
        to->set(limit, value);
        to->set(name, json::Value::boolean(true));
    } else if (value.isBool()) {
        to->set(name, value);
    }
}

} // namespace

void Losses::add(const QString &place, const QString &what)
{
    const QString sentence = place + u": "_s + what;
    if (!m_sentences.contains(sentence))
        m_sentences.append(sentence);
}

void copyMembers(const json::Value &from, json::Value *to, const QStringList &names)
{
    for (const json::Member &member : from.members())
        if (names.contains(member.name) || member.name.startsWith(u"x-"))
            to->set(member.name, member.value);
}

json::Value OpenApi::resolved(const json::Value &value) const
{
    json::Value at = value;
    for (int step = 0; step < 10 && at.contains(u"$ref"); ++step) {
        const QString reference = at.value(u"$ref").toString();
        if (!reference.startsWith(u"#/"))
            return at;
        at = m_document;
        for (QString part : reference.mid(2).split(u'/'))
            at = at.value(part.replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s));
    }
    return at;
}

json::Value OpenApi::renamedReference(const json::Value &value) const
{
    QString reference = value.value(u"$ref").toString();
    reference.replace(u"#/components/schemas/"_s, u"#/definitions/"_s);
    return json::Value::object({{u"$ref"_s, text(reference)}});
}

/// Swagger has one type, and nullable as an extension that most tools know.
void OpenApi::nullable(json::Value *schema, const QString &place)
{
    QStringList types;
    for (const json::Value &type : schema->value(u"type").items())
        types.append(type.toString());
    if (types.removeAll(u"null"_s) > 0)
        schema->set(u"x-nullable", json::Value::boolean(true));
    if (types.size() > 1)
        lose(place, tr("several types (%1); the first stays").arg(types.join(u", "_s)));
    if (schema->value(u"type").isArray())
        types.isEmpty() ? (void)schema->remove(u"type") : schema->set(u"type", text(types.constFirst()));
}

json::Value OpenApi::schema(const json::Value &from, const QString &place)
{
    if (from.contains(u"$ref"))
        return renamedReference(from);
    if (!from.isObject()) // "true" of 3.1: anything
        return json::Value::object();
    if (++m_depth > deepest) {
        --m_depth;
        lose(place, tr("what is nested deeper than %1 schemas").arg(deepest));
        return json::Value::object();
    }
    json::Value to = json::Value::object();
    copyMembers(from, &to, sameInBoth());
    nullable(&to, place);
    if (from.value(u"nullable").toBool())
        to.set(u"x-nullable", json::Value::boolean(true));
    if (from.contains(u"const"))
        to.set(u"enum", json::Value::array({from.value(u"const")}));
    if (from.value(u"examples").size() > 0 && !to.contains(u"example"))
        to.set(u"example", from.value(u"examples").items().value(0));
    if (from.contains(u"discriminator"))
        to.set(u"discriminator", from.value(u"discriminator").value(u"propertyName"));
    exclusive(from, &to, u"exclusiveMaximum"_s, u"maximum"_s);
    exclusive(from, &to, u"exclusiveMinimum"_s, u"minimum"_s);
    if (from.contains(u"items"))
        to.set(u"items", schema(from.value(u"items"), place));
    if (from.contains(u"properties")) {
        json::Value properties = json::Value::object();
        for (const json::Member &property : from.value(u"properties").members())
            properties.set(property.name, schema(property.value, place + u'.' + property.name));
        to.set(u"properties", properties);
    }
    if (const json::Value more = from.value(u"additionalProperties"); !more.isNull())
        to.set(u"additionalProperties", more.isObject() ? schema(more, place) : more);
    for (const json::Value &part : from.value(u"allOf").items()) {
        json::Value all = to.value(u"allOf");
        all.append(schema(part, place));
        to.set(u"allOf", all);
    }
    for (const json::Member &member : from.members())
        if (!member.name.startsWith(u"x-") && !sameInBoth().contains(member.name) && !saidOtherwise().contains(member.name))
            lose(place, member.name);
    --m_depth;
    return to;
}

/// What stands beside a name: no schema of its own, so that references are written out.
json::Value OpenApi::typed(const json::Value &from, const QString &place)
{
    json::Value to = schema(resolved(from), place);
    const QString type = to.value(u"type").toString();
    if (type == u"object" || type.isEmpty()) {
        lose(place, type.isEmpty() ? tr("its type") : tr("an object as one value; it counts as text"));
        to = json::Value::object({{u"type"_s, text(u"string"_s)}});
    }
    if (to.value(u"items").contains(u"$ref"))
        to.set(u"items", schema(resolved(from.value(u"items")), place));
    for (const QString &name : {u"title"_s, u"example"_s, u"externalDocs"_s, u"xml"_s, u"readOnly"_s, u"description"_s})
        to.remove(name);
    return to;
}

json::Value OpenApi::parameter(const json::Value &reference, const QString &where)
{
    const json::Value from = resolved(reference);
    const QString place = where + u", "_s + from.value(u"name").toString();
    if (from.value(u"in").toString() == u"cookie") {
        lose(place, tr("a parameter in a cookie"));
        return {};
    }
    json::Value to = json::Value::object();
    copyMembers(from, &to, {u"name"_s, u"in"_s, u"description"_s, u"required"_s, u"allowEmptyValue"_s});
    const bool content = from.contains(u"content");
    if (content)
        lose(place, tr("that its text is %1").arg(from.value(u"content").members().value(0).name));
    const json::Value type = content ? json::Value::object({{u"type"_s, text(u"string"_s)}}) : typed(from.value(u"schema"), place);
    for (const json::Member &member : type.members())
        to.set(member.name, member.value);
    const QString style = from.value(u"style").toString();
    if (to.value(u"type").toString() == u"array") {
        const bool query = to.value(u"in").toString() == u"query";
        const bool many = query && (style.isEmpty() || style == u"form") && from.value(u"explode").toBool(true);
        to.set(u"collectionFormat", text(many                     ? u"multi"_s
                                         : style == u"spaceDelimited" ? u"ssv"_s
                                         : style == u"pipeDelimited"  ? u"pipes"_s
                                                                      : u"csv"_s));
    }
    if (style == u"deepObject" || style == u"matrix" || style == u"label")
        lose(place, tr("the style %1").arg(style));
    return to;
}

} // namespace exchange
