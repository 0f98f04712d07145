#pragma once

#include "core/sandbox/api/context.h"

namespace sandbox {

/// Content type and syntax of a body that must be there; 415 or 400 otherwise. Not yet canonical.
json::Value readBody(const Call &call);
/// The same for invoke and fire: an empty body is {}, anything but an object is refused.
json::Value readPayload(const Call &call);
/// JSON of whatever content type, not yet canonical; malformed otherwise.
json::Value parseBody(const QByteArray &body);
/// 413 "Request larger than allowed": before anything of the body is looked at.
void checkPayloadSize(const Call &call);
void checkPayloadSize(qsizetype bytes);

/// true yes on 1 / false no off 0; absent or empty is otherwise.
bool queryBool(const Call &call, const QString &name, bool otherwise);

struct ListQuery {
    qsizetype skip = 0;
    qsizetype limit = 30; ///< 0 has become 200
    bool count = false;
};
/// skip, limit, count, told in this order; collection is the word in the texts.
ListQuery listQuery(const Call &call, const QString &collection);

} // namespace sandbox
