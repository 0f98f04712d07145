#include "core/history/secrets.h"
#include "ui/editors/actionsecrets.h"
#include "ui/editors/draftkeeper.h"
#include "ui/editors/entity/entitypage_p.h"
#include "ui/editors/reviewdialog.h"

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

/// Values left out of the base of a draft are taken for unchanged.
json::Value withSecretsOf(json::Value base, const json::Value &server, const QList<EntityArea> &areas)
{
    for (const EntityArea &area : areas) {
        if (area.sort == EntityArea::Sort::Value)
            continue;
        QList<KeyValue> items = keyValuesFromJson(base.value(area.member));
        const QList<KeyValue> source = keyValuesFromJson(server.value(area.member));
        for (KeyValue &item : items)
            if (const json::Value *value = findValue(source, item.key);
                value && isSecret({item.key, *value, false, {}}))
                item.value = *value;
        base.set(area.member, toJson(items));
    }
    return base;
}

} // namespace

std::optional<history::Draft> EntityPageWorks::makeDraft() const
{
    if (gone || !q->modified())
        return std::nullopt;
    history::Draft draft{key(), {}, {}, 0, {}};
    if (isNew()) {
        draft.document = state.now();
        draft.document.set(u"name", json::Value::string(head->typedName()));
        return draft;
    }
    draft.document = changedParts(state.now(), state.was());
    draft.base = changedParts(state.was(), state.now());
    draft.base.set(u"version", json::Value::string(state.copy()->version));
    return draft;
}

json::Value EntityPageWorks::draftEdit(const history::Draft &draft, QStringList *missing) const
{
    const json::Value &server = state.was();
    const json::Value filled = history::refill(draft.document, draft.leftOut, server, missing);
    if (draft.base.value(u"version").toString() == state.copy()->version)
        return withParts(server, filled);
    // The server moved on meanwhile: what the draft changed goes over what is there now.
    const json::Value base = withSecretsOf(withParts(server, draft.base), server, kind->areas());
    return kind->rebased(base, withParts(base, filled), server);
}

void EntityPageWorks::draftFound(const history::Draft &draft)
{
    if (!state.copy() || state.modified())
        return;
    if (draftEdit(draft, nullptr) == state.was())
        return drafts->drop(); // it was saved after all
    askAboutDraft(draft, state.copy()->version, [this, draft] {
        openReview(int(ReviewDialog::Mode::Compare), draftEdit(draft, nullptr), EntityPage::tr("your draft"));
    });
}

void EntityPageWorks::restoreDraft(const history::Draft &draft)
{
    QStringList missing;
    const json::Value edit = draftEdit(draft, &missing);
    state.replaceEdit(edit);
    warnOfSecrets(missing);
}
