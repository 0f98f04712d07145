#include "core/json/text.h"
#include "core/sandbox/gateway/admin/answer.h"
#include "core/sandbox/gateway/plane/plugins/functioncall.h"
#include "core/sandbox/gateway/store/cjson.h"

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

FunctionRequest requestFor(const Exchange &exchange, const json::Value &conf, const FunctionAddress &place)
{
    FunctionRequest request{"POST", place, place.path, {}, {}, exchange.body};
    request.query = "?blocking=true&result=" + QByteArray(conf.value(u"result").toBool() ? "true" : "false")
        + "&timeout=" + QByteArray::number(conf.value(u"timeout").toInteger().value_or(3000));
    request.headers = {{"Host", place.hostHeader()},
                       {"Authorization", "Basic " + conf.value(u"service_token").toString().toUtf8().toBase64()},
                       {"Content-Type", "application/json"}};
    return request;
}

QByteArray addressOf(const json::Value &conf)
{
    const auto *package = conf.find(u"package");
    return (conf.value(u"api_host").toString() + u"/api/v1/namespaces/"_s + conf.value(u"namespace").toString() + u"/actions/"_s
            + (package ? package->toString() + u'/' : QString()) + conf.value(u"action").toString())
        .toUtf8();
}

/// As Lua's tostring has it; a table that is no list is no value at all.
QByteArrayList headerValues(const json::Value &value)
{
    QByteArrayList values;
    if (value.isArray())
        for (const auto &item : value.items())
            values += headerValues(item);
    else if (value.isNumber())
        values.append(luaNumber(value.toDouble()));
    else if (!value.isObject())
        values.append(value.isNull() ? QByteArray("userdata: NULL") : value.isString() ? value.toString().toUtf8() : json::compact(value));
    return values;
}

void setResultHeaders(Headers &headers, const json::Value &result)
{
    const auto all = result.value(u"headers");
    for (const auto &member : all.members()) {
        removeHeader(headers, member.name.toUtf8());
        for (const auto &value : headerValues(member.value))
            if (!value.isEmpty())
                headers.append({member.name.toUtf8(), withoutControls(value)});
    }
    // A list is a table whose names are numbers.
    for (qsizetype i = 0; i < all.items().size(); ++i)
        for (const auto &value : headerValues(all.items()[i]))
            headers.append({QByteArray::number(i + 1), withoutControls(value)});
}

QByteArray bodyOf(const json::Value &result, const QByteArray &whole)
{
    const auto *body = result.isObject() ? result.find(u"body") : nullptr;
    if (!body || (body->isBool() && !body->toBool()))
        return whole;
    if (isTable(*body))
        return json::compact(*body) + '\n';
    return body->isString() ? body->toString().toUtf8() : body->isNumber() ? luaNumber(body->toDouble()) : json::compact(*body);
}

/// The answer's own status, headers and body, where the result is one of a web action's kind.
Exit mapped(Exchange &exchange, const Incoming &answer)
{
    QString wrong;
    const auto result = decodeJson(answer.body, &wrong);
    if (!result || (result->isBool() && !result->toBool()))
        return {503};
    if (result->isNull() || result->isNumber() || result->isBool())
        throw Crash();
    if (result->isObject())
        setResultHeaders(exchange.answer.headers, *result);
    Exit exit{answer.status, bodyOf(*result, answer.body)};
    if (const auto *code = result->isObject() ? result->find(u"statusCode") : nullptr) {
        if (!code->isNumber())
            throw Crash();
        exit.status = int(code->toDouble());
    }
    return exit;
}

std::optional<Exit> access(Exchange &exchange, const PluginConf &plugin)
{
    const auto &conf = plugin.conf;
    if (exchange.body.size() > conf.value(u"max_req_body_size").toInteger().value_or(67108864))
        return Exit{413};
    const auto place = FunctionAddress::parse(addressOf(conf));
    const auto answer = place ? callFunction(exchange, requestFor(exchange, conf, *place), conf) : std::nullopt;
    return answer ? mapped(exchange, *answer) : Exit{503};
}

} // namespace

const Plugin openwhiskPlugin{nullptr, access};

} // namespace sandbox::gateway
