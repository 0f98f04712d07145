#include "core/history/versiontable.h"

#include "core/history/database.h"
#include "core/history/packing.h"
#include "core/history/secrets.h"
#include "core/history/store.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace history {

namespace {

Result<Done> insert(Database &database, VersionInfo &info, const QByteArray &document)
{
    const auto query = database.run(u"INSERT INTO version (profile, target, reason, version, document, bytes, left_out, kept)"
                                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
                                    {info.key.profileId, info.key.target, int(info.reason), info.version, document,
                                     document.size(), packedList(info.leftOut), info.keptMs});
    if (!query)
        return query.error();
    info.id = query->lastInsertId().toLongLong();
    return Done{};
}

/// The newest stay: so many of this entity, so many bytes of all; the one just kept stays in any case.
Result<Done> thinOut(Database &database, const VersionInfo &info)
{
    const Key &key = info.key;
    auto result = database.run(u"DELETE FROM version WHERE profile = ? AND target = ? AND id NOT IN (SELECT id FROM version"
                               " WHERE profile = ? AND target = ? ORDER BY id DESC LIMIT ?)"_s,
                               {key.profileId, key.target, key.profileId, key.target, keptVersions});
    if (result)
        result = database.run(u"DELETE FROM version WHERE id < ? AND id IN (SELECT id FROM (SELECT id,"
                              " sum(bytes) OVER (ORDER BY id DESC) AS total FROM version) WHERE total > ?)"_s,
                              {info.id, keptVersionBytes});
    return result.transform([](const QSqlQuery &) { return Done{}; });
}

const QString &columns()
{
    static const QString names = u"id, profile, target, reason, version, left_out, kept"_s;
    return names;
}

VersionInfo infoFrom(const QSqlQuery &query)
{
    VersionInfo info;
    info.id = query.value(0).toLongLong();
    info.key = {query.value(1).toString(), query.value(2).toString()};
    info.reason = VersionInfo::Reason(query.value(3).toInt());
    info.version = query.value(4).toString();
    info.leftOut = unpackedList(query.value(5).toString());
    info.keptMs = query.value(6).toLongLong();
    return info;
}

} // namespace

Result<VersionInfo> storeVersion(Database &database, const Key &key, VersionInfo::Reason reason,
                                 const json::Value &document)
{
    const Public kept = withoutSecrets(document);
    VersionInfo info{0, key, reason, document.value(u"version").toString(), QDateTime::currentMSecsSinceEpoch(),
                     kept.leftOut};
    const QByteArray blob = packed(kept.document);
    const auto stored = database.transaction([&] {
        auto inserted = insert(database, info, blob);
        return inserted ? thinOut(database, info) : inserted;
    });
    return stored.transform([&info](const Done &) { return info; });
}

Result<QList<VersionInfo>> listVersions(Database &database, const Key &key)
{
    auto query = database.run("SELECT "_L1 + columns()
                                  + " FROM version WHERE profile = ? AND (? = '' OR target = ?) ORDER BY id DESC"_L1,
                              {key.profileId, key.target, key.target});
    if (!query)
        return query.error();
    QList<VersionInfo> found;
    while (query->next())
        found.append(infoFrom(*query));
    return found;
}

Result<std::optional<Version>> readVersion(Database &database, qint64 id)
{
    auto query = database.run("SELECT "_L1 + columns() + ", document FROM version WHERE id = ?"_L1, {id});
    if (!query)
        return query.error();
    if (!query->next())
        return std::optional<Version>();
    const auto document = unpacked(query->value(7).toByteArray());
    if (!document)
        return document.error();
    return std::optional(Version{infoFrom(*query), *document});
}

} // namespace history
