#pragma once

#include <QByteArray>

#include <optional>
#include <string_view>

namespace json {

/// Text of a number by the grammar of RFC 8259, of any size.
bool isNumber(std::string_view text);

/// A number as mantissa and power of ten, so that 5, 5.0 and 5e0 are the same and nothing is rounded.
struct Decimal {
    bool negative = false;
    QByteArray digits; ///< no zeros at either end; empty for zero
    qint64 exponent = 0;
    bool operator==(const Decimal &) const = default;
};

/// None when the exponent is beyond all reason.
std::optional<Decimal> decimal(const QByteArray &number);
std::optional<qint64> integer(const QByteArray &number);
double floating(const QByteArray &number); ///< 1e400 is infinite, 1e-400 zero
bool sameNumber(const QByteArray &a, const QByteArray &b);

} // namespace json
