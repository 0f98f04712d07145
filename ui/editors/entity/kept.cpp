// Entities in the local history and back.
#include "core/history/secrets.h"
#include "ui/editors/entity/entitykind.h"

using namespace openwhisk;

json::Value keptDocument(const EntityCopy &copy)
{
    json::Value kept = copy.document;
    if (!copy.inherited.isEmpty() && copy.edit.contains(u"parameters"))
        kept.set(u"parameters", copy.edit.value(u"parameters"));
    return kept;
}

Result<json::Value> restoredEdit(const EntityKind &kind, const history::Version &version, const json::Value &now,
                                 QStringList *missing)
{
    const json::Value document = history::refill(version.document, version.info.leftOut, now, missing);
    return kind.copyOf(document).transform([&](const EntityCopy &copy) { return kind.restored(copy.edit, now); });
}
