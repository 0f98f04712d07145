#include "ui/gateway/resource/resourcecheck.h"

#include "core/gateway/plugins.h"
#include "core/json/edit.h"

#include <QMutexLocker>

using namespace Qt::StringLiterals;

namespace {

gateway::Part partOf(gateway::Kind kind)
{
    switch (kind) {
    case gateway::Kind::Consumer:
    case gateway::Kind::Credential:
        return gateway::Part::Consumer;
    case gateway::Kind::PluginMetadata:
        return gateway::Part::Metadata;
    default:
        return gateway::Part::Route;
    }
}

} // namespace

ResourceCheck::ResourceCheck(gateway::Kind kind, const json::Value &schema, std::shared_ptr<const gateway::Catalogue> catalogue)
    : m_kind(kind)
    , m_own(schema.isObject() ? std::make_shared<const schema::Check>(schema) : nullptr)
    , m_catalogue(std::move(catalogue))
{
}

std::shared_ptr<const schema::Check> ResourceCheck::pluginCheck(const QString &name) const
{
    const QMutexLocker locker(&m_mutex);
    if (const auto known = m_plugins.value(name))
        return known;
    const gateway::Plugin *plugin = m_catalogue ? m_catalogue->find(name, m_kind == gateway::Kind::StreamRoute) : nullptr;
    if (!plugin)
        return nullptr;
    const auto made = std::make_shared<const schema::Check>(gateway::schemaFor(*plugin, partOf(m_kind)));
    m_plugins.insert(name, made);
    return made;
}

QList<schema::Problem> ResourceCheck::problems(const json::Value &value) const
{
    QList<schema::Problem> all = m_own ? m_own->problems(value) : QList<schema::Problem>();
    const json::Value plugins = value.value(u"plugins");
    for (const json::Member &member : plugins.members()) {
        const auto check = pluginCheck(member.name);
        // What is switched off is not checked by the server, either
        if (!check || member.value.value(u"_meta").value(u"disable").toBool())
            continue;
        const QString place = u"/plugins/"_s + json::escapePointer(member.name);
        for (const schema::Problem &problem : check->problems(member.value))
            all.append({place + problem.pointer, problem.sentence});
    }
    return all;
}

QList<schema::Problem> ResourceCheck::newProblems(const json::Value &before, const json::Value &value) const
{
    QList<schema::Problem> found = problems(value);
    if (found.isEmpty() || before.isNull())
        return found;
    const QList<schema::Problem> old = problems(before);
    found.removeIf([&](const schema::Problem &problem) {
        return old.contains(problem) && json::at(before, problem.pointer) == json::at(value, problem.pointer);
    });
    return found;
}
