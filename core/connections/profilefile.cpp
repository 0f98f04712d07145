#include "core/connections/profilefile.h"

#include "core/async/setaside.h"
#include "core/connections/text.h"
#include "core/json/text.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace connections {

namespace {

constexpr qint64 cap = 32 * 1024 * 1024;
constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

Error failed(const QString &sentence)
{
    return {Error::Kind::Rejected, sentence, {}};
}

Error putAside(const QString &file, const QString &why)
{
    const QString place = placeForDamaged(file);
    if (!QFile::rename(file, place))
        return failed(Text::tr("The connections in %1 cannot be read (%2), and the file cannot be moved away.")
                          .arg(file, why));
    return {Error::Kind::Protocol,
            Text::tr("The connections in %1 could not be read and were put aside as %2.").arg(file, place), why};
}

bool isProfileDocument(const json::Value &document)
{
    return document.isObject() && (!document.contains(u"profiles") || document.value(u"profiles").isArray());
}

} // namespace

Result<std::optional<json::Value>> readProfileFile(const QString &file)
{
    using Outcome = Result<std::optional<json::Value>>;
    QFile source(file);
    const QFileInfo info(file);
    if (!info.exists())
        return Outcome(std::nullopt);
    if (!info.isFile() || info.size() > cap || !source.open(QIODevice::ReadOnly))
        return failed(Text::tr("The connections in %1 cannot be read: %2.").arg(file, source.errorString()));
    const QByteArray text = source.readAll();
    if (source.error() != QFileDevice::NoError)
        return failed(Text::tr("The connections in %1 cannot be read: %2.").arg(file, source.errorString()));
    source.close();
    const auto document = json::parse(text);
    if (!document)
        return putAside(file, document.error().message);
    if (!isProfileDocument(*document))
        return putAside(file, Text::tr("it is no list of connections"));
    return Outcome(*document);
}

Result<Done> makeProfileFolder(const QString &file)
{
    const QString folder = QFileInfo(file).absolutePath();
    if (QFileInfo(folder).isDir())
        return Done{};
    if (!QDir().mkpath(folder))
        return failed(Text::tr("The folder %1 for the connections cannot be made.").arg(folder));
    QFile::setPermissions(folder, ownerOnly | QFileDevice::ExeOwner);
    return Done{};
}

Result<Done> writeProfileFile(const QString &file, const json::Value &document)
{
    QSaveFile target(file);
    const QByteArray text = json::pretty(document) + '\n';
    // Without flush() a commit() takes a file that the disk had room for in part (Qt 6.4) for a good one.
    if (target.open(QIODevice::WriteOnly) && target.setPermissions(ownerOnly) && target.write(text) == text.size()
        && target.flush() && target.commit())
        return Done{};
    return failed(Text::tr("The connections could not be saved to %1: %2. Nothing that was saved before is lost.")
                      .arg(file, target.errorString()));
}

} // namespace connections
