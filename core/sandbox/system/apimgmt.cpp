#include "core/sandbox/system/apimgmt.h"

#include "core/json/text.h"
#include "core/sandbox/api/runs.h"
#include "core/sandbox/system/apidoc.h"
#include "core/sandbox/system/system.h"

namespace sandbox {

using namespace Qt::StringLiterals;
using json::Value;

namespace {

[[noreturn]] void refuseApi(const QString &text) { throw ApiRefusal{text}; }

bool given(const Value &object, QStringView name) { return isTruthy(object.find(name)); }

QString typeOf(const Value &value)
{
    return value.isString() ? u"string"_s : value.isNumber() ? u"number"_s : value.isBool() ? u"boolean"_s : u"object"_s;
}

/// As a web action's answer when it was called as one, else as it is.
Value answered(const NativeCall &call, int status, const Value &body)
{
    const bool web = call.arguments.contains(u"__ow_method");
    const auto headers = Value::object({{u"Content-Type"_s, Value::string(u"application/json"_s)}});
    const auto http = Value::object({{u"statusCode"_s, Value::number(status)}, {u"headers"_s, headers}, {u"body"_s, body}});
    if (status < 400)
        return web ? http : body;
    return web ? Value::object({{u"error"_s, http}}) : body;
}

Value failed(const NativeCall &call, const QString &text)
{
    return answered(call, 502, Value::object({{u"error"_s, Value::string(text)}}));
}

/// The user's guid; APIs are kept apart by it. What is left out has JavaScript's name.
QString tenantOf(const NativeCall &call)
{
    const auto tenant = call.arguments.value(u"spaceguid").toString();
    return tenant.isEmpty() ? u"undefined"_s : tenant;
}

/// An API as `wsk` gets it.
Value shownApi(const NativeCall &call, const Value &api)
{
    const auto base = api.value(u"basePath").toString();
    const auto url = call.apiHost + u"/api/"_s + tenantOf(call) + (base.startsWith(u'/') ? base : u'/' + base);
    return Value::object({{u"namespace"_s, Value::string(u"Not Used"_s)},
                          {u"gwApiActivated"_s, Value::boolean(true)},
                          {u"tenantId"_s, Value::string(u"Not Used"_s)},
                          {u"gwApiUrl"_s, Value::string(url)},
                          {u"apidoc"_s, api}});
}

/// A member that is an object or the text of one.
Value documentOf(const Value &value, const QString &unparsed, const QString &wrongType)
{
    if (value.isObject() || value.isArray())
        return value;
    if (!value.isString())
        refuseApi(wrongType);
    const auto document = json::read(value.toString().toUtf8());
    if (!document)
        refuseApi(unparsed);
    return document->value;
}

void requireAll(const Value &object, const QString &what, const QStringList &members, const QString &end = u"."_s)
{
    for (const auto &member : members)
        if (!given(object, member))
            refuseApi(u"%1 is missing the %2 field%3"_s.arg(what, member, end));
}

Value checkedSwagger(const Value &doc)
{
    if (given(doc, u"gatewayBasePath"))
        refuseApi(u"swagger and gatewayBasePath are mutually exclusive and cannot be specified together."_s);
    const auto given = doc.value(u"swagger");
    const auto swagger = documentOf(given, u"swagger field cannot be parsed. Ensure it is valid JSON."_s,
                                    u"swagger field is %1 and should be an object or a JSON string."_s.arg(typeOf(given)));
    requireAll(swagger, u"swagger"_s, {u"basePath"_s, u"paths"_s, u"info"_s});
    return swagger;
}

void checkEndpoint(const Value &doc)
{
    requireAll(doc, u"apidoc"_s, {u"gatewayBasePath"_s, u"gatewayPath"_s, u"gatewayMethod"_s}, {});
    requireAll(doc, u"apidoc"_s, {u"action"_s});
    requireAll(doc.value(u"action"), u"action"_s,
               {u"backendMethod"_s, u"backendUrl"_s, u"namespace"_s, u"name"_s, u"authkey"_s});
}

/// "_" becomes the caller's namespace, but not in an apidoc that came as text.
Value withNamespace(Value doc, const Value &user)
{
    auto action = doc.value(u"action");
    if (action.value(u"namespace").toString() == u"_") {
        action.set(u"namespace", user);
        doc.set(u"action", action);
    }
    return doc;
}

Value checkedDocument(const Value &arguments)
{
    if (!given(arguments, u"__ow_user"))
        refuseApi(u"A valid auth key is required."_s);
    if (!given(arguments, u"apidoc"))
        refuseApi(u"apidoc is required."_s);
    const auto apidoc = arguments.value(u"apidoc");
    const auto doc = documentOf(
        apidoc, u"apidoc field cannot be parsed. Ensure it is valid JSON."_s,
        u"apidoc field is of type %1 and should be a JSON object or a JSON string."_s.arg(typeOf(apidoc)));
    requireAll(doc, u"apidoc"_s, {u"namespace"_s}, {});
    if (!given(doc, u"swagger"))
        checkEndpoint(doc);
    return apidoc.isString() ? doc : withNamespace(doc, arguments.value(u"__ow_user"));
}

Value createdApi(const std::optional<Value> &before, const Value &doc, const Value &swagger, const QString &responseType)
{
    auto api = swagger;
    if (swagger.isNull()) {
        api = before.value_or(newApi(doc.value(u"gatewayBasePath").toString(), doc.value(u"apiName").toString()));
        addEndpoint(api, doc, responseType.isEmpty() ? u"json"_s : responseType);
    }
    checkApi(api);
    return api;
}

Value storeApi(const NativeCall &call, const Value &doc, const Value &swagger)
{
    const auto base = (swagger.isNull() ? doc.value(u"gatewayBasePath") : swagger.value(u"basePath")).toString();
    Value created;
    const auto error = call.services.system->apis().change(tenantOf(call), base, [&](const std::optional<Value> &before) {
        created = createdApi(before, doc, swagger, call.arguments.value(u"responsetype").toString());
        return std::optional(created);
    });
    if (!error.isEmpty())
        refuseApi(u"Unable to configure the API Gateway: "_s + error);
    return created;
}

void checkDeletion(const Value &arguments)
{
    if (!given(arguments, u"__ow_user"))
        refuseApi(u"Invalid authentication."_s);
    if (!given(arguments, u"basepath"))
        refuseApi(u"basepath is required."_s);
    if (!given(arguments, u"relpath") && given(arguments, u"operation"))
        refuseApi(u"When specifying an operation, the path is required."_s);
}

void removeApi(const NativeCall &call)
{
    const auto base = call.arguments.value(u"basepath").toString();
    const auto path = call.arguments.value(u"relpath").toString();
    const auto operation = call.arguments.value(u"operation").toString().toLower();
    const auto remove = [&](const std::optional<Value> &before) -> std::optional<Value> {
        if (!before)
            refuseApi(u"API '%1' does not exist."_s.arg(base));
        if (path.isEmpty())
            return {};
        auto api = *before;
        removeEndpoint(api, path, operation);
        return api.value(u"paths").size() > 0 ? std::optional(api) : std::nullopt;
    };
    if (const auto error = call.services.system->apis().change(tenantOf(call), base, remove); !error.isEmpty())
        refuseApi(u"Unable to delete the API Gateway: "_s + error);
}

void checkReading(const Value &arguments)
{
    if (!given(arguments, u"__ow_user") && !given(arguments, u"namespace"))
        refuseApi(u"Invalid authentication."_s);
    const auto format = arguments.value(u"outputFormat").toString().toLower();
    if (given(arguments, u"outputFormat") && format != u"apigw" && format != u"swagger")
        refuseApi(u"Invalid outputFormat value. Valid values are: apigw, swagger"_s);
}

/// What limit and skip leave; they hold for lists alone, and what is no number does not count.
QList<Value> page(const QList<Value> &apis, const Value &arguments)
{
    if (given(arguments, u"basepath"))
        return apis;
    const auto number = [&](QStringView name, qsizetype otherwise) {
        bool isNumber = false;
        const auto value = arguments.value(name).toString().toLongLong(&isNumber);
        return isNumber && value >= 0 ? qsizetype(value) : otherwise;
    };
    return apis.mid(std::min(number(u"skip", 0), apis.size()), number(u"limit", apis.size()));
}

} // namespace

Value createApi(const NativeCall &call)
{
    QString prefix;
    try {
        const auto doc = checkedDocument(call.arguments);
        const auto swagger = given(doc, u"swagger") ? checkedSwagger(doc) : Value();
        prefix = u"API creation failure: "_s;
        return answered(call, 200, shownApi(call, storeApi(call, doc, swagger)));
    } catch (const ApiRefusal &refusal) {
        return failed(call, prefix + refusal.text);
    }
}

Value getApi(const NativeCall &call)
{
    try {
        checkReading(call.arguments);
    } catch (const ApiRefusal &refusal) {
        return failed(call, refusal.text);
    }
    auto rows = Value::array();
    const auto apis = call.services.system->apis().apis(tenantOf(call), call.arguments.value(u"basepath").toString());
    for (const auto &api : page(apis, call.arguments))
        rows.append(Value::object({{u"id"_s, Value::string(u"Not Used"_s)},
                                   {u"key"_s, Value::string(u"Not Used"_s)},
                                   {u"value"_s, shownApi(call, api)}}));
    return answered(call, 200, Value::object({{u"apis"_s, rows}}));
}

Value deleteApi(const NativeCall &call)
{
    QString prefix;
    try {
        checkDeletion(call.arguments);
        prefix = u"API deletion failure: "_s;
        removeApi(call);
        return answered(call, 200, Value::object());
    } catch (const ApiRefusal &refusal) {
        return failed(call, prefix + refusal.text);
    }
}

} // namespace sandbox
