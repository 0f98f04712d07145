#include "ui/editors/code/deploy.h"

#include "core/openwhisk/session.h"
#include "ui/editors/actionpage.h"
#include "ui/editors/code/filecode.h"
#include "ui/editors/pages.h"

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace editors {

namespace {

bool isThere(const Session &session, const EntityName &name)
{
    const auto &rows = session.actions().rows;
    return rows && std::any_of(rows->begin(), rows->end(), [&name](const ActionSummary &row) {
               return row.name.name == name.name && row.name.package == name.package;
           });
}

} // namespace

QList<Deployment> deployFiles(const Session &session, const QStringList &paths, const QString &place)
{
    QList<Deployment> deployments;
    for (const QString &path : paths) {
        const EntityName name{u"_"_s, place, actionNameOf(path)};
        const bool exists = !name.name.isEmpty() && isThere(session, name);
        deployments.append({exists ? Target{Target::Kind::Action, name, {}} : newAction(place), path, exists});
    }
    return deployments;
}

bool takeFile(Page *page, const QString &path)
{
    auto *action = qobject_cast<ActionPage *>(page);
    if (action)
        action->takeFile(path);
    return action != nullptr;
}

} // namespace editors
