#include "core/openwhisk/apis.h"

#include "core/json/text.h"
#include "core/openwhisk/operations.h"
#include "core/openwhisk/steps.h"
#include "core/openwhisk/webaccess.h"

#include <QCoreApplication>
#include <QPointer>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

constexpr int page = 30;
constexpr int mostPages = 200;
constexpr auto activationHeader = "x-openwhisk-activation-id";

QString tr(const char *text)
{
    return QCoreApplication::translate("openwhisk", text);
}

/// "UUID:KEY", as it is sent with each request.
QByteArray authKey(const net::Client &client)
{
    const QByteArray header = client.endpoint().authorization;
    return QByteArray::fromBase64(header.mid(header.indexOf(' ') + 1));
}

using Query = QList<QPair<QByteArray, QString>>;

net::Request request(const net::Client &client, const QByteArray &method, const QByteArray &action, const Query &query)
{
    net::Request request;
    request.method = method;
    request.target = "/api/v1/web/whisk.system/apimgmt/" + action + ".http?accesstoken=DUMMY+TOKEN";
    for (const auto &[name, value] : query)
        if (!value.isEmpty())
            request.target += '&' + name + '=' + QUrl::toPercentEncoding(value);
    request.target += "&spaceguid=" + QUrl::toPercentEncoding(QString::fromUtf8(authKey(client).split(':').first()));
    request.lane = net::Lane::Invoke;
    request.deadline = net::invokeDeadline;
    request.acceptStatus = {502}; // the actions' own refusals
    request.acceptHeader = activationHeader;
    request.secretMembers = {"value", "secureKey", "swagger"}; // secrets of actions, among other things
    return request;
}

/// The actions tell of an error as 502 with {"error": text}; a gateway's own answer may stand in it as an object.
Result<json::Value> answerOf(const net::Reply &reply)
{
    const json::Value *error = reply->document.find(u"error");
    if (reply->status < 300 && !error)
        return reply->document;
    const QString words = !error ? QString() : error->isString() ? error->toString()
                                                                 : QString::fromUtf8(json::compact(*error));
    const auto kind = words.contains(u"does not exist"_s) ? Error::Kind::NotFound : Error::Kind::Rejected;
    return Error{kind, words.isEmpty() ? tr("The API management failed without a word.") : words, {}};
}

Result<Api> apiFrom(const json::Value &value)
{
    return Api::fromJson(value);
}

Async<Api> send(net::Client &client, const QString &responseType, const json::Value &apidoc, QObject *owner)
{
    net::Request create = request(client, "POST", "createApi", {{"responsetype", responseType}});
    const auto text = json::toSend(json::Value::object({{u"apidoc"_s, apidoc}}));
    if (!text)
        return ready<Api>(text.error());
    create.body = *text;
    return chain(client.send(create, owner),
                 [](const net::Reply &reply) { return ready<Api>(answerOf(reply).andThen(apiFrom)); });
}

QStringList parametersOf(const QString &path)
{
    static const QRegularExpression pattern(u"\\{([^/}]*)\\}"_s);
    QStringList names;
    for (auto it = pattern.globalMatch(path); it.hasNext();)
        names.append(it.next().captured(1));
    return names;
}

json::Value pathParameters(const QString &path)
{
    const auto text = [](const QString &value) { return json::Value::string(value); };
    json::Value list = json::Value::array();
    for (const QString &name : parametersOf(path))
        list.append(json::Value::object({{u"name"_s, text(name)},
                                         {u"in"_s, text(u"path"_s)},
                                         {u"description"_s, text(u"Default description for '%1'"_s.arg(name))},
                                         {u"required"_s, json::Value::boolean(true)},
                                         {u"type"_s, text(u"string"_s)}}));
    return list;
}

json::Value actionPart(const net::Client &client, const ApiDraft &draft, const WebAccess &access)
{
    const auto text = [](const QString &value) { return json::Value::string(value); };
    const QUrl url = net::address(client.endpoint().base, webPath(draft.action, draft.action.ns, u"http"_s));
    json::Value part = json::Value::object();
    part.set(u"name", text(draft.action.shown()));
    part.set(u"namespace", text(draft.action.ns));
    part.set(u"backendMethod", text(draft.verb.toUpper()));
    part.set(u"authkey", text(QString::fromUtf8(authKey(client))));
    part.set(u"backendUrl", text(QString::fromLatin1(url.toEncoded())));
    if (access.auth == WebAccess::Auth::Secret)
        part.set(u"secureKey", text(access.secret));
    return part;
}

json::Value apidocOf(const net::Client &client, const ApiDraft &draft, const WebAccess &access)
{
    const auto text = [](const QString &value) { return json::Value::string(value); };
    json::Value doc = json::Value::object();
    doc.set(u"namespace", text(u"_"_s));
    if (!draft.name.isEmpty())
        doc.set(u"apiName", text(draft.name));
    doc.set(u"gatewayBasePath", text(draft.basePath));
    doc.set(u"gatewayPath", text(draft.path));
    doc.set(u"gatewayMethod", text(draft.verb.toUpper()));
    doc.set(u"id", text(u"API:_:"_s + draft.basePath));
    doc.set(u"action", actionPart(client, draft, access));
    if (const json::Value parameters = pathParameters(draft.path); parameters.size())
        doc.set(u"pathParameters", parameters);
    return doc;
}

bool isKnown(const QList<Api> &known, const Api &api)
{
    return std::any_of(known.begin(), known.end(), [&](const Api &other) { return other.basePath == api.basePath; });
}

Async<QList<Api>> listFrom(net::Client &client, const QList<Api> &known, int pages, const QPointer<QObject> &owner)
{
    const net::Request get = request(client, "GET", "getApi",
                                     {{"limit", QString::number(page)}, {"skip", QString::number(pages * page)}});
    const auto next = [&client, known, pages, owner](const net::Reply &reply) {
        const auto answer = answerOf(reply);
        if (!answer)
            return ready<QList<Api>>(answer.error());
        QList<Api> all = known;
        for (const json::Value &item : answer->value(u"apis").items()) {
            const auto api = Api::fromJson(item.value(u"value"));
            if (api && !isKnown(all, *api))
                all.append(*api);
        }
        // Some gateways know nothing of pages and answer with all each time.
        const bool last = answer->value(u"apis").size() < page || all.size() == known.size() || pages + 1 >= mostPages;
        return last ? ready<QList<Api>>(all) : listFrom(client, all, pages + 1, owner);
    };
    return chainIn(&client, client.send(get, owner), next);
}

} // namespace

Async<QList<Api>> listApis(net::Client &client, QObject *owner)
{
    return listFrom(client, {}, 0, owner);
}

QStringList apiVerbs()
{
    return {u"get"_s, u"put"_s, u"post"_s, u"delete"_s, u"patch"_s, u"head"_s, u"options"_s};
}

QStringList apiResponseTypes()
{
    return {u"json"_s, u"http"_s, u"html"_s, u"text"_s, u"svg"_s};
}

QString apiDraftProblem(const ApiDraft &draft)
{
    if (!draft.basePath.startsWith(u'/'))
        return tr("The base path begins with /.");
    if (!parametersOf(draft.basePath).isEmpty())
        return tr("The base path (%1) cannot have parameters. Only the relative path supports path parameters.")
            .arg(draft.basePath);
    if (!draft.path.startsWith(u'/'))
        return tr("The path begins with /.");
    if (parametersOf(draft.path).contains(QString()))
        return tr("A path parameter has no name: write {name}.");
    if (!apiVerbs().contains(draft.verb.toLower()))
        return tr("%1 is no verb of an API.").arg(draft.verb);
    if (!parametersOf(draft.path).isEmpty() && draft.responseType != u"http"_s)
        return tr("The action must use a response type of '.http' in order to receive the path parameters.");
    return draft.action.name.isEmpty() ? tr("An action is missing.") : QString();
}

Async<Api> createApi(net::Client &client, const ApiDraft &draft, QObject *owner)
{
    if (const QString problem = apiDraftProblem(draft); !problem.isEmpty())
        return ready<Api>(Error{Error::Kind::Rejected, problem, {}});
    const QPointer<QObject> guard(owner);
    return chainIn(&client, getAction(client, draft.action, WithCode::No, owner),
                   [&client, draft, guard](const Action &action) {
                       const WebAccess access = webAccessOf(action.annotations);
                       if (!access.web)
                           return ready<Api>(Error{Error::Kind::Rejected,
                                                   tr("%1 is no web action, so the gateway could not call it: switch on "
                                                      "its web access first.")
                                                       .arg(draft.action.shown()),
                                                   {}});
                       return send(client, draft.responseType, apidocOf(client, draft, access), guard);
                   });
}

Async<Api> importApi(net::Client &client, const json::Value &swagger, QObject *owner)
{
    if (const QString problem = swaggerProblem(swagger); !problem.isEmpty())
        return ready<Api>(Error{Error::Kind::Rejected, problem, {}});
    const QString text = QString::fromUtf8(json::compact(completedSwagger(swagger)));
    return send(client, u"json"_s,
                json::Value::object({{u"namespace"_s, json::Value::string(u"_"_s)},
                                     {u"swagger"_s, json::Value::string(text)}}),
                owner);
}

Async<Done> deleteApi(net::Client &client, const QString &basePath, const QString &path, const QString &verb,
                      QObject *owner)
{
    const net::Request remove = request(client, "DELETE", "deleteApi",
                                        {{"basepath", basePath}, {"operation", verb.toUpper()}, {"relpath", path}});
    return chain(client.send(remove, owner), [](const net::Reply &reply) {
        return ready<Done>(answerOf(reply).transform([](const json::Value &) { return Done{}; }));
    });
}

} // namespace openwhisk
