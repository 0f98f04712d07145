#include "core/sandbox/api/storing.h"

#include "core/sandbox/setup/faults.h"

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

bool isKeptAt(const QString &level, RunStatus status)
{
    if (level == u"failures")
        return status != RunStatus::Success;
    if (level == u"errors")
        return status != RunStatus::Success && status != RunStatus::ApplicationError;
    return true;
}

} // namespace

bool keepsNothing(const Faults &faults) { return faults.anywhere(u"store") == u"never"_s; }

bool isKept(const Faults &faults, RunStatus status, bool awaited, bool extraLogging)
{
    if (keepsNothing(faults))
        return false;
    const auto levels = faults.anywhere(u"store").value_or(QString()).split(u'/');
    return extraLogging || isKeptAt(awaited ? levels.first() : levels.value(1), status);
}

} // namespace sandbox
