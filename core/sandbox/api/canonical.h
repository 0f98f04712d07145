#pragma once

#include "core/json/value.h"

#include <QByteArrayView>

namespace sandbox {

/// As the real server's JSON library gives values back: members sorted by name, doubled ones collapsed, numbers as
/// BigDecimal writes them (1e3 is 1E+3, 1.10e2 is 110), lone surrogates as "?".
json::Value canonical(const json::Value &value);
/// Throws Refusal (400) for numbers that the server refuses: over 100 characters, exponent beyond 32 bits.
void checkNumbers(const json::Value &value);
QByteArray decimalText(QByteArrayView number);

} // namespace sandbox
