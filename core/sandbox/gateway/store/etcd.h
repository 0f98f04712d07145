#pragma once

#include "core/json/value.h"

#include <QMap>

#include <mutex>
#include <optional>

namespace sandbox {
class Database;
}

namespace sandbox::gateway {

/// One configuration as it is stored: secrets encrypted.
struct Record {
    json::Value value;
    qint64 created = 0;  ///< revision
    qint64 modified = 0; ///< revision
    qint64 expires = 0;  ///< ms since 1970; 0: never
    qint64 order = 0;    ///< revision since when it has been there without a gap
};

/// The gateway's configuration, by key ("/routes/1"): in memory for reading, in the database for keeping. One counter
/// of revisions for all, as etcd has it. Safe to use from any thread.
class Etcd {
public:
    enum class Put { Created, Replaced, Conflict, Failed };
    using Records = QMap<QString, Record>;

    explicit Etcd(Database &database) : m_database(database) {}

    /// Reads what the database holds; what went wrong, or nothing.
    QString load();

    std::optional<Record> get(const QString &key);
    /// All whose key begins so.
    Records list(const QString &prefix);
    /// ifModified: only while its revision is still that one. ttl in s, 0: for good.
    Put put(const QString &key, const json::Value &value, qint64 ttl = 0, std::optional<qint64> ifModified = {});
    /// How many there were.
    int remove(const QString &key);
    int removeAll(const QString &prefix);
    /// A revision of its own, for the name of what is put next.
    qint64 nextRevision();
    /// Many at once, without a look at what is there.
    QString fill(const QMap<QString, json::Value> &values);
    /// Changes with each write and each expiry.
    quint64 generation();

private:
    void expire();
    QString write(const QString &key, const Record &record);
    QString erase(const QStringList &keys);

    Database &m_database;
    std::mutex m_mutex;
    Records m_records;
    qint64 m_revision = 0;
    qint64 m_nextExpiry = 0;
    quint64 m_generation = 0;
};

} // namespace sandbox::gateway
