#include "core/sandbox/api/refusal.h"

namespace sandbox {

using namespace Qt::StringLiterals;

void refuse(int status, const QString &text) { throw Refusal{status, text, true}; }
void reject(int status, const QString &text, const Headers &headers) { throw Refusal{status, text, false, headers}; }
void rejectMalformed(const QString &detail) { reject(400, u"The request content was malformed:\n"_s + detail); }

void rejectQuery(const QString &name, const QString &detail)
{
    reject(400, u"The query parameter '"_s + name + u"' was malformed:\n"_s + detail);
}

void refuseMissing() { refuse(404, u"The requested resource does not exist."_s); }
void refuseUnknown() { reject(404, u"The requested resource could not be found."_s); }

void refuseForbidden(const QString &what)
{
    refuse(403, u"The supplied authentication is not authorized to access '"_s + what + u"'."_s);
}

void refuseKind() { refuse(409, u"Resource by this name exists but is not in this collection."_s); }
void refuseInternal() { refuse(500, u"There was an internal server error."_s); }
void refuseUncaught() { throw Refusal{500, u"There was an internal server error."_s, false, {}, true}; }

} // namespace sandbox
