#include "core/zip/archive.h"

#include "core/zip/archivedata.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace zip {

namespace {

constexpr quint16 unixTimes = 0x5455;
constexpr int unixHost = 3;
constexpr quint32 kindMask = 0170000;
constexpr quint32 linkKind = 0120000;
constexpr quint32 fileKind = 0100000;
constexpr quint32 folderKind = 0040000;
constexpr qsizetype longestPath = 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("zip", text);
}

/// Most tools write UTF-8 with or without saying so.
QString pathOf(const Record &record)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(record.name);
    return decoder.hasError() ? QString::fromLatin1(record.name) : text;
}

qint64 modifiedOf(const Record &record)
{
    for (qint64 at = 0; at + 4 <= record.extra.size();) {
        const qint64 next = at + 4 + word(record.extra, at + 2);
        if (word(record.extra, at) == unixTimes && at + 9 <= next && next <= record.extra.size())
            return qint64(qint32(dword(record.extra, at + 5))) * 1000;
        at = next;
    }
    const QDate date((record.date >> 9) + 1980, record.date >> 5 & 15, record.date & 31);
    const QTime time(record.time >> 11, record.time >> 5 & 63, (record.time & 31) * 2);
    return date.isValid() && time.isValid() ? QDateTime(date, time, Qt::UTC).toMSecsSinceEpoch() : 0;
}

quint32 unixMode(const Record &record)
{
    return record.madeBy >> 8 == unixHost ? record.external >> 16 : 0;
}

Oddity oddityOf(const Record &record, const QString &path)
{
    const quint32 kind = unixMode(record) & kindMask;
    if (path.startsWith(u'/') || path.startsWith(u'\\') || (path.size() > 1 && path[1] == u':'))
        return Oddity::Absolute;
    const QStringList parts = QString(path).replace(u'\\', u'/').split(u'/');
    if (path.isEmpty() || parts.contains(u".."_s) || path.contains(QChar(0)))
        return Oddity::Outside;
    if (kind == linkKind)
        return Oddity::Link;
    if (kind != 0 && kind != fileKind && kind != folderKind)
        return Oddity::Special;
    return record.flags & encryptedFlag ? Oddity::Encrypted : Oddity::None;
}

Entry entryOf(const Record &record)
{
    Entry entry;
    entry.path = pathOf(record);
    entry.folder = entry.path.endsWith(u'/');
    entry.oddity = oddityOf(record, entry.path);
    if (entry.folder)
        entry.path.chop(1);
    entry.size = record.size;
    entry.packed = record.packed;
    entry.crc = record.crc;
    entry.modifiedMs = modifiedOf(record);
    entry.mode = int(unixMode(record) & 07777);
    return entry;
}

} // namespace

QString oddityText(Oddity oddity)
{
    switch (oddity) {
    case Oddity::Outside:
        return tr("leads out of the archive (..)");
    case Oddity::Absolute:
        return tr("has an absolute path");
    case Oddity::Link:
        return tr("is a link");
    case Oddity::Special:
        return tr("is neither file nor folder");
    case Oddity::Encrypted:
        return tr("is encrypted");
    case Oddity::Twice:
        return tr("is in the archive twice");
    case Oddity::None:
        break;
    }
    return {};
}

bool Archive::looksLikeOne(const QByteArray &bytes)
{
    return bytes.startsWith("PK\x03\x04") || bytes.startsWith("PK\x05\x06");
}

Result<Archive> Archive::read(const QByteArray &bytes)
{
    return readDirectory(bytes).transform([&bytes](const Directory &directory) {
        auto data = std::make_shared<Data>();
        data->bytes = bytes;
        data->directory = directory;
        data->entries.reserve(directory.records.size());
        for (const Record &record : directory.records) {
            Entry entry = entryOf(record);
            if (data->places.contains(entry.path) && entry.oddity == Oddity::None)
                entry.oddity = Oddity::Twice;
            data->places.insert(entry.path, data->entries.size());
            data->unpacked += entry.size;
            data->entries.append(entry);
        }
        Archive archive;
        archive.d = data;
        return archive;
    });
}

const QList<Entry> &Archive::entries() const
{
    static const QList<Entry> none;
    return d ? d->entries : none;
}

const QByteArray &Archive::bytes() const
{
    static const QByteArray none;
    return d ? d->bytes : none;
}

qsizetype Archive::find(const QString &path) const
{
    return d ? d->places.value(path, -1) : -1;
}

qint64 Archive::unpackedSize() const
{
    return d ? d->unpacked : 0;
}

bool Archive::isBomb() const
{
    constexpr qint64 harmless = 16 * 1024 * 1024;
    const qint64 size = unpackedSize();
    return size > bombSize || (size > harmless && size / bombRatio > bytes().size());
}

QString pathProblem(const QString &path)
{
    if (path.trimmed().isEmpty())
        return tr("A name is missing.");
    if (path.size() > longestPath)
        return tr("The name is too long: %1 characters, %2 are allowed.").arg(path.size()).arg(longestPath);
    if (path.startsWith(u'/') || path.contains(u'\\') || path.contains(u':') || path.contains(QChar(0)))
        return tr("A name inside a zip is relative, with / between folders and without \\ and colon.");
    const QStringList parts = path.split(u'/');
    const bool bad = parts.contains(u".."_s) || parts.contains(u"."_s) || parts.contains(QString());
    return bad ? tr("A name inside a zip has no empty part and no . or .. in it.") : QString();
}

} // namespace zip
