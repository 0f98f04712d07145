#include "core/sandbox/api/retired.h"

#include "core/sandbox/api/kinds.h"
#include "core/sandbox/api/refusal.h"
#include "core/sandbox/setup/faults.h"

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

QStringList switchedOff(const Services &services)
{
    return services.faults.anywhere(u"retire").value_or(QString()).split(u',', Qt::SkipEmptyParts);
}

json::Value withRetired(const json::Value &family, const QStringList &kinds)
{
    auto entries = json::Value::array();
    for (auto entry : family.items()) {
        if (kinds.contains(entry.value(u"kind").toString()))
            entry.set(u"deprecated", json::Value::boolean(true));
        entries.append(entry);
    }
    return entries;
}

} // namespace

void checkNotRetired(const Services &services, const QString &kind)
{
    const auto *known = Kinds::all().find(kind);
    if ((known && known->deprecated) || switchedOff(services).contains(kind))
        refuse(400, u"The '%1' runtime is no longer supported. You may read and delete but not update or invoke this action."_s.arg(kind));
}

json::Value runtimesOf(const Services &services)
{
    const auto kinds = switchedOff(services);
    auto runtimes = Kinds::all().manifest();
    if (kinds.isEmpty())
        return runtimes;
    for (const auto &family : Kinds::all().manifest().members())
        runtimes.set(family.name, withRetired(family.value, kinds));
    return runtimes;
}

} // namespace sandbox
