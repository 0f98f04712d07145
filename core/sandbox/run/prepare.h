#pragma once

#include <QByteArray>
#include <QString>

namespace sandbox {

/// The code of an action, laid out for its process.
struct Prepared {
    QByteArray source; ///< plain text
    QString folder;    ///< where an archive was unpacked; also the process's own folder
    bool unpacked = false;
    QString problem; ///< why the archive could not be unpacked, as the runtime words it
};

/// A new folder below base. Empty when there is none to be had.
QString makeFolder(const QString &base);
/// Unpacks a zip or tar.gz below the folder; paths that lead out of it are refused.
bool unpack(const QByteArray &archive, const QString &folder);

Prepared prepareNode(const QByteArray &code, bool binary, const QString &folder);
Prepared preparePython(const QByteArray &code, bool binary, const QString &folder);
/// Leaves a program "exec" in the folder: the code, the one in the archive, or one that says that it is missing.
Prepared prepareProgram(const QByteArray &code, bool binary, const QString &folder);

} // namespace sandbox
