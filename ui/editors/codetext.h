#pragma once

#include "core/async/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

/// What an action's code may be, as the server judges it (an archive is base64 of one line).
namespace codetext {

/// By the server's own test: a text such as "test" counts as an archive, too.
bool countsAsArchive(QStringView code);
/// A text editor can hold it: no zero character, no half of a surrogate pair.
bool isEditable(const QString &code);
/// Bytes behind base64 of that length.
qint64 decodedSize(const QString &base64);

struct File {
    QString code; ///< as it is sent
    bool binary = false;
};
/// Reads a file for exec.code: text as it is, anything else as base64. Blocking; for a worker.
Result<File> readFile(const QString &path);
/// Writes text or the decoded archive. Blocking; for a worker.
Result<Done> writeFile(const QString &path, const QString &code, bool binary);
/// "zip", "tar.gz", "jar", "py", for the name that saving proposes: by what it is, then by its kind. Empty for a program.
QString suggestedSuffix(const QString &kind, const QString &code, bool binary);

constexpr qint64 maxSentBytes = 48LL * 1024 * 1024; ///< facts 3.2, of the text that is sent

/// The first lines of a new action of that kind; empty where the kind takes archives only.
QString templateFor(const QString &kind);

} // namespace codetext
