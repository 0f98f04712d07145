#include "ui/editors/pages.h"

#include "core/history/store.h"
#include "ui/editors/actionpage.h"
#include "ui/editors/detailpage.h"

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
    case Target::Kind::Trigger:
    case Target::Kind::Rule:
        return new DetailPage(session, target, parent);
    default:
        break;
    }
    return nullptr;
}

Target newAction(const QString &place)
{
    return {Target::Kind::NewAction, {QStringLiteral("_"), place, {}}, QUuid::createUuid().toString(QUuid::Id128)};
}

Target duplicateOf(const openwhisk::EntityName &name)
{
    return {Target::Kind::NewAction, name, QUuid::createUuid().toString(QUuid::Id128)};
}

} // namespace editors
