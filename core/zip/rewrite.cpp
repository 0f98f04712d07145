#include "core/zip/pack.h"
#include "core/zip/archivedata.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <numeric>

namespace zip {

namespace {

constexpr quint16 unicodePathField = 0x7075; ///< the name once more, which a new name makes wrong

QByteArray withoutField(const QByteArray &extra, quint16 field)
{
    QByteArray kept;
    for (qint64 at = 0; at + 4 <= extra.size();) {
        const qint64 next = std::min<qint64>(at + 4 + word(extra, at + 2), extra.size());
        if (word(extra, at) != field)
            kept += extra.mid(at, next - at);
        at = next;
    }
    return kept;
}

/// head up to and without the two lengths, name and extra field, at the place of the lengths.
QByteArray renamedHead(const QByteArray &bytes, qint64 at, qint64 lengths, qint64 headSize, const QByteArray &name)
{
    const qint64 nameSize = word(bytes, at + lengths);
    const QByteArray extra
        = withoutField(bytes.mid(at + headSize + nameSize, word(bytes, at + lengths + 2)), unicodePathField);
    QByteArray head = bytes.mid(at, lengths);
    putWord(head, quint16(name.size()));
    putWord(head, quint16(extra.size()));
    head += bytes.mid(at + lengths + 4, headSize - lengths - 4);
    head += name + extra;
    return head;
}

void setUtf8(QByteArray &head, qint64 flagsAt)
{
    QByteArray flags;
    putWord(flags, word(head, flagsAt) | utf8Flag);
    head.replace(flagsAt, 2, flags);
}

Written renamedEntry(const QByteArray &bytes, const Record &record, const QString &path)
{
    const QByteArray name = path.toUtf8();
    Written entry{renamedHead(bytes, record.local, 26, localHead, name),
                  renamedHead(bytes, record.central, 28, centralHead, name)};
    setUtf8(entry.local, 6);
    setUtf8(entry.central, 8);
    entry.local += bytes.mid(record.data, record.localEnd - record.data);
    const qint64 comment = word(bytes, record.central + 32);
    entry.central += bytes.mid(record.centralEnd - comment, comment);
    return entry;
}

Written copied(const QByteArray &bytes, const Record &record)
{
    return {bytes.mid(record.local, record.localEnd - record.local),
            bytes.mid(record.central, record.centralEnd - record.central)};
}

QList<qsizetype> physicalOrder(const QList<Record> &records)
{
    QList<qsizetype> order(records.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(),
              [&records](qsizetype a, qsizetype b) { return records[a].local < records[b].local; });
    return order;
}

/// Entries in the order of their bytes, their records in the order of the directory.
class Writer {
public:
    explicit Writer(const QByteArray &prefix)
        : m_bytes(prefix)
        , m_prefix(prefix.size())
    {
    }
    QByteArray add(const Written &entry)
    {
        const QByteArray record = placed(entry.central, m_bytes.size() - m_prefix);
        m_bytes += entry.local;
        return record;
    }
    QByteArray finish(const QList<QByteArray> &records, const QByteArray &comment)
    {
        const qint64 start = m_bytes.size();
        for (const QByteArray &record : records)
            m_bytes += record;
        return m_bytes + endRecord(records.size(), m_bytes.size() - start, start - m_prefix, comment);
    }

private:
    QByteArray m_bytes;
    qint64 m_prefix;
};

} // namespace

Result<QByteArray> rewritten(const Archive &archive, const Edit &edit)
{
    if (edit.isEmpty())
        return archive.bytes();
    static const Archive::Data nothing;
    const Archive::Data &data = archive.d ? *archive.d : nothing;
    const QList<Record> &known = data.directory.records;
    if (known.size() - edit.removed.size() + edit.added.size() >= 0xFFFF)
        return Error{Error::Kind::TooLarge,
                     QCoreApplication::translate("zip", "A zip for an action takes up to 65,534 files."), {}};
    Writer writer(data.bytes.first(data.directory.prefix));
    QHash<qsizetype, QByteArray> written;
    for (const qsizetype i : physicalOrder(known)) {
        const Entry &entry = data.entries.at(i);
        if (edit.removed.contains(i))
            continue;
        const QString path = edit.renamed.value(i, entry.path);
        if (edit.replaced.contains(i)) {
            File file = edit.replaced.value(i);
            file.mode = file.mode ? file.mode : entry.mode;
            written.insert(i, writer.add(writeFile(path, file)));
        } else if (path != entry.path) {
            written.insert(i, writer.add(renamedEntry(data.bytes, known.at(i), entry.folder ? path + u'/' : path)));
        } else {
            written.insert(i, writer.add(copied(data.bytes, known.at(i))));
        }
    }
    QList<QByteArray> records;
    for (qsizetype i = 0; i < known.size(); ++i)
        if (written.contains(i))
            records.append(written.value(i));
    for (auto it = edit.added.begin(); it != edit.added.end(); ++it)
        records.append(writer.add(writeFile(it.key(), it.value())));
    return writer.finish(records, data.bytes.mid(data.directory.end + endHead));
}

} // namespace zip
