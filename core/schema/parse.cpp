#include "core/schema/parse.h"

#include "core/schema/check.h"
#include "core/schema/merged.h"
#include "core/schema/prepare.h"
#include "core/schema/uses.h"
#include "core/schema/words.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace schema {

namespace {

constexpr int deepest = 40;

json::Value firstOf(const json::Value &node, QStringView name)
{
    return node.value(name).items().value(0);
}

bool all(const json::Value &list, bool (*holds)(const json::Value &))
{
    return std::all_of(list.items().begin(), list.items().end(), holds);
}

bool isPlainText(const json::Value &schema)
{
    return schema.value(u"type").toString() == u"string" && !schema.contains(u"enum");
}

bool isWords(const json::Value &schema)
{
    return schema.contains(u"enum") && schema.value(u"enum").size() > 0 && firstOf(schema, u"enum").isString();
}

/// The name of a kind of value, for a choice among several.
QString titleOf(const Field &field)
{
    switch (field.kind) {
    case Kind::Text:
        return tr("text");
    case Kind::Integer:
        return tr("whole number");
    case Kind::Number:
        return tr("number");
    case Kind::Boolean:
        return tr("yes or no");
    case Kind::Enum:
        return field.values.size() == 1 && field.values.first().isString() ? field.values.first().toString() : tr("one of a list");
    case Kind::List:
        return tr("list");
    case Kind::Map:
        return tr("names and values");
    case Kind::Object: {
        QStringList names;
        for (const FieldPtr &member : field.members)
            names.append(member->name);
        return names.isEmpty() ? tr("object") : names.join(u", "_s);
    }
    default:
        return tr("JSON");
    }
}

class Parser {
public:
    explicit Parser(const json::Value &root, const Origin &origin)
        : m_uses(root, origin)
    {
    }

    FieldPtr node(const json::Value &schema, const QString &name, const QStringList &path, int depth = 0)
    {
        auto field = std::make_shared<Field>();
        field->name = name;
        field->schema = schema;
        field->check = std::make_shared<const Check>(schema);
        field->title = schema.value(u"title").toString();
        field->description = schema.value(u"description").toString();
        if (const json::Value *otherwise = schema.find(u"default"))
            field->otherwise = *otherwise;
        field->use = m_uses.of(path);
        if (schema.isObject() && depth < deepest)
            fill(*field, merged(schema), path, depth);
        return field;
    }

    /// A branch of if/then/else, or an alternative, has no type: it is of the object around it.
    FieldPtr branch(const json::Value *schema, const QStringList &path, int depth)
    {
        if (!schema || !schema->isObject())
            return nullptr;
        auto field = std::make_shared<Field>();
        field->schema = *schema;
        field->kind = Kind::Object;
        fillObject(*field, merged(*schema), path, depth);
        return field;
    }

private:
    void fill(Field &field, const Merged &with, const QStringList &path, int depth)
    {
        const json::Value &node = with.node;
        const QString type = node.value(u"type").toString();
        if (node.contains(u"enum") || node.contains(u"const"))
            return fillEnum(field, decidingValues(node));
        if (isChoice(with))
            return fillChoice(field, with, path, depth);
        if (type == u"string")
            return fillText(field, node);
        if (type == u"integer" || type == u"number")
            return fillNumber(field, node, type == u"integer" ? Kind::Integer : Kind::Number);
        if (type == u"boolean")
            field.kind = Kind::Boolean;
        else if (type == u"array")
            fillList(field, node, path, depth);
        else if (type == u"object" || (type.isEmpty() && (node.contains(u"properties") || node.contains(u"patternProperties"))))
            fillObject(field, with, path, depth);
    }

    static bool isChoice(const Merged &with)
    {
        if (with.node.value(u"properties").size() > 0 || with.choices.size() != 1)
            return false;
        const json::Value of = with.choices.first().value(u"of");
        return std::any_of(of.items().begin(), of.items().end(), shapes);
    }

    static void fillEnum(Field &field, const QList<json::Value> &values)
    {
        field.kind = Kind::Enum;
        field.values = values;
    }

    void fillChoice(Field &field, const Merged &with, const QStringList &path, int depth)
    {
        const json::Value of = with.choices.first().value(u"of");
        if (all(of, isPlainText))
            return fillForms(field, of);
        if (all(of, isWords) && with.node.value(u"type").toString() != u"array") {
            QList<json::Value> values;
            for (const json::Value &part : of.items())
                values.append(part.value(u"enum").items());
            return fillEnum(field, values);
        }
        field.kind = Kind::Choice;
        for (const json::Value &part : of.items()) {
            auto alternative = std::make_shared<Field>(*node(part, field.name, path, depth + 1));
            if (alternative->title.isEmpty())
                alternative->title = titleOf(*alternative);
            alternative->use = field.use;
            field.alternatives.append(alternative);
        }
    }

    static void fillForms(Field &field, const json::Value &of)
    {
        field.kind = Kind::Text;
        for (const json::Value &part : of.items())
            if (const QString title = part.value(u"title").toString(); !title.isEmpty())
                field.forms.append(title);
        if (of.size() == 1)
            fillText(field, of.items().first());
    }

    static void fillText(Field &field, const json::Value &node)
    {
        field.kind = Kind::Text;
        field.minLength = node.value(u"minLength").toInteger().value_or(0);
        field.maxLength = node.value(u"maxLength").toInteger();
        field.pattern = node.value(u"pattern").toString();
        if (const QString format = node.value(u"format").toString(); !format.isEmpty())
            field.forms = {format};
    }

    static void fillNumber(Field &field, const json::Value &node, Kind kind)
    {
        field.kind = kind;
        const auto bound = [&node](QStringView name, QStringView exclusive, bool &open) {
            open = node.value(exclusive).isNumber();
            return open ? node.value(exclusive).numberText() : node.value(name).numberText();
        };
        field.minimum = bound(u"minimum", u"exclusiveMinimum", field.aboveMinimum);
        field.maximum = bound(u"maximum", u"exclusiveMaximum", field.belowMaximum);
        field.step = node.value(u"multipleOf").numberText();
    }

    void fillList(Field &field, const json::Value &node, const QStringList &path, int depth)
    {
        field.kind = Kind::List;
        field.item = this->node(node.value(u"items"), {}, path, depth + 1);
        field.minItems = node.value(u"minItems").toInteger().value_or(0);
        field.maxItems = node.value(u"maxItems").toInteger();
        field.unique = node.value(u"uniqueItems").toBool();
    }

    void fillObject(Field &field, const Merged &with, const QStringList &path, int depth)
    {
        const json::Value &node = with.node;
        field.kind = Kind::Object;
        field.required = stringList(node.value(u"required"));
        for (const json::Member &property : node.value(u"properties").members())
            if (property.value.isObject() || property.value.isBool())
                field.members.append(this->node(property.value, property.name, path + QStringList{property.name}, depth + 1));
        fillKeys(field, node, path, depth);
        field.minMembers = node.value(u"minProperties").toInteger().value_or(0);
        field.maxMembers = node.value(u"maxProperties").toInteger();
        for (const json::Value &choice : with.choices)
            addGroup(field, choice);
        for (const json::Value &condition : with.conditions)
            field.conditions.append(conditionOf(condition, path, depth));
        for (const json::Member &dependency : with.dependencies)
            addDependency(field, dependency);
        sortMembers(field);
        const bool isBare = field.members.isEmpty() && field.groups.isEmpty() && field.conditions.isEmpty();
        if (isBare && (field.additional || !field.keys.isEmpty()) && node.value(u"type").toString() == u"object")
            field.kind = Kind::Map;
    }

    void fillKeys(Field &field, const json::Value &node, const QStringList &path, int depth)
    {
        for (const json::Member &rule : node.value(u"patternProperties").members()) {
            const bool isName = !rule.name.isEmpty()
                && std::all_of(rule.name.begin(), rule.name.end(), [](QChar c) { return c.isLetterOrNumber() || c == u'_'; });
            const QStringList below = path + QStringList{isName ? rule.name : u"*"_s};
            if (isName)
                field.members.append(this->node(rule.value, rule.name, below, depth + 1));
            field.keys.append({rule.name, this->node(rule.value, {}, below, depth + 1)});
        }
        const json::Value *further = node.find(u"additionalProperties");
        if (!further || further->isObject() || further->toBool())
            field.additional = this->node(further && further->isObject() ? *further : json::Value(), {}, path + QStringList{u"*"_s},
                                          depth + 1);
    }

    static void addGroup(Field &field, const json::Value &choice)
    {
        Group group{choice.value(u"exactly").toBool(), {}};
        for (const json::Value &part : choice.value(u"of").items()) {
            const QString title = wantedTitle(part);
            group.options.append({title.isEmpty() ? tr("none of them") : title, wantedMembers(part),
                                  std::make_shared<const Check>(part)});
        }
        if (group.options.size() == 1) // no choice at all
            for (const QString &name : group.options.first().members)
                field.required.append(name);
        else
            field.groups.append(group);
    }

    Condition conditionOf(const json::Value &node, const QStringList &path, int depth)
    {
        const json::Value wanted = node.value(u"if");
        Condition condition;
        condition.check = std::make_shared<const Check>(wanted);
        if (const json::Value properties = wanted.value(u"properties"); properties.size() == 1) {
            condition.deciding = properties.members().first().name;
            condition.values = decidingValues(properties.members().first().value);
        }
        condition.yes = branch(node.find(u"then"), path, depth + 1);
        condition.no = branch(node.find(u"else"), path, depth + 1);
        return condition;
    }

    static void addDependency(Field &field, const json::Member &dependency)
    {
        Dependency made{dependency.name, stringList(dependency.value), {}};
        made.needs.append(stringList(dependency.value.value(u"required")));
        made.excludes = stringList(dependency.value.value(u"not").value(u"required"));
        if (!made.needs.isEmpty() || !made.excludes.isEmpty())
            field.dependencies.append(made);
    }

    /// The server gives members in any order.
    static void sortMembers(Field &field)
    {
        const auto rank = [&field](const FieldPtr &member) {
            const qsizetype place = field.required.indexOf(member->name);
            return member->name == u"_meta" ? qsizetype(100000) : place >= 0 ? place : qsizetype(1000);
        };
        std::sort(field.members.begin(), field.members.end(), [&rank](const FieldPtr &a, const FieldPtr &b) {
            return std::pair(rank(a), a->name) < std::pair(rank(b), b->name);
        });
    }

    Uses m_uses;
};

} // namespace

FieldPtr parse(const json::Value &schema, const Origin &origin)
{
    const json::Value whole = inlined(schema);
    return Parser(whole, origin).node(whole, {}, {});
}

} // namespace schema
