#pragma once

#include "core/json/value.h"

#include <QMap>

#include <functional>
#include <mutex>
#include <optional>

namespace sandbox {

class Database;

/// The APIs of the gateway, a swagger document each: by tenant (a user's guid) and, within it, in the order of creation.
/// Safe to use from any thread.
class ApiStore {
public:
    explicit ApiStore(Database &database) : m_database(database) {}

    /// Reads what is stored; what went wrong, or nothing.
    QString load();

    bool hasTenant(const QString &tenant) const;
    QList<json::Value> apis(const QString &tenant) const;
    /// Those of that base path ("/hello") or, without the slash, of that title; all when it is empty.
    QList<json::Value> apis(const QString &tenant, const QString &pathOrTitle) const;

    /// change() gets the first of that base path or title, or nothing, and gives what shall be there instead; nobody else
    /// writes meanwhile. It may throw: then all stays as it is. What went wrong with the disk, or nothing.
    using Change = std::function<std::optional<json::Value>(const std::optional<json::Value> &)>;
    QString change(const QString &tenant, const QString &pathOrTitle, const Change &change);

private:
    struct Api {
        qint64 position;
        json::Value document;
    };
    std::optional<Api> first(const QString &tenant, const QString &pathOrTitle) const;
    void replace(const QString &tenant, const std::optional<Api> &before, const std::optional<Api> &after);
    QString write(const QString &tenant, const QString &base, const std::optional<Api> &api);

    Database &m_database;
    mutable std::mutex m_mutex;
    std::mutex m_writing;
    QMap<QString, QList<Api>> m_tenants;
    qint64 m_last = 0;
};

} // namespace sandbox
