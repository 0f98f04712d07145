#pragma once

#include "core/zip/directory.h"

#include <QMap>
#include <QSet>
#include <QString>

#include <memory>

namespace zip {

/// What keeps an entry from being opened. It stays in the archive as it is.
enum class Oddity { None, Outside, Absolute, Link, Special, Encrypted, Twice };
QString oddityText(Oddity oddity); ///< "leads out of the archive (..)"

struct Entry {
    QString path; ///< "lib/sizes.js"; without the slash at the end of a folder
    bool folder = false;
    qint64 size = 0;
    qint64 packed = 0;
    quint32 crc = 0;       ///< with the size it tells whether two are the same
    qint64 modifiedMs = 0; ///< 0: none
    int mode = 0;          ///< permission bits, 0 where the archive has none
    Oddity oddity = Oddity::None;
    bool operator==(const Entry &) const = default;
};

/// A zip in memory. Copies share. Nothing is unpacked but what is asked for.
class Archive {
public:
    Archive() = default;
    static Result<Archive> read(const QByteArray &bytes);
    static bool looksLikeOne(const QByteArray &bytes); ///< by its first bytes; an empty zip, too

    const QList<Entry> &entries() const;
    const QByteArray &bytes() const;
    qsizetype find(const QString &path) const; ///< -1: none
    qint64 unpackedSize() const;
    /// It unpacks to far more than any function needs: a mistake, or a bomb. Sizes as the archive claims them.
    bool isBomb() const;

    /// The bytes of one entry. Ends with TooLarge once more than cap came, whatever the archive claims.
    Result<QByteArray> content(qsizetype entry, qint64 cap) const;

private:
    friend Result<QByteArray> rewritten(const Archive &archive, const struct Edit &edit);
    struct Data;
    std::shared_ptr<const Data> d;
};

constexpr qint64 bombSize = 2LL * 1024 * 1024 * 1024; ///< a container's disk
constexpr qint64 bombRatio = 200;                     ///< text shrinks to a tenth, never to a two-hundredth

/// What a file in an archive is or shall be.
struct File {
    QByteArray content;
    qint64 modifiedMs = 0;
    int mode = 0; ///< 0: as it was, else rw-r--r--
    bool operator==(const File &) const = default;
};

/// What an archive shall become. Entries by their number in Archive::entries().
struct Edit {
    QMap<qsizetype, File> replaced;
    QMap<qsizetype, QString> renamed;
    QSet<qsizetype> removed;
    QMap<QString, File> added;
    bool isEmpty() const { return replaced.isEmpty() && renamed.isEmpty() && removed.isEmpty() && added.isEmpty(); }
    bool operator==(const Edit &) const = default;
};
/// Replaced, renamed and added entries are written, all others copied byte by byte in their order.
Result<QByteArray> rewritten(const Archive &archive, const Edit &edit);

/// Why no entry may be called so, or empty.
QString pathProblem(const QString &path);

} // namespace zip
