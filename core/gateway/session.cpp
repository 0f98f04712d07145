#include "core/gateway/session.h"

#include "core/async/steps.h"
#include "core/gateway/retries.h"

#include <QDateTime>
#include <QSet>

#include <utility>

namespace gateway {

class Session::Private {
public:
    Private(Session *session, net::Endpoint endpoint, net::RequestLog *log)
        : q(session), client(std::move(endpoint), log), retries([this] { tryAgain(); })
    {
        for (const Kind kind : allKinds())
            listings.insert(kind, {}); // references to them stay good
        connect(&client, &net::Client::answered, q, [this](bool reachable, int status) { answered(reachable, status); });
    }

    void open()
    {
        if (detecting)
            return;
        detecting = true;
        retries.begin();
        deliver(detect(client, q), q, [this](const Result<Server> &result) {
            detecting = false;
            if (!result)
                return note(result.error());
            const bool first = !std::exchange(known, true);
            server = *result;
            problem.reset();
            connected = true;
            Q_EMIT q->stateChanged();
            if (first)
                loadAll();
            else
                loadFailed();
            judge();
        });
    }

    void loadAll()
    {
        for (const Kind kind : q->kinds())
            load(kind);
        loadCatalogue();
    }

    /// Each time the list of consumers came; a change of one of them is asked for by itself.
    void loadCredentials()
    {
        if (credentialsWanted == 0 || !known || !server.hasCredentials())
            return;
        Listing &listing = listings[Kind::Credential];
        begin(listing);
        collecting = std::make_unique<QObject>(); // an earlier one under way may be too old
        Q_EMIT q->changed(Kind::Credential);
        deliver(allCredentials(client, server, collecting.get()), collecting.get(), [this, &listing](const Result<AllCredentials> &all) {
            collecting.release()->deleteLater(); // we stand in its callback
            listing.unread = all ? all->unread : QList<Unread>();
            take(Kind::Credential, all.transform([](const AllCredentials &found) { return found.rows; }));
        });
    }

    void load(Kind kind)
    {
        if (kind == Kind::Credential)
            return loadCredentials();
        Listing &listing = listings[kind];
        if (listing.loading) {
            again.insert(kind);
            return;
        }
        begin(listing);
        Q_EMIT q->changed(kind);
        deliver(list(client, server, kind, q), q, [this, kind](const Result<Rows> &rows) {
            take(kind, rows);
            if (again.remove(kind))
                load(kind);
            else if (kind == Kind::Consumer)
                loadCredentials();
        });
    }

    void loadCatalogue()
    {
        if (server.standalone || loadingCatalogue)
            return;
        loadingCatalogue = true;
        deliver(plugins(client, q), q, [this](const Result<std::shared_ptr<const Catalogue>> &result) {
            loadingCatalogue = false;
            catalogueProblem = result ? std::nullopt : std::optional(result.error());
            if (result)
                catalogue = *result;
            Q_EMIT q->catalogueChanged();
        });
    }

    void begin(Listing &listing)
    {
        listing.loading = true;
        if (listing.error)
            retries.begin();
    }

    void take(Kind kind, const Result<Rows> &rows)
    {
        Listing &listing = listings[kind];
        listing.loading = false;
        const bool back = rows && listing.error;
        if (rows) {
            if (!listing.rows || *listing.rows != **rows)
                listing.rows = *rows;
            listing.error.reset();
            listing.loadedAtMs = QDateTime::currentMSecsSinceEpoch();
        } else if (rows.error().kind != Error::Kind::Canceled) {
            listing.error = rows.error();
        }
        judge();
        Q_EMIT q->changed(kind);
        if (back)
            loadFailed();
    }

    void note(const Error &error)
    {
        if (error.kind == Error::Kind::Canceled)
            return;
        problem = error;
        connected = false;
        judge();
        Q_EMIT q->stateChanged();
    }

    /// Of exchanges after the first: it went away, or came back.
    void answered(bool reachable, int status)
    {
        if (!known || detecting)
            return;
        if (reachable && (status == 401 || status == 403))
            return open(); // another key by now, another role, another address of ours: it tells which
        if (reachable == connected)
            return;
        connected = reachable;
        problem = reachable ? std::nullopt : std::optional(Error{Error::Kind::Network, tr("The gateway does not answer."), {}});
        judge();
        Q_EMIT q->stateChanged();
        if (reachable)
            loadFailed();
    }

    /// What was shown as stale or failed comes back by itself once the server does.
    void loadFailed()
    {
        for (const Kind kind : q->kinds())
            if (const Listing &listing = listings[kind]; listing.error && !listing.loading)
                load(kind);
        if (const Listing &credentials = listings[Kind::Credential]; !credentials.loading && (credentials.error || !credentials.unread.isEmpty()))
            loadCredentials();
    }

    /// What somebody sees and got no good answer, although it may get one later.
    QList<Kind> lacking() const
    {
        QList<Kind> kinds;
        for (auto it = watched.cbegin(); it != watched.cend(); ++it)
            if (const auto listing = listings.value(it.key()); listing.error && mayPass(*listing.error))
                kinds.append(it.key());
        return kinds;
    }

    void judge()
    {
        const QList<Kind> kinds = lacking();
        if (kinds.isEmpty() && !(problem && mayPass(*problem)))
            return retries.succeeded();
        const auto loads = [this](Kind kind) { return listings.value(kind).loading; };
        if (!detecting && std::none_of(kinds.begin(), kinds.end(), loads))
            retries.failed();
    }

    void tryAgain()
    {
        retries.begin();
        if (!known)
            return open();
        QList<Kind> kinds = lacking();
        if (kinds.isEmpty())
            kinds = watched.keys().mid(0, 1); // any answer will do
        for (const Kind kind : std::as_const(kinds))
            load(kind);
    }

    Session *q;
    net::Client client;
    QString profileId;
    QString connectionName;
    Server server;
    bool known = false;
    bool detecting = false;
    bool connected = false;
    bool loadingCatalogue = false;
    std::optional<Error> problem;
    std::optional<Error> catalogueProblem;
    std::shared_ptr<const Catalogue> catalogue;
    QHash<Kind, Listing> listings;
    QHash<Kind, json::Value> schemas;
    std::unique_ptr<QObject> collecting; ///< credentials; gone: nobody waits for them
    int credentialsWanted = 0;
    Retries retries;
    QMap<Kind, int> watched;
    QSet<Kind> again; ///< asked for while it was under way: what it brings may be too old
};

Session::Session(net::Endpoint endpoint, QString profileId, QString connectionName, net::RequestLog *log, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(this, std::move(endpoint), log))
{
    d->profileId = std::move(profileId);
    d->connectionName = std::move(connectionName);
}

Session::~Session() = default;

net::Client &Session::client() { return d->client; }
QString Session::profileId() const { return d->profileId; }
QString Session::connectionName() const { return d->connectionName; }
bool Session::readOnly() const { return d->client.endpoint().readOnly || d->server.readOnly; }
const Server &Session::server() const { return d->server; }
bool Session::serverKnown() const { return d->known; }
bool Session::connected() const { return d->connected; }
std::optional<Error> Session::problem() const { return d->problem; }
std::shared_ptr<const Catalogue> Session::catalogue() const { return d->catalogue; }
std::optional<Error> Session::catalogueProblem() const { return d->catalogueProblem; }

const Listing &Session::listing(Kind kind) const
{
    static const Listing none;
    const auto found = d->listings.constFind(kind);
    return found == d->listings.cend() ? none : *found;
}

QList<Kind> Session::kinds() const
{
    QList<Kind> kinds;
    for (const Kind kind : allKinds())
        if (kind != Kind::Credential && kind != Kind::CostDecoration && has(d->server, kind))
            kinds.append(kind);
    return kinds;
}

void Session::open()
{
    d->open();
}

void Session::refresh()
{
    if (d->known)
        d->loadAll();
    else
        d->open();
}

void Session::refresh(Kind kind)
{
    d->load(kind);
}

void Session::refreshCatalogue()
{
    d->loadCatalogue();
}

void Session::wantCredentials(bool wanted)
{
    d->credentialsWanted += wanted ? 1 : -1;
    if (wanted)
        return d->loadCredentials();
    if (d->credentialsWanted > 0)
        return;
    d->collecting.reset();
    d->listings[Kind::Credential].loading = false;
}

void Session::watch(Kind kind, bool watched)
{
    if ((d->watched[kind] += watched ? 1 : -1) <= 0)
        d->watched.remove(kind);
    d->judge();
    d->retries.setWatched(!d->watched.isEmpty());
}

qint64 Session::nextTryMs() const
{
    return d->retries.nextMs();
}

void Session::setFirstPauseMs(int ms)
{
    d->retries.setFirstPauseMs(ms);
}

bool mayPass(const Error &error)
{
    using Cause = Error::Kind;
    return error.kind == Cause::Network || error.kind == Cause::Server || error.kind == Cause::Throttled;
}

Async<json::Value> Session::schema(Kind kind)
{
    const auto found = d->schemas.constFind(kind);
    if (found != d->schemas.cend())
        return ready<json::Value>(*found);
    return chainIn(this, resourceSchema(d->client, kind, this), [this, kind](const json::Value &schema) {
        d->schemas.insert(kind, schema);
        return ready<json::Value>(schema);
    });
}

} // namespace gateway
