#include "core/sandbox/api/kinds.h"

#include "core/json/text.h"
#include "core/sandbox/setup/resources.h"

namespace sandbox {

using namespace Qt::StringLiterals;

const Kinds &Kinds::all()
{
    static const Kinds kinds;
    return kinds;
}

Kinds::Kinds()
{
    const auto manifest = json::parse(resource(u"runtimes.json"_s));
    if (!manifest)
        qFatal("The list of runtimes is not compiled in");
    m_manifest = *manifest;
    m_kinds.insert(u"blackbox"_s, {});
    m_kinds.insert(u"sequence"_s, {});
    for (const auto &family : m_manifest.members()) {
        for (const auto &entry : family.value.items()) {
            const auto kind = entry.value(u"kind").toString();
            m_kinds.insert(kind, {entry.value(u"requireMain").toBool(), entry.value(u"deprecated").toBool(),
                                  entry.value(u"image").toString()});
            if (entry.value(u"default").toBool())
                m_defaults.insert(family.name + u":default"_s, kind);
        }
    }
}

QString Kinds::resolved(const QString &kind) const { return m_defaults.value(kind, kind); }

const Kinds::Kind *Kinds::find(const QString &kind) const
{
    const auto found = m_kinds.constFind(kind);
    return found == m_kinds.constEnd() ? nullptr : &*found;
}

} // namespace sandbox
