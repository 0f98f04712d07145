#pragma once

#include "core/openwhisk/operations.h"

/// What the review says beside the changes themselves. Pure.
namespace review {

/// A body with its large parts told by size; secrets masked.
QString bodyText(const json::Value &body);
bool isSent(const QList<json::Value> &steps, QStringView member);
/// What changes without having been asked for; extra is what only this kind of entity has.
QStringList serverOwnText(const QString &version, const QList<json::Value> &steps, const QStringList &extra);
/// "0.0.15" gives "0.0.16"; "0.0.1" for none.
QString nextVersion(const QString &version, qsizetype steps = 1);
/// The text of an exec as a diff compares it: code, or one member of a sequence a line.
QString comparableCode(const openwhisk::Exec &exec);

} // namespace review
