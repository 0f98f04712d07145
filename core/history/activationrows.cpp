#include "core/history/activationrows.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace history {

namespace {

enum Flag { TimedOut = 1, Throttled = 2 };

bool isPlainId(const QString &id)
{
    return id.size() == 32 && std::all_of(id.begin(), id.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

QVariant valueOf(const std::optional<qint64> &number)
{
    return number ? QVariant(*number) : QVariant(QMetaType::fromType<qint64>());
}

std::optional<qint64> numberFrom(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(value.toLongLong());
}

void setLabel(SeenActivation &row, const QSqlQuery &query, int from)
{
    row.ns = query.value(from).toString();
    row.package = query.value(from + 1).toString();
    row.name = query.value(from + 2).toString();
    row.version = query.value(from + 3).toString();
    row.kind = query.value(from + 4).toString();
    row.binding = query.value(from + 5).toString();
}

void copyLabel(SeenActivation &to, const SeenActivation &from)
{
    to.ns = from.ns;
    to.package = from.package;
    to.name = from.name;
    to.version = from.version;
    to.kind = from.kind;
    to.binding = from.binding;
}

} // namespace

QVariant idValue(const QString &id)
{
    if (id.isEmpty())
        return QVariant(QMetaType::fromType<QByteArray>());
    return isPlainId(id) ? QVariant(QByteArray::fromHex(id.toLatin1())) : QVariant(id);
}

QString idFrom(const QVariant &value)
{
    return value.typeId() == QMetaType::QByteArray ? QString::fromLatin1(value.toByteArray().toHex()) : value.toString();
}

const QString &putRow()
{
    // That a call was refused is told by whole records only: a later row of a list does not take it back.
    static const QString sql =
        u"INSERT INTO run (id, start, label, cause, end, duration, wait, init, status, flags)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET start = excluded.start,"
        " label = excluded.label, cause = excluded.cause, end = excluded.end, duration = excluded.duration,"
        " wait = excluded.wait, init = excluded.init, status = excluded.status, flags = excluded.flags | (flags & 2)"
        " WHERE start <> excluded.start OR label <> excluded.label OR cause IS NOT excluded.cause"
        " OR end IS NOT excluded.end OR duration IS NOT excluded.duration OR wait IS NOT excluded.wait"
        " OR init IS NOT excluded.init OR status <> excluded.status OR flags <> (excluded.flags | (flags & 2))"_s;
    return sql;
}

QVariantList valuesOf(const SeenActivation &row, qint64 label)
{
    return {idValue(row.id), row.start, label, idValue(row.cause), valueOf(row.end), valueOf(row.durationMs),
            valueOf(row.waitMs), valueOf(row.initMs), row.status,
            (row.timedOut ? TimedOut : 0) | (row.throttled ? Throttled : 0)};
}

const QString &readRows()
{
    static const QString sql =
        u"SELECT run.id, start, label, cause, end, duration, wait, init, status, flags, ns, package, name, version, kind,"
        " binding FROM run JOIN label ON label.id = run.label ORDER BY start DESC LIMIT ?"_s;
    return sql;
}

QList<SeenActivation> rowsFrom(QSqlQuery &query)
{
    QList<SeenActivation> rows;
    QHash<qint64, qsizetype> labels; // the first row of each: the others share its texts
    while (query.next()) {
        SeenActivation row;
        const qint64 label = query.value(2).toLongLong();
        if (const auto known = labels.constFind(label); known != labels.cend()) {
            copyLabel(row, rows[*known]);
        } else {
            labels.insert(label, rows.size());
            setLabel(row, query, 10);
        }
        row.id = idFrom(query.value(0));
        row.start = query.value(1).toLongLong();
        row.cause = idFrom(query.value(3));
        row.end = numberFrom(query.value(4));
        row.durationMs = numberFrom(query.value(5));
        row.waitMs = numberFrom(query.value(6));
        row.initMs = numberFrom(query.value(7));
        row.status = query.value(8).toInt();
        const int flags = query.value(9).toInt();
        row.timedOut = flags & TimedOut;
        row.throttled = flags & Throttled;
        rows.append(row);
    }
    return rows;
}

} // namespace history
