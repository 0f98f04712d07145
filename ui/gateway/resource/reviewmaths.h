#pragma once

#include "core/async/result.h"
#include "core/gateway/documents.h"
#include "core/json/merge.h"
#include "ui/editors/reviewcontent.h"
#include "ui/gateway/resource/secretplaces.h"

#include <QHash>

/// What the review of a gateway object shows and sends. Pure, for a worker.
namespace review {

enum class Way { Merge, Overwrite }; ///< when somebody else changed it meanwhile
enum class Side { Mine, Theirs, Typed };

/// What becomes of a place that both sides changed.
struct Choice {
    Choice(Side chosen = Side::Mine, json::Value typed = {})
        : side(chosen), value(std::move(typed))
    {
    }
    Side side;
    json::Value value; ///< of Typed, as it was written
};

struct Question {
    gateway::Key key;
    bool create = false;
    bool compare = false;
    json::Value opened; ///< null for a new one
    json::Value mine;
    json::Value server; ///< as it is now, without times; null: not there
    Way way = Way::Merge;
    QHash<QString, Choice> choices = {}; ///< by pointer of the conflict
    secrets::CataloguePtr catalogue = {};
};

struct Answer {
    json::Value after;
    QList<json::Conflict> conflicts; ///< all, chosen or not; with secrets covered
    QStringList covered;             ///< pointers of those that hold secrets
    int open = 0;                    ///< conflicts without a choice
    int theirs = 0;                  ///< changes of others since it was opened
    int dropped = 0;                 ///< of these, those that go
    ReviewContent::Data shown;
    std::optional<Error> tooMuch;    ///< it cannot be sent
};
Answer answerTo(const Question &question);

/// What the server made of it beyond what was sent, as sentences.
QStringList differences(const gateway::Key &key, const json::Value &sent, const json::Value &stored);

} // namespace review
