#include "core/openwhisk/entities.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

Error notAnEntity(const QString &what)
{
    return Error{Error::Kind::Protocol,
                 QCoreApplication::translate("openwhisk", "The answer is no %1: it lacks a name or namespace.").arg(what),
                 {}};
}

std::optional<EntityName> nameOf(const json::Value &document)
{
    const json::Value name = document.value(u"name");
    const json::Value ns = document.value(u"namespace");
    if (!name.isString() || !ns.isString())
        return std::nullopt;
    return fromMembers(ns.toString(), name.toString());
}

Exec execFromJson(const json::Value &exec)
{
    Exec result;
    result.kind = exec.value(u"kind").toString();
    // Code may also be an object that names an attachment; that is kept in the document and never shown as text.
    if (const json::Value *code = exec.find(u"code"); code && code->isString())
        result.code = code->toString();
    result.main = exec.value(u"main").toString();
    result.image = exec.value(u"image").toString();
    for (const json::Value &component : exec.value(u"components").items())
        result.components.append(component.toString());
    result.binary = exec.value(u"binary").toBool();
    return result;
}

ActionLimits limitsFromJson(const json::Value &limits)
{
    return {limits.value(u"timeout").toInteger(), limits.value(u"memory").toInteger(),
            limits.value(u"logs").toInteger(), limits.value(u"concurrency").toInteger()};
}

std::optional<EntityName> providerOf(const json::Value &binding)
{
    if (!binding.contains(u"name"))
        return std::nullopt;
    return EntityName{binding.value(u"namespace").toString(), {}, binding.value(u"name").toString()};
}

void appendEntries(const json::Value &array, bool feed, QList<PackageEntry> &entries)
{
    for (const json::Value &item : array.items()) {
        const auto annotations = keyValuesFromJson(item.value(u"annotations"));
        const json::Value *kind = findValue(annotations, u"exec");
        entries.append({item.value(u"name").toString(), item.value(u"version").toString(),
                        kind ? kind->toString() : QString(), feed});
    }
}

} // namespace

Result<Action> Action::fromJson(const json::Value &document)
{
    const auto name = nameOf(document);
    if (!name || !document.value(u"exec").isObject())
        return notAnEntity(u"action"_s);
    Action action;
    action.name = *name;
    action.version = document.value(u"version").toString();
    action.updated = document.value(u"updated").toInteger().value_or(0);
    action.publish = document.value(u"publish").toBool();
    action.exec = execFromJson(document.value(u"exec"));
    action.parameters = keyValuesFromJson(document.value(u"parameters"));
    action.annotations = keyValuesFromJson(document.value(u"annotations"));
    action.limits = limitsFromJson(document.value(u"limits"));
    action.binding = document.value(u"binding").toString();
    action.document = document;
    return action;
}

Result<Package> Package::fromJson(const json::Value &document)
{
    const auto name = nameOf(document);
    if (!name)
        return notAnEntity(u"package"_s);
    Package package;
    package.summary.name = *name;
    package.summary.version = document.value(u"version").toString();
    package.summary.updated = document.value(u"updated").toInteger().value_or(0);
    package.summary.publish = document.value(u"publish").toBool();
    package.summary.binding = providerOf(document.value(u"binding"));
    package.parameters = keyValuesFromJson(document.value(u"parameters"));
    package.annotations = keyValuesFromJson(document.value(u"annotations"));
    appendEntries(document.value(u"actions"), false, package.entries);
    appendEntries(document.value(u"feeds"), true, package.entries);
    package.document = document;
    return package;
}

} // namespace openwhisk
