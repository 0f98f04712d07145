#include "core/history/payloadtable.h"

#include "core/history/database.h"
#include "core/history/packing.h"
#include "core/history/secrets.h"
#include "core/history/store.h"
#include "core/history/text.h"
#include "core/json/text.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace history {

namespace {

Result<Done> done(const Result<QSqlQuery> &query)
{
    return query.transform([](const QSqlQuery &) { return Done{}; });
}

/// As typed, or written anew without its secrets. What is no JSON cannot be searched for them and is not kept.
Result<Payload> publicPayload(const QString &text)
{
    const auto document = json::parse(text.toUtf8());
    if (!document)
        return Error{Error::Kind::Rejected, Text::tr("Only a payload that is JSON can be kept."),
                     document.error().message};
    const Public kept = withoutSecrets(*document);
    Payload payload;
    payload.text = kept.leftOut.isEmpty() ? text : QString::fromUtf8(json::pretty(kept.document));
    payload.leftOut = kept.leftOut;
    payload.savedMs = QDateTime::currentMSecsSinceEpoch();
    return payload;
}

Result<Done> insert(Database &database, const Key &key, Payload &payload)
{
    const QVariant name = payload.name.isEmpty() ? QVariant(QMetaType::fromType<QString>()) : payload.name;
    const auto query = database.run(u"INSERT INTO payload (profile, target, name, text, left_out, saved)"
                                    " VALUES (?, ?, ?, ?, ?, ?)"_s,
                                    {key.profileId, key.target, name, payload.text, packedList(payload.leftOut),
                                     payload.savedMs});
    if (query)
        payload.id = query->lastInsertId().toLongLong();
    return done(query);
}

Result<QList<Payload>> read(Database &database, const QString &condition, const Key &key)
{
    auto query = database.run(u"SELECT id, name, text, left_out, saved FROM payload WHERE profile = ? AND target = ? AND "_s
                                  + condition,
                              {key.profileId, key.target});
    if (!query)
        return query.error();
    QList<Payload> found;
    while (query->next()) {
        found.append({query->value(0).toLongLong(), query->value(1).toString(), query->value(2).toString(),
                      query->value(4).toLongLong(), unpackedList(query->value(3).toString())});
    }
    return found;
}

} // namespace

Result<Payload> storePayload(Database &database, const Key &key, const Payload &payload)
{
    if (payload.name.trimmed().isEmpty())
        return Error{Error::Kind::Rejected, Text::tr("The payload needs a name."), {}};
    auto kept = publicPayload(payload.text);
    if (!kept)
        return kept;
    kept->name = payload.name.trimmed();
    const auto stored = database.transaction([&] {
        auto removed = done(database.run(u"DELETE FROM payload WHERE profile = ? AND target = ? AND name = ?"_s,
                                         {key.profileId, key.target, kept->name}));
        return removed ? insert(database, key, *kept) : removed;
    });
    return stored ? kept : Result<Payload>(stored.error());
}

Result<QList<Payload>> namedPayloads(Database &database, const Key &key)
{
    return read(database, u"name IS NOT NULL ORDER BY name COLLATE NOCASE, name"_s, key);
}

Result<Done> removePayload(Database &database, qint64 id)
{
    return done(database.run(u"DELETE FROM payload WHERE id = ?"_s, {id}));
}

namespace {

/// What was sent for one activation each: the oldest go.
Result<Done> boundInputs(Database &database, const Key &key)
{
    if (!key.target.startsWith("activation:"_L1))
        return Done{};
    // From "activation:" up to the next character: LIKE would not use the index.
    static const QString which = u"name IS NULL AND profile = ? AND target >= 'activation:' AND target < 'activation;'"_s;
    return done(database.run(u"DELETE FROM payload WHERE "_s + which + u" AND id NOT IN (SELECT id FROM payload WHERE "_s + which
                                 + u" ORDER BY saved DESC, id DESC LIMIT ?)"_s,
                             {key.profileId, key.profileId, keptInputs}));
}

} // namespace

Result<Done> storeSent(Database &database, const Key &key, const QString &text)
{
    auto kept = publicPayload(text);
    if (!kept)
        return kept.error();
    return database.transaction([&] {
        auto result = done(database.run(u"DELETE FROM payload WHERE profile = ? AND target = ? AND name IS NULL AND text = ?"_s,
                                        {key.profileId, key.target, kept->text}));
        if (result)
            result = insert(database, key, *kept);
        if (result)
            result = boundInputs(database, key);
        if (!result)
            return result;
        return done(database.run(u"DELETE FROM payload WHERE name IS NULL AND profile = ? AND target = ? AND id NOT IN"
                                 " (SELECT id FROM payload WHERE name IS NULL AND profile = ? AND target = ?"
                                 " ORDER BY saved DESC, id DESC LIMIT ?)"_s,
                                 {key.profileId, key.target, key.profileId, key.target, recentPayloads}));
    });
}

Result<QList<Payload>> sentPayloads(Database &database, const Key &key)
{
    return read(database, u"name IS NULL ORDER BY saved DESC, id DESC"_s, key);
}

} // namespace history
