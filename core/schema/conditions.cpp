#include "core/schema/conditions.h"

using namespace Qt::StringLiterals;

namespace schema {

namespace {

constexpr int deepest = 20; ///< rows nested deeper than that help nobody

QStringList words()
{
    return {u"AND"_s, u"OR"_s, u"!AND"_s, u"!OR"_s}; // as Junction
}

std::optional<Conditions> read(const json::Value &value, int depth);

std::optional<Conditions> readGroup(const QList<json::Value> &items, int depth)
{
    Conditions group;
    const qsizetype word = items.value(0).isString() ? words().indexOf(items.first().toString()) : -1;
    group.implied = word < 0;
    if (word >= 0)
        group.junction = Conditions::Junction(word);
    for (const json::Value &item : items.mid(word < 0 ? 0 : 1)) {
        const auto part = read(item, depth + 1);
        if (!part)
            return {};
        group.parts.append(*part);
    }
    return group;
}

std::optional<Conditions> readCondition(const QList<json::Value> &items)
{
    Conditions condition = emptyCondition();
    condition.variable = items.first().toString();
    QList<json::Value> rest = items.mid(1);
    if (rest.size() == 3 && rest.first().toString() == u"!") {
        condition.negated = true;
        rest.removeFirst();
    }
    if (rest.size() != 2 && !(rest.size() == 1 && !condition.negated))
        return {};
    condition.operand = rest.last();
    condition.comparison = rest.size() == 2 ? rest.first().toString() : QString();
    if (rest.size() == 2 && (!rest.first().isString() || condition.comparison.isEmpty()))
        return {};
    return condition;
}

std::optional<Conditions> read(const json::Value &value, int depth)
{
    if (!value.isArray() || depth > deepest)
        return {};
    const QList<json::Value> &items = value.items();
    const bool isCondition = items.value(0).isString() && !words().contains(items.first().toString());
    return isCondition ? readCondition(items) : readGroup(items, depth);
}

} // namespace

std::optional<Conditions> conditionsOf(const json::Value &expression)
{
    const auto conditions = read(expression, 0);
    return conditions && conditions->isGroup ? conditions : std::nullopt;
}

json::Value expressionOf(const Conditions &conditions)
{
    json::Value list = json::Value::array();
    if (conditions.isGroup) {
        if (!conditions.implied || conditions.junction != Conditions::Junction::All)
            list.append(json::Value::string(words()[int(conditions.junction)]));
        for (const Conditions &part : conditions.parts)
            list.append(expressionOf(part));
        return list;
    }
    list.append(json::Value::string(conditions.variable));
    if (conditions.negated)
        list.append(json::Value::string(u"!"_s));
    if (!conditions.comparison.isEmpty() || conditions.negated)
        list.append(json::Value::string(conditions.comparison.isEmpty() ? u"=="_s : conditions.comparison));
    list.append(conditions.operand);
    return list;
}

Conditions emptyCondition()
{
    Conditions condition;
    condition.isGroup = false;
    condition.comparison = u"=="_s;
    condition.operand = json::Value::string({});
    return condition;
}

QStringList comparisons()
{
    return {u"=="_s, u"~="_s, u">"_s, u">="_s, u"<"_s, u"<="_s, u"~~"_s, u"~*"_s, u"in"_s, u"has"_s, u"ipmatch"_s};
}

} // namespace schema
