#include "core/json/number.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace json {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// Moves on over digits; false when there is none.
bool skipDigits(std::string_view text, size_t &at)
{
    const size_t from = at;
    while (at < text.size() && isDigit(text[at]))
        ++at;
    return at > from;
}

bool skipInteger(std::string_view text, size_t &at)
{
    if (at < text.size() && text[at] == '-')
        ++at;
    if (at < text.size() && text[at] == '0')
        return ++at, true;
    return skipDigits(text, at);
}

bool skipExponent(std::string_view text, size_t &at)
{
    if (at == text.size() || (text[at] != 'e' && text[at] != 'E'))
        return true;
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-'))
        ++at;
    return skipDigits(text, at);
}

void trimZeros(Decimal &number)
{
    qsizetype last = number.digits.size();
    while (last > 0 && number.digits[last - 1] == '0')
        --last;
    number.exponent += number.digits.size() - last;
    number.digits.truncate(last);
    const auto first = std::find_if(number.digits.cbegin(), number.digits.cend(), [](char c) { return c != '0'; });
    number.digits.remove(0, first - number.digits.cbegin());
    if (number.digits.isEmpty())
        number = {};
}

} // namespace

bool isNumber(std::string_view text)
{
    size_t at = 0;
    if (!skipInteger(text, at))
        return false;
    if (at < text.size() && text[at] == '.') {
        ++at;
        if (!skipDigits(text, at))
            return false;
    }
    return skipExponent(text, at) && at == text.size();
}

std::optional<Decimal> decimal(const QByteArray &number)
{
    Decimal result;
    result.negative = number.startsWith('-');
    const qsizetype begin = result.negative ? 1 : 0;
    qsizetype end = number.size();
    const auto mark = std::find_if(number.cbegin(), number.cend(), [](char c) { return c == 'e' || c == 'E'; });
    if (mark != number.cend()) {
        end = mark - number.cbegin();
        bool ok = false;
        result.exponent = number.mid(end + 1).toLongLong(&ok);
        if (!ok || qAbs(result.exponent) > 1'000'000'000'000'000)
            return {};
    }
    result.digits = number.mid(begin, end - begin);
    if (const qsizetype point = result.digits.indexOf('.'); point >= 0) {
        result.exponent -= result.digits.size() - point - 1;
        result.digits.remove(point, 1);
    }
    trimZeros(result);
    return result;
}

std::optional<qint64> integer(const QByteArray &number)
{
    qint64 plain = 0;
    const auto [end, error] = std::from_chars(number.cbegin(), number.cend(), plain);
    if (error == std::errc() && end == number.cend())
        return plain;
    const auto parts = decimal(number);
    if (!parts || parts->exponent < 0 || parts->digits.size() + parts->exponent > 19)
        return {};
    const QByteArray text = (parts->negative ? "-" : "") + parts->digits + QByteArray(int(parts->exponent), '0');
    bool ok = false;
    const qint64 value = parts->digits.isEmpty() ? 0 : text.toLongLong(&ok);
    return ok || parts->digits.isEmpty() ? std::optional(value) : std::nullopt;
}

double floating(const QByteArray &number)
{
    double value = 0;
    const auto [end, error] = std::from_chars(number.cbegin(), number.cend(), value);
    if (error != std::errc::result_out_of_range)
        return value;
    const auto parts = decimal(number);
    const bool tiny
        = parts ? parts->digits.size() + parts->exponent < 0 : number.contains("e-") || number.contains("E-");
    const double magnitude = tiny ? 0 : std::numeric_limits<double>::infinity();
    return number.startsWith('-') ? -magnitude : magnitude;
}

bool sameNumber(const QByteArray &a, const QByteArray &b)
{
    if (a == b)
        return true;
    const auto left = decimal(a);
    return left && left == decimal(b);
}

} // namespace json
