#pragma once

#include "core/async/result.h"

#include <QByteArray>
#include <QList>

/// The bare structure of a zip. Entries are found by the central directory, as every runtime does; their bytes are
/// never moved through a second writer, so that what nobody edited stays as it is, bit by bit.
namespace zip {

/// One record of the central directory and the range of the file that its entry takes.
struct Record {
    QByteArray name; ///< as stored
    quint16 madeBy = 0;
    quint16 flags = 0;
    quint16 method = 0;
    quint16 time = 0;
    quint16 date = 0;
    quint32 crc = 0;
    quint32 external = 0;
    qint64 packed = 0;
    qint64 size = 0;
    qint64 local = 0;    ///< where its local header begins
    qint64 localEnd = 0; ///< where the next one, or the directory, begins
    qint64 data = 0;     ///< where its bytes begin
    qint64 central = 0;
    qint64 centralEnd = 0;
    QByteArray extra;
};

struct Directory {
    QList<Record> records; ///< in the order of the directory
    qint64 start = 0;      ///< of the directory
    qint64 prefix = 0;     ///< bytes before the zip that its offsets do not count
    qint64 end = 0;        ///< of its end record, which has the comment
};


/// Refuses what is cut, overlaps or has several parts.
Result<Directory> readDirectory(const QByteArray &bytes);

quint16 word(const QByteArray &bytes, qint64 at);
quint32 dword(const QByteArray &bytes, qint64 at);
void putWord(QByteArray &bytes, quint16 value);
void putDword(QByteArray &bytes, quint32 value);

constexpr quint32 localSignature = 0x04034b50;
constexpr quint32 centralSignature = 0x02014b50;
constexpr quint32 endSignature = 0x06054b50;
constexpr qint64 localHead = 30;
constexpr qint64 centralHead = 46;
constexpr qint64 endHead = 22;
constexpr quint16 encryptedFlag = 0x0001;
constexpr quint16 descriptorFlag = 0x0008;
constexpr quint16 utf8Flag = 0x0800;

} // namespace zip
