#pragma once

#include "core/sandbox/api/context.h"
#include "core/sandbox/store/entities.h"

namespace sandbox {

/// GET of a collection: a page of rows, or {"collection": N}.
HttpResponse answerList(const Call &call, Kind kind, const QString &ns, const QString &collection,
                        const Entities::Filter &filter = {});

} // namespace sandbox
