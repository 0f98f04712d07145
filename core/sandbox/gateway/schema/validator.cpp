#include "core/sandbox/gateway/schema/validator.h"

#include "core/json/text.h"
#include "core/sandbox/gateway/store/cjson.h"

#include <arpa/inet.h>

#include <cmath>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

using Wrong = std::optional<QString>;

Wrong withPlace(const QString &place, const Wrong &wrong) { return wrong ? Wrong(place + u": "_s + *wrong) : Wrong(); }

bool isOfType(const QString &type, const json::Value &data)
{
    if (type == u"object")
        return data.isObject() || isEmptyTable(data);
    if (type == u"array")
        return data.isArray() || isEmptyTable(data);
    if (type == u"integer")
        return data.isNumber() && std::floor(data.toDouble()) == data.toDouble();
    return type == u"null" ? data.isNull() : luaType(data) == type;
}

/// A text as it stands in messages about numbers.
QString shown(const json::Value &number) { return QString::fromLatin1(luaNumber(number.toDouble())); }

qsizetype lengthOf(const QString &text) { return text.toUcs4().size(); }

Wrong checkType(const json::Value &schema, const json::Value &data)
{
    const auto *type = schema.find(u"type");
    if (!type || !type->isString() || isOfType(type->toString(), data))
        return {};
    return u"wrong type: expected %1, got %2"_s.arg(type->toString(), luaType(data));
}

Wrong missing(const QString &name) { return u"property \"%1\" is required"_s.arg(name); }

bool has(const json::Value &data, const QString &name) { return data.isObject() && data.contains(name); }

Wrong checkDependency(const QString &name, const json::Value &dependency, json::Value &data)
{
    if (dependency.isObject())
        return withPlace(u"failed to validate dependent schema for \"%1\""_s.arg(name), validate(dependency, data));
    for (const auto &other : dependency.items())
        if (!has(data, other.toString()))
            return u"property \"%1\" is required when \"%2\" is set"_s.arg(other.toString(), name);
    return {};
}

void setMember(json::Value &data, const QString &name, json::Value value)
{
    if (data.isArray())
        data = json::Value::object();
    data.set(name, std::move(value));
}

bool isRequired(const json::Value &schema, const QString &name)
{
    const auto required = schema.value(u"required");
    for (const auto &item : required.items())
        if (item.toString() == name)
            return true;
    return false;
}

Wrong checkProperty(const json::Value &schema, const QString &name, const json::Value &property, json::Value &data)
{
    const auto *value = data.isObject() ? data.find(name) : nullptr;
    if (!value) {
        if (isRequired(schema, name))
            return missing(name);
        if (const auto *otherwise = property.find(u"default"))
            setMember(data, name, *otherwise);
        return {};
    }
    auto changed = *value;
    if (auto wrong = validate(property, changed))
        return withPlace(u"property \"%1\" validation failed"_s.arg(name), wrong);
    if (isTable(changed))
        data.set(name, changed);
    const auto *dependency = schema.value(u"dependencies").find(name);
    return dependency ? checkDependency(name, *dependency, data) : Wrong();
}

Wrong checkKnown(const json::Value &schema, json::Value &data)
{
    const auto properties = schema.value(u"properties");
    for (const auto &member : properties.members())
        if (auto wrong = checkProperty(schema, member.name, member.value, data))
            return wrong;
    const auto required = schema.value(u"required");
    for (const auto &item : required.items())
        if (!has(data, item.toString()))
            return missing(item.toString());
    const auto dependencies = schema.value(u"dependencies");
    for (const auto &member : dependencies.members())
        if (!properties.contains(member.name) && has(data, member.name))
            if (auto wrong = checkDependency(member.name, member.value, data))
                return wrong;
    return {};
}

Wrong checkByPattern(const json::Value &patterns, json::Value &data, const QString &name, bool *matched)
{
    for (const auto &pattern : patterns.members()) {
        if (!matchesPattern(pattern.name, name))
            continue;
        *matched = true;
        auto value = data.value(name);
        if (auto wrong = validate(pattern.value, value))
            return withPlace(u"failed to validate %1 (matching %2)"_s.arg(name, luaQuoted(pattern.name)), wrong);
        if (isTable(value))
            data.set(name, value);
    }
    return {};
}

Wrong checkUnknown(const json::Value &schema, json::Value &data)
{
    const auto properties = schema.value(u"properties");
    const auto patterns = schema.value(u"patternProperties");
    const auto *additional = schema.find(u"additionalProperties");
    if (patterns.isNull() && !additional)
        return {};
    const auto members = data.members();
    for (const auto &member : members) {
        bool matched = false;
        if (auto wrong = checkByPattern(patterns, data, member.name, &matched))
            return wrong;
        if (matched || !additional || properties.contains(member.name))
            continue;
        if (additional->isBool() && !additional->toBool())
            return u"additional properties forbidden, found "_s + member.name;
        auto value = member.value;
        if (auto wrong = validate(*additional, value))
            return withPlace(u"failed to validate additional property "_s + member.name, wrong);
    }
    return {};
}

Wrong checkCount(const json::Value &schema, QStringView least, QStringView most, qsizetype count, const QString &atLeast,
                 const QString &atMost)
{
    if (const auto bound = schema.value(least).toInteger(); bound && count < *bound)
        return atLeast.arg(*bound);
    if (const auto bound = schema.value(most).toInteger(); bound && count > *bound)
        return atMost.arg(*bound);
    return {};
}

Wrong checkObject(const json::Value &schema, json::Value &data)
{
    if (data.isArray() && !isEmptyTable(data))
        return {};
    if (auto wrong = checkKnown(schema, data))
        return wrong;
    if (auto wrong = checkUnknown(schema, data))
        return wrong;
    return checkCount(schema, u"minProperties", u"maxProperties", data.size(), u"expect object to have at least %1 properties"_s,
                      u"expect object to have at most %1 properties"_s);
}

Wrong checkUnique(const json::Value &data)
{
    const auto &items = data.items();
    for (qsizetype i = 1; i < items.size(); ++i)
        for (qsizetype j = 0; j < i; ++j)
            if (equal(items[i], items[j]))
                return u"expected unique items but items %1 and %2 are equal"_s.arg(j + 1).arg(i + 1);
    return {};
}

Wrong checkItems(const json::Value &schema, json::Value &data)
{
    for (qsizetype i = 0; i < data.size(); ++i) {
        auto item = data.items()[i];
        if (auto wrong = validate(schema, item))
            return withPlace(u"failed to validate item %1"_s.arg(i + 1), wrong);
        if (isTable(item))
            data.setItem(i, item);
    }
    return {};
}

Wrong checkArray(const json::Value &schema, json::Value &data)
{
    if (data.isObject() && !isEmptyTable(data))
        return {};
    if (auto wrong = checkCount(schema, u"minItems", u"maxItems", data.size(), u"expect array to have at least %1 items"_s,
                                u"expect array to have at most %1 items"_s))
        return wrong;
    if (const auto *items = schema.find(u"items"))
        if (auto wrong = checkItems(*items, data))
            return wrong;
    return schema.value(u"uniqueItems").toBool() ? checkUnique(data) : Wrong();
}

Wrong checkString(const json::Value &schema, const QString &text)
{
    const auto length = lengthOf(text);
    if (auto wrong = checkCount(schema, u"minLength", u"maxLength", length,
                                u"string too short, expected at least %1, got "_s + QString::number(length),
                                u"string too long, expected at most %1, got "_s + QString::number(length)))
        return wrong;
    const auto *pattern = schema.find(u"pattern");
    if (!pattern || matchesPattern(pattern->toString(), text))
        return {};
    return u"failed to match pattern %1 with %2"_s.arg(luaQuoted(pattern->toString()), luaQuoted(text));
}

Wrong checkNumber(const json::Value &schema, const json::Value &data)
{
    struct Bound {
        QStringView name;
        bool (*holds)(double, double);
        QString words;
    };
    static const QList<Bound> bounds{{u"minimum", [](double a, double b) { return a >= b; }, u"at least"_s},
                                     {u"exclusiveMinimum", [](double a, double b) { return a > b; }, u"greater than"_s},
                                     {u"maximum", [](double a, double b) { return a <= b; }, u"at most"_s},
                                     {u"exclusiveMaximum", [](double a, double b) { return a < b; }, u"smaller than"_s}};
    for (const auto &bound : bounds)
        if (const auto *limit = schema.find(bound.name); limit && limit->isNumber() && !bound.holds(data.toDouble(), limit->toDouble()))
            return u"expected %1 to be %2 %3"_s.arg(shown(data), bound.words, shown(*limit));
    if (const auto *step = schema.find(u"multipleOf"); step && std::fmod(data.toDouble(), step->toDouble()) != 0)
        return u"expected %1 to be a multiple of %2"_s.arg(shown(data), shown(*step));
    return {};
}

Wrong checkEnum(const json::Value &schema, const json::Value &data)
{
    const auto *choices = schema.find(u"enum");
    if (!choices)
        return {};
    for (const auto &choice : choices->items())
        if (equal(choice, data))
            return {};
    return u"matches none of the enum values"_s;
}

Wrong checkAll(const json::Value &schema, json::Value &data)
{
    const auto all = schema.value(u"allOf");
    for (qsizetype i = 0; i < all.size(); ++i)
        if (auto wrong = validate(all.items()[i], data))
            return withPlace(u"allOf %1 failed"_s.arg(i + 1), wrong);
    return {};
}

Wrong checkAny(const json::Value &schema, json::Value &data)
{
    const auto *any = schema.find(u"anyOf");
    if (!any)
        return {};
    QStringList required;
    for (const auto &choice : any->items()) {
        if (!validate(choice, data))
            return {};
        if (const auto *names = choice.find(u"required"))
            required.append(QString::fromUtf8(json::compact(*names)));
    }
    const auto words = u"object matches none of the required"_s;
    return required.isEmpty() ? words : words + u": "_s + required.join(u" or ");
}

Wrong checkOne(const json::Value &schema, json::Value &data)
{
    const auto one = schema.value(u"oneOf");
    qsizetype matched = -1;
    for (qsizetype i = 0; i < one.size(); ++i) {
        if (validate(one.items()[i], data))
            continue;
        if (matched >= 0)
            return u"value should match only one schema, but matches both schemas %1 and %2"_s.arg(matched + 1).arg(i + 1);
        matched = i;
    }
    return one.size() > 0 && matched < 0 ? Wrong(u"value should match only one schema, but matches none"_s) : Wrong();
}

Wrong checkIf(const json::Value &schema, json::Value &data)
{
    const auto *condition = schema.find(u"if");
    if (!condition)
        return {};
    const bool holds = !validate(*condition, data);
    const auto *branch = schema.find(holds ? u"then" : u"else");
    if (!branch || !validate(*branch, data))
        return {};
    return holds ? u"then clause did not match"_s : u"else clause did not match"_s;
}

Wrong checkFormat(const json::Value &schema, const json::Value &data)
{
    const auto format = schema.value(u"format").toString();
    if (!data.isString() || (format != u"ipv4" && format != u"ipv6"))
        return {};
    const auto text = data.toString();
    in6_addr address;
    const bool right = inet_pton(format == u"ipv4" ? AF_INET : AF_INET6, text.toLatin1().constData(), &address) == 1;
    return right ? Wrong() : Wrong(u"expect valid %1 format but got: %2"_s.arg(format, text));
}

Wrong checkRest(const json::Value &schema, json::Value &data)
{
    if (auto wrong = checkIf(schema, data))
        return wrong;
    if (const auto *no = schema.find(u"not"); no && !validate(*no, data))
        return u"value wasn't supposed to match schema"_s;
    if (auto wrong = checkFormat(schema, data))
        return wrong;
    if (const auto *constant = schema.find(u"const"); constant && !equal(*constant, data))
        return u"failed to check const value"_s;
    const auto *contained = schema.find(u"contains");
    if (!contained || !data.isArray())
        return {};
    for (auto item : data.items())
        if (!validate(*contained, item))
            return {};
    return u"failed to check contains"_s;
}

Wrong checkValue(const json::Value &schema, json::Value &data)
{
    if (isTable(data)) {
        if (auto wrong = checkObject(schema, data))
            return wrong;
        return checkArray(schema, data);
    }
    if (data.isString())
        return checkString(schema, data.toString());
    return data.isNumber() ? checkNumber(schema, data) : Wrong();
}

} // namespace

Wrong validate(const json::Value &schema, json::Value &data)
{
    if (schema.isBool())
        return schema.toBool() ? Wrong() : Wrong(u"expect false always"_s);
    if (auto wrong = checkType(schema, data))
        return wrong;
    if (schema.value(u"type").toString() == u"string" && isReference(data.toString()))
        return {};
    if (auto wrong = checkValue(schema, data))
        return wrong;
    if (auto wrong = checkEnum(schema, data))
        return wrong;
    for (const auto step : {&checkAll, &checkAny, &checkOne, &checkRest})
        if (auto wrong = (*step)(schema, data))
            return wrong;
    return {};
}

} // namespace sandbox::gateway
