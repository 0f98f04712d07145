#include "core/openwhisk/session.h"

#include "core/async/deliver.h"

#include <QDateTime>
#include <QSet>

namespace openwhisk {

class Session::Private {
public:
    Private(Session *session, net::Endpoint endpoint, net::RequestLog *log)
        : q(session), client(std::move(endpoint), log)
    {
        connect(&client, &net::Client::answered, q, [this](bool reachable, int status) { answered(reachable, status); });
    }

    void loadAbout()
    {
        if (nameSpace.isEmpty())
            fetch(namespaces(client, q), nameSpace, [](const QStringList &names) { return names.value(0); });
        if (!infoKnown)
            fetch(serverInfo(client, q), info, [this](const ServerInfo &i) { infoKnown = true; return i; });
        if (!limitsKnown)
            fetch(namespaceLimits(client, q), limits, [this](const NamespaceLimits &l) { limitsKnown = true; return l; });
    }

    void load(Collection collection)
    {
        switch (collection) {
        case Collection::Actions:
            return load(actions, collection, listActions, refreshActions);
        case Collection::Packages:
            return load(packages, collection, listPackages, refreshPackages);
        case Collection::Triggers:
            return load(triggers, collection, listTriggers, refreshTriggers);
        case Collection::Rules:
            return load(rules, collection, listRules, refreshRules);
        case Collection::Activations:
            break; // not a list that is held whole: ActivationFeed
        }
    }

    Session *q;
    net::Client client;
    QString profileId;
    QString connectionName;
    QString nameSpace;
    ServerInfo info;
    NamespaceLimits limits;
    bool infoKnown = false;
    bool limitsKnown = false;
    bool connected = false;
    std::optional<Error> problem;
    Listing<ActionSummary> actions;
    Listing<PackageSummary> packages;
    Listing<TriggerSummary> triggers;
    Listing<RuleSummary> rules;
    QSet<Collection> again; ///< asked for while it was under way: what it brings may be too old

private:
    template<typename T, typename Target, typename Take> void fetch(const Async<T> &future, Target &target, Take take)
    {
        deliver(future, q, [this, &target, take](const Result<T> &result) {
            if (result)
                target = take(*result);
            else
                note(result.error());
            Q_EMIT q->stateChanged();
        });
    }

    template<typename Row, typename ListAll, typename Refresh>
    void load(Listing<Row> &listing, Collection collection, ListAll all, Refresh refresh)
    {
        if (listing.loading) {
            again.insert(collection);
            return;
        }
        listing.loading = true;
        Q_EMIT q->changed(collection);
        const auto future = listing.rows ? refresh(client, listing.rows, q) : all(client, q);
        deliver(future, q, [this, &listing, collection](const Result<List<Row>> &rows) {
            take(listing, rows);
            Q_EMIT q->changed(collection);
            if (again.remove(collection))
                load(collection);
        });
    }

    template<typename Row> void take(Listing<Row> &listing, const Result<List<Row>> &rows)
    {
        listing.loading = false;
        if (rows) {
            listing.rows = *rows;
            listing.error.reset();
            listing.loadedAtMs = QDateTime::currentMSecsSinceEpoch();
        } else if (rows.error().kind != Error::Kind::Canceled) {
            listing.error = rows.error();
            note(rows.error());
        }
    }

    void note(const Error &error)
    {
        if (connected || error.kind == Error::Kind::Canceled)
            return;
        problem = error;
        Q_EMIT q->stateChanged();
    }

    void answered(bool reachable, int status)
    {
        const bool good = reachable && status != 401;
        if (good == connected && (good || problem))
            return;
        const bool back = good && problem;
        connected = good;
        problem = good ? std::nullopt : std::optional(reachable ? refused() : unreachable());
        Q_EMIT q->stateChanged();
        if (back)
            loadFailed();
    }

    /// What was shown as stale or failed comes back by itself once the server does.
    void loadFailed()
    {
        loadAbout();
        if (actions.error)
            load(Collection::Actions);
        if (packages.error)
            load(Collection::Packages);
        if (triggers.error)
            load(Collection::Triggers);
        if (rules.error)
            load(Collection::Rules);
    }

    static Error refused() { return {Error::Kind::Unauthorized, tr("The server refuses the key of this connection."), {}}; }
    static Error unreachable() { return {Error::Kind::Network, tr("The server does not answer."), {}}; }
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
bool Session::readOnly() const { return d->client.endpoint().readOnly; }
QString Session::nameSpace() const { return d->nameSpace; }
const ServerInfo &Session::info() const { return d->info; }
const NamespaceLimits &Session::limits() const { return d->limits; }
bool Session::connected() const { return d->connected; }
std::optional<Error> Session::problem() const { return d->problem; }
const Listing<ActionSummary> &Session::actions() const { return d->actions; }
const Listing<PackageSummary> &Session::packages() const { return d->packages; }
const Listing<TriggerSummary> &Session::triggers() const { return d->triggers; }
const Listing<RuleSummary> &Session::rules() const { return d->rules; }

void Session::open()
{
    refresh();
}

void Session::refresh()
{
    d->loadAbout();
    for (const Collection collection : {Collection::Actions, Collection::Packages, Collection::Triggers, Collection::Rules})
        d->load(collection);
}

void Session::refresh(Collection collection)
{
    d->load(collection);
}

} // namespace openwhisk
