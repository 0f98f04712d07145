#pragma once

#include "core/openwhisk/feedalarm.h"

/// What shall become of a trigger's feed; a member of the trigger's edit, so that review, drafts and save take it along.
/// Null there: the feed stays as it is.
struct FeedEdit {
    std::optional<openwhisk::EntityName> from; ///< the feed of today
    std::optional<openwhisk::EntityName> to;   ///< none: it is taken away
    json::Value parameters = json::Value::object();
    json::Value before = json::Value::object(); ///< parameters of today, as far as the feed told them
    bool anew = false;                          ///< DELETE and CREATE although the feed is the same

    bool isUpdate() const { return from && to && *from == *to && !anew; }
    json::Value toJson() const;
    static std::optional<FeedEdit> fromJson(const json::Value &value); ///< none for null
};

/// "every day at 02:30 by the clock of Europe/Berlin", or the parameters as JSON, secrets masked.
QString feedWords(const std::optional<openwhisk::EntityName> &feed, const json::Value &parameters);
/// Why the feed did not become what it should, as an Error of a save: all said, nothing to look for.
Error feedError(const QString &sentence, const Error &cause);
