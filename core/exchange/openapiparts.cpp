#include "core/exchange/openapiparts.h"

#include <QCoreApplication>

#include <algorithm>

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

json::Value namesOf(const json::Value &object)
{
    json::Value names = json::Value::array();
    for (const json::Member &member : object.members())
        names.append(text(member.name));
    return names;
}

bool isJson(const QString &type)
{
    return type.section(u';', 0, 0).endsWith(u"json"_s);
}

} // namespace

const json::Member *mainContent(const json::Value &content)
{
    const auto &all = content.members();
    const auto found = std::find_if(all.begin(), all.end(), [](const json::Member &member) { return isJson(member.name); });
    return found != all.end() ? &*found : all.isEmpty() ? nullptr : &all.constFirst();
}

json::Value OpenApi::response(const json::Value &reference, const QString &place)
{
    const json::Value from = resolved(reference);
    json::Value to = json::Value::object();
    to.set(u"description", text(from.value(u"description").toString()));
    copyMembers(from, &to, {});
    if (const json::Member *main = mainContent(from.value(u"content"))) {
        if (main->value.contains(u"schema"))
            to.set(u"schema", schema(main->value.value(u"schema"), place));
        if (main->value.contains(u"example"))
            to.set(u"examples", json::Value::object({{main->name, main->value.value(u"example")}}));
        if (main->value.contains(u"examples"))
            lose(place, tr("named examples"));
    }
    for (const json::Member &header : from.value(u"headers").members()) {
        json::Value headers = to.value(u"headers");
        json::Value said = typed(resolved(header.value).value(u"schema"), place + u", "_s + header.name);
        copyMembers(resolved(header.value), &said, {u"description"_s});
        headers.set(header.name, said);
        to.set(u"headers", headers);
    }
    if (from.value(u"links").size() > 0)
        lose(place, u"links"_s);
    return to;
}

void OpenApi::body(const json::Value &requestBody, json::Value *operation, const QString &place)
{
    const json::Value from = resolved(requestBody);
    const json::Value content = from.value(u"content");
    const json::Member *main = mainContent(content);
    if (!main)
        return;
    operation->set(u"consumes", namesOf(content));
    if (content.size() > 1)
        lose(place, tr("a schema for each of several content types; that of %1 stays").arg(main->name));
    json::Value parameters = operation->value(u"parameters");
    const bool file = main->name.startsWith(u"multipart/");
    if (file || main->name == u"application/x-www-form-urlencoded") {
        formFields(resolved(main->value.value(u"schema")), file, &parameters, place);
    } else {
        json::Value body = json::Value::object({{u"name"_s, text(u"body"_s)}, {u"in"_s, text(u"body"_s)}});
        copyMembers(from, &body, {u"description"_s, u"required"_s});
        body.set(u"schema", schema(main->value.value(u"schema"), place));
        parameters.append(body);
    }
    operation->set(u"parameters", parameters);
}

void OpenApi::formFields(const json::Value &form, bool file, json::Value *parameters, const QString &place)
{
    QStringList required;
    for (const json::Value &name : form.value(u"required").items())
        required.append(name.toString());
    for (const json::Member &field : form.value(u"properties").members()) {
        json::Value said = json::Value::object({{u"name"_s, text(field.name)}, {u"in"_s, text(u"formData"_s)}});
        if (required.contains(field.name))
            said.set(u"required", json::Value::boolean(true));
        const json::Value property = resolved(field.value);
        copyMembers(property, &said, {u"description"_s});
        const bool upload = file && property.value(u"format").toString() == u"binary";
        const json::Value type = upload ? json::Value::object({{u"type"_s, text(u"file"_s)}}) : typed(property, place + u", "_s + field.name);
        for (const json::Member &member : type.members())
            said.set(member.name, member.value);
        parameters->append(said);
    }
}

json::Value OpenApi::securityDefinitions()
{
    json::Value definitions = json::Value::object();
    for (const json::Member &scheme : m_document.value(u"components").value(u"securitySchemes").members()) {
        const json::Value from = resolved(scheme.value);
        const QString type = from.value(u"type").toString();
        json::Value to = json::Value::object();
        copyMembers(from, &to, {u"description"_s});
        if (type == u"apiKey" && from.value(u"in").toString() != u"cookie") {
            copyMembers(from, &to, {u"type"_s, u"name"_s, u"in"_s});
            definitions.set(scheme.name, to);
        } else if (type == u"http" && from.value(u"scheme").toString().toLower() == u"basic") {
            to.set(u"type", text(u"basic"_s));
            definitions.set(scheme.name, to);
        } else if (type == u"oauth2") {
            addFlows(scheme.name, from, &definitions);
        } else {
            lose(tr("security scheme %1").arg(scheme.name), tr("the type %1 %2").arg(type, from.value(u"scheme").toString()).trimmed());
        }
    }
    return definitions;
}

/// Swagger has one flow a definition.
void OpenApi::addFlows(const QString &name, const json::Value &scheme, json::Value *definitions)
{
    static const QList<std::pair<QString, QString>> words{{u"implicit"_s, u"implicit"_s},
                                                          {u"password"_s, u"password"_s},
                                                          {u"clientCredentials"_s, u"application"_s},
                                                          {u"authorizationCode"_s, u"accessCode"_s}};
    const json::Value flows = scheme.value(u"flows");
    for (const auto &[theirs, ours] : words) {
        const json::Value flow = flows.value(theirs);
        if (flow.isNull())
            continue;
        json::Value to = json::Value::object({{u"type"_s, text(u"oauth2"_s)}, {u"flow"_s, text(ours)}});
        copyMembers(flow, &to, {u"authorizationUrl"_s, u"tokenUrl"_s, u"scopes"_s});
        const bool taken = definitions->contains(name);
        if (taken)
            lose(tr("security scheme %1").arg(name), tr("that its flow %1 is the same scheme").arg(theirs));
        definitions->set(taken ? name + u'_' + ours : name, to);
    }
}

} // namespace exchange
