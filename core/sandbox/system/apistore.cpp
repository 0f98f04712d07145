#include "core/sandbox/system/apistore.h"

#include "core/json/text.h"
#include "core/sandbox/store/database.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <algorithm>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

QString baseOf(const json::Value &document) { return document.value(u"basePath").toString(); }

bool matches(const json::Value &document, const QString &pathOrTitle)
{
    if (pathOrTitle.isEmpty() || pathOrTitle.startsWith(u'/'))
        return pathOrTitle.isEmpty() || baseOf(document) == pathOrTitle;
    return document.value(u"info").value(u"title").toString() == pathOrTitle;
}

} // namespace

QString ApiStore::load()
{
    return m_database.run([this](QSqlDatabase &database) -> QString {
        if (auto error = execute(database, u"CREATE TABLE IF NOT EXISTS apis (tenant TEXT, base TEXT, position INTEGER, "
                                           "document BLOB, PRIMARY KEY (tenant, base))"_s); !error.isEmpty())
            return error;
        QSqlQuery rows(database);
        if (!rows.exec(u"SELECT tenant, position, document FROM apis ORDER BY position"_s))
            return rows.lastError().text();
        const std::lock_guard lock(m_mutex);
        while (rows.next()) {
            m_last = rows.value(1).toLongLong();
            if (const auto document = json::read(rows.value(2).toByteArray()))
                m_tenants[rows.value(0).toString()].append({m_last, document->value});
        }
        return {};
    });
}

bool ApiStore::hasTenant(const QString &tenant) const
{
    const std::lock_guard lock(m_mutex);
    return m_tenants.contains(tenant);
}

QList<json::Value> ApiStore::apis(const QString &tenant) const { return apis(tenant, {}); }

QList<json::Value> ApiStore::apis(const QString &tenant, const QString &pathOrTitle) const
{
    const std::lock_guard lock(m_mutex);
    QList<json::Value> found;
    const auto all = m_tenants.value(tenant);
    for (const auto &api : all)
        if (matches(api.document, pathOrTitle))
            found.append(api.document);
    return found;
}

QString ApiStore::write(const QString &tenant, const QString &base, const std::optional<Api> &api)
{
    return m_database.run([&](QSqlDatabase &database) {
        if (!api)
            return execute(database, u"DELETE FROM apis WHERE tenant = ? AND base = ?"_s, {tenant, base});
        return execute(database, u"INSERT OR REPLACE INTO apis VALUES (?, ?, ?, ?)"_s,
                       {tenant, base, api->position, json::compact(api->document)});
    });
}

std::optional<ApiStore::Api> ApiStore::first(const QString &tenant, const QString &pathOrTitle) const
{
    const std::lock_guard lock(m_mutex);
    for (const auto &api : m_tenants.value(tenant))
        if (matches(api.document, pathOrTitle))
            return api;
    return {};
}

void ApiStore::replace(const QString &tenant, const std::optional<Api> &before, const std::optional<Api> &after)
{
    const std::lock_guard lock(m_mutex);
    auto &all = m_tenants[tenant];
    const auto same = [&](const Api &api) { return before && api.position == before->position; };
    if (!after)
        all.removeIf(same);
    else if (const auto place = std::find_if(all.begin(), all.end(), same); place != all.end())
        *place = *after;
    else
        all.append(*after);
    if (all.isEmpty())
        m_tenants.remove(tenant);
}

QString ApiStore::change(const QString &tenant, const QString &pathOrTitle, const Change &change)
{
    const std::lock_guard writing(m_writing);
    const auto before = first(tenant, pathOrTitle);
    const auto document = change(before ? std::optional(before->document) : std::nullopt);
    if (!before && !document)
        return {};
    const auto after = document ? std::optional(Api{before ? before->position : ++m_last, *document}) : std::nullopt;
    auto error = write(tenant, baseOf(document ? *document : before->document), after);
    if (error.isEmpty())
        replace(tenant, before, after);
    return error;
}

} // namespace sandbox
