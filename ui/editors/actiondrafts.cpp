#include "core/history/secrets.h"
#include "core/openwhisk/session.h"
#include "ui/editors/actiondraft.h"
#include "ui/editors/actionhead.h"
#include "ui/editors/actionpage_p.h"
#include "ui/editors/actionrebase.h"
#include "ui/editors/actionsecrets.h"
#include "ui/editors/draftkeeper.h"
#include "ui/editors/reviewdialog.h"

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

/// Values left out of the base of a draft are taken for unchanged.
QList<KeyValue> withSecretsOf(QList<KeyValue> items, const QList<KeyValue> &source)
{
    for (KeyValue &item : items)
        if (const json::Value *value = findValue(source, item.key); value && isSecret({item.key, *value, false, {}}))
            item.value = *value;
    return items;
}

} // namespace

std::optional<history::Draft> ActionPage::Private::makeDraft() const
{
    if (gone || !q->modified())
        return std::nullopt;
    history::Draft draft{key(), {}, {}, 0, {}};
    if (isNew()) {
        draft.document = draftDocument(state.now());
        draft.document.set(u"name", json::Value::string(head->typedName().name));
        draft.document.set(u"package", json::Value::string(head->typedName().package));
        return draft;
    }
    draft.document = changedParts(state.now(), state.was());
    draft.base = changedParts(state.was(), state.now());
    draft.base.set(u"version", json::Value::string(state.loaded()->action.version));
    return draft;
}

ActionEdit ActionPage::Private::draftEdit(const history::Draft &draft, QStringList *missing) const
{
    const ActionEdit &server = state.was();
    const json::Value filled = history::refill(draft.document, draft.leftOut, draftDocument(server), missing);
    if (draft.base.value(u"version").toString() == state.loaded()->action.version)
        return withParts(server, filled);
    // The server moved on meanwhile: what the draft changed goes over what is there now.
    ActionEdit base = withParts(server, draft.base);
    base.parameters = withSecretsOf(base.parameters, server.parameters);
    base.annotations = withSecretsOf(base.annotations, server.annotations);
    return rebased(base, withParts(base, filled), server);
}

void ActionPage::Private::draftFound(const history::Draft &draft)
{
    if (!state.loaded() || state.modified())
        return;
    if (draftEdit(draft, nullptr) == state.was())
        return drafts->drop(); // it was saved after all
    askAboutDraft(draft, state.loaded()->action.version,
                  [this, draft] { openReview(int(ReviewDialog::Mode::Compare), draftEdit(draft, nullptr), tr("your draft")); });
}

void ActionPage::Private::restoreDraft(const history::Draft &draft)
{
    QStringList missing;
    const ActionEdit edit = draftEdit(draft, &missing);
    state.replaceEdit(edit);
    warnOfSecrets(missing);
}
