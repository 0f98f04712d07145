#include "core/zip/directory.h"

#include <QCoreApplication>
#include <QtEndian>

#include <algorithm>

namespace zip {

namespace {

constexpr quint32 inExtra = 0xFFFFFFFF; ///< the true number is in the ZIP64 field
constexpr quint16 zip64Field = 0x0001;
constexpr qint64 longestComment = 0xFFFF;

Error damaged(const char *why)
{
    return {Error::Kind::Protocol, QCoreApplication::translate("zip", why), {}};
}

qint64 findEnd(const QByteArray &bytes)
{
    const qint64 last = bytes.size() - endHead;
    for (qint64 at = last; at >= 0 && at >= last - longestComment; --at)
        if (dword(bytes, at) == endSignature && at + endHead + word(bytes, at + 20) == bytes.size())
            return at;
    return -1;
}

/// Sizes and place, in this order, of those that did not fit into 32 bits.
void takeZip64(Record &record)
{
    QList<qint64 *> wanted;
    for (qint64 *number : {&record.size, &record.packed, &record.local})
        if (*number == inExtra)
            wanted.append(number);
    for (qint64 at = 0; !wanted.isEmpty() && at + 4 <= record.extra.size();) {
        const qint64 next = at + 4 + word(record.extra, at + 2);
        if (word(record.extra, at) == zip64Field && next <= record.extra.size())
            for (qint64 from = at + 4; from + 8 <= next && !wanted.isEmpty(); from += 8)
                *wanted.takeFirst() = qFromLittleEndian<qint64>(record.extra.constData() + from);
        at = next;
    }
}

Record recordAt(const QByteArray &bytes, qint64 at)
{
    Record record;
    record.madeBy = word(bytes, at + 4);
    record.flags = word(bytes, at + 8);
    record.method = word(bytes, at + 10);
    record.time = word(bytes, at + 12);
    record.date = word(bytes, at + 14);
    record.crc = dword(bytes, at + 16);
    record.packed = dword(bytes, at + 20);
    record.size = dword(bytes, at + 24);
    record.external = dword(bytes, at + 38);
    record.local = dword(bytes, at + 42);
    const qint64 name = word(bytes, at + 28);
    const qint64 extra = word(bytes, at + 30);
    record.central = at;
    record.centralEnd = at + centralHead + name + extra + word(bytes, at + 32);
    record.name = bytes.mid(at + centralHead, name);
    record.extra = bytes.mid(at + centralHead + name, extra);
    takeZip64(record);
    return record;
}

bool takeLocal(const QByteArray &bytes, qint64 prefix, qint64 start, Record &record)
{
    record.local += prefix;
    if (record.local < 0 || record.local + localHead > start || dword(bytes, record.local) != localSignature)
        return false;
    record.data = record.local + localHead + word(bytes, record.local + 26) + word(bytes, record.local + 28);
    return record.packed >= 0 && record.size >= 0 && record.data + record.packed <= start;
}

/// Entries that share bytes are a way to make a small file unpack to a huge one.
bool takeRanges(Directory &directory)
{
    QList<Record *> order;
    for (Record &record : directory.records)
        order.append(&record);
    std::sort(order.begin(), order.end(), [](const Record *a, const Record *b) { return a->local < b->local; });
    for (qsizetype i = 0; i < order.size(); ++i) {
        order[i]->localEnd = i + 1 < order.size() ? order[i + 1]->local : directory.start;
        if (order[i]->data + order[i]->packed > order[i]->localEnd)
            return false;
    }
    return true;
}

} // namespace

quint16 word(const QByteArray &bytes, qint64 at)
{
    return qFromLittleEndian<quint16>(bytes.constData() + at);
}

quint32 dword(const QByteArray &bytes, qint64 at)
{
    return qFromLittleEndian<quint32>(bytes.constData() + at);
}

void putWord(QByteArray &bytes, quint16 value)
{
    char raw[2];
    qToLittleEndian(value, raw);
    bytes.append(raw, 2);
}

void putDword(QByteArray &bytes, quint32 value)
{
    char raw[4];
    qToLittleEndian(value, raw);
    bytes.append(raw, 4);
}

Result<Directory> readDirectory(const QByteArray &bytes)
{
    Directory directory;
    directory.end = findEnd(bytes);
    if (directory.end < 0)
        return damaged(QT_TRANSLATE_NOOP("zip", "This is no whole zip: the directory at its end is missing."));
    const int count = word(bytes, directory.end + 10);
    const qint64 size = dword(bytes, directory.end + 12);
    if (word(bytes, directory.end + 4) != 0 || word(bytes, directory.end + 8) != count)
        return damaged(QT_TRANSLATE_NOOP("zip", "This zip has several parts; only whole ones can be opened."));
    if (count == 0xFFFF || size == inExtra)
        return damaged(QT_TRANSLATE_NOOP("zip", "This zip has more than 65,534 files (ZIP64) and cannot be opened."));
    directory.start = directory.end - size;
    directory.prefix = directory.start - dword(bytes, directory.end + 16);
    if (directory.start < 0 || directory.prefix < 0)
        return damaged(QT_TRANSLATE_NOOP("zip", "The directory of this zip is damaged."));
    qint64 at = directory.start;
    for (int i = 0; i < count; ++i) {
        if (at + centralHead > directory.end || dword(bytes, at) != centralSignature)
            return damaged(QT_TRANSLATE_NOOP("zip", "The directory of this zip is damaged."));
        Record record = recordAt(bytes, at);
        at = record.centralEnd;
        if (at > directory.end || !takeLocal(bytes, directory.prefix, directory.start, record))
            return damaged(QT_TRANSLATE_NOOP("zip", "The directory of this zip names bytes that are not there."));
        directory.records.append(record);
    }
    if (!takeRanges(directory))
        return damaged(QT_TRANSLATE_NOOP("zip", "Entries of this zip overlap: it is damaged, or made to do harm."));
    return directory;
}

} // namespace zip
