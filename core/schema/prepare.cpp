#include "core/schema/prepare.h"

#include "core/json/edit.h"

using namespace Qt::StringLiterals;

namespace schema {

namespace {

constexpr int deepest = 60;

/// Applies f to each part of a schema that is a schema itself.
template<typename F> json::Value withParts(json::Value node, F f)
{
    for (const QStringView name : {u"items", u"contains", u"additionalProperties", u"not", u"if", u"then", u"else"})
        if (const json::Value *part = node.find(name); part && part->isObject())
            node.set(name, f(*part));
    for (const QStringView name : {u"properties", u"patternProperties", u"dependencies"})
        if (json::Value parts = node.value(name); parts.isObject()) {
            for (const json::Member &member : QList<json::Member>(parts.members()))
                if (member.value.isObject())
                    parts.set(member.name, f(member.value));
            node.set(name, parts);
        }
    for (const QStringView name : {u"oneOf", u"anyOf", u"allOf", u"items"})
        if (json::Value parts = node.value(name); parts.isArray()) {
            for (qsizetype i = 0; i < parts.size(); ++i)
                parts.setItem(i, f(parts.items()[i]));
            node.set(name, parts);
        }
    return node;
}

json::Value inlinedNode(const json::Value &root, const json::Value &node, QStringList under, int depth)
{
    if (!node.isObject() || depth > deepest)
        return node;
    if (const json::Value *reference = node.find(u"$ref"); reference && reference->isString()) {
        const QString target = reference->toString();
        if (under.contains(target) || !target.startsWith(u'#'))
            return json::Value::object();
        under.append(target);
        return inlinedNode(root, json::at(root, target.mid(1)).value_or(json::Value::object()), under, depth + 1);
    }
    return withParts(node, [&](const json::Value &part) { return inlinedNode(root, part, under, depth + 1); });
}

bool isEmptyTable(const json::Value &value)
{
    return (value.isArray() || value.isObject()) && value.size() == 0;
}

/// Lua has one empty table for both: what is wanted decides.
json::Value asWanted(const json::Value &schema, const json::Value &value)
{
    const QString type = schema.value(u"type").toString();
    if (!isEmptyTable(value) || (type != u"array" && type != u"object"))
        return value;
    return type == u"array" ? json::Value::array() : json::Value::object();
}

void fillMember(const json::Value &property, const QString &name, json::Value &object)
{
    if (const json::Value *value = object.find(name))
        object.set(name, filled(property, *value));
    else if (const json::Value *otherwise = property.find(u"default"); otherwise && !leafProblem(property, asWanted(property, *otherwise)))
        object.set(name, asWanted(property, *otherwise)); // one that its own schema refuses is never checked by the server
}

json::Value filledObject(const json::Value &schema, json::Value object)
{
    for (const json::Member &member : schema.value(u"properties").members())
        fillMember(member.value, member.name, object);
    for (const json::Member &rule : schema.value(u"patternProperties").members())
        for (const json::Member &member : QList<json::Member>(object.members()))
            if (matches(rule.name, member.name))
                object.set(member.name, filled(rule.value, member.value));
    for (const json::Value &part : schema.value(u"allOf").items())
        object = filled(part, object);
    return object;
}

json::Value filledArray(const json::Value &schema, json::Value array)
{
    const json::Value item = schema.value(u"items");
    if (item.isObject())
        for (qsizetype i = 0; i < array.size(); ++i)
            array.setItem(i, filled(item, array.items()[i]));
    return array;
}

// What leafProblem() looks at.
json::Value leafOf(const json::Value &node)
{
    json::Value leaf = json::Value::object();
    for (const QStringView name :
         {u"type", u"minLength", u"maxLength", u"pattern", u"format", u"enum", u"const", u"minimum", u"maximum",
          u"exclusiveMinimum", u"exclusiveMaximum", u"multipleOf", u"minItems", u"maxItems", u"uniqueItems", u"minProperties",
          u"maxProperties"})
        if (const json::Value *value = node.find(name))
            leaf.set(name, *value);
    return leaf;
}

json::Value choicesOf(const json::Value &node)
{
    json::Value choices = json::Value::array();
    for (const QStringView name : {u"oneOf", u"anyOf"})
        if (const json::Value of = node.value(name); of.isArray() && of.size() > 0)
            choices.append(json::Value::object({{u"exactly"_s, json::Value::boolean(name == u"oneOf")}, {u"of"_s, of}}));
    return choices;
}

// With patterns, valijson must not judge further members either: it would not know which of them a pattern took.
void takeNames(const json::Value &node, json::Value &out)
{
    json::Value known = json::Value::array();
    for (const json::Member &member : node.value(u"properties").members())
        known.append(json::Value::string(member.name));
    json::Value names = json::Value::object({{u"known"_s, known}, {u"patterns"_s, node.value(u"patternProperties")}});
    if (const json::Value *further = node.find(u"additionalProperties"))
        names.set(u"further", *further);
    out.set(keyword::names, names);
}

json::Value strings(const json::Value &list)
{
    json::Value result = json::Value::array();
    for (const json::Value &item : list.items())
        if (item.isString())
            result.append(item);
    return result;
}

json::Value preparedMap(const json::Value &parts)
{
    json::Value result = json::Value::object();
    for (const json::Member &member : parts.members())
        result.set(member.name, member.value.isArray() ? strings(member.value) : prepared(member.value));
    return result;
}

json::Value preparedList(const json::Value &parts)
{
    json::Value result = json::Value::array();
    for (const json::Value &part : parts.items())
        result.append(prepared(part));
    return result;
}

} // namespace

json::Value inlined(const json::Value &schema)
{
    return inlinedNode(schema, schema, {}, 0);
}

json::Value filled(const json::Value &schema, const json::Value &value)
{
    const json::Value wanted = asWanted(schema, value);
    return wanted.isObject() ? filledObject(schema, wanted) : wanted.isArray() ? filledArray(schema, wanted) : wanted;
}

json::Value prepared(const json::Value &schema)
{
    if (!schema.isObject())
        return schema.isBool() && !schema.toBool() ? schema : json::Value::object();
    json::Value out = json::Value::object();
    if (const json::Value leaf = leafOf(schema); leaf.size() > 0)
        out.set(keyword::leaf, leaf);
    if (const json::Value choices = choicesOf(schema); choices.size() > 0)
        out.set(keyword::choices, choices);
    if (const json::Value *never = schema.find(u"not"))
        out.set(keyword::never, *never);
    if (schema.contains(u"patternProperties"))
        takeNames(schema, out);
    else if (const json::Value *further = schema.find(u"additionalProperties"))
        out.set(u"additionalProperties", further->isBool() ? *further : prepared(*further));
    for (const QStringView name : {u"if", u"then", u"else", u"contains", u"items"})
        if (const json::Value *part = schema.find(name))
            out.set(name, part->isArray() ? preparedList(*part) : prepared(*part));
    for (const QStringView name : {u"properties", u"dependencies"})
        if (schema.value(name).isObject())
            out.set(name, preparedMap(schema.value(name)));
    if (schema.value(u"allOf").isArray())
        out.set(u"allOf", preparedList(schema.value(u"allOf")));
    if (const json::Value required = strings(schema.value(u"required")); required.size() > 0)
        out.set(u"required", required);
    return out;
}

} // namespace schema
