#include "core/sandbox/gateway/store/etcd.h"

#include "core/json/text.h"
#include "core/sandbox/store/database.h"

#include <QDateTime>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 firstRevision = 10; ///< a fresh server has written its directories by then

const auto counterKey = u""_s;

QString makeTable(QSqlDatabase &database)
{
    return execute(database, u"CREATE TABLE IF NOT EXISTS gateway (key TEXT PRIMARY KEY, value BLOB, created INTEGER, "
                             "modified INTEGER, expires INTEGER, revision INTEGER)"_s);
}

QString insert(QSqlDatabase &database, const QString &key, const Record &record, qint64 revision)
{
    return execute(database, u"INSERT OR REPLACE INTO gateway VALUES (?, ?, ?, ?, ?, ?)"_s,
                   {key, json::compact(record.value), record.created, record.modified, record.expires, revision});
}

Etcd::Records::const_iterator endOf(const Etcd::Records &records, const QString &prefix, Etcd::Records::const_iterator from)
{
    while (from != records.cend() && from.key().startsWith(prefix))
        ++from;
    return from;
}

} // namespace

QString Etcd::load()
{
    return m_database.run([this](QSqlDatabase &database) -> QString {
        if (auto error = makeTable(database); !error.isEmpty())
            return error;
        QSqlQuery rows(database);
        if (!rows.exec(u"SELECT key, value, created, modified, expires, revision FROM gateway"_s))
            return rows.lastError().text();
        const std::lock_guard lock(m_mutex);
        m_revision = firstRevision;
        while (rows.next()) {
            const auto value = json::read(rows.value(1).toByteArray());
            m_revision = std::max(m_revision, rows.value(5).toLongLong());
            if (!value || rows.value(0).toString() == counterKey)
                continue;
            const auto expires = rows.value(4).toLongLong();
            m_records.insert(rows.value(0).toString(),
                             {value->value, rows.value(2).toLongLong(), rows.value(3).toLongLong(), expires});
            if (expires > 0)
                m_nextExpiry = m_nextExpiry > 0 ? std::min(m_nextExpiry, expires) : expires;
        }
        // A plain start reads them in the order of their names, and that is what decides between equals from then on.
        qint64 place = 0;
        for (auto &record : m_records)
            record.order = ++place;
        return {};
    });
}

void Etcd::expire()
{
    const auto now = QDateTime::currentMSecsSinceEpoch();
    if (m_nextExpiry == 0 || now < m_nextExpiry)
        return;
    QStringList gone;
    m_nextExpiry = 0;
    for (auto it = m_records.cbegin(); it != m_records.cend(); ++it) {
        if (it->expires > 0 && it->expires <= now)
            gone.append(it.key());
        else if (it->expires > 0)
            m_nextExpiry = m_nextExpiry > 0 ? std::min(m_nextExpiry, it->expires) : it->expires;
    }
    erase(gone);
}

QString Etcd::erase(const QStringList &keys)
{
    if (keys.isEmpty())
        return {};
    const auto error = m_database.run([&](QSqlDatabase &database) -> QString {
        Transaction transaction(database);
        for (const auto &key : keys)
            if (auto wrong = execute(database, u"DELETE FROM gateway WHERE key = ?"_s, {key}); !wrong.isEmpty())
                return wrong;
        // The counter must not start again when nothing of the last revisions is left.
        if (auto wrong = insert(database, counterKey, {}, m_revision + 1); !wrong.isEmpty())
            return wrong;
        return transaction.commit() ? QString() : u"the commit failed"_s;
    });
    if (!error.isEmpty())
        return error;
    for (const auto &key : keys)
        m_records.remove(key);
    ++m_revision;
    ++m_generation;
    return {};
}

std::optional<Record> Etcd::get(const QString &key)
{
    const std::lock_guard lock(m_mutex);
    expire();
    const auto found = m_records.constFind(key);
    return found == m_records.cend() ? std::nullopt : std::optional(*found);
}

Etcd::Records Etcd::list(const QString &prefix)
{
    const std::lock_guard lock(m_mutex);
    expire();
    Records found;
    const auto &records = std::as_const(m_records);
    const auto begin = records.lowerBound(prefix);
    const auto end = endOf(records, prefix, begin);
    for (auto it = begin; it != end; ++it)
        found.insert(found.cend(), it.key(), *it);
    return found;
}

Etcd::Put Etcd::put(const QString &key, const json::Value &value, qint64 ttl, std::optional<qint64> ifModified)
{
    const std::lock_guard lock(m_mutex);
    expire();
    const auto before = std::as_const(m_records).constFind(key);
    const bool isThere = before != m_records.cend();
    if (ifModified && (!isThere || before->modified != *ifModified))
        return Put::Conflict;
    const auto revision = m_revision + 1;
    Record record{value, isThere ? before->created : revision, revision, 0, isThere ? before->order : revision};
    if (ttl > 0)
        record.expires = QDateTime::currentMSecsSinceEpoch() + ttl * 1000;
    if (!write(key, record).isEmpty())
        return Put::Failed;
    m_records.insert(key, record);
    if (record.expires > 0)
        m_nextExpiry = m_nextExpiry > 0 ? std::min(m_nextExpiry, record.expires) : record.expires;
    m_revision = revision;
    ++m_generation;
    return isThere ? Put::Replaced : Put::Created;
}

QString Etcd::write(const QString &key, const Record &record)
{
    return m_database.run([&](QSqlDatabase &database) { return insert(database, key, record, record.modified); });
}

int Etcd::remove(const QString &key)
{
    const std::lock_guard lock(m_mutex);
    expire();
    if (!m_records.contains(key))
        return 0;
    return erase({key}).isEmpty() ? 1 : 0;
}

int Etcd::removeAll(const QString &prefix)
{
    const auto keys = list(prefix).keys();
    const std::lock_guard lock(m_mutex);
    return erase(keys).isEmpty() ? int(keys.size()) : 0;
}

qint64 Etcd::nextRevision()
{
    const std::lock_guard lock(m_mutex);
    return ++m_revision;
}

QString Etcd::fill(const QMap<QString, json::Value> &values)
{
    const std::lock_guard lock(m_mutex);
    Records added;
    for (auto it = values.cbegin(); it != values.cend(); ++it) {
        ++m_revision;
        added.insert(it.key(), {*it, m_revision, m_revision, 0, m_revision});
    }
    const auto error = m_database.run([&](QSqlDatabase &database) -> QString {
        Transaction transaction(database);
        for (auto it = added.cbegin(); it != added.cend(); ++it)
            if (auto wrong = insert(database, it.key(), *it, it->modified); !wrong.isEmpty())
                return wrong;
        return transaction.commit() ? QString() : u"the commit failed"_s;
    });
    if (error.isEmpty())
        for (auto it = added.cbegin(); it != added.cend(); ++it)
            m_records.insert(it.key(), *it);
    ++m_generation;
    return error;
}

quint64 Etcd::generation()
{
    const std::lock_guard lock(m_mutex);
    expire();
    return m_generation;
}

} // namespace sandbox::gateway
