#pragma once

#include "core/openwhisk/operations.h"

/// What the review says beside the changes themselves. Pure.
namespace review {

/// The request line and the body with its large parts told by size, then what is not sent; secrets masked.
QString sentText(const openwhisk::EntityName &name, const QList<json::Value> &steps, bool overwrite,
                 qsizetype packageParameters, const QString &package);
/// What changes without having been asked for.
QStringList serverOwnText(const QString &version, const QList<json::Value> &steps);
/// "0.0.15" gives "0.0.16"; "0.0.1" for none.
QString nextVersion(const QString &version, qsizetype steps = 1);
/// The text of an exec as a diff compares it: code, or one member of a sequence a line.
QString comparableCode(const openwhisk::Exec &exec);

} // namespace review
