#pragma once

#include <QStringView>

#include <array>
#include <optional>

namespace openwhisk {

/// An id as nearly all servers make them, 32 hex digits in lower case, as a number.
struct HexId {
    quint64 high = 0;
    quint64 low = 0;
};

namespace hexid {

inline constexpr std::array<signed char, 128> digits = [] {
    std::array<signed char, 128> values{};
    values.fill(-1);
    for (int i = 0; i < 10; ++i)
        values[size_t('0' + i)] = static_cast<signed char>(i);
    for (int i = 0; i < 6; ++i)
        values[size_t('a' + i)] = static_cast<signed char>(10 + i);
    return values;
}();

} // namespace hexid

/// None of any other text. A hundred thousand rows go through here, some of them twice.
inline std::optional<HexId> hexId(QStringView text)
{
    if (text.size() != 32)
        return std::nullopt;
    std::array<quint64, 2> halves{};
    int all = 0; // negative as soon as one is no digit
    for (qsizetype i = 0; i < 32; ++i) {
        const char16_t c = text.utf16()[i];
        const int digit = c < 128 ? hexid::digits[c] : -1;
        all |= digit;
        halves[size_t(i / 16)] = halves[size_t(i / 16)] << 4 | quint64(digit & 15);
    }
    return all < 0 ? std::nullopt : std::optional(HexId{halves[0], halves[1]});
}

} // namespace openwhisk
