#include "core/sandbox/store/entity.h"

#include "core/sandbox/store/jsonwriter.h"

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

JsonWriter &addExec(JsonWriter &writer, const Entity &entity, const QByteArray &code)
{
    JsonWriter exec;
    for (const auto &member : entity.exec.members())
        exec.add(member.name, member.value);
    if (!code.isEmpty())
        exec.add(u"code", code);
    return writer.add(u"exec", exec.text());
}

json::Value bindingInList(const Entity &entity)
{
    return entity.isBinding() ? entity.binding : json::Value::boolean(false);
}

void addOwn(JsonWriter &writer, const Entity &entity, const Extras &extras)
{
    const auto parameters = extras.parameters.value_or(entity.parameters);
    switch (entity.kind) {
    case Kind::Action:
        addExec(writer.add(u"parameters", parameters).add(u"limits", entity.limits), entity, extras.code);
        if (!extras.binding.isEmpty())
            writer.add(u"binding", extras.binding);
        break;
    case Kind::Package: writer.add(u"parameters", parameters).add(u"binding", entity.binding); break;
    case Kind::Trigger:
        writer.add(u"parameters", parameters).add(u"limits", QByteArray("{}"));
        if (!entity.rules.isNull())
            writer.add(u"rules", entity.rules);
        break;
    case Kind::Rule:
        writer.add(u"trigger", entity.trigger).add(u"action", entity.action).add(u"status", extras.status);
        break;
    }
}

} // namespace

EntityName Entity::provider() const
{
    return {binding.value(u"namespace").toString(), {}, binding.value(u"name").toString()};
}

const json::Value *keyed(const json::Value &list, QStringView key)
{
    for (const auto &item : list.items())
        if (const auto *name = item.find(u"key"); name && name->toString() == key)
            return item.find(u"value");
    return nullptr;
}

json::Value toStored(const Entity &entity)
{
    auto stored = json::Value::object();
    stored.set(u"version", json::Value::string(entity.version));
    stored.set(u"publish", json::Value::boolean(entity.publish));
    stored.set(u"hasCode", json::Value::boolean(entity.hasCode));
    if (entity.native)
        stored.set(u"native", json::Value::boolean(true));
    stored.set(u"parameters", entity.parameters);
    stored.set(u"annotations", entity.annotations);
    const std::pair<QString, const json::Value &> parts[] = {{u"exec"_s, entity.exec},       {u"limits"_s, entity.limits},
                                                             {u"binding"_s, entity.binding}, {u"rules"_s, entity.rules},
                                                             {u"trigger"_s, entity.trigger}, {u"action"_s, entity.action}};
    for (const auto &[name, value] : parts)
        if (!value.isNull())
            stored.set(name, value);
    return stored;
}

Entity fromStored(Kind kind, const EntityName &name, const json::Value &stored)
{
    Entity entity;
    entity.kind = kind;
    entity.name = name;
    entity.version = stored.value(u"version").toString();
    entity.publish = stored.value(u"publish").toBool();
    entity.hasCode = stored.value(u"hasCode").toBool();
    entity.native = stored.value(u"native").toBool();
    entity.parameters = stored.value(u"parameters");
    entity.annotations = stored.value(u"annotations");
    entity.exec = stored.value(u"exec");
    entity.limits = stored.value(u"limits");
    entity.binding = stored.value(u"binding");
    entity.rules = stored.value(u"rules");
    entity.trigger = stored.value(u"trigger");
    entity.action = stored.value(u"action");
    return entity;
}

QByteArray summaryOf(const Entity &entity)
{
    JsonWriter writer;
    writer.add(u"name", entity.name.name).add(u"updated", entity.updated);
    if (entity.kind == Kind::Action) {
        const auto binary = entity.exec.value(u"binary").toBool();
        writer.add(u"exec", JsonWriter().add(u"binary", binary).text()).add(u"limits", entity.limits);
    } else if (entity.kind == Kind::Package) {
        writer.add(u"binding", bindingInList(entity));
    } else if (entity.kind == Kind::Rule) {
        writer.add(u"trigger", entity.trigger).add(u"action", entity.action);
    }
    return writer.add(u"namespace", entity.name.path())
        .add(u"publish", entity.publish)
        .add(u"annotations", entity.annotations)
        .add(u"version", entity.version)
        .text();
}

QByteArray detailOf(const Entity &entity, const Extras &extras)
{
    JsonWriter writer;
    writer.add(u"namespace", entity.name.path())
        .add(u"name", entity.name.name)
        .add(u"version", entity.version)
        .add(u"publish", entity.publish)
        .add(u"updated", entity.updated)
        .add(u"annotations", entity.annotations);
    addOwn(writer, entity, extras);
    for (const auto &[name, text] : extras.members)
        writer.add(name, text);
    return writer.text();
}

} // namespace sandbox
