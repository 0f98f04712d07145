#include "core/openwhisk/operations.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

const QString sequenceKind = u"sequence"_s;

/// By the server's rule (facts 2.1) such a text is stored as an archive.
bool looksBinary(QStringView text)
{
    if (text.isEmpty() || text.size() % 4 != 0)
        return false;
    qsizetype end = text.size();
    while (end > text.size() - 2 && text[end - 1] == u'=')
        --end;
    return std::all_of(text.begin(), text.begin() + end, [](QChar c) {
        return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'+' || c == u'/');
    });
}

/// A line end round base64 makes the server fail with 500.
QString sendable(const QString &code)
{
    const QString trimmed = code.trimmed();
    return trimmed.size() != code.size() && looksBinary(trimmed) ? trimmed : code;
}

void setOrRemove(json::Value &object, QStringView name, const QString &text)
{
    if (text.isEmpty())
        object.remove(name);
    else
        object.set(name, json::Value::string(text));
}

json::Value components(const Exec &exec)
{
    QList<json::Value> items;
    for (const QString &component : exec.components)
        items.append(json::Value::string(component));
    return json::Value::array(items);
}

/// Written over what the server had, so that members unknown to us stay.
json::Value execBody(json::Value object, const Exec &exec)
{
    object.remove(u"binary"); // the server works it out
    object.set(u"kind", json::Value::string(exec.kind));
    if (exec.kind == sequenceKind) {
        object.set(u"components", components(exec));
        return object;
    }
    if (exec.code)
        object.set(u"code", json::Value::string(sendable(*exec.code)));
    setOrRemove(object, u"main", exec.main);
    setOrRemove(object, u"image", exec.image);
    return object;
}

json::Value limitsBody(const ActionLimits &was, const ActionLimits &now)
{
    json::Value object = json::Value::object();
    const auto put = [&object](QStringView key, std::optional<qint64> before, std::optional<qint64> value) {
        if (value && value != before)
            object.set(key, json::Value::number(*value));
    };
    put(u"timeout", was.timeoutMs, now.timeoutMs);
    put(u"memory", was.memoryMb, now.memoryMb);
    put(u"logs", was.logsMb, now.logsMb);
    put(u"concurrency", was.concurrency, now.concurrency);
    return object;
}

bool hasKey(const QList<KeyValue> &items, const QString &key)
{
    return findValue(items, key) != nullptr;
}

void putAnnotations(json::Value &body, const QList<KeyValue> &was, const QList<KeyValue> &now)
{
    QList<KeyValue> changed;
    for (const KeyValue &item : now)
        if (!was.contains(item) && item.key != u"exec"_s)
            changed.append(item);
    QList<json::Value> gone;
    for (const KeyValue &item : was)
        if (!hasKey(now, item.key) && item.key != u"exec"_s)
            gone.append(json::Value::string(item.key));
    if (!changed.isEmpty())
        body.set(u"annotations", toJson(changed));
    if (!gone.isEmpty())
        body.set(u"delAnnotations", json::Value::array(gone));
}

QList<KeyValue> without(QList<KeyValue> items, const QString &key)
{
    items.removeIf([&key](const KeyValue &item) { return item.key == key; });
    return items;
}

} // namespace

QList<KeyValue> ownParameters(const Action &action, const Package &package)
{
    QList<KeyValue> own;
    for (const KeyValue &item : action.parameters) {
        const bool inherited = std::any_of(package.parameters.begin(), package.parameters.end(), [&item](const KeyValue &p) {
            return p.key == item.key && p.init == item.init && equal(p.value, item.value);
        });
        if (!inherited)
            own.append(item);
    }
    return own;
}

ActionEdit editOf(const Action &action, const QList<KeyValue> &ownParameters)
{
    const bool sequence = action.exec.kind == sequenceKind;
    return {action.exec, sequence ? without(ownParameters, u"_actions"_s) : ownParameters,
            without(action.annotations, u"exec"_s), action.limits};
}

json::Value updateBody(const Action &before, const ActionEdit &was, const ActionEdit &now)
{
    json::Value body = json::Value::object();
    if (was.exec != now.exec) {
        const bool sameSort = (was.exec.kind == sequenceKind) == (now.exec.kind == sequenceKind);
        body.set(u"exec", execBody(sameSort ? before.document.value(u"exec") : json::Value::object(), now.exec));
    }
    // A sequence has none of its own; a former one starts with none.
    const auto parametersBefore = was.exec.kind == sequenceKind ? QList<KeyValue>() : was.parameters;
    if (now.exec.kind != sequenceKind && parametersBefore != now.parameters)
        body.set(u"parameters", toJson(now.parameters));
    putAnnotations(body, was.annotations, now.annotations);
    if (const json::Value limits = limitsBody(was.limits, now.limits); limits.size())
        body.set(u"limits", limits);
    return body;
}

json::Value createBody(const ActionEdit &edit)
{
    json::Value body = json::Value::object();
    body.set(u"exec", execBody(json::Value::object(), edit.exec));
    if (edit.exec.kind != sequenceKind)
        body.set(u"parameters", toJson(edit.parameters));
    body.set(u"annotations", toJson(without(edit.annotations, u"exec"_s)));
    if (const json::Value limits = limitsBody({}, edit.limits); limits.size())
        body.set(u"limits", limits);
    return body;
}

QList<json::Value> updateSteps(const json::Value &body)
{
    const bool lost = body.value(u"exec").value(u"kind").toString() == sequenceKind && body.contains(u"delAnnotations");
    if (!lost)
        return {body};
    json::Value first = json::Value::object();
    first.set(u"delAnnotations", body.value(u"delAnnotations"));
    json::Value second = body;
    second.remove(u"delAnnotations");
    return {first, second};
}

} // namespace openwhisk
