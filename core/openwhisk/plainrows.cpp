#include "core/openwhisk/plainrows.h"

#include <QtAlgorithms>
#include <QtEndian>

#include <charconv>

namespace openwhisk {

namespace {

constexpr qsizetype mostDigits = 17; ///< surely within 64 bits
constexpr quint64 inEach = 0x0101010101010101U; ///< of eight bytes

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The upper bit of the first byte that is less is set, maybe further ones behind it.
quint64 less(quint64 bytes, quint64 than)
{
    return (bytes - inEach * than) & ~bytes & (inEach << 7);
}

/// The same for what ends a plain text: a quote, an escape, a control character.
quint64 ends(quint64 bytes)
{
    return less(bytes ^ inEach * '"', 1) | less(bytes ^ inEach * '\\', 1) | less(bytes, ' ');
}

} // namespace

bool PlainRows::item(QByteArrayView *key, Value *value)
{
    if (!passes("{\"key\":\"") || !text(key) || !passes(",\"value\":"))
        return false;
    return (scalar(value) || knownObject() || object()) && passes("}");
}

bool PlainRows::scalar(Value *value)
{
    if (passes("\""))
        return text(&value->text);
    if (number(value) || passes("false") || passes("null"))
        return true;
    value->yes = passes("true");
    return value->yes;
}

void PlainRows::toTextEnd()
{
    for (; m_end - m_at >= qsizetype(sizeof(quint64)); m_at += sizeof(quint64)) {
        const quint64 found = ends(qFromLittleEndian<quint64>(m_at));
        if (found) {
            m_at += qCountTrailingZeroBits(found) / 8;
            return;
        }
    }
    while (m_at != m_end && *m_at != '"' && *m_at != '\\' && uchar(*m_at) >= ' ')
        ++m_at;
}

bool PlainRows::text(QByteArrayView *inner)
{
    const char *from = m_at;
    toTextEnd();
    *inner = {from, m_at};
    return passes("\"");
}

/// Whole ones without a sign; what must come behind one shows that it has no more to it.
bool PlainRows::number(Value *value)
{
    const char *from = m_at;
    while (m_at != m_end && isDigit(*m_at))
        ++m_at;
    const qsizetype digits = m_at - from;
    if (digits == 0 || digits > mostDigits || (*from == '0' && digits > 1)) {
        m_at = from;
        return false;
    }
    std::from_chars(from, m_at, value->number.emplace(0));
    return true;
}

/// With scalars only. Nothing of it is taken.
bool PlainRows::object()
{
    const char *from = m_at;
    if (!passes("{\""))
        return false;
    do {
        QByteArrayView name;
        Value value;
        if (!text(&name) || !passes(":") || !scalar(&value))
            return false;
    } while (passes(",\""));
    if (!passes("}"))
        return false;
    m_objects[m_next++ % m_objects.size()] = QByteArray(from, m_at - from);
    return true;
}

bool PlainRows::knownObject()
{
    const QByteArrayView ahead(m_at, m_end);
    for (const QByteArray &known : m_objects) {
        if (known.isEmpty() || !ahead.startsWith(known))
            continue;
        m_at += known.size();
        return true;
    }
    return false;
}

} // namespace openwhisk
