#include "core/exchange/yamlscalar.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace exchange {

namespace {

bool matches(const QString &text, const QString &pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

/// The digits of another base as decimal text.
std::optional<json::Value> ofBase(QStringView digits, int base)
{
    bool ok = false;
    const qulonglong value = digits.toULongLong(&ok, base);
    return ok ? std::optional(json::Value::numberText(QByteArray::number(value))) : std::nullopt;
}

/// JSON knows no "+1", "007", ".5", "1.": only these are written another way.
QByteArray asJson(QByteArray number)
{
    const bool negative = number.startsWith('-');
    if (negative || number.startsWith('+'))
        number.remove(0, 1);
    if (number.startsWith('.'))
        number.prepend('0');
    while (number.size() > 1 && number[0] == '0' && number[1] >= '0' && number[1] <= '9')
        number.remove(0, 1);
    if (const qsizetype point = number.indexOf('.'); point >= 0 && (point + 1 == number.size() || number[point + 1] == 'e' || number[point + 1] == 'E'))
        number.remove(point, 1);
    return negative ? '-' + number : number;
}

} // namespace

std::optional<json::Value> plainScalar(const QByteArray &bytes)
{
    const QString text = QString::fromUtf8(bytes);
    if (text.isEmpty() || text == u'~' || matches(text, u"null|Null|NULL"_s))
        return json::Value();
    if (matches(text, u"true|True|TRUE|false|False|FALSE"_s))
        return json::Value::boolean(text.startsWith(u't', Qt::CaseInsensitive));
    if (matches(text, u"[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?"_s))
        return json::Value::numberText(asJson(bytes));
    if (matches(text, u"0o[0-7]+"_s))
        return ofBase(QStringView(text).mid(2), 8);
    if (matches(text, u"0x[0-9a-fA-F]+"_s))
        return ofBase(QStringView(text).mid(2), 16);
    if (matches(text, u"[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)"_s))
        return std::nullopt;
    return json::Value::string(text);
}

} // namespace exchange
