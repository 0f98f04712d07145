#include "core/async/deliver.h"
#include "core/history/secrets.h"
#include "core/history/store.h"
#include "ui/editors/actionsecrets.h"
#include "ui/editors/draftkeeper.h"
#include "ui/editors/entity/entitypage_p.h"
#include "ui/editors/reviewdialog.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/timetext.h"

#include <QDateTime>

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

QString whenText(qint64 savedMs)
{
    const bool today = QDateTime::fromMSecsSinceEpoch(savedMs).date() == QDate::currentDate();
    return timeText(savedMs, false, !today).section(u'.', 0, 0);
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

void EntityPageWorks::offerDraft()
{
    askingDraft = true;
    deliver(store.draft(key()), this, [this](const Result<std::optional<history::Draft>> &draft) {
        askingDraft = false;
        if (!draft)
            message->show(MessageBar::Kind::Warning,
                          EntityPage::tr("Drafts cannot be read: %1").arg(draft.error().message),
                          draft.error().detail);
        else if (*draft)
            draftFound(**draft);
        showState();
    });
    showState();
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
    draftWaits = true;
    const QString version = draft.base.value(u"version").toString();
    const QString moved = version == state.copy()->version
        ? QString()
        : u' ' + EntityPage::tr("It was made on v%1; the server has v%2 now.").arg(version, state.copy()->version);
    draftBar->show(MessageBar::Kind::Info,
                   EntityPage::tr("You have a draft from %1.").arg(whenText(draft.savedMs)) + moved);
    draftBar->addButton(EntityPage::tr("Restore"), [this, draft] { restoreDraft(draft); });
    draftBar->addButton(EntityPage::tr("Compare"), [this, draft] {
        openReview(int(ReviewDialog::Mode::Compare), draftEdit(draft, nullptr), EntityPage::tr("your draft"));
    });
    draftBar->addButton(EntityPage::tr("Discard"), [this] { discardDraft(); });
}

void EntityPageWorks::restoreDraft(const history::Draft &draft)
{
    QStringList missing;
    const json::Value edit = draftEdit(draft, &missing);
    draftWaits = false;
    draftBar->clear();
    state.replaceEdit(edit);
    warnOfSecrets(missing);
}

void EntityPageWorks::warnOfSecrets(const QStringList &missing)
{
    if (!missing.isEmpty())
        message->show(MessageBar::Kind::Warning,
                      EntityPage::tr("Secret values are not kept in drafts; type them again: %1")
                          .arg(missing.join(u", "_s)));
}

void EntityPageWorks::discardDraft()
{
    draftWaits = false;
    draftBar->clear();
    drafts->drop();
    showState();
}
