#include "core/sandbox/web/answer.h"

#include "core/json/text.h"
#include "core/sandbox/api/answer.h"
#include "core/sandbox/api/refusal.h"
#include "core/sandbox/web/mediatype.h"
#include "core/sandbox/web/prettyjson.h"
#include "core/sandbox/web/result.h"

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

[[noreturn]] void refuseShape(const QString &type) { refuse(400, u"Response is not valid '"_s + type + u"'."_s); }

/// The member "body", or else that of the other name; the result itself where it is no object.
const json::Value *projected(const json::Value &result, QStringView name)
{
    if (!result.isObject())
        return &result;
    const auto *body = result.find(u"body");
    return body ? body : result.find(name);
}

HttpResponse content(const HttpRequest &request, int status, const QByteArray &type, const QByteArray &body)
{
    if (status < 400) // an error is sent as it is, whatever the client accepts
        checkAccept(request, type);
    HttpResponse response;
    response.status = status;
    if (!hasContent(status))
        return response;
    response.body = body;
    return response.with("Content-Type", type);
}

HttpResponse asJson(const HttpRequest &request, const json::Value &result)
{
    if (!result.isObject() && !result.isArray())
        refuseShape(u"application/json"_s);
    return content(request, 200, "application/json", prettyJson(result));
}

HttpResponse asMarkup(const HttpRequest &request, const json::Value &result, const QString &member, const QByteArray &type)
{
    const auto *value = projected(result, member);
    if (!value || !value->isString())
        refuseShape(QString::fromLatin1(type.split(';').first()));
    return content(request, 200, type, value->toString().toUtf8());
}

HttpResponse asText(const HttpRequest &request, const json::Value &result)
{
    const auto *value = projected(result, u"text");
    if (!value)
        refuse(404, u"Response does not include requested property."_s);
    checkAccept(request, "text/plain");
    return plainText(200, value->isString() ? value->toString().toUtf8() : prettyJson(*value));
}

/// The body as the type in the headers has it.
QByteArray bodyBytes(const MediaType &type, const QString &body)
{
    if (!type.isBinary() && !(type.isJson() && looksBase64(body)))
        return body.toUtf8();
    if (const auto bytes = fromStrictBase64(body))
        return *bytes;
    refuse(400, u"Response type in header did not match generated content type."_s);
}

HttpResponse ofText(const HttpRequest &request, const HttpResult &result)
{
    const auto type = readMediaType(result.contentType.value_or("text/html"));
    if (!type)
        refuse(400, u"Response did not specify a known content-type."_s);
    return content(request, result.status.value_or(200), type->withCharset("UTF-8"), bodyBytes(*type, result.body.toString()));
}

HttpResponse ofValue(const HttpRequest &request, const HttpResult &result)
{
    const auto type = readMediaType(result.contentType.value_or("application/json"));
    if (!type || !type->isJson())
        refuse(400, u"Response type in header did not match generated content type."_s);
    return content(request, result.status.value_or(200), type->name, prettyJson(result.body));
}

HttpResponse asHttp(const HttpRequest &request, const json::Value &value)
{
    const auto result = readHttpResult(value);
    if (!result)
        refuseShape(u"message/http"_s);
    const bool empty = result->body.isNull() || (result->body.isString() && result->body.toString().isEmpty());
    HttpResponse response;
    if (!empty)
        response = result->body.isString() ? ofText(request, *result) : ofValue(request, *result);
    else
        response.status = result->status.value_or(204);
    for (auto header = result->headers.rbegin(); header != result->headers.rend(); ++header)
        response.headers.prepend(*header);
    return response;
}

} // namespace

HttpResponse webAnswer(const HttpRequest &request, WebForm form, const json::Value &result)
{
    switch (form) {
    case WebForm::Json: return asJson(request, result);
    case WebForm::Html: return asMarkup(request, result, u"html"_s, "text/html; charset=UTF-8");
    case WebForm::Svg: return asMarkup(request, result, u"svg"_s, "image/svg+xml");
    case WebForm::Text: return asText(request, result);
    default: return asHttp(request, result);
    }
}

} // namespace sandbox
