#include "ui/editors/pages.h"

#include "core/history/store.h"
#include "ui/editors/actionpage.h"
#include "ui/editors/apis/apispage.h"
#include "ui/editors/package/packagepage.h"
#include "ui/editors/package/publicpackagespage.h"
#include "ui/editors/rule/rulepage.h"
#include "ui/editors/server/serverpage.h"
#include "ui/editors/trigger/triggerpage.h"

#include <QUuid>

namespace editors {

Page *createPage(openwhisk::Session &session, history::Store &store, const Target &target, QWidget *parent)
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
    case Target::Kind::NewTrigger:
        return new TriggerPage(session, store, target, parent);
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
