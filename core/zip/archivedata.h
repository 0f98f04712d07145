#pragma once

#include "core/zip/archive.h"

#include <QHash>

namespace zip {

/// What an Archive shares with its copies.
struct Archive::Data {
    QByteArray bytes;
    Directory directory;
    QList<Entry> entries;
    QHash<QString, qsizetype> places;
    qint64 unpacked = 0;
};

} // namespace zip
