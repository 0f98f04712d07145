#include "core/zip/archivedata.h"

#include <QCoreApplication>
#include <QLocale>

#include <archive.h>
#include <archive_entry.h>

namespace zip {

namespace {

struct ReadCloser {
    void operator()(struct ::archive *reader) const { archive_read_free(reader); }
};
using Reader = std::unique_ptr<struct ::archive, ReadCloser>;

QString tr(const char *text)
{
    return QCoreApplication::translate("zip", text);
}

Error tooLarge(const QString &path, qint64 cap)
{
    return {Error::Kind::TooLarge,
            tr("%1 is larger than %2 and is not opened.").arg(path, QLocale().formattedDataSize(cap)), {}};
}

Error unreadable(const QString &path, struct ::archive *reader)
{
    const char *why = archive_error_string(reader);
    return {Error::Kind::Protocol,
            tr("%1 cannot be unpacked: %2").arg(path, why ? QString::fromUtf8(why) : tr("it is damaged")), {}};
}

/// One entry as a zip of its own. Its local header is made from the directory: what stands in the archive may lack
/// the sizes, or lie about them.
QByteArray single(const QByteArray &bytes, const Record &record)
{
    QByteArray zip;
    zip.reserve(localHead + 1 + record.packed);
    putDword(zip, localSignature);
    putWord(zip, 20);
    putWord(zip, quint16(record.flags & ~(descriptorFlag | utf8Flag)));
    putWord(zip, record.method);
    putWord(zip, record.time);
    putWord(zip, record.date);
    putDword(zip, record.crc);
    putDword(zip, quint32(record.packed));
    putDword(zip, quint32(record.size));
    putWord(zip, 1);
    putWord(zip, 0);
    zip.append('f');
    zip.append(bytes.constData() + record.data, record.packed);
    return zip;
}

} // namespace

Result<QByteArray> Archive::content(qsizetype index, qint64 cap) const
{
    const Entry &entry = entries().at(index);
    if (entry.folder || entry.oddity != Oddity::None)
        return Error{Error::Kind::Rejected, tr("%1 %2; it is not opened.").arg(entry.path, oddityText(entry.oddity)), {}};
    if (entry.size > cap)
        return tooLarge(entry.path, cap);
    const QByteArray zip = single(d->bytes, d->directory.records.at(index));
    const Reader reader(archive_read_new());
    archive_read_support_format_zip_streamable(reader.get());
    struct ::archive_entry *head = nullptr;
    if (archive_read_open_memory(reader.get(), zip.constData(), size_t(zip.size())) != ARCHIVE_OK
        || archive_read_next_header(reader.get(), &head) != ARCHIVE_OK)
        return unreadable(entry.path, reader.get());
    QByteArray content;
    content.reserve(entry.size);
    char piece[16 * 1024];
    for (;;) {
        const auto count = archive_read_data(reader.get(), piece, sizeof piece);
        if (count == 0)
            return content;
        if (count < 0)
            return unreadable(entry.path, reader.get());
        content.append(piece, count);
        if (content.size() > cap)
            return tooLarge(entry.path, cap);
    }
}

} // namespace zip
