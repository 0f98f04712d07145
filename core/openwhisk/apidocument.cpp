#include "core/openwhisk/apis.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

/// The swagger documents of APIs: read, checked, completed, freed of secrets.
namespace openwhisk {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("openwhisk", text);
}

json::Value text(const QString &value)
{
    return json::Value::string(value);
}

/// "…/hello.json" and "…/hello.http$(request.path)"
QString endingOf(QString url)
{
    url = url.section(u'$', 0, 0);
    const QString last = url.section(u'/', -1);
    return last.contains(u'.') ? last.section(u'.', -1) : QString();
}

ApiOperation operationOf(const QString &path, const json::Member &verb)
{
    const json::Value where = verb.value.value(u"x-openwhisk");
    ApiOperation operation;
    operation.path = path;
    operation.verb = verb.name;
    operation.operationId = verb.value.value(u"operationId").toString();
    const QString package = where.value(u"package").toString();
    operation.action = {where.value(u"namespace").toString(), package == u"default"_s ? QString() : package,
                        where.value(u"action").toString()};
    operation.responseType = endingOf(where.value(u"url").toString());
    return operation;
}

/// Calls use(path, verb) for each operation; path entries such as "parameters" are none.
template <typename Use> void forEachOperation(const json::Value &swagger, Use use)
{
    for (const json::Member &path : swagger.value(u"paths").members())
        for (const json::Member &verb : path.value.members())
            if (apiVerbs().contains(verb.name) && verb.value.isObject())
                use(path.name, verb);
}

QString madeOperationId(const QString &path, const QString &verb)
{
    QString id = verb;
    bool upper = true;
    for (const QChar c : path) {
        if (u"/{}"_s.contains(c)) {
            upper = true;
            continue;
        }
        id += upper ? c.toUpper() : c;
        upper = false;
    }
    return id;
}

/// {operations: [id], execute: [{invoke: …}]}
json::Value caseOf(const QString &operationId, QString url)
{
    if (url.endsWith(u".http"_s))
        url += u"$(request.path)"_s;
    const auto invoke = json::Value::object({{u"target-url"_s, text(url)}, {u"verb"_s, text(u"keep"_s)}});
    return json::Value::object(
        {{u"operations"_s, json::Value::array({text(operationId)})},
         {u"execute"_s, json::Value::array({json::Value::object({{u"invoke"_s, invoke}})})}});
}

json::Value withOperationIds(json::Value swagger)
{
    json::Value paths = swagger.value(u"paths");
    forEachOperation(swagger, [&paths](const QString &path, const json::Member &verb) {
        if (verb.value.contains(u"operationId"))
            return;
        json::Value entry = paths.value(path);
        json::Value operation = verb.value;
        operation.set(u"operationId", text(madeOperationId(path, verb.name)));
        entry.set(verb.name, operation);
        paths.set(path, entry);
    });
    swagger.set(u"paths", paths);
    return swagger;
}

bool hasAssembly(const json::Value &swagger)
{
    return swagger.value(u"x-ibm-configuration").value(u"assembly").value(u"execute").isArray();
}

QString operationProblem(const QString &path, const json::Member &verb, bool assembled)
{
    const QString url = verb.value.value(u"x-openwhisk").value(u"url").toString();
    if (!assembled && url.isEmpty())
        return tr("%1 %2 does not say which action it calls: x-openwhisk with a url is missing, and there is no "
                  "x-ibm-configuration either.")
            .arg(verb.name.toUpper(), path);
    if (path.contains(u'{') && !url.isEmpty() && endingOf(url) != u"http"_s)
        return tr("%1 %2: The action must use a response type of '.http' in order to receive the path parameters.")
            .arg(verb.name.toUpper(), path);
    if (path.contains(u'{') && verb.value.value(u"parameters").size() == 0)
        return tr("%1 %2: its path parameters are not described under “parameters”.").arg(verb.name.toUpper(), path);
    return {};
}

constexpr auto secretHeader = "message.headers.X-Require-Whisk-Auth"_L1;

json::Value stripped(const json::Value &value, int *leftOut)
{
    if (value.isArray()) {
        QList<json::Value> items;
        for (const json::Value &item : value.items())
            items.append(stripped(item, leftOut));
        return json::Value::array(items);
    }
    if (!value.isObject())
        return value;
    json::Value result = json::Value::object();
    const bool secret = value.value(u"set").toString() == secretHeader;
    for (const json::Member &member : value.members()) {
        const bool hide = secret && member.name == u"value"_s;
        if (hide && leftOut)
            ++*leftOut;
        result.set(member.name, hide ? text({}) : stripped(member.value, leftOut));
    }
    return result;
}

} // namespace

Result<Api> Api::fromJson(const json::Value &value)
{
    const json::Value swagger = value.value(u"apidoc");
    if (!swagger.value(u"basePath").isString())
        return Error{Error::Kind::Protocol, tr("The answer is no API: it has no base path."), {}};
    Api api;
    api.swagger = swagger;
    api.basePath = swagger.value(u"basePath").toString();
    api.name = swagger.value(u"info").value(u"title").toString();
    api.url = value.value(u"gwApiUrl").toString();
    api.activated = value.value(u"gwApiActivated").toBool(true);
    forEachOperation(swagger, [&api](const QString &path, const json::Member &verb) {
        api.operations.append(operationOf(path, verb));
    });
    return api;
}

QString swaggerProblem(const json::Value &swagger)
{
    if (!swagger.isObject())
        return tr("It is no JSON object.");
    if (swagger.contains(u"openapi"))
        return tr("It is an OpenAPI %1 document; the gateway takes Swagger 2.0 only.")
            .arg(swagger.value(u"openapi").toString());
    for (const QString &name : {u"swagger"_s, u"basePath"_s, u"info"_s, u"paths"_s})
        if (!swagger.contains(name))
            return tr("swagger is missing the %1 field.").arg(name);
    const QString basePath = swagger.value(u"basePath").toString();
    if (!basePath.startsWith(u'/'))
        return tr("The base path begins with /.");
    if (basePath.contains(u'{'))
        return tr("The base path (%1) cannot have parameters. Only the relative path supports path parameters.").arg(basePath);
    QString problem;
    int count = 0;
    forEachOperation(swagger, [&](const QString &path, const json::Member &verb) {
        ++count;
        if (problem.isEmpty())
            problem = operationProblem(path, verb, hasAssembly(swagger));
    });
    return count == 0 ? tr("It has no operation: no path with a verb.") : problem;
}

json::Value completedSwagger(const json::Value &swagger)
{
    if (hasAssembly(swagger))
        return swagger;
    json::Value result = withOperationIds(swagger);
    json::Value cases = json::Value::array();
    forEachOperation(result, [&cases](const QString &, const json::Member &verb) {
        cases.append(caseOf(verb.value.value(u"operationId").toString(),
                            verb.value.value(u"x-openwhisk").value(u"url").toString()));
    });
    const auto choice = json::Value::object(
        {{u"operation-switch"_s, json::Value::object({{u"case"_s, cases}})}});
    json::Value configuration = swagger.value(u"x-ibm-configuration");
    if (!configuration.contains(u"cors"))
        configuration.set(u"cors", json::Value::object({{u"enabled"_s, json::Value::boolean(true)}}));
    configuration.set(u"assembly", json::Value::object({{u"execute"_s, json::Value::array({choice})}}));
    result.set(u"x-ibm-configuration", configuration);
    return result;
}

json::Value swaggerWithoutSecrets(const json::Value &swagger, int *leftOut)
{
    if (leftOut)
        *leftOut = 0;
    return stripped(swagger, leftOut);
}

} // namespace openwhisk
