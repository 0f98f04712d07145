#include "core/sandbox/web/arguments.h"

#include "core/sandbox/api/canonical.h"
#include "core/sandbox/api/input.h"
#include "core/sandbox/api/refusal.h"
#include "core/sandbox/http/target.h"
#include "core/sandbox/web/export.h"
#include "core/sandbox/web/mediatype.h"
#include "core/sandbox/web/requestheaders.h"

#include <QRegularExpression>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

struct Body {
    std::optional<json::Value> value;
    QByteArray type; ///< as the action sees it; empty for none
};

json::Value text(const QString &value) { return json::Value::string(value); }

json::Value formOf(const QByteArray &body)
{
    static const QRegularExpression broken(u"%(?![0-9A-Fa-f]{2})"_s);
    if (const auto match = broken.match(QString::fromLatin1(body)); match.hasMatch())
        rejectMalformed(u"Illegal form content: Invalid input, expected HEXDIG (line 1, column %1)"_s.arg(match.capturedEnd() + 1));
    auto form = json::Value::object();
    if (body.isEmpty())
        return form;
    auto plain = [](QByteArray piece) { return decoded(piece.replace('+', ' ')); };
    for (const auto &item : body.split('&')) {
        const auto equals = item.indexOf('=');
        form.set(plain(equals < 0 ? item : item.left(equals)), text(equals < 0 ? QString() : plain(item.mid(equals + 1))));
    }
    return form;
}

std::optional<json::Value> contentOf(const QByteArray &body, const MediaType &type, bool raw)
{
    if (type.isJson() && !raw)
        return body.isEmpty() ? std::nullopt : std::optional(canonical(parseBody(body)));
    if (type.name == "application/x-www-form-urlencoded" && !raw)
        return formOf(body);
    // For the sake of old actions, JSON is base64 to a raw one.
    if (type.isBinary() || type.value == "application/json")
        return text(QString::fromLatin1(body.toBase64()));
    return text(QString::fromUtf8(body));
}

Body bodyOf(const HttpRequest &request, bool raw)
{
    const auto sent = request.headers.find("Content-Type");
    const auto type = sent ? readMediaType(*sent) : std::nullopt;
    if (!type && request.body.isEmpty())
        return {{}, sent.value_or(QByteArray())};
    const auto known = type.value_or(MediaType{"application/octet-stream", "application/octet-stream", {}, MediaType::Sort::Binary});
    return {contentOf(request.body, known, raw), known.withCharset(known.charset)};
}

json::Value requestOf(const Call &call, const WebPlace &place, const Body &body)
{
    auto headers = headersAsSeen(call.request.headers);
    if (!body.type.isEmpty())
        headers.set(u"content-type", text(QString::fromUtf8(body.type)));
    auto arguments = json::Value::object({{u"__ow_method"_s, text(QString::fromLatin1(call.request.method).toLower())},
                                          {u"__ow_headers"_s, headers},
                                          {u"__ow_path"_s, text(place.rest)}});
    if (!call.user.ns.isEmpty())
        arguments.set(u"__ow_user", text(call.user.ns));
    return arguments;
}

/// Query and body as they came, for an action that wants to read them itself.
json::Value rawArguments(const Call &call, const WebPlace &place)
{
    const auto body = bodyOf(call.request, true);
    auto arguments = requestOf(call, place, body);
    arguments.set(u"__ow_query", text(queryAsSeen(call.request)));
    arguments.set(u"__ow_body", body.value.value_or(text(QString())));
    return arguments;
}

} // namespace

json::Value webArguments(const Call &call, const WebPlace &place, const WebExport &found)
{
    if (found.has(u"raw-http"))
        return rawArguments(call, place);
    const auto body = bodyOf(call.request, false);
    auto given = json::Value::object();
    QStringList names;
    for (const auto &item : call.request.query) {
        given.set(item.name, text(item.value));
        names.append(item.name);
    }
    if (body.value)
        for (const auto &member : body.value->members()) {
            given.set(member.name, member.value);
            names.append(member.name);
        }
    checkNames(found, names);
    auto arguments = requestOf(call, place, body);
    for (const auto &member : given.members())
        arguments.set(member.name, member.value);
    if (body.value && !body.value->isObject())
        arguments.set(u"__ow_body", *body.value);
    return arguments;
}

} // namespace sandbox
