#pragma once

#include "core/async/result.h"
#include "core/gateway/kinds.h"
#include "core/history/records.h"
#include "ui/gateway/resource/secretplaces.h"

/// Objects of a gateway in drafts and the local history: as text, so that nothing but the secrets is taken out of them
/// (a plugin may be called "key-auth"). Pure.
namespace kept {

history::Key keyOf(const QString &profileId, const gateway::Key &key);

struct Object {
    json::Value value;    ///< null where a secret was
    QStringList withheld; ///< these places
};
/// written: when, as shown in lists of versions; empty: not known.
json::Value documentOf(const json::Value &value, const QStringList &secretPlaces, const QString &written = {});
std::optional<Object> objectOf(const json::Value &document);

/// What was edited, over what the server has now. Secrets come from there; missing gets those that it has not, and those
/// that were typed anew.
json::Value draftOver(const history::Draft &draft, const json::Value &server, QStringList *missing);
/// none: there is nothing in it.
history::Draft draftOf(const history::Key &key, const QString &id, const json::Value &before, const QStringList &placesBefore,
                       const json::Value &now, const QStringList &placesNow);

} // namespace kept
