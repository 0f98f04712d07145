#pragma once

#include <QStringView>

#include <optional>

namespace openwhisk {

/// An id as nearly all servers make them, 32 hex digits in lower case, as a number.
struct HexId {
    quint64 high = 0;
    quint64 low = 0;
};

namespace hexid {

constexpr quint64 inEach(quint64 value) ///< of four texts' units
{
    return value * 0x0001000100010001U;
}

/// Four digits at once. Of anything else some bit of bad is set.
inline quint64 four(const char16_t *text, quint64 *bad)
{
    const quint64 units = text[0] | quint64(text[1]) << 16 | quint64(text[2]) << 32 | quint64(text[3]) << 48;
    const quint64 letters = units >> 6 & inEach(1);
    const quint64 values = (units & inEach(0xf)) + letters * 9;
    *bad |= (units & inEach(0xfff0)) ^ (inEach(0x30) + letters * 0x30); // '0' is 0x30, 'a' is 0x61
    *bad |= ((values + inEach(6)) & inEach(0x10)) ^ letters << 4;       // ten and more are letters, and only they
    *bad |= values & inEach(0x10);
    return values * (1ULL << 60 | 1ULL << 40 | 1ULL << 20 | 1) >> 48; // side by side, the first one highest
}

inline quint64 sixteen(const char16_t *text, quint64 *bad)
{
    return four(text, bad) << 48 | four(text + 4, bad) << 32 | four(text + 8, bad) << 16 | four(text + 12, bad);
}

} // namespace hexid

/// None of any other text. A hundred thousand rows go through here, some of them twice.
inline std::optional<HexId> hexId(QStringView text)
{
    if (text.size() != 32)
        return std::nullopt;
    quint64 bad = 0;
    const HexId id{hexid::sixteen(text.utf16(), &bad), hexid::sixteen(text.utf16() + 16, &bad)};
    return bad ? std::nullopt : std::optional(id);
}

} // namespace openwhisk
