#include "core/sandbox/setup/samples.h"

#include "core/json/text.h"
#include "core/sandbox/api/router.h"
#include "core/sandbox/http/target.h"
#include "core/sandbox/setup/resources.h"
#include "core/sandbox/setup/settings.h"
#include "core/sandbox/setup/users.h"
#include "core/sandbox/store/database.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QUrl>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

/// True the first time it is asked for that word in this database, so that what a user deleted stays away.
Result<bool> firstTime(Database &database, const QString &word)
{
    return database.run([&word](QSqlDatabase &db) -> Result<bool> {
        auto error = execute(db, u"CREATE TABLE IF NOT EXISTS samples (name TEXT PRIMARY KEY)"_s);
        QSqlQuery query(db);
        query.prepare(u"INSERT OR IGNORE INTO samples VALUES (?)"_s);
        query.addBindValue(word);
        if (!error.isEmpty() || !query.exec())
            return Error{Error::Kind::Server, error.isEmpty() ? query.lastError().text() : error, {}};
        return query.numRowsAffected() == 1;
    });
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

/// The same way in as everybody's, so that a sample is what a PUT would have made of it.
QString put(Services &services, const json::Value &sample, const Identity &owner)
{
    HttpRequest request;
    request.method = "PUT";
    request.target = "/api/v1/namespaces/_/" + QUrl::toPercentEncoding(sample.value(u"put").toString(), "/");
    splitTarget(request);
    request.headers = {{"Authorization", "Basic " + owner.auth().toUtf8().toBase64()}, {"Content-Type", "application/json"}};
    request.body = json::compact(bodyOf(sample));
    const auto response = Router(services).handle(request);
    // 409: the user has something of that name already.
    if (response.status == 200 || response.status == 409)
        return {};
    return u"sample %1: %2"_s.arg(sample.value(u"put").toString(), QString::fromUtf8(response.body));
}

} // namespace

QString addSamples(Services &services)
{
    QStringList wanted;
    if (services.settings.samples != Samples::None)
        wanted.append(u"system"_s);
    if (services.settings.samples == Samples::Demo)
        wanted.append(u"demo"_s);
    for (const auto &word : wanted) {
        const auto first = firstTime(services.database, word);
        if (!first)
            return first.error().message;
        const auto samples = *first ? json::parse(resource(word + u".json"_s)) : json::Value::array();
        if (!samples)
            return samples.error().message;
        for (const auto &sample : samples->items())
            if (const auto *owner = ownerOf(services, sample))
                if (auto error = put(services, sample, *owner); !error.isEmpty())
                    return error;
    }
    return {};
}

} // namespace sandbox
