#include "core/sandbox/setup/samples.h"

#include "core/json/text.h"
#include "core/sandbox/api/router.h"
#include "core/sandbox/http/target.h"
#include "core/sandbox/setup/resources.h"
#include "core/sandbox/setup/settings.h"
#include "core/sandbox/setup/users.h"
#include "core/sandbox/store/database.h"
#include "core/sandbox/store/entities.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QUrl>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

/// Has that part been put there before, in the life of this database? So what a user deleted stays away.
Result<bool> isThere(Database &database, const QString &part)
{
    return database.run([&part](QSqlDatabase &db) -> Result<bool> {
        auto error = execute(db, u"CREATE TABLE IF NOT EXISTS samples (name TEXT PRIMARY KEY)"_s);
        QSqlQuery query(db);
        query.prepare(u"SELECT name FROM samples WHERE name = ?"_s);
        query.addBindValue(part);
        if (!error.isEmpty() || !query.exec())
            return Error{Error::Kind::Server, error.isEmpty() ? query.lastError().text() : error, {}};
        return query.next();
    });
}

QString remember(Database &database, const QString &part)
{
    return database.run([&part](QSqlDatabase &db) { return execute(db, u"INSERT OR IGNORE INTO samples VALUES (?)"_s, {part}); });
}

/// Whom a sample belongs to: the system's namespace, or the first of the users.
const Identity *ownerOf(const Services &services, const json::Value &sample)
{
    const bool system = sample.value(u"as").toString() == u"whisk.system";
    return system ? services.users.ofNamespace(u"whisk.system"_s) : &services.users.all().first();
}

json::Value bodyOf(const json::Value &sample)
{
    auto body = sample.value(u"body");
    const auto code = sample.value(u"code").toString();
    if (!code.isEmpty()) {
        auto exec = body.value(u"exec");
        exec.set(u"code", json::Value::string(QString::fromUtf8(resource(code))));
        body.set(u"exec", exec);
    }
    return body;
}

/// The same way in as everybody's, so that a sample is what a request would have made of it.
HttpResponse send(Services &services, const Identity &owner, const QByteArray &method, const QByteArray &path, const json::Value &body)
{
    HttpRequest request;
    request.method = method;
    request.target = "/api/v1/namespaces/" + path;
    splitTarget(request);
    request.headers = {{"Authorization", "Basic " + owner.auth().toUtf8().toBase64()}, {"Content-Type", "application/json"}};
    request.body = json::compact(body);
    return Router(services).handle(request);
}

QByteArray encoded(const QString &path) { return QUrl::toPercentEncoding(path, "/"); }

/// An action that the sandbox itself carries out; one of that name that somebody else has put there is left alone.
void markNative(Services &services, const Identity &owner, const json::Value &sample)
{
    const auto parts = sample.value(u"put").toString().split(u'/'); // actions/PACKAGE/NAME
    const auto action = services.entities.find({owner.ns, parts.value(1), parts.value(2)});
    const auto code = action ? json::read(services.entities.code(action->name)) : std::nullopt;
    if (!code || action->native || code->value.toString() != bodyOf(sample).value(u"exec").value(u"code").toString())
        return;
    auto native = *action;
    native.native = true;
    services.entities.commit({{action, std::make_shared<const Entity>(std::move(native))}});
}

/// A feed's CREATE, as wsk sends it.
HttpResponse createFeed(Services &services, const json::Value &sample, const Identity &owner)
{
    auto arguments = sample.value(u"body");
    arguments.set(u"authKey", json::Value::string(owner.auth()));
    arguments.set(u"lifecycleEvent", json::Value::string(u"CREATE"_s));
    return send(services, owner, "POST", encoded(sample.value(u"feed").toString()) + "?blocking=true", arguments);
}

/// Some need the system's packages.
bool applies(const Services &services, const json::Value &sample)
{
    const auto *needed = sample.find(u"needs");
    return !needed || services.users.ofNamespace(needed->toString());
}

HttpResponse carryOut(Services &services, const json::Value &sample, const Identity &owner)
{
    if (sample.contains(u"feed"))
        return createFeed(services, sample, owner);
    return send(services, owner, "PUT", "_/" + encoded(sample.value(u"put").toString()), bodyOf(sample));
}

/// The user has something of that name already, or the feed did not take it: without its alarm it is a sample still.
bool canBeWithout(const HttpResponse &response) { return response.status == 409 || response.status == 502; }

QString add(Services &services, const json::Value &sample, const Identity &owner)
{
    if (!applies(services, sample))
        return {};
    const auto response = carryOut(services, sample, owner);
    if (response.status != 200 && !canBeWithout(response))
        return u"sample %1: %2"_s.arg(QString::fromUtf8(json::compact(sample)), QString::fromUtf8(response.body));
    if (sample.value(u"native").toBool())
        markNative(services, owner, sample);
    return {};
}

QString addPart(Services &services, const QString &part)
{
    const auto there = isThere(services.database, part);
    if (!there || *there)
        return there ? QString() : there.error().message;
    const auto samples = json::parse(resource(part + u".json"_s));
    if (!samples)
        return samples.error().message;
    for (const auto &sample : samples->items())
        if (const auto *owner = ownerOf(services, sample))
            if (auto error = add(services, sample, *owner); !error.isEmpty())
                return error;
    // Only now: who is killed before finds the rest put there at the next start.
    return remember(services.database, part);
}

} // namespace

QString addSamples(Services &services)
{
    QStringList parts;
    if (services.settings.samples != Samples::None)
        parts = {u"system"_s, u"alarms"_s, u"apimgmt"_s};
    if (services.settings.samples == Samples::Demo)
        parts.append(u"demo"_s);
    for (const auto &part : parts)
        if (auto error = addPart(services, part); !error.isEmpty())
            return error;
    return {};
}

} // namespace sandbox
