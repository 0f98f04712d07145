#include "core/history/drafttable.h"

#include "core/history/database.h"
#include "core/history/packing.h"
#include "core/history/secrets.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace history {

Result<Draft> storeDraft(Database &database, const Draft &draft)
{
    const Public document = withoutSecrets(draft.document);
    const Draft kept{draft.key, document.document, withoutSecrets(draft.base).document,
                     QDateTime::currentMSecsSinceEpoch(), document.leftOut};
    const auto query = database.run(u"INSERT OR REPLACE INTO draft (profile, target, document, base, left_out, saved)"
                                    " VALUES (?, ?, ?, ?, ?, ?)"_s,
                                    {kept.key.profileId, kept.key.target, packed(kept.document), packed(kept.base),
                                     packedList(kept.leftOut), kept.savedMs});
    return query.transform([&kept](const QSqlQuery &) { return kept; });
}

Result<std::optional<Draft>> readDraft(Database &database, const Key &key)
{
    auto query = database.run(u"SELECT document, base, left_out, saved FROM draft WHERE profile = ? AND target = ?"_s,
                              {key.profileId, key.target});
    if (!query)
        return query.error();
    if (!query->next())
        return std::optional<Draft>();
    const auto document = unpacked(query->value(0).toByteArray());
    const auto base = unpacked(query->value(1).toByteArray());
    if (!document || !base)
        return document ? base.error() : document.error();
    return std::optional(Draft{key, *document, *base, query->value(3).toLongLong(),
                               unpackedList(query->value(2).toString())});
}

Result<Done> removeDraft(Database &database, const Key &key)
{
    return database.run(u"DELETE FROM draft WHERE profile = ? AND target = ?"_s, {key.profileId, key.target})
        .transform([](const QSqlQuery &) { return Done{}; });
}

Result<QList<DraftInfo>> listDrafts(Database &database, const QString &profileId)
{
    auto query = database.run(u"SELECT target, saved FROM draft WHERE profile = ? ORDER BY saved DESC, target"_s, {profileId});
    if (!query)
        return query.error();
    QList<DraftInfo> found;
    while (query->next())
        found.append({{profileId, query->value(0).toString()}, query->value(1).toLongLong()});
    return found;
}

} // namespace history
