#include "ui/editors/pages.h"

#include "core/history/store.h"
#include "core/openwhisk/session.h"
#include "ui/editors/actionpage.h"
#include "ui/editors/apis/apispage.h"
#include "ui/editors/package/packagepage.h"
#include "ui/editors/package/publicpackagespage.h"
#include "ui/editors/rule/rulepage.h"
#include "ui/editors/server/serverpage.h"
#include "ui/editors/trigger/triggerpage.h"

#include <QUuid>

#include <algorithm>

namespace editors {

Page *createPage(openwhisk::Session &session, history::Store &store, const Target &target, QWidget *parent,
                 openwhisk::ActivationFeed *feed)
{
    switch (target.kind) {
    case Target::Kind::Action:
    case Target::Kind::NewAction:
    case Target::Kind::NewSequence:
        return new ActionPage(session, store, target, parent);
    case Target::Kind::Package:
    case Target::Kind::NewPackage:
    case Target::Kind::NewBinding:
        return new PackagePage(session, store, target, parent);
    case Target::Kind::PublicPackages:
        return new PublicPackagesPage(session, store, target, parent);
    case Target::Kind::Trigger:
    case Target::Kind::NewTrigger: {
        auto *page = new TriggerPage(session, store, target, parent);
        page->follow(feed);
        return page;
    }
    case Target::Kind::Rule:
    case Target::Kind::NewRule:
        return new RulePage(session, store, target, parent);
    case Target::Kind::Server:
        return new ServerPage(session, parent);
    case Target::Kind::Apis:
        return new ApisPage(session, parent);
    default:
        break;
    }
    return nullptr;
}

namespace {

template<typename Row> bool has(const openwhisk::Listing<Row> &listing, const openwhisk::EntityName &name)
{
    return listing.rows && std::any_of(listing.rows->begin(), listing.rows->end(), [&name](const Row &row) {
               return row.name.name == name.name && row.name.package == name.package;
           });
}

} // namespace

bool isListed(const openwhisk::Session &session, const Target &target)
{
    switch (target.kind) {
    case Target::Kind::Action:
        return has(session.actions(), target.name);
    case Target::Kind::Package:
        return has(session.packages(), target.name);
    case Target::Kind::Trigger:
        return has(session.triggers(), target.name);
    case Target::Kind::Rule:
        return has(session.rules(), target.name);
    default:
        return false;
    }
}

Target newAction(const QString &place, const QString &name)
{
    const QString ns = name.isEmpty() ? QStringLiteral("_") : QString();
    return {Target::Kind::NewAction, {ns, place, name}, QUuid::createUuid().toString(QUuid::Id128)};
}

Target newEntity(Target::Kind kind, const openwhisk::EntityName &about)
{
    return {kind, about, QUuid::createUuid().toString(QUuid::Id128)};
}

Target duplicateOf(const openwhisk::EntityName &name)
{
    return {Target::Kind::NewAction, name, QUuid::createUuid().toString(QUuid::Id128)};
}

} // namespace editors
