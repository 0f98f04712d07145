#include "ui/shell/problems.h"

#include "core/net/requestlog.h"
#include "ui/shell/connector.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 oldAfterMs = 10 * 60 * 1000;

QString translated(const char *text)
{
    return QCoreApplication::translate("Problems", text);
}

void addConnection(QList<Problem> &problems, const Connector &connector)
{
    auto error = connector.error();
    if (!error && connector.session())
        error = connector.session()->problem();
    if (!error)
        return;
    const bool key = error->kind == Error::Kind::Unauthorized || error->kind == Error::Kind::Tls;
    problems.append({u"connection"_s, true, translated("Connection %1").arg(connector.profile().name), error->message,
                     error->detail, 0, key ? Problem::Way::EditConnection : Problem::Way::Retry, 0, error->message});
}

template<typename Row>
void addList(QList<Problem> &problems, const openwhisk::Listing<Row> &listing, const QString &what)
{
    if (!listing.error || listing.error->kind == Error::Kind::Canceled)
        return;
    const QString text = listing.rows ? translated("%1: the list is old. %2").arg(what, listing.error->message)
                                      : translated("%1: unknown. %2").arg(what, listing.error->message);
    problems.append({u"list:"_s + what, !listing.rows, what, text, listing.error->detail, listing.loadedAtMs,
                     Problem::Way::Retry, 0, listing.error->message});
}

void addSecrets(QList<Problem> &problems, const connections::SecretStore &secrets)
{
    using State = connections::SecretStore::State;
    if (secrets.state() == State::MemoryOnly || secrets.state() == State::Locked)
        problems.append({u"keyring"_s, false, translated("Keyring"), secrets.explanation(), {}, 0, Problem::Way::None, 0});
}

bool isFault(const net::LogEntry &entry)
{
    if (entry.failure.isEmpty() || entry.durationMs < 0)
        return false;
    return entry.status == 0 || entry.status == 401 || entry.status == 403 || entry.status == 429 || entry.status >= 500;
}

QByteArray withoutQuery(const QByteArray &target)
{
    return target.left(target.indexOf('?') < 0 ? target.size() : target.indexOf('?'));
}

/// Newest first, so that what worked again afterwards is no problem any more.
void addRequests(QList<Problem> &problems, const net::RequestLog &log, qint64 nowMs)
{
    QSet<QString> seen;
    const auto &entries = log.entries();
    for (auto entry = entries.crbegin(); entry != entries.crend(); ++entry) {
        if (entry->durationMs < 0)
            continue;
        if (nowMs - entry->startedMs > oldAfterMs)
            break;
        const QString key = QString::fromUtf8(entry->method + ' ' + withoutQuery(entry->target)) + entry->base;
        if (seen.contains(key))
            continue;
        seen.insert(key);
        if (isFault(*entry))
            problems.append({u"request:"_s + key, true, QString::fromUtf8(entry->method + ' ' + entry->target), entry->failure,
                             {}, entry->startedMs, Problem::Way::ShowRequest, entry->id, entry->failure});
    }
}

/// A server that is down fails every request: that is one problem, the first found, which says how many more it hits.
QList<Problem> byCause(const QList<Problem> &problems)
{
    QList<Problem> result;
    QHash<QString, qsizetype> places;
    QHash<QString, int> more;
    for (const auto &problem : problems) {
        if (!problem.cause.isEmpty() && places.contains(problem.cause)) {
            ++more[problem.cause];
            continue;
        }
        places.insert(problem.cause, result.size());
        result.append(problem);
    }
    for (auto it = more.cbegin(); it != more.cend(); ++it)
        result[places.value(it.key())].where += QCoreApplication::translate("Problems", " and %n more", nullptr, it.value());
    return result;
}

} // namespace

QList<Problem> currentProblems(const Connector &connector, const connections::SecretStore &secrets,
                               const net::RequestLog &log, qint64 nowMs, const QList<insight::BrokenReference> &broken)
{
    QList<Problem> problems;
    addConnection(problems, connector);
    if (const auto *session = connector.session(); session && problems.isEmpty()) {
        addList(problems, session->actions(), translated("Actions"));
        addList(problems, session->packages(), translated("Packages"));
        addList(problems, session->triggers(), translated("Triggers"));
        addList(problems, session->rules(), translated("Rules"));
    }
    problems += gatewayProblems(connector, broken);
    if (connector.profile().id != Connector::sandboxProfileId()) // its key is in its data directory anyway
        addSecrets(problems, secrets);
    addRequests(problems, log, nowMs);
    return byCause(problems);
}
