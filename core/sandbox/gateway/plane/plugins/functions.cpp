#include "core/sandbox/gateway/plane/configuration.h"
#include "core/sandbox/gateway/plane/plugins/functioncall.h"

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

/// What is each provider's own: how a request says who it comes from.
using Authorize = void (*)(Exchange &exchange, const json::Value &conf, FunctionRequest &request);

QByteArray joinedPath(const QByteArray &path, const std::optional<QByteArray> &rest)
{
    if (!rest)
        return path;
    return path.endsWith('/') || rest->startsWith('/') ? path + *rest : path + '/' + *rest;
}

/// Those of the client, in small letters; the function's own host.
Headers headersFor(const Exchange &exchange, const FunctionAddress &place)
{
    Headers headers;
    for (const auto &header : exchange.headers)
        if (const auto name = header.name.toLower(); name != "host" && name != "transfer-encoding" && name != "content-length")
            headers.append({name, header.value});
    headers.append({"host", place.host});
    return headers;
}

std::optional<Exit> forward(Exchange &exchange, const json::Value &conf, Authorize authorize)
{
    if (exchange.body.size() > conf.value(u"max_req_body_size").toInteger().value_or(67108864))
        return Exit{400};
    const auto place = FunctionAddress::parse(conf.value(u"function_uri").toString().toUtf8());
    if (!place)
        return Exit{503};
    const auto rest = exchange.matched ? exchange.matched->rest : std::nullopt;
    FunctionRequest request{exchange.method, *place, joinedPath(place->path, rest), '?' + encodeArguments(exchange.arguments()),
                            headersFor(exchange, *place), exchange.body};
    authorize(exchange, conf, request);
    const auto answer = callFunction(exchange, request, conf);
    if (!answer)
        return Exit{503};
    auto &headers = exchange.answer.headers;
    for (const auto &header : answer->headers)
        removeHeader(headers, header.name);
    headers += answer->headers;
    const bool hasBody = exchange.method != "HEAD" && answer->status != 204 && answer->status != 304;
    return Exit{answer->status, hasBody || answer->status < 300 ? std::optional(answer->body) : std::nullopt};
}

void asOpenFunction(Exchange &, const json::Value &conf, FunctionRequest &request)
{
    const auto authorization = conf.value(u"authorization");
    const auto *token = authorization.find(u"service_token");
    if (!token)
        return;
    const auto text = token->isNumber() ? token->numberText() : token->toString().toUtf8();
    setHeader(request.headers, "authorization", "Basic " + text.toBase64());
}

void asAzure(Exchange &exchange, const json::Value &conf, FunctionRequest &request)
{
    if (request.headers.contains("x-functions-key") || request.headers.contains("x-functions-clientid"))
        return;
    const auto own = conf.value(u"authorization");
    const auto metadata = exchange.configuration.metadata(u"azure-functions"_s).value_or(json::Value());
    const auto key = own.isNull() ? metadata.value(u"master_apikey") : own.value(u"apikey");
    const auto client = own.isNull() ? metadata.value(u"master_clientid") : own.value(u"clientid");
    setHeader(request.headers, "x-functions-key", key.toString().toUtf8());
    setHeader(request.headers, "x-functions-clientid", client.toString().toUtf8());
}

void asAws(Exchange &exchange, const json::Value &conf, FunctionRequest &request)
{
    const auto authorization = conf.value(u"authorization");
    const auto *key = authorization.find(u"apikey");
    const auto *iam = authorization.find(u"iam");
    if (key && !request.headers.contains("x-api-key"))
        setHeader(request.headers, "x-api-key", key->toString().toUtf8());
    else if (iam && !request.headers.contains("authorization"))
        signForAws(request, *iam, exchange.arguments());
}

std::optional<Exit> callOpenFunction(Exchange &exchange, const PluginConf &plugin) { return forward(exchange, plugin.conf, asOpenFunction); }
std::optional<Exit> callAzure(Exchange &exchange, const PluginConf &plugin) { return forward(exchange, plugin.conf, asAzure); }
std::optional<Exit> callAws(Exchange &exchange, const PluginConf &plugin) { return forward(exchange, plugin.conf, asAws); }

} // namespace

const Plugin openfunctionPlugin{nullptr, callOpenFunction};
const Plugin azureFunctionsPlugin{nullptr, callAzure};
const Plugin awsLambdaPlugin{nullptr, callAws};

} // namespace sandbox::gateway
