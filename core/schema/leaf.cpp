#include "core/schema/field.h"
#include "core/schema/prepare.h"
#include "core/schema/words.h"

#include "core/json/text.h"

#include <QHash>
#include <QRegularExpression>

#include <arpa/inet.h>

#include <cmath>
#include <mutex>

using namespace Qt::StringLiterals;

namespace schema {

namespace {

using Wrong = std::optional<QString>;

bool hasType(const QString &type, const json::Value &value)
{
    if (type == u"object" || type == u"array")
        return type == (value.isObject() ? u"object"_s : value.isArray() ? u"array"_s : QString())
            || ((value.isObject() || value.isArray()) && value.size() == 0);
    if (type == u"integer")
        return value.isNumber() && (value.toInteger() || std::floor(value.toDouble()) == value.toDouble());
    if (type == u"number")
        return value.isNumber();
    if (type == u"string")
        return value.isString();
    if (type == u"boolean")
        return value.isBool();
    return type != u"null" || value.isNull();
}

QString wanted(const QString &type)
{
    if (type == u"object")
        return tr("This must be an object.");
    if (type == u"array")
        return tr("This must be a list.");
    if (type == u"integer")
        return tr("This must be a whole number.");
    if (type == u"number")
        return tr("This must be a number.");
    if (type == u"boolean")
        return tr("This must be true or false.");
    return type == u"null" ? tr("This must be null.") : tr("This must be a text.");
}

Wrong typeProblem(const json::Value &schema, const json::Value &value)
{
    const json::Value type = schema.value(u"type");
    if (type.isArray()) {
        for (const json::Value &one : type.items())
            if (hasType(one.toString(), value))
                return {};
        return type.size() > 0 ? Wrong(wanted(type.items().first().toString())) : Wrong();
    }
    return !type.isString() || hasType(type.toString(), value) ? Wrong() : Wrong(wanted(type.toString()));
}

struct Counted {
    qint64 count;
    QString fewest; ///< sentences with %1 for the bound
    QString most;
};

Wrong countProblem(const json::Value &schema, QStringView least, QStringView most, const Counted &counted)
{
    if (const auto bound = schema.value(least).toInteger(); bound && counted.count < *bound)
        return counted.fewest.arg(*bound);
    if (const auto bound = schema.value(most).toInteger(); bound && counted.count > *bound)
        return counted.most.arg(*bound);
    return {};
}

Wrong formatProblem(const QString &format, const QString &text)
{
    if (format != u"ipv4" && format != u"ipv6")
        return {};
    in6_addr address;
    const bool good = inet_pton(format == u"ipv4" ? AF_INET : AF_INET6, text.toLatin1().constData(), &address) == 1;
    return good ? Wrong() : Wrong(format == u"ipv4" ? tr("This must be an IPv4 address.") : tr("This must be an IPv6 address."));
}

Wrong textProblem(const json::Value &schema, const QString &text)
{
    const qsizetype length = text.toUcs4().size();
    if (length == 0 && schema.value(u"minLength").toInteger().value_or(0) == 1)
        return tr("This must not be empty.");
    if (auto wrong = countProblem(schema, u"minLength", u"maxLength",
                                  {length, tr("At least %1 characters are needed."), tr("At most %1 characters are allowed.")}))
        return wrong;
    if (const json::Value *pattern = schema.find(u"pattern"); pattern && !matches(pattern->toString(), text))
        return tr("This does not have the form that the server wants: %1").arg(pattern->toString());
    return formatProblem(schema.value(u"format").toString(), text);
}

/// Negative, zero or positive, as a is less, equal or greater.
int compared(const json::Value &a, const json::Value &b)
{
    if (const auto x = a.toInteger(), y = b.toInteger(); x && y)
        return *x < *y ? -1 : *x > *y;
    const double x = a.toDouble();
    const double y = b.toDouble();
    return x < y ? -1 : x > y;
}

Wrong numberProblem(const json::Value &schema, const json::Value &value)
{
    const auto shown = [](const json::Value &bound) { return QString::fromLatin1(bound.numberText()); };
    const auto bound = [&schema](QStringView name) {
        const json::Value *found = schema.find(name);
        return found && found->isNumber() ? found : nullptr;
    };
    if (const auto *least = bound(u"minimum"); least && compared(value, *least) < 0)
        return tr("This must be %1 or more.").arg(shown(*least));
    if (const auto *most = bound(u"maximum"); most && compared(value, *most) > 0)
        return tr("This must be %1 or less.").arg(shown(*most));
    if (const auto *above = bound(u"exclusiveMinimum"); above && compared(value, *above) <= 0)
        return tr("This must be more than %1.").arg(shown(*above));
    if (const auto *below = bound(u"exclusiveMaximum"); below && compared(value, *below) >= 0)
        return tr("This must be less than %1.").arg(shown(*below));
    if (const auto *step = bound(u"multipleOf"); step && std::remainder(value.toDouble(), step->toDouble()) != 0)
        return tr("This must be a multiple of %1.").arg(shown(*step));
    return {};
}

Wrong listProblem(const json::Value &schema, const json::Value &value)
{
    if (auto wrong = countProblem(schema, u"minItems", u"maxItems",
                                  {value.size(), tr("At least %1 entries are needed."), tr("At most %1 entries are allowed.")}))
        return wrong;
    if (!schema.value(u"uniqueItems").toBool())
        return {};
    const auto &items = value.items();
    for (qsizetype i = 1; i < items.size(); ++i)
        for (qsizetype j = 0; j < i; ++j)
            if (equal(items[i], items[j]))
                return tr("Entries %1 and %2 are the same.").arg(j + 1).arg(i + 1);
    return {};
}

QString shownValue(const json::Value &value)
{
    return value.isString() ? value.toString() : QString::fromUtf8(json::compact(value));
}

Wrong valueProblem(const json::Value &schema, const json::Value &value)
{
    if (const json::Value *constant = schema.find(u"const"); constant && !equal(*constant, value))
        return tr("This must be %1.").arg(shownValue(*constant));
    const json::Value *values = schema.find(u"enum");
    if (!values || !values->isArray())
        return {};
    QStringList shown;
    for (const json::Value &one : values->items()) {
        if (equal(one, value))
            return {};
        shown.append(shownValue(one));
    }
    return tr("This must be %1.").arg(orList(shown));
}

Wrong byType(const json::Value &schema, const json::Value &value)
{
    switch (value.type()) {
    case json::Type::String:
        return textProblem(schema, value.toString());
    case json::Type::Number:
        return numberProblem(schema, value);
    case json::Type::Array:
        return listProblem(schema, value);
    case json::Type::Object:
        return countProblem(schema, u"minProperties", u"maxProperties",
                            {value.size(), tr("At least %1 members are needed."), tr("At most %1 members are allowed.")});
    default:
        return {};
    }
}

} // namespace

bool isReference(const QString &text)
{
    return text.startsWith(u"$secret://") || text.startsWith(u"$env://", Qt::CaseInsensitive);
}

bool matches(const QString &pattern, const QString &text)
{
    static std::mutex mutex;
    static QHash<QString, QRegularExpression> known;
    constexpr qsizetype mostKnown = 2000;

    QRegularExpression expression;
    {
        const std::lock_guard lock(mutex);
        if (known.size() >= mostKnown)
            known.clear();
        auto found = known.find(pattern);
        if (found == known.end())
            found = known.insert(pattern, QRegularExpression(pattern));
        expression = *found;
    }
    return !expression.isValid() || expression.match(text).hasMatch();
}

std::optional<QString> leafProblem(const json::Value &schema, const json::Value &value)
{
    if (auto wrong = typeProblem(schema, value))
        return wrong;
    if (schema.value(u"type").toString() == u"string" && isReference(value.toString()))
        return {};
    if (auto wrong = byType(schema, value))
        return wrong;
    return valueProblem(schema, value);
}

} // namespace schema
