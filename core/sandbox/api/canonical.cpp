#include "core/sandbox/api/canonical.h"

#include "core/sandbox/api/refusal.h"

#include <algorithm>
#include <limits>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype numberLimit = 100;

/// sign, digits without leading zeros (at least one), and the power of ten that the last digit stands for.
struct Decimal {
    bool negative = false;
    QByteArray digits;
    qint64 scale = 0; ///< digits after the point, as Java's BigDecimal counts
};

Decimal taken(QByteArrayView number)
{
    Decimal decimal;
    if (number.startsWith('-')) {
        decimal.negative = true;
        number = number.sliced(1);
    }
    bool fraction = false;
    qsizetype i = 0;
    for (; i < number.size() && number[i] != 'e' && number[i] != 'E'; ++i) {
        if (number[i] == '.') {
            fraction = true;
            continue;
        }
        decimal.digits += number[i];
        decimal.scale += fraction ? 1 : 0;
    }
    if (i < number.size())
        decimal.scale -= QByteArray(number.sliced(i + 1).toByteArray()).toLongLong();
    while (decimal.digits.size() > 1 && decimal.digits.startsWith('0'))
        decimal.digits.remove(0, 1);
    if (decimal.digits == "0")
        decimal.negative = false;
    return decimal;
}

QString wellFormed(const QString &text)
{
    QString out = text;
    for (qsizetype i = 0; i < out.size(); ++i) {
        if (out[i].isHighSurrogate() && i + 1 < out.size() && out[i + 1].isLowSurrogate())
            ++i;
        else if (out[i].isSurrogate())
            out[i] = u'?';
    }
    return out;
}

bool hasSurrogate(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.isSurrogate(); });
}

json::Value canonicalString(const json::Value &value)
{
    const auto text = value.toString();
    return hasSurrogate(text) ? json::Value::string(wellFormed(text)) : value;
}

json::Value canonicalArray(const json::Value &value)
{
    QList<json::Value> items;
    items.reserve(value.size());
    for (const auto &item : value.items())
        items.append(canonical(item));
    return json::Value::array(std::move(items));
}

json::Value canonicalObject(const json::Value &value)
{
    QList<json::Member> members;
    members.reserve(value.size());
    for (const auto &member : value.members())
        members.append({hasSurrogate(member.name) ? wellFormed(member.name) : member.name, canonical(member.value)});
    std::stable_sort(members.begin(), members.end(),
                     [](const json::Member &a, const json::Member &b) { return a.name < b.name; });
    QList<json::Member> unique;
    unique.reserve(members.size());
    for (auto &member : members) {
        if (!unique.isEmpty() && unique.last().name == member.name)
            unique.last() = std::move(member);
        else
            unique.append(std::move(member));
    }
    return json::Value::object(std::move(unique));
}

void checkNumber(const QByteArray &text)
{
    if (text.size() > numberLimit)
        rejectMalformed(u"Number too long: The serialized length of a JSON number must not exceed %1 characters, but is %2"_s
                            .arg(numberLimit)
                            .arg(text.size()));
    const auto mark = std::max(text.indexOf('e'), text.indexOf('E'));
    if (mark < 0)
        return;
    bool fits = false;
    const auto exponent = text.mid(mark + 1).toLongLong(&fits);
    if (!fits || exponent > std::numeric_limits<qint32>::max() || exponent < -std::numeric_limits<qint32>::max())
        reject(400, u"Too many nonzero exponent digits."_s);
}

} // namespace

QByteArray decimalText(QByteArrayView number)
{
    const auto decimal = taken(number);
    const auto count = decimal.digits.size();
    const qint64 adjusted = -decimal.scale + (count - 1);
    QByteArray text = decimal.negative ? "-" : "";
    if (decimal.scale == 0)
        return text + decimal.digits;
    if (decimal.scale > 0 && adjusted >= -6) {
        auto digits = decimal.digits;
        if (count <= decimal.scale)
            digits.prepend(QByteArray(decimal.scale - count + 1, '0'));
        return text + digits.insert(digits.size() - decimal.scale, '.');
    }
    text += decimal.digits[0];
    if (count > 1)
        text += '.' + decimal.digits.mid(1);
    if (adjusted != 0)
        text += QByteArray("E") + (adjusted > 0 ? "+" : "") + QByteArray::number(adjusted);
    return text;
}

json::Value canonical(const json::Value &value)
{
    switch (value.type()) {
    case json::Type::Number: return json::Value::numberText(decimalText(value.numberText()));
    case json::Type::String: return canonicalString(value);
    case json::Type::Array: return canonicalArray(value);
    case json::Type::Object: return canonicalObject(value);
    default: return value;
    }
}

void checkNumbers(const json::Value &value)
{
    if (value.isNumber())
        checkNumber(value.numberText());
    for (const auto &item : value.items())
        checkNumbers(item);
    for (const auto &member : value.members())
        checkNumbers(member.value);
}

} // namespace sandbox
