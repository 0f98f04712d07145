#include "core/schema/merged.h"

#include "core/schema/words.h"

using namespace Qt::StringLiterals;

namespace schema {

namespace {

void takeChoices(const json::Value &node, Merged &out)
{
    for (const QStringView name : {u"oneOf", u"anyOf"})
        if (const json::Value of = node.value(name); of.size() > 0)
            out.choices.append(json::Value::object({{u"exactly"_s, json::Value::boolean(name == u"oneOf")}, {u"of"_s, of}}));
}

void takeRest(const json::Value &node, Merged &out)
{
    takeChoices(node, out);
    if (node.contains(u"if"))
        out.conditions.append(node);
    for (const json::Member &dependency : node.value(u"dependencies").members())
        out.dependencies.append(dependency);
}

void addProperties(const json::Value &part, Merged &out)
{
    json::Value properties = out.node.value(u"properties");
    for (const json::Member &property : part.value(u"properties").members())
        if (!properties.contains(property.name))
            properties.set(property.name, property.value);
    if (properties.size() > 0)
        out.node.set(u"properties", properties);
    json::Value required = out.node.value(u"required");
    for (const QString &name : stringList(part.value(u"required")))
        if (!stringList(required).contains(name))
            required.append(json::Value::string(name));
    if (required.size() > 0)
        out.node.set(u"required", required);
}

} // namespace

QStringList stringList(const json::Value &list)
{
    QStringList result;
    for (const json::Value &item : list.items())
        if (item.isString())
            result.append(item.toString());
    return result;
}

Merged merged(const json::Value &node)
{
    Merged out;
    out.node = node;
    takeRest(node, out);
    for (const json::Value &part : node.value(u"allOf").items()) {
        const Merged inner = merged(part);
        addProperties(inner.node, out);
        for (const QStringView name : {u"type", u"patternProperties", u"additionalProperties", u"items", u"enum", u"pattern"})
            if (const json::Value *keyword = inner.node.find(name); keyword && !out.node.contains(name))
                out.node.set(name, *keyword);
        out.choices.append(inner.choices);
        out.conditions.append(inner.conditions);
        out.dependencies.append(inner.dependencies);
    }
    return out;
}

bool shapes(const json::Value &schema)
{
    for (const QStringView name : {u"type", u"enum", u"const", u"patternProperties", u"items", u"pattern", u"format"})
        if (schema.contains(name))
            return true;
    if (schema.contains(u"properties") && !schema.contains(u"required"))
        return true;
    for (const QStringView name : {u"oneOf", u"anyOf", u"allOf"})
        for (const json::Value &part : schema.value(name).items())
            if (shapes(part))
                return true;
    return false;
}

QStringList wantedMembers(const json::Value &schema)
{
    QStringList names = stringList(schema.value(u"required"));
    for (const QStringView name : {u"oneOf", u"anyOf", u"allOf"})
        for (const json::Value &part : schema.value(name).items())
            for (const QString &inner : wantedMembers(part))
                if (!names.contains(inner))
                    names.append(inner);
    return names;
}

QString wantedTitle(const json::Value &schema)
{
    QStringList alternatives;
    if (const QStringList names = stringList(schema.value(u"required")); !names.isEmpty())
        alternatives.append(names.join(u" + "_s));
    for (const QStringView name : {u"oneOf", u"anyOf"})
        for (const json::Value &part : schema.value(name).items())
            if (const QString title = wantedTitle(part); !title.isEmpty())
                alternatives.append(title);
    return alternatives.join(u" / "_s);
}

QList<json::Value> decidingValues(const json::Value &schema)
{
    if (const json::Value *constant = schema.find(u"const"))
        return {*constant};
    if (const json::Value *contained = schema.find(u"contains"))
        return decidingValues(*contained);
    return schema.value(u"enum").items();
}

} // namespace schema
