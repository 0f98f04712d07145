// What the page of a gateway object says and does while the gateway does not answer.
#include "core/gateway/session.h"
#include "ui/gateway/resource/pendingpane.h"
#include "ui/gateway/resource/resourcepage_p.h"
#include "ui/gateway/waiting.h"
#include "ui/widgets/stateview.h"

#include <utility>

using namespace Qt::StringLiterals;

std::optional<Error> ResourceWorks::away() const
{
    if (!session())
        return {};
    const auto lost = session()->connected() ? std::nullopt : session()->problem();
    const auto why = lost ? lost : session()->listing(state.key().kind).error;
    return why && gateway::mayPass(*why) ? why : std::nullopt;
}

QString ResourceWorks::awayReason() const
{
    return away() ? ResourcePage::tr("The gateway does not answer: writing waits until it does. What you typed stays here.") : QString();
}

/// What is shown may be old by now; once the gateway is back it is read again by itself.
void ResourceWorks::awayChanged()
{
    const auto why = away();
    const bool was = std::exchange(wasAway, why.has_value());
    if (why && state.isLoaded() && !gone && stateView->state() == StateView::Content) {
        stateView->showError(*why, true);
        pending->setStand(ResourcePage::tr("the server copy cannot be read now"));
    }
    const bool isRead = reading && request; // that tells by itself
    const bool failedSo = stateView->state() == StateView::Stale || stateView->state() == StateView::Error_;
    if (was && !why && failedSo && !isRead && !gone) {
        if (isNew() && state.isLoaded())
            stateView->showContent();
        else
            load(true);
    }
    sayNextTry();
    showState();
}

void ResourceWorks::sayNextTry()
{
    if (!away())
        return;
    const QString stays = state.isLoaded() ? ResourcePage::tr("Saving waits until the gateway answers; what you typed stays here.") : QString();
    stateView->setTail(QStringList{waiting->words(), stays}.join(u' ').trimmed());
}
