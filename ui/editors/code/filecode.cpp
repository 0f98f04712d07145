#include "ui/editors/code/filecode.h"

#include "core/openwhisk/kinds.h"
#include "core/zip/archive.h"
#include "ui/editors/codetext.h"
#include "ui/widgets/timetext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("FileCode", text);
}

QStringList topPaths(const zip::Archive &archive)
{
    QStringList paths;
    for (const zip::Entry &entry : archive.entries())
        if (!entry.folder && (!entry.path.contains(u'/') || entry.path.startsWith(u"META-INF/"_s)))
            paths.append(entry.path);
    return paths;
}

Result<FileCode> readFolder(const QString &path, const std::shared_ptr<zip::PackProgress> &progress)
{
    FileCode code{path, {}, true, {}, {}, {}, 0};
    const QList<zip::Source> sources = zip::filesOf(path, &code.leftOut);
    if (sources.isEmpty())
        return Error{Error::Kind::Rejected, tr("There are no files in %1.").arg(path), {}};
    return zip::pack(sources, codetext::maxSentBytes / 4 * 3, progress).transform([code](const zip::Packed &packed) {
        FileCode made = code;
        made.code = QString::fromLatin1(packed.zip.toBase64());
        made.files = packed.files;
        if (const auto archive = zip::Archive::read(packed.zip))
            made.zipPaths = topPaths(*archive);
        return made;
    });
}

Result<FileCode> readOne(const QString &path)
{
    return codetext::readFile(path).andThen([&path](const codetext::File &file) -> Result<FileCode> {
        const openwhisk::FileKind kind = openwhisk::kindOfFile(path);
        FileCode code{path, file.code, file.binary, kind.kind, {}, {}, 1};
        if (file.code.size() > codetext::maxSentBytes)
            return Error{Error::Kind::TooLarge,
                         tr("%1 is %2 as sent (base64); the server takes up to %3.")
                             .arg(path, sizeText(file.code.size()), sizeText(codetext::maxSentBytes)),
                         {}};
        if (kind.binary && !file.binary)
            return Error{Error::Kind::Rejected, tr("%1 is named as an archive, and is a text.").arg(path), {}};
        if (file.binary)
            if (const auto archive = zip::Archive::read(QByteArray::fromBase64(file.code.toLatin1())))
                code.zipPaths = topPaths(*archive);
        return code;
    });
}

} // namespace

QString actionNameOf(const QString &path)
{
    const QString clean = QDir::cleanPath(path); // a dropped folder may end with a slash
    return openwhisk::actionNameOfFile(QFileInfo(clean).isDir() ? clean + u".zip"_s : clean);
}

Result<FileCode> readFileCode(const QString &path, const std::shared_ptr<zip::PackProgress> &progress)
{
    return QFileInfo(path).isDir() ? readFolder(path, progress) : readOne(path);
}
