#include "core/gateway/expression.h"

#include "core/gateway/address.h"
#include "core/json/text.h"

#include <QHash>
#include <QRegularExpression>

#include <charconv>

namespace gateway {

using namespace Qt::StringLiterals;

namespace {

using Left = std::optional<json::Value>;

/// null stands for Lua's nil on the right side.
bool same(const Left &left, const json::Value &right)
{
    if (right.isNumber()) {
        const auto number = left ? luaNumber(*left) : std::nullopt;
        return number && *number == right.toDouble();
    }
    if (!left)
        return right.isNull();
    return left->type() == right.type() && left->type() != json::Type::Array && left->type() != json::Type::Object && equal(*left, right);
}

template<typename Compare> bool ordered(const Left &left, const json::Value &right, Compare compare)
{
    const auto a = left ? luaNumber(*left) : std::nullopt;
    const auto b = luaNumber(right);
    return a && b && compare(*a, *b);
}

QString textOf(const json::Value &value)
{
    return value.isString() ? value.toString() : QString::fromUtf8(json::compact(value));
}

bool matches(const Left &left, const json::Value &right, QRegularExpression::PatternOptions options)
{
    return left && !(left->isBool() && !left->toBool())
        && QRegularExpression(textOf(right), options).match(textOf(*left)).hasMatch();
}

bool has(const json::Value &list, const Left &item)
{
    for (const auto &one : list.items())
        if (item && one.type() == item->type() && equal(one, *item))
            return true;
    return false;
}

bool belongs(const Left &left, const json::Value &right)
{
    QStringList texts;
    for (const auto &item : right.isArray() ? right.items() : QList<json::Value>{right})
        texts.append(item.toString());
    return left && left->isString() && AddressList(texts).contains(left->toString());
}

bool compared(const Left &left, const QString &word, const json::Value &right)
{
    using Comparison = bool (*)(const Left &, const json::Value &);
    static const QHash<QString, Comparison> comparisons{
        {u"=="_s, same},
        {u"~="_s, [](const Left &a, const json::Value &b) { return !same(a, b); }},
        {u">"_s, [](const Left &a, const json::Value &b) { return ordered(a, b, std::greater<>()); }},
        {u">="_s, [](const Left &a, const json::Value &b) { return ordered(a, b, std::greater_equal<>()); }},
        {u"<"_s, [](const Left &a, const json::Value &b) { return ordered(a, b, std::less<>()); }},
        {u"<="_s, [](const Left &a, const json::Value &b) { return ordered(a, b, std::less_equal<>()); }},
        {u"~~"_s, [](const Left &a, const json::Value &b) { return matches(a, b, QRegularExpression::NoPatternOption); }},
        {u"~*"_s, [](const Left &a, const json::Value &b) { return matches(a, b, QRegularExpression::CaseInsensitiveOption); }},
        {u"in"_s, [](const Left &a, const json::Value &b) { return has(b, a); }},
        {u"has"_s, [](const Left &a, const json::Value &b) { return a && has(*a, b); }},
        {u"ipmatch"_s, belongs}};
    const auto comparison = comparisons.value(word);
    return comparison && comparison(left, right);
}

/// [name, operator, value], [name, "!", operator, value] or [name, value].
bool holdsRule(const json::Value &rule, const Variables &variables)
{
    const auto &items = rule.items();
    if (items.size() < 2)
        return false;
    const auto left = variables(items[0].toString());
    if (items.size() == 2)
        return compared(left, u"=="_s, items[1]);
    const bool isDenied = items.size() == 4;
    return compared(left, items[items.size() - 2].toString().toLower(), items.last()) != isDenied;
}

bool holdsPart(const json::Value &part, const Variables &variables);

bool holdsAll(const QList<json::Value> &parts, qsizetype from, const Variables &variables)
{
    return std::all_of(parts.begin() + from, parts.end(), [&](const json::Value &part) { return holdsPart(part, variables); });
}

bool holdsAny(const QList<json::Value> &parts, qsizetype from, const Variables &variables)
{
    return std::any_of(parts.begin() + from, parts.end(), [&](const json::Value &part) { return holdsPart(part, variables); });
}

bool holdsPart(const json::Value &part, const Variables &variables)
{
    if (!part.isArray() || part.size() == 0)
        return false;
    const auto &items = part.items();
    if (items.first().isArray())
        return holdsAll(items, 0, variables);
    const auto word = items.first().toString().toUpper();
    if (word == u"AND" || word == u"!AND")
        return holdsAll(items, 1, variables) == (word == u"AND");
    if (word == u"OR" || word == u"!OR")
        return holdsAny(items, 1, variables) == (word == u"OR");
    return holdsRule(part, variables);
}

} // namespace

std::optional<double> luaNumber(const QString &text)
{
    auto plain = text.trimmed().toLatin1();
    const bool isNegative = plain.startsWith('-');
    if (isNegative || plain.startsWith('+'))
        plain.remove(0, 1);
    const bool isHex = plain.startsWith("0x") || plain.startsWith("0X");
    if (isHex)
        plain.remove(0, 2);
    double number = 0;
    const char *end = plain.constData() + plain.size();
    const auto read = std::from_chars(plain.constData(), end, number, isHex ? std::chars_format::hex : std::chars_format::general);
    if (plain.isEmpty() || plain.startsWith('-') || read.ec == std::errc::invalid_argument || read.ptr != end)
        return {};
    return isNegative ? -number : number;
}

std::optional<double> luaNumber(const json::Value &value)
{
    if (value.isNumber())
        return value.toDouble();
    return value.isString() ? luaNumber(value.toString()) : std::nullopt;
}

bool holds(const json::Value &expression, const Variables &variables)
{
    const bool isEmpty = (expression.isArray() || expression.isObject()) && expression.size() == 0;
    return isEmpty || holdsPart(expression, variables);
}

} // namespace gateway
