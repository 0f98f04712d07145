// What the page of a gateway object writes.
#include "core/gateway/session.h"
#include "ui/editors/draftkeeper.h"
#include "ui/gateway/resource/pendingpane.h"
#include "ui/gateway/resource/resourcepage_p.h"
#include "ui/gateway/resource/resourcereview.h"
#include "ui/gateway/resource/resourcetab.h"
#include "ui/gateway/resource/resourcetext.h"
#include "ui/gateway/resource/versionstab.h"
#include "ui/widgets/messagebar.h"

#include <QTabBar>

using namespace Qt::StringLiterals;

void ResourceWorks::revert()
{
    takeBack(isNew() ? first.value_or(resource::emptyObject(target.gatewayKind)) : state.before(),
             ResourcePage::tr("Your changes are taken back."), {});
    if (drafts)
        drafts->drop();
}

void ResourceWorks::review(int mode)
{
    if (!session())
        return;
    auto *dialog = new ResourceReview(state, ResourceReview::Mode(mode), q);
    connect(dialog, &ResourceReview::saved, this, &ResourceWorks::saved);
    connect(dialog, &ResourceReview::complained, this, &ResourceWorks::complained);
    connect(dialog, &ResourceReview::openRequested, q, &Page::openRequested);
    connect(dialog, &ResourceReview::goneMeanwhile, this, &ResourceWorks::notThere);
    connect(dialog, &ResourceReview::draftWanted, this, [this] {
        if (drafts)
            drafts->flush();
        Q_EMIT q->notice(ResourcePage::tr("Kept as a draft."));
    });
    connect(dialog, &ResourceReview::theirsWanted, this, [this] {
        if (drafts)
            drafts->flush();
        load(false);
    });
    dialog->open();
}

void ResourceWorks::saved(const gateway::Document &document, bool created, const QStringList &differences)
{
    if (drafts)
        drafts->drop();
    target = gatewayObject(document.key);
    first.reset();
    state.load(document);
    if (drafts)
        drafts->setKey(key());
    if (versions)
        versions->refresh();
    message->clear();
    if (!differences.isEmpty())
        message->show(MessageBar::Kind::Warning, ResourcePage::tr("It is saved, but the gateway made something else of: %1")
                                                     .arg(differences.join(u", "_s)));
    pending->setStand(ResourcePage::tr("as the server has it"));
    const QString name = q->title();
    Q_EMIT q->notice(created ? ResourcePage::tr("%1 is created.").arg(name) : ResourcePage::tr("%1 is saved.").arg(name));
    if (session())
        session()->refresh(document.key.kind);
    showState();
}

/// What the server will not take leads to its place.
void ResourceWorks::complained(const gateway::Complaint &complaint)
{
    const schema::Problem problem{complaint.pointer, complaint.words};
    const QString where = complaint.pointer.isEmpty() ? QString() : resource::placeText(complaint.pointer) + u": "_s;
    message->show(MessageBar::Kind::Error, ResourcePage::tr("The gateway refuses it. %1%2").arg(where, complaint.words));
    for (ResourceTab *tab : std::as_const(tabs)) {
        const int before = tabBar->currentIndex();
        chooseTab(tab); // a hidden field cannot take the focus
        if (tab->focusPlace(complaint.pointer))
            return tab->showComplaint(problem);
        tabBar->setCurrentIndex(before);
    }
}
