#include "core/sandbox/run/prepare.h"

#include "core/sandbox/run/launchers.h"

#include <QFile>
#include <QFileInfo>

#include <archive.h>
#include <archive_entry.h>

#include <memory>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr auto executable = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;

struct FreeArchive {
    void operator()(archive *a) const { archive_free(a); } // reader or writer: libarchive knows
};
using ArchivePtr = std::unique_ptr<archive, FreeArchive>;

bool isZip(const QByteArray &bytes)
{
    return bytes.startsWith("PK\x03\x04") || bytes.startsWith("PK\x05\x06");
}

bool isTarGz(const QByteArray &bytes)
{
    return bytes.startsWith("\x1f\x8b");
}

bool copyData(archive *from, archive *to)
{
    for (;;) {
        const void *block = nullptr;
        size_t size = 0;
        la_int64_t offset = 0;
        const int got = archive_read_data_block(from, &block, &size, &offset);
        if (got != ARCHIVE_OK)
            return got == ARCHIVE_EOF;
        if (archive_write_data_block(to, block, size, offset) < ARCHIVE_OK)
            return false;
    }
}

/// libarchive checks the path only against ".." and links on its way, so it must begin at the folder.
bool moveBelow(archive_entry *entry, const QByteArray &folder)
{
    const QByteArray name = archive_entry_pathname(entry);
    const QByteArray target = archive_entry_hardlink(entry);
    if (name.isEmpty() || name.startsWith('/') || target.startsWith('/') || target.contains(".."))
        return false;
    archive_entry_copy_pathname(entry, (folder + '/' + name).constData());
    if (!target.isEmpty())
        archive_entry_copy_hardlink(entry, (folder + '/' + target).constData());
    return true;
}

bool unpackEntry(archive *reader, archive *writer, archive_entry *entry, const QByteArray &folder)
{
    if (!moveBelow(entry, folder))
        return false;
    // Nobody else's user, and readable for the action whatever the archive says.
    archive_entry_set_perm(entry, archive_entry_perm(entry) | (archive_entry_filetype(entry) == AE_IFDIR ? 0700 : 0600));
    return archive_write_header(writer, entry) >= ARCHIVE_WARN && copyData(reader, writer)
        && archive_write_finish_entry(writer) >= ARCHIVE_WARN;
}

bool save(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

QString makeFolder(const QString &base)
{
    auto name = QFile::encodeName(base + u"/XXXXXX"_s);
    return mkdtemp(name.data()) ? QFile::decodeName(name) : QString();
}

bool unpack(const QByteArray &bytes, const QString &folder)
{
    ArchivePtr reader(archive_read_new());
    ArchivePtr writer(archive_write_disk_new());
    archive_read_support_format_zip_seekable(reader.get());
    archive_read_support_format_tar(reader.get());
    archive_read_support_filter_gzip(reader.get());
    archive_write_disk_set_options(writer.get(), ARCHIVE_EXTRACT_PERM | ARCHIVE_EXTRACT_SECURE_NODOTDOT
                                                     | ARCHIVE_EXTRACT_SECURE_SYMLINKS);
    if (archive_read_open_memory(reader.get(), bytes.constData(), size_t(bytes.size())) != ARCHIVE_OK)
        return false;
    const auto base = QFile::encodeName(QFileInfo(folder).canonicalFilePath()); // no link on the way to it
    archive_entry *entry = nullptr;
    int got = ARCHIVE_OK;
    while ((got = archive_read_next_header(reader.get(), &entry)) == ARCHIVE_OK || got == ARCHIVE_WARN)
        if (!unpackEntry(reader.get(), writer.get(), entry, base))
            return false;
    return got == ARCHIVE_EOF;
}

Prepared prepareNode(const QByteArray &code, bool binary, const QString &folder)
{
    if (!binary)
        return {code, folder, false, {}};
    const auto bytes = QByteArray::fromBase64(code);
    Prepared prepared{QByteArrayLiteral("unpacked"), folder, true, {}};
    if (!isZip(bytes) && !isTarGz(bytes))
        prepared.problem = u"There was an error uncompressing the action archive. The file type is unsupported"_s;
    else if (!unpack(bytes, folder))
        prepared.problem = u"There was an error uncompressing the action %1 archive."_s.arg(isZip(bytes) ? u"Zip" : u"tar.gz");
    return prepared;
}

Prepared preparePython(const QByteArray &code, bool binary, const QString &folder)
{
    if (!binary)
        return {code, folder, false, {}};
    const auto bytes = QByteArray::fromBase64(code);
    if (!isZip(bytes) && !isTarGz(bytes))
        return {bytes, folder, false, {}};
    Prepared prepared{QByteArrayLiteral("unpacked"), folder, true, {}};
    if (!unpack(bytes, folder))
        prepared.problem = u"cannot unpack the action's archive"_s;
    return prepared;
}

Prepared prepareProgram(const QByteArray &code, bool binary, const QString &folder)
{
    Prepared prepared{{}, folder, false, {}};
    const auto path = folder + u"/exec"_s;
    if (!save(path, launcher(u"stub.sh"_s)))
        prepared.problem = u"No space for the program."_s;
    else if (binary && !unpack(QByteArray::fromBase64(code), folder))
        prepared.problem = u"err File is not a zip file"_s;
    else if (!binary && !code.isEmpty())
        save(path, code);
    QFile::setPermissions(path, executable); // whatever an archive made of it
    return prepared;
}

} // namespace sandbox
