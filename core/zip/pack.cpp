#include "core/zip/pack.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QLocale>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace zip {

namespace {

constexpr quint16 deflated = 8;
constexpr qint64 firstDosYear = 1980;

QString tr(const char *text)
{
    return QCoreApplication::translate("zip", text);
}

/// zlib's stream without its head (after Qt's length of 4) and check sum.
QByteArray deflate(const QByteArray &bytes)
{
    const QByteArray stream = qCompress(bytes, 6);
    return stream.mid(6, stream.size() - 10);
}

struct DosTime {
    quint16 date = 0x21; ///< 1 January 1980
    quint16 time = 0;
};

/// In UTC, so that the bytes do not depend on where they are made; the extra field has the true time anyway.
DosTime dosTime(qint64 ms)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
    if (at.date().year() < firstDosYear)
        return {};
    const QDate date = at.date();
    const QTime time = at.time();
    return {quint16((date.year() - firstDosYear) << 9 | date.month() << 5 | date.day()),
            quint16(time.hour() << 11 | time.minute() << 5 | time.second() / 2)};
}

QByteArray timeExtra(qint64 ms)
{
    QByteArray extra("UT", 2);
    putWord(extra, 5);
    extra.append(char(1));
    putDword(extra, quint32(qint32(ms / 1000)));
    return extra;
}

/// What local header and record have in common, from the flags to the length of the name.
QByteArray common(const File &file, const QByteArray &name, bool packed, qint64 size)
{
    const DosTime at = dosTime(file.modifiedMs);
    QByteArray head;
    const bool ascii = std::all_of(name.begin(), name.end(), [](char c) { return quint8(c) < 128; });
    putWord(head, ascii ? 0 : utf8Flag);
    putWord(head, packed ? deflated : 0);
    putWord(head, at.time);
    putWord(head, at.date);
    putDword(head, checksum(file.content));
    putDword(head, quint32(size));
    putDword(head, quint32(file.content.size()));
    putWord(head, quint16(name.size()));
    return head;
}

bool isVersionControl(const QString &name)
{
    return name == u".git"_s || name == u".hg"_s || name == u".svn"_s || name == u".DS_Store"_s;
}

void collect(const QDir &dir, const QString &prefix, QList<Source> *sources, QStringList *leftOut)
{
    const auto infos
        = dir.entryInfoList(QDir::Files | QDir::Dirs | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::NoSort);
    for (const QFileInfo &info : infos) {
        const QString path = prefix + info.fileName();
        if (isVersionControl(info.fileName()))
            leftOut->append(tr("%1 (not code)").arg(path));
        else if (info.isSymLink() && info.isDir())
            leftOut->append(tr("%1 (a link to a folder)").arg(path));
        else if (info.isDir())
            collect(QDir(info.filePath()), path + u'/', sources, leftOut);
        else if (info.isFile())
            sources->append({path, info.filePath()});
        else
            leftOut->append(tr("%1 (neither file nor folder)").arg(path));
    }
}

Result<File> readSource(const Source &source)
{
    QFile file(source.disk);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Kind::Rejected, tr("%1 cannot be read: %2.").arg(source.disk, file.errorString()), {}};
    File read{file.readAll(), file.fileTime(QFileDevice::FileModificationTime).toMSecsSinceEpoch(), 0644};
    if (file.permissions() & QFileDevice::ExeOwner)
        read.mode = 0755;
    if (file.error() != QFileDevice::NoError)
        return Error{Error::Kind::Rejected, tr("%1 cannot be read: %2.").arg(source.disk, file.errorString()), {}};
    return read;
}

Error tooLarge(qint64 cap)
{
    return {Error::Kind::TooLarge,
            tr("The zip would be larger than %1, which is what a server takes. Leave out what is not needed to run.")
                .arg(QLocale().formattedDataSize(cap)),
            {}};
}

} // namespace

quint32 checksum(const QByteArray &bytes)
{
    static const auto table = [] {
        std::array<quint32, 256> made{};
        for (quint32 i = 0; i < 256; ++i) {
            made[i] = i;
            for (int bit = 0; bit < 8; ++bit)
                made[i] = made[i] & 1 ? 0xEDB88320 ^ made[i] >> 1 : made[i] >> 1;
        }
        return made;
    }();
    quint32 crc = 0xFFFFFFFF;
    for (const char c : bytes)
        crc = table[(crc ^ quint8(c)) & 0xFF] ^ crc >> 8;
    return ~crc;
}

Written writeFile(const QString &path, const File &file)
{
    const QByteArray name = path.toUtf8();
    QByteArray data = deflate(file.content);
    const bool packed = data.size() < file.content.size();
    if (!packed)
        data = file.content;
    const QByteArray shared = common(file, name, packed, data.size());
    const QByteArray extra = timeExtra(file.modifiedMs);
    Written entry;
    putDword(entry.local, localSignature);
    putWord(entry.local, 20);
    entry.local += shared;
    putWord(entry.local, quint16(extra.size()));
    entry.local += name + extra + data;
    putDword(entry.central, centralSignature);
    putWord(entry.central, 3 << 8 | 20); // made on Unix: the mode counts
    putWord(entry.central, 20);
    entry.central += shared;
    putWord(entry.central, quint16(extra.size()));
    entry.central += QByteArray(6, '\0'); // comment, part, internal attributes
    putDword(entry.central, quint32(0100000 | (file.mode ? file.mode : 0644)) << 16);
    putDword(entry.central, 0);
    entry.central += name + extra;
    return entry;
}

QByteArray placed(QByteArray central, qint64 local)
{
    QByteArray number;
    putDword(number, quint32(local));
    return central.replace(42, 4, number);
}

QByteArray endRecord(qsizetype count, qint64 size, qint64 start, const QByteArray &comment)
{
    QByteArray end;
    putDword(end, endSignature);
    putDword(end, 0);
    putWord(end, quint16(count));
    putWord(end, quint16(count));
    putDword(end, quint32(size));
    putDword(end, quint32(start));
    putWord(end, quint16(comment.size()));
    return end + comment;
}

QList<Source> filesOf(const QString &folder, QStringList *leftOut)
{
    QList<Source> sources;
    collect(QDir(folder), {}, &sources, leftOut);
    std::sort(sources.begin(), sources.end(), [](const Source &a, const Source &b) { return a.path < b.path; });
    return sources;
}

Result<Packed> pack(const QList<Source> &sources, qint64 cap, const std::shared_ptr<PackProgress> &progress)
{
    Packed packed;
    QByteArray directory;
    if (sources.size() >= 0xFFFF)
        return Error{Error::Kind::TooLarge, tr("A zip for an action takes up to 65,534 files."), {}};
    for (const Source &source : sources) {
        if (progress && progress->canceled)
            return Error{Error::Kind::Canceled, tr("Packing was stopped."), {}};
        const auto file = readSource(source);
        if (!file)
            return file.error();
        const Written entry = writeFile(source.path, *file);
        directory += placed(entry.central, packed.zip.size());
        packed.zip += entry.local;
        ++packed.files;
        if (packed.zip.size() + directory.size() > cap)
            return tooLarge(cap);
        if (progress) {
            ++progress->files;
            progress->bytes += file->content.size();
        }
    }
    const qint64 start = packed.zip.size();
    packed.zip += directory + endRecord(packed.files, directory.size(), start);
    return packed;
}

} // namespace zip
