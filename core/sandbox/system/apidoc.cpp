#include "core/sandbox/system/apidoc.h"

#include <QRegularExpression>

#include <algorithm>

namespace sandbox {

using namespace Qt::StringLiterals;
using json::Value;

namespace {

const QString passedPath = u"$(request.path)"_s;

Value text(const QString &value) { return Value::string(value); }

/// "x-ibm-configuration.assembly.execute[0].operation-switch.case"
QList<Value> casesOf(const Value &api)
{
    const auto execute = api.value(u"x-ibm-configuration").value(u"assembly").value(u"execute");
    return execute.items().value(0).value(u"operation-switch").value(u"case").items();
}

void setCases(Value &api, const QList<Value> &cases)
{
    auto configuration = api.value(u"x-ibm-configuration");
    auto assembly = configuration.value(u"assembly");
    auto execute = assembly.value(u"execute");
    auto first = execute.items().value(0);
    auto choice = first.value(u"operation-switch");
    choice.set(u"case", Value::array(cases));
    first.set(u"operation-switch", choice);
    if (execute.size() > 0)
        execute.setItem(0, first);
    else
        execute.append(first);
    assembly.set(u"execute", execute);
    configuration.set(u"assembly", assembly);
    api.set(u"x-ibm-configuration", configuration);
}

qsizetype caseOf(const QList<Value> &cases, const QString &id)
{
    const auto found = std::find_if(cases.begin(), cases.end(),
                                    [&id](const Value &one) { return one.value(u"operations").items().value(0).toString() == id; });
    return found - cases.begin();
}

struct ActionName {
    QString package;
    QString name;
};

/// [/ns/][package/]name
ActionName splitName(const QString &full)
{
    static const QRegularExpression form(u"/?([@ .\\-\\w]*)/?([@ .\\-\\w]*)/?([@ .\\-\\w]*)"_s);
    const auto match = form.match(full);
    if (!match.captured(3).isEmpty())
        return {match.captured(2), match.captured(3)};
    if (!match.captured(2).isEmpty())
        return {match.captured(1), match.captured(2)};
    return {{}, match.captured(1)};
}

/// Of the url that was sent only scheme and host count.
QString webUrl(const Value &action, const QString &responseType)
{
    static const QRegularExpression form(
        u"(\\w+)://([:/\\w.\\-]+)/api/v\\d/web/([@\\w .\\-]+)/([@\\w .\\-]+)/([@\\w .\\-/]+)\\.(\\w+)"_s);
    const auto match = form.match(action.value(u"backendUrl").toString());
    if (!match.hasMatch())
        throw ApiRefusal{u"API swagger generation error: TypeError: Cannot read properties of null (reading '1')"_s};
    const auto [package, name] = splitName(action.value(u"name").toString());
    return u"%1://%2/api/v1/web/%3/%4/%5.%6"_s.arg(match.captured(1), match.captured(2), action.value(u"namespace").toString(),
                                                  package.isEmpty() ? u"default"_s : package, name, responseType);
}

Value operationFor(const Endpoint &endpoint, const QString &id, const QString &responseType)
{
    const auto action = endpoint.value(u"action");
    const auto [package, name] = splitName(action.value(u"name").toString());
    auto operation = Value::object({{u"operationId"_s, text(id)}});
    if (const auto *parameters = endpoint.find(u"pathParameters"))
        operation.set(u"parameters", *parameters);
    operation.set(u"x-openwhisk", Value::object({{u"url"_s, text(webUrl(action, responseType))},
                                                 {u"namespace"_s, action.value(u"namespace")},
                                                 {u"package"_s, text(package)},
                                                 {u"action"_s, text(name)}}));
    const auto description = Value::object({{u"description"_s, text(u"Default response"_s)}});
    operation.set(u"responses", Value::object({{u"default"_s, description}}));
    return operation;
}

/// The case of an operation; what an earlier one had beside it stays.
Value caseFor(const Value &before, const Endpoint &endpoint, const QString &id, const QString &responseType)
{
    const auto action = endpoint.value(u"action");
    auto steps = before.value(u"execute").items();
    const auto url = webUrl(action, responseType) + (responseType == u"http" ? passedPath : QString());
    const auto invoke = Value::object({{u"invoke"_s, Value::object({{u"target-url"_s, text(url)}, {u"verb"_s, text(u"keep"_s)}})}});
    if (steps.isEmpty())
        steps.append(invoke);
    else
        steps[0] = invoke;
    if (const auto secret = action.value(u"secureKey"); !secret.isNull() && !secret.toString().isEmpty()) {
        const auto set = Value::object({{u"set"_s, text(u"message.headers.X-Require-Whisk-Auth"_s)}, {u"value"_s, secret}});
        const auto variable = Value::object({{u"actions"_s, Value::array({set})}});
        steps = {steps[0], Value::object({{u"set-variable"_s, variable}})};
    }
    return Value::object({{u"operations"_s, Value::array({text(id)})}, {u"execute"_s, Value::array(steps)}});
}

void removeCase(Value &api, const QString &id)
{
    auto cases = casesOf(api);
    const auto place = caseOf(cases, id);
    if (place < cases.size())
        cases.removeAt(place);
    setCases(api, cases);
}

QStringList parametersIn(const QString &path)
{
    static const QRegularExpression form(u"\\{([^/]+)\\}"_s);
    QStringList names;
    for (auto match = form.globalMatch(path); match.hasNext();)
        names.append(match.next().captured(1));
    return names;
}

void checkParameters(const QStringList &names, const Value &operation)
{
    if (!operation.value(u"x-openwhisk").value(u"url").toString().endsWith(u".http"))
        throw ApiRefusal{u"The action must use a response type of '.http' in order to receive the path parameters."_s};
    const auto described = operation.value(u"parameters").items();
    for (const auto &name : names)
        if (std::none_of(described.begin(), described.end(), [&](const Value &one) { return one.value(u"name").toString() == name; }))
            throw ApiRefusal{u"Cannot read properties of undefined (reading 'name')"_s};
}

void addHeaders(const Value &step, Backend *backend)
{
    static const QString prefix = u"message.headers."_s;
    for (const auto &action : step.value(u"set-variable").value(u"actions").items())
        if (const auto set = action.value(u"set").toString(); set.startsWith(prefix))
            backend->headers.append({set.mid(prefix.size()).toLatin1(), action.value(u"value").toString().toUtf8()});
}

} // namespace

QString operationId(const QString &operation, const QString &path)
{
    static const QRegularExpression others(u"[^0-9A-Za-z_-]"_s);
    static const QRegularExpression word(u"\\w"_s);
    auto id = operation.toLower();
    for (auto part : QString(path).replace(others, u" "_s).split(u' ', Qt::SkipEmptyParts)) {
        const auto first = std::max<qsizetype>(0, part.indexOf(word));
        id += part.left(first) + part.mid(first, 1).toUpper() + part.mid(first + 1).toLower();
    }
    return id;
}

json::Value newApi(const QString &basePath, const QString &name)
{
    return Value::object({{u"swagger"_s, text(u"2.0"_s)},
                          {u"info"_s, Value::object({{u"title"_s, text(name.isEmpty() ? basePath : name)},
                                                     {u"version"_s, text(u"1.0.0"_s)}})},
                          {u"basePath"_s, text(basePath)},
                          {u"paths"_s, Value::object()},
                          {u"x-ibm-configuration"_s,
                           Value::object({{u"assembly"_s, Value::object()},
                                          {u"cors"_s, Value::object({{u"enabled"_s, Value::boolean(true)}})}})}});
}

void addEndpoint(json::Value &api, const Endpoint &endpoint, const QString &responseType)
{
    const auto path = endpoint.value(u"gatewayPath").toString();
    const auto verb = endpoint.value(u"gatewayMethod").toString().toLower();
    const auto id = operationId(verb, path);
    auto paths = api.value(u"paths");
    auto operations = paths.value(path);
    operations.set(verb, operationFor(endpoint, id, responseType));
    paths.set(path, operations);
    api.set(u"paths", paths);
    auto cases = casesOf(api);
    const auto place = caseOf(cases, id);
    if (place == cases.size())
        cases.append(Value());
    cases[place] = caseFor(cases[place], endpoint, id, responseType);
    setCases(api, cases);
}

void removeEndpoint(json::Value &api, const QString &path, const QString &operation)
{
    auto paths = api.value(u"paths");
    auto operations = paths.value(path);
    if (operation.isEmpty() && !paths.contains(path))
        throw ApiRefusal{u"path '%1' does not exist in the API"_s.arg(path)};
    if (!operation.isEmpty() && !operations.contains(operation))
        throw ApiRefusal{u"path '%1' with operation '%2' does not exist in the API"_s.arg(path, operation)};
    for (const auto &one : paths.value(path).members())
        if (operation.isEmpty() || one.name == operation) {
            operations.remove(one.name);
            removeCase(api, operationId(one.name, path));
        }
    if (operations.size() == 0)
        paths.remove(path);
    else
        paths.set(path, operations);
    api.set(u"paths", paths);
}

void checkApi(const json::Value &api)
{
    const auto base = api.value(u"basePath").toString();
    if (base.contains(u'{') || base.contains(u'}'))
        throw ApiRefusal{u"The base path (%1) cannot have parameters. Only the relative path supports path parameters."_s.arg(base)};
    for (const auto &path : api.value(u"paths").members())
        if (const auto names = parametersIn(path.name); !names.isEmpty())
            for (const auto &operation : path.value.members())
                checkParameters(names, operation.value);
    const auto missing = u"Cannot read properties of undefined (reading '%1')"_s;
    const auto *configuration = api.find(u"x-ibm-configuration");
    if (!configuration)
        throw ApiRefusal{missing.arg(u"assembly"_s)};
    if (!configuration->value(u"assembly").contains(u"execute"))
        throw ApiRefusal{missing.arg(configuration->contains(u"assembly") ? u"forEach"_s : u"execute"_s)};
}

std::optional<Backend> backendOf(const json::Value &api, const json::Value &operation)
{
    Backend backend;
    const auto cases = casesOf(api);
    const auto place = caseOf(cases, operation.value(u"operationId").toString());
    const auto execute = api.value(u"x-ibm-configuration").value(u"assembly").value(u"execute");
    const auto steps = execute.items() + (place < cases.size() ? cases[place].value(u"execute").items() : QList<Value>());
    for (const auto &step : steps) {
        if (const auto *invoke = step.find(u"invoke")) {
            backend.url = invoke->value(u"target-url").toString();
            backend.verb = invoke->value(u"verb").toString();
        }
        addHeaders(step, &backend);
    }
    if (backend.url.isEmpty())
        backend.url = operation.value(u"x-openwhisk").value(u"url").toString();
    return backend.url.isEmpty() ? std::nullopt : std::optional(backend);
}

} // namespace sandbox
