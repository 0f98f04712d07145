#include "ui/editors/actiondraft.h"

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

json::Value execDocument(const Exec &exec)
{
    json::Value value = json::Value::object();
    value.set(u"kind", json::Value::string(exec.kind));
    if (exec.code)
        value.set(u"code", json::Value::string(*exec.code));
    if (!exec.main.isEmpty())
        value.set(u"main", json::Value::string(exec.main));
    if (!exec.image.isEmpty())
        value.set(u"image", json::Value::string(exec.image));
    value.set(u"binary", json::Value::boolean(exec.binary));
    if (!exec.components.isEmpty()) {
        json::Value list = json::Value::array();
        for (const QString &component : exec.components)
            list.append(json::Value::string(component));
        value.set(u"components", list);
    }
    return value;
}

Exec execFrom(const json::Value &value)
{
    Exec exec;
    exec.kind = value.value(u"kind").toString();
    if (const json::Value *code = value.find(u"code"))
        exec.code = code->toString();
    exec.main = value.value(u"main").toString();
    exec.image = value.value(u"image").toString();
    exec.binary = value.value(u"binary").toBool();
    for (const json::Value &component : value.value(u"components").items())
        exec.components.append(component.toString());
    return exec;
}

json::Value limitsDocument(const ActionLimits &limits)
{
    json::Value value = json::Value::object();
    const auto put = [&value](QStringView name, const std::optional<qint64> &number) {
        if (number)
            value.set(name, json::Value::number(*number));
    };
    put(u"timeout", limits.timeoutMs);
    put(u"memory", limits.memoryMb);
    put(u"logs", limits.logsMb);
    put(u"concurrency", limits.concurrency);
    return value;
}

ActionLimits limitsFrom(const json::Value &value)
{
    return {value.value(u"timeout").toInteger(), value.value(u"memory").toInteger(), value.value(u"logs").toInteger(),
            value.value(u"concurrency").toInteger()};
}

} // namespace

json::Value draftDocument(const ActionEdit &edit)
{
    json::Value document = json::Value::object();
    document.set(u"exec", execDocument(edit.exec));
    document.set(u"parameters", toJson(edit.parameters));
    document.set(u"annotations", toJson(edit.annotations));
    document.set(u"limits", limitsDocument(edit.limits));
    return document;
}

ActionEdit editFromDraft(const json::Value &document)
{
    return withParts({}, document);
}

json::Value changedParts(const ActionEdit &edit, const ActionEdit &other)
{
    json::Value document = draftDocument(edit);
    if (edit.exec == other.exec)
        document.remove(u"exec");
    if (edit.parameters == other.parameters)
        document.remove(u"parameters");
    if (edit.annotations == other.annotations)
        document.remove(u"annotations");
    if (edit.limits == other.limits)
        document.remove(u"limits");
    return document;
}

ActionEdit withParts(const ActionEdit &whole, const json::Value &parts)
{
    ActionEdit edit = whole;
    if (const json::Value *exec = parts.find(u"exec"))
        edit.exec = execFrom(*exec);
    if (const json::Value *parameters = parts.find(u"parameters"))
        edit.parameters = keyValuesFromJson(*parameters);
    if (const json::Value *annotations = parts.find(u"annotations"))
        edit.annotations = keyValuesFromJson(*annotations);
    if (const json::Value *limits = parts.find(u"limits"))
        edit.limits = limitsFrom(*limits);
    return edit;
}
