#include "core/exchange/openapi.h"

#include "core/exchange/openapiparts.h"
#include "core/exchange/yaml.h"

#include <QCoreApplication>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace exchange {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("exchange", text);
}

json::Value text(const QString &value)
{
    return json::Value::string(value);
}

QStringList verbs()
{
    return {u"get"_s, u"put"_s, u"post"_s, u"delete"_s, u"options"_s, u"head"_s, u"patch"_s};
}

/// The path of the first server, its variables at their defaults.
QString basePathOf(const json::Value &document, OpenApi &api)
{
    const json::Value servers = document.value(u"servers");
    const json::Value first = servers.items().value(0);
    QString url = first.value(u"url").toString();
    for (const json::Member &variable : first.value(u"variables").members()) {
        api.lose(u"servers"_s, tr("the variable %1; its default stays").arg(variable.name));
        url.replace(u'{' + variable.name + u'}', variable.value.value(u"default").toString());
    }
    if (servers.size() > 1)
        api.lose(u"servers"_s, tr("all but the first"));
    QString path = QUrl(url).path();
    while (path.size() > 1 && path.endsWith(u'/'))
        path.chop(1);
    return path.startsWith(u'/') ? path : u'/' + path;
}

json::Value operationOf(const json::Value &from, OpenApi &api, const QString &place)
{
    json::Value to = json::Value::object();
    copyMembers(from, &to, {u"tags"_s, u"summary"_s, u"description"_s, u"externalDocs"_s, u"operationId"_s, u"deprecated"_s, u"security"_s});
    json::Value parameters = json::Value::array();
    for (const json::Value &parameter : from.value(u"parameters").items())
        if (const json::Value said = api.parameter(parameter, place); !said.isNull())
            parameters.append(said);
    if (parameters.size() > 0)
        to.set(u"parameters", parameters);
    if (from.contains(u"requestBody"))
        api.body(from.value(u"requestBody"), &to, place);
    json::Value produces = json::Value::array();
    json::Value responses = json::Value::object();
    for (const json::Member &response : from.value(u"responses").members()) {
        responses.set(response.name, api.response(response.value, place + u", "_s + response.name));
        for (const json::Member &content : api.resolved(response.value).value(u"content").members())
            if (!produces.items().contains(text(content.name)))
                produces.append(text(content.name));
    }
    if (produces.size() > 0)
        to.set(u"produces", produces);
    to.set(u"responses", responses);
    for (const QString &name : {u"callbacks"_s, u"servers"_s})
        if (from.contains(name))
            api.lose(place, name);
    return to;
}

json::Value pathOf(const json::Member &path, OpenApi &api)
{
    const json::Value from = api.resolved(path.value);
    json::Value to = json::Value::object();
    copyMembers(from, &to, {});
    json::Value shared = json::Value::array();
    for (const json::Value &parameter : from.value(u"parameters").items())
        if (const json::Value said = api.parameter(parameter, path.name); !said.isNull())
            shared.append(said);
    if (shared.size() > 0)
        to.set(u"parameters", shared);
    for (const json::Member &member : from.members()) {
        if (verbs().contains(member.name))
            to.set(member.name, operationOf(member.value, api, member.name.toUpper() + u' ' + path.name));
        else if (member.name != u"parameters" && !member.name.startsWith(u"x-"))
            api.lose(path.name, member.name);
    }
    return to;
}

Swagger fromOpenApi(const json::Value &document)
{
    Losses losses;
    OpenApi api(document, losses);
    json::Value to = json::Value::object({{u"swagger"_s, text(u"2.0"_s)}});
    copyMembers(document, &to, {u"info"_s, u"tags"_s, u"externalDocs"_s, u"security"_s});
    to.set(u"basePath", text(basePathOf(document, api)));
    json::Value paths = json::Value::object();
    for (const json::Member &path : document.value(u"paths").members())
        paths.set(path.name, pathOf(path, api));
    to.set(u"paths", paths);
    json::Value definitions = json::Value::object();
    for (const json::Member &schema : document.value(u"components").value(u"schemas").members())
        definitions.set(schema.name, api.schema(schema.value, schema.name));
    if (definitions.size() > 0)
        to.set(u"definitions", definitions);
    if (const json::Value security = api.securityDefinitions(); security.size() > 0)
        to.set(u"securityDefinitions", security);
    if (document.value(u"webhooks").size() > 0)
        api.lose(u"webhooks"_s, tr("all of them"));
    return {to, losses.sentences()};
}

} // namespace

Result<json::Value> readApiDocument(const QByteArray &bytes)
{
    auto parsed = json::parse(bytes);
    const QByteArray start = bytes.trimmed().left(1);
    if (parsed || start == "{" || start == "[")
        return parsed;
    return readYaml(bytes, {json::sendDepth, 16 * 1024 * 1024, 200'000});
}

Result<Swagger> swaggerOf(const json::Value &document)
{
    const QString version = document.value(u"openapi").toString();
    if (!document.contains(u"openapi"))
        return Swagger{document, {}};
    if (!version.startsWith(u"3."))
        return Error{Error::Kind::Rejected, tr("It is of OpenAPI %1; what can be read is OpenAPI 3 and Swagger 2.0.").arg(version), {}};
    return fromOpenApi(document);
}

} // namespace exchange
