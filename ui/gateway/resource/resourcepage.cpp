#include "ui/gateway/resource/resourcepage.h"

#include "core/gateway/session.h"
#include "ui/editors/draftkeeper.h"
#include "ui/gateway/resource/pendingpane.h"
#include "ui/gateway/resource/resourcepage_p.h"
#include "ui/gateway/resource/resourcereview.h"
#include "ui/gateway/resource/resourcetab.h"
#include "ui/gateway/resource/resourcetext.h"
#include "ui/gateway/test/testpanel.h"

#include <QAction>

using namespace Qt::StringLiterals;

ResourcePage::ResourcePage(const GatewayServices &services, const Target &target, QWidget *parent)
    : Page(parent)
    , d(std::make_unique<ResourceWorks>(this, services, target))
{
    setObjectName(u"resourcePage"_s);
    d->build();
    d->start();
}

ResourcePage::~ResourcePage()
{
    endTyping();
    // The tabs use the state to the last
    for (ResourceTab *tab : std::as_const(d->tabs))
        delete tab;
    delete d->test;
    delete d->pending;
}

Target ResourcePage::target() const
{
    return d->target;
}

QString ResourcePage::title() const
{
    const QString name = resource::titleOf(d->state.key(), d->state.value());
    if (d->isNew())
        return name.isEmpty() ? tr("New %1").arg(gateway::singular(d->state.key().kind)) : name;
    return name;
}

QString ResourcePage::glyph() const
{
    return resource::glyphOf(d->target.gatewayKind);
}

bool ResourcePage::modified() const
{
    if (d->gone)
        return false;
    if (d->isNew())
        return d->state.isLoaded() && (d->state.value() != d->first || !d->state.key().id.isEmpty());
    return d->state.isModified();
}

void ResourcePage::refresh()
{
    if (!d->isNew() && !d->gone)
        d->load(true);
}

void ResourcePage::save()
{
    if (canSave())
        d->review(int(ResourceReview::Mode::Save));
}

void ResourcePage::revert()
{
    if (d->frozenReason().isEmpty() && modified())
        d->revert();
}

void ResourcePage::invoke()
{
    if (canInvoke())
        d->sendTest();
}

void ResourcePage::find()
{
    if (ResourceTab *tab = d->currentTab())
        tab->find();
}

bool ResourcePage::canSave() const
{
    return d->problem().isEmpty();
}

bool ResourcePage::canInvoke() const
{
    return d->target.gatewayKind == gateway::Kind::Route && d->state.isLoaded() && !d->gone;
}

QList<QAction *> ResourcePage::commands() const
{
    return d->commands;
}

bool ResourcePage::prepareClose()
{
    endTyping();
    if (d->drafts)
        d->drafts->flush();
    return true;
}

/// What is typed and not taken over yet is taken when the focus goes: better now than among the ruins.
void ResourcePage::endTyping()
{
    QWidget *focus = focusWidget();
    if (focus && isAncestorOf(focus))
        focus->clearFocus();
}

ResourceState &ResourcePage::state()
{
    return d->state;
}
