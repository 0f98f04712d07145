#pragma once

#include "core/json/decode.h"
#include "core/json/recent.h"
#include "core/openwhisk/activation.h"
#include "core/openwhisk/plainrows.h"

#include <QHash>
#include <QSet>

namespace openwhisk {

/// Words that come again in every row (namespace, kind, version ...) share one text.
class Words {
public:
    QString operator()(const QString &text);
    QString read(json::Field &field); ///< the same straight off the wire
    QString read(const PlainRows::Value &value) { return plain(value.text); }
    QString plain(QByteArrayView text); ///< UTF-8
    /// The name of an entity from its members, "ns" or "ns/pkg" taken apart once.
    EntityName entity(const QString &nsMember, const QString &name);
    const EntityName &path(const QString &path); ///< "ns/[pkg/]action", taken apart once
    const EntityName &path(QByteArrayView path);

private:
    json::Recent<QString, 64> m_recent;
    json::Recent<EntityName, 64> m_recentPaths;
    QSet<QString> m_words;
    QHash<QString, EntityName> m_places;
    QHash<QString, EntityName> m_paths;
    QString m_lastMember;
    EntityName m_lastPlace;
};

/// Decode one row of a list straight off the wire; for worker threads.
ActionSummary decodeRow(json::Field &field, Words &words, const ActionSummary *);
PackageSummary decodeRow(json::Field &field, Words &words, const PackageSummary *);
TriggerSummary decodeRow(json::Field &field, Words &words, const TriggerSummary *);
RuleSummary decodeRow(json::Field &field, Words &words, const RuleSummary *);
ActivationSummary decodeRow(json::Field &field, Words &words, const ActivationSummary *);

constexpr qsizetype rowsInAPage = 200; ///< of a full one

/// A page of a list, however it is written.
template<typename Row> Result<QList<Row>> decodeAnyRows(const QByteArray &text)
{
    Words words;
    const auto decode = [&words](json::Field &field) { return decodeRow(field, words, static_cast<const Row *>(nullptr)); };
    return json::decodeList<Row>(text, decode, rowsInAPage, json::roomBehind(text));
}

template<typename Row> Result<QList<Row>> decodeRows(const QByteArray &text)
{
    return decodeAnyRows<Row>(text);
}
template<> Result<QList<ActivationSummary>> decodeRows(const QByteArray &text);

} // namespace openwhisk
