#pragma once

#include "core/async/result.h"
#include "core/zip/pack.h"

#include <QStringList>

/// Code of an action from a file or folder of this machine.
struct FileCode {
    QString path;
    QString code; ///< as it is sent
    bool binary = false;
    QString kind;         ///< by the name of the file, as wsk has it; empty: it has to be chosen
    QStringList zipPaths; ///< what is at the top of a zip, for guessing its kind
    QStringList leftOut;  ///< of a folder
    int files = 1;
};

/// As openwhisk::actionNameOfFile(); of a folder the whole name counts, dots too.
QString actionNameOf(const QString &path);
/// A folder becomes a zip. What cannot be sent for its size is refused here, with both sizes. Blocking: for a worker.
Result<FileCode> readFileCode(const QString &path, const std::shared_ptr<zip::PackProgress> &progress = {});
