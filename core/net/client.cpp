#include "core/net/client.h"

#include "core/net/exchange.h"
#include "core/net/proxy.h"
#include "core/net/tls.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QNetworkAccessManager>
#include <QThread>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace net {

namespace {

constexpr int connectionsPerHost = 6; ///< as many as QNetworkAccessManager opens: nothing waits in there unseen

/// Requests of one kind, with connections of their own.
struct LaneState {
    std::unique_ptr<QNetworkAccessManager> manager;
    QList<Exchange *> waiting;
    QList<Exchange *> running;
};

std::optional<qint64> serverClock(const QByteArray &date)
{
    QDateTime time = QLocale::c().toDateTime(QString::fromLatin1(date), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    time.setTimeSpec(Qt::UTC);
    return time.isValid() ? std::optional(time.toMSecsSinceEpoch() + 500) : std::nullopt; // it counts whole seconds
}

Error readOnlyError(const Request &request)
{
    const QString text = QCoreApplication::translate("net",
                                                     "This connection is read-only, so nothing was sent. Switch that "
                                                     "off in the connection if you mean to change something.");
    return {Error::Kind::Forbidden, text, QString::fromLatin1(request.method)};
}

} // namespace

class Client::Private {
public:
    Private(Client *client, Endpoint theEndpoint, RequestLog *theLog)
        : q(client)
        , endpoint(std::move(theEndpoint))
        , log(theLog)
    {
    }

    LaneState &lane(Lane name) { return lanes[name == Lane::Invoke ? 1 : 0]; }
    void pump(LaneState &lane);
    void done(Exchange *exchange);
    void learn(const Exchange &exchange);

    Client *q;
    Endpoint endpoint;
    RequestLog *log;
    std::optional<QSslConfiguration> tls;
    std::array<LaneState, 2> lanes;
    double latencyMs = -1;
    qint64 clockOffsetMs = 0;
    QByteArray lastDate;
};

void Client::Private::pump(LaneState &lane)
{
    // One whose owner dies just now is about to end by itself: sending it before would only take a connection.
    const auto worthIt = [](const Exchange *exchange) { return !exchange->isAbandoned(); };
    while (lane.running.size() < connectionsPerHost) {
        const auto found = std::find_if(lane.waiting.cbegin(), lane.waiting.cend(), worthIt);
        if (found == lane.waiting.cend())
            return;
        if (!lane.manager) {
            lane.manager = std::make_unique<QNetworkAccessManager>();
            lane.manager->setProxyFactory(new ProxyChoice(endpoint));
            if (!tls && endpoint.base.scheme() == u"https"_s)
                tls = sslConfiguration(endpoint.tls);
        }
        Exchange *next = lane.waiting.takeAt(found - lane.waiting.cbegin());
        lane.running.append(next);
        next->start(*lane.manager, tls);
    }
}

void Client::Private::learn(const Exchange &exchange)
{
    if (exchange.latencyMs() < 0)
        return;
    if (exchange.lane() == Lane::Ordinary)
        latencyMs = exchange.latencyMs();
    const QByteArray date = exchange.response().header("Date");
    if (std::exchange(lastDate, date) == date)
        return; // pages of a list come many in a second, and reading a date takes as long as asking for one
    if (const auto clock = serverClock(date))
        clockOffsetMs = *clock - exchange.response().startedMs - qint64(exchange.latencyMs() / 2);
}

// Whoever hears of the end may end us as well: nothing of ours is touched after a signal unless we still live.
void Client::Private::done(Exchange *exchange)
{
    std::unique_ptr<Exchange> ended(exchange); // ~Client must not find it in a lane
    exchange->disconnect(q);
    LaneState &its = lane(exchange->lane());
    const bool wasSent = its.running.removeOne(exchange);
    its.waiting.removeOne(exchange);
    learn(*exchange);
    pump(its);
    const int status = exchange->response().status;
    const bool answered = wasSent && exchange->hasResult();
    const QPointer<Client> alive(q);
    if (!exchange->tlsFailure().reasons.isEmpty())
        Q_EMIT alive->tlsFailed(exchange->tlsFailure());
    if (alive)
        Q_EMIT alive->inFlightChanged();
    if (alive && answered)
        Q_EMIT alive->answered(status > 0, status);
    Exchange::resolve(std::move(ended));
}

Client::Client(Endpoint endpoint, RequestLog *log, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(endpoint), log))
{
}

Client::~Client()
{
    for (LaneState &lane : d->lanes) {
        const auto all = std::exchange(lane.waiting, {}) + std::exchange(lane.running, {});
        for (Exchange *exchange : all) {
            exchange->disconnect(this);
            delete exchange;
        }
    }
}

Async<Reply> Client::send(Request request, QObject *owner)
{
    Q_ASSERT_X(QThread::currentThread() == thread(), "net::Client::send", "requests start on the client's thread");
    if (d->endpoint.readOnly && isWrite(request))
        return ready<Reply>(readOnlyError(request));
    auto *exchange = new Exchange(std::move(request), d->endpoint, d->log, owner);
    connect(exchange, &Exchange::done, this, [this, exchange] { d->done(exchange); });
    const auto future = exchange->future();
    LaneState &lane = d->lane(exchange->lane());
    lane.waiting.append(exchange);
    d->pump(lane);
    Q_EMIT inFlightChanged();
    return future;
}

RequestLog *Client::log() const
{
    return d->log;
}

const Endpoint &Client::endpoint() const
{
    return d->endpoint;
}

int Client::inFlight() const
{
    qsizetype count = 0;
    for (const LaneState &lane : d->lanes)
        count += lane.waiting.size() + lane.running.size();
    return int(count);
}

double Client::lastLatencyMs() const
{
    return d->latencyMs;
}

qint64 Client::serverClockOffsetMs() const
{
    return d->clockOffsetMs;
}

} // namespace net
