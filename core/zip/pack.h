#pragma once

#include "core/zip/archive.h"

#include <atomic>

namespace zip {

/// One entry as it is written: its local part, and its record but for the place.
struct Written {
    QByteArray local;
    QByteArray central;
};
/// Deterministic: the same content, time and mode give the same bytes on every machine and in every time zone.
Written writeFile(const QString &path, const File &file);
quint32 checksum(const QByteArray &content); ///< as entries have it
/// A record with the place of its local part.
QByteArray placed(QByteArray central, qint64 local);
QByteArray endRecord(qsizetype count, qint64 size, qint64 start, const QByteArray &comment = {});

/// Seen and stopped from another thread.
struct PackProgress {
    std::atomic<int> files = 0;
    std::atomic<qint64> bytes = 0; ///< read so far
    std::atomic<bool> canceled = false;
};

struct Packed {
    QByteArray zip;
    int files = 0;
    QStringList leftOut; ///< with the reason
};

/// What to pack: path in the archive and on disk.
struct Source {
    QString path;
    QString disk;
};
/// The files of a folder, those below included, sorted. Hidden folders of version control and links to folders are left
/// out and told.
QList<Source> filesOf(const QString &folder, QStringList *leftOut);
/// Reads one file after the other. Blocking: for a worker. Stops once the zip is larger than cap.
Result<Packed> pack(const QList<Source> &sources, qint64 cap, const std::shared_ptr<PackProgress> &progress = {});

} // namespace zip
