#pragma once

#include "core/async/result.h"
#include "core/json/value.h"

#include <QStringList>

namespace history {

/// How documents and lists lie in the file.
QByteArray packed(const json::Value &document); ///< compressed: code of megabytes is common, and text
Result<json::Value> unpacked(const QByteArray &blob);
QString packedList(const QStringList &pointers);
QStringList unpackedList(const QString &text);

} // namespace history
