#include "core/openwhisk/webaccess.h"

#include "core/async/chain.h"
#include "core/openwhisk/keyvalues.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

const QString requireAuth = u"require-whisk-auth"_s;
const QString customOptions = u"web-custom-options"_s;
constexpr auto activationHeader = "x-openwhisk-activation-id";

QString tr(const char *text)
{
    return QCoreApplication::translate("openwhisk", text);
}

void readAuth(const json::Value *value, WebAccess &access)
{
    if (!value || (value->isBool() && !value->toBool()))
        return;
    if (value->isBool()) {
        access.auth = WebAccess::Auth::Key;
    } else if (value->isString() || value->isNumber()) {
        access.auth = WebAccess::Auth::Secret;
        access.secret = value->isString() ? value->toString() : QString::fromLatin1(value->numberText());
    } else {
        access.auth = WebAccess::Auth::Broken;
    }
}

/// As typed; what is percent-encoded already stays so.
QByteArray encodedPath(const QString &path)
{
    static const QRegularExpression loose(u"%(?![0-9A-Fa-f]{2})"_s);
    QString escaped = path;
    escaped.replace(loose, u"%25"_s);
    return QUrl::toPercentEncoding(escaped, "/%!$&'()*+,;=:@").replace("%25", "%");
}

QList<KeyValue> withAuth(QList<KeyValue> items, const WebAccess &access)
{
    switch (access.auth) {
    case WebAccess::Auth::Open:
        return withoutKey(std::move(items), requireAuth);
    case WebAccess::Auth::Key:
        return withValue(std::move(items), requireAuth, json::Value::boolean(true));
    case WebAccess::Auth::Secret:
        return withValue(std::move(items), requireAuth, json::Value::string(access.secret));
    case WebAccess::Auth::Broken:
        break;
    }
    return items;
}

using Warnings = QList<WebWarning>;
using Weight = WebWarning::Weight;

void warnOfNames(const EntityName &name, Warnings &warnings)
{
    if (name.package.startsWith(u"default"_s))
        warnings.append({Weight::Unreachable,
                         tr("The server cannot reach it by a web address: it takes a package name that begins with "
                            "“default” for the default package.")});
    const QString ending = name.name.section(u'.', -1);
    if (name.name.contains(u'.') && webExtensions().contains(ending))
        warnings.append({Weight::Warning,
                         tr("Its name ends in .%1, so an address without extension means an action “%2”. Only with an "
                            "extension behind, e.g. %3.http, it is reached.")
                             .arg(ending, name.name.chopped(ending.size() + 1), name.name)});
    else if (name.name.contains(u'.'))
        warnings.append({Weight::Note, tr("An unknown extension is part of the name: write .http or another known one.")});
}

void warnOfTypes(const QList<KeyValue> &annotations, Warnings &warnings)
{
    for (const QString &key : {u"web-export"_s, u"raw-http"_s, u"final"_s, customOptions})
        if (const json::Value *value = findValue(annotations, key); value && !value->isBool())
            warnings.append({Weight::Warning,
                             tr("Annotation %1 is not true or false, so the server takes it for false.").arg(key)});
}

void warnOfAuth(const WebAccess &access, Warnings &warnings)
{
    if (access.auth == WebAccess::Auth::Broken)
        warnings.append({Weight::Unreachable,
                         tr("require-whisk-auth is neither true or false nor a text or number: every call gets 401.")});
    else if (access.auth == WebAccess::Auth::Secret && access.secret.isEmpty())
        warnings.append({Weight::Warning, tr("The secret is empty: a call needs the header X-Require-Whisk-Auth, empty.")});
    else if (access.auth == WebAccess::Auth::Secret && access.customOptions)
        warnings.append({Weight::Note, tr("OPTIONS runs the action without asking for the secret.")});
}

void warnOfOverriding(const WebAccess &access, const QList<KeyValue> &parameters, Warnings &warnings)
{
    if (!access.final && !access.raw && !parameters.isEmpty())
        warnings.append({Weight::Warning,
                         tr("It is not final: whoever calls it may replace its parameters through the query or body.")});
}

} // namespace

WebAccess webAccessOf(const QList<KeyValue> &annotations)
{
    WebAccess access;
    access.web = isTrue(annotations, u"web-export");
    access.raw = isTrue(annotations, u"raw-http");
    access.customOptions = isTrue(annotations, customOptions);
    access.final = isTrue(annotations, u"final");
    readAuth(findValue(annotations, requireAuth), access);
    return access;
}

QList<KeyValue> withWebAccess(QList<KeyValue> annotations, const WebAccess &access)
{
    const WebAccess before = webAccessOf(annotations);
    const auto flag = [&](bool was, bool now, const QString &key) {
        if (was != now)
            annotations = withFlag(std::move(annotations), key, now);
    };
    flag(before.web, access.web, u"web-export"_s);
    flag(before.raw, access.raw, u"raw-http"_s);
    flag(before.final, access.final, u"final"_s);
    flag(before.customOptions, access.customOptions, customOptions);
    if (before.auth == access.auth && before.secret == access.secret)
        return annotations; // a secret that is a number stays one
    return withAuth(std::move(annotations), access);
}

QString newSecret()
{
    constexpr QStringView letters = u"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    static_assert(letters.size() == 64);
    QString secret;
    for (int i = 0; i < 32; ++i)
        secret += letters[QRandomGenerator::system()->bounded(int(letters.size()))];
    return secret;
}

QStringList webExtensions()
{
    return {u"http"_s, u"json"_s, u"html"_s, u"svg"_s, u"text"_s};
}

QByteArray webPath(const EntityName &name, const QString &ns, const QString &extension, const QString &path)
{
    const QString package = name.package.isEmpty() ? u"default"_s : name.package;
    QByteArray target = "/api/v1/web/" + QUrl::toPercentEncoding(ns) + '/' + QUrl::toPercentEncoding(package) + '/'
        + QUrl::toPercentEncoding(name.name);
    if (!extension.isEmpty())
        target += '.' + extension.toLatin1();
    if (path.isEmpty())
        return target;
    const QByteArray rest = encodedPath(path);
    return target + (rest.startsWith('/') ? rest : '/' + rest);
}

QList<WebWarning> webWarnings(const EntityName &name, const QList<KeyValue> &annotations,
                              const QList<KeyValue> &parameters)
{
    const WebAccess access = webAccessOf(annotations);
    Warnings warnings;
    warnOfTypes(annotations, warnings);
    if (!access.web)
        return warnings;
    warnOfNames(name, warnings);
    warnOfAuth(access, warnings);
    warnOfOverriding(access, parameters, warnings);
    warnings.append({Weight::Note,
                     tr("A result that is a list ends in 500 “There was an internal server error.”: return an object, e.g. "
                        "{\"body\": [ … ]}.")});
    return warnings;
}

Async<WebAnswer> callWeb(net::Client &client, const WebCall &call, QObject *owner)
{
    net::Request request;
    request.method = call.method;
    request.target = call.target;
    request.body = call.body;
    request.expect = net::Expect::Anything;
    request.lane = net::Lane::Invoke;
    request.deadline = net::invokeDeadline;
    request.idleTimeout = net::invokeDeadline;
    request.starts = true;
    request.withKey = call.withKey;
    for (int status = 300; status < 600; ++status)
        request.acceptStatus.append(status);
    if (!call.contentType.isEmpty())
        request.headers.append({"Content-Type", call.contentType});
    if (!call.secret.isEmpty()) {
        request.headers.append({"X-Require-Whisk-Auth", call.secret.toUtf8()});
        request.secrets.append(call.secret.toUtf8());
    }
    return chain(client.send(request, owner), [](const net::Reply &reply) {
        const QString id = QString::fromLatin1(reply->header(activationHeader));
        const bool fault = reply->status == 500 && id.isEmpty() && reply->header("X-Request-ID").isEmpty();
        return ready<WebAnswer>(WebAnswer{reply->status, reply->headers, reply->body, id, reply->durationMs, fault});
    });
}

} // namespace openwhisk
