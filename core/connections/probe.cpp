#include "core/connections/probe.h"

#include "core/async/deliver.h"
#include "core/connections/certificate.h"
#include "core/connections/route.h"
#include "core/net/requestlog.h"
#include "core/net/tls.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QHostInfo>
#include <QLocale>
#include <QSslCipher>
#include <QSslSocket>
#include <QTimer>

#include <algorithm>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace connections {

using Name = ProbeLayer::Name;
using State = ProbeLayer::State;

namespace {

constexpr auto layerDeadline = 10s;

QString milliseconds(const QElapsedTimer &clock)
{
    return Probe::tr("%1 ms").arg(clock.elapsed());
}

QString protocolName(QSsl::SslProtocol protocol)
{
    switch (protocol) {
    case QSsl::TlsV1_3:
        return u"TLS 1.3"_s;
    case QSsl::TlsV1_2:
        return u"TLS 1.2"_s;
    default:
        return u"TLS"_s;
    }
}

net::Request question(const QByteArray &target)
{
    net::Request request;
    request.target = target;
    request.deadline = layerDeadline;
    request.bodyCap = 4 * 1024 * 1024;
    return request;
}

/// Kinds that can be run, of the document of GET /.
qsizetype countKinds(const json::Value &info)
{
    qsizetype kinds = 0;
    for (const json::Member &family : info.value(u"runtimes").members())
        kinds += family.value.size();
    return kinds;
}

} // namespace

class Probe::Private {
public:
    explicit Private(net::Endpoint target) : endpoint(std::move(target)), route(routeTo(endpoint)) {}
    net::Endpoint endpoint;
    Route route;
    net::RequestLog *log = nullptr;
    std::unique_ptr<net::RequestLog> ownLog;
    std::unique_ptr<net::Client> client;
    std::unique_ptr<QSslSocket> socket;
    QTimer deadline;
    QElapsedTimer clock;
    int lookup = -1;
    Name current = Name::Resolve;
    bool judged = false; ///< the certificate was refused: what the socket says after that is a consequence
};

Probe::Probe(net::Endpoint endpoint, QObject *parent)
    : Probe(std::move(endpoint), {Name::Resolve, Name::Tcp, Name::Tls, Name::Version, Name::Key}, parent)
{
}

Probe::Probe(net::Endpoint endpoint, const QList<Name> &layers, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(std::move(endpoint)))
{
    for (const Name name : layers)
        m_layers.append({name, State::Waiting, {}});
    d->deadline.setSingleShot(true);
    connect(&d->deadline, &QTimer::timeout, this,
            [this] { fail(tr("no answer within %1 s").arg(std::chrono::seconds(layerDeadline).count())); });
}

Probe::~Probe()
{
    if (d->lookup >= 0)
        QHostInfo::abortHostLookup(d->lookup);
    if (d->socket)
        d->socket->disconnect(this);
}

void Probe::setLog(net::RequestLog *log)
{
    d->log = log;
}

void Probe::start()
{
    if (!d->log) {
        d->ownLog = std::make_unique<net::RequestLog>();
        d->log = d->ownLog.get();
    }
    resolve();
}

bool Probe::passed() const
{
    return m_finished && std::all_of(m_layers.cbegin(), m_layers.cend(), [](const ProbeLayer &layer) {
               return layer.state == State::Good || layer.state == State::Warning;
           });
}

void Probe::begin(Name name)
{
    d->current = name;
    layer(name).state = State::Running;
    d->clock.start();
    if (name < Name::Version) // requests have a deadline of their own, with better words
        d->deadline.start(layerDeadline);
    Q_EMIT changed();
}

void Probe::settle(State state, const QString &text)
{
    d->deadline.stop();
    layer(d->current).state = state;
    layer(d->current).text = text;
    Q_EMIT changed();
}

void Probe::fail(const QString &text)
{
    for (ProbeLayer &layer : m_layers) {
        if (layer.name <= d->current)
            continue;
        layer.state = State::NotTried;
        layer.text = layer.name == Name::Key ? tr("not tried; it was not sent") : tr("not tried");
    }
    settle(State::Failed, text);
    finish();
}

void Probe::finish()
{
    if (m_finished)
        return;
    m_finished = true;
    if (d->socket)
        d->socket->disconnect(this);
    Q_EMIT done();
}

void Probe::resolve()
{
    begin(Name::Resolve);
    const QString host = d->route.proxy.type() == QNetworkProxy::NoProxy ? d->route.host : d->route.proxy.hostName();
    d->lookup = QHostInfo::lookupHost(host, this, [this](const QHostInfo &info) { resolved(info); });
}

void Probe::resolved(const QHostInfo &info)
{
    d->lookup = -1;
    if (m_finished)
        return;
    const QString host = d->route.proxy.type() == QNetworkProxy::NoProxy ? d->route.host : d->route.proxy.hostName();
    if (info.addresses().isEmpty())
        return fail(d->route.throughProxy ? tr("the proxy %1 is not known: %2").arg(host, info.errorString())
                                          : tr("%1 is not known: %2").arg(host, info.errorString()));
    const QString address = info.addresses().first().toString();
    const QString found = address == host ? tr("%1 is an address").arg(host)
                                          : tr("%1 is %2 · %3").arg(host, address, milliseconds(d->clock));
    settle(State::Good, d->route.throughProxy ? tr("proxy %1").arg(found) : found);
    connectTcp();
}

void Probe::connectTcp()
{
    begin(Name::Tcp);
    d->socket = std::make_unique<QSslSocket>();
    connect(d->socket.get(), &QSslSocket::connected, this, &Probe::tcpConnected);
    connect(d->socket.get(), &QSslSocket::errorOccurred, this, &Probe::socketFailed);
    connect(d->socket.get(), &QSslSocket::sslErrors, this, &Probe::judgeCertificate);
    connect(d->socket.get(), &QSslSocket::encrypted, this, &Probe::encrypted);
    d->socket->setProxy(d->route.proxy);
    d->socket->connectToHost(d->route.host, d->route.port);
}

void Probe::tcpConnected()
{
    const QString time = milliseconds(d->clock);
    settle(State::Good, d->route.throughProxy ? tr("port %1, through the proxy · %2").arg(d->route.port).arg(time)
                                              : tr("port %1 · %2").arg(d->route.port).arg(time));
    begin(Name::Tls);
    if (d->endpoint.base.scheme() == "https"_L1) {
        d->socket->setSslConfiguration(net::sslConfiguration(d->endpoint.tls));
        d->socket->setPeerVerifyName(d->endpoint.base.host());
        d->socket->startClientEncryption();
        return;
    }
    if (net::isPlainToOthers(d->endpoint.base))
        settle(State::Warning, tr("none: the key travels in the clear"));
    else
        settle(State::Good, tr("none needed on this computer"));
    finishLayers();
}

void Probe::socketFailed()
{
    if (m_finished || d->judged || layer(d->current).state != State::Running)
        return;
    const QString why = d->socket->errorString();
    if (d->current == Name::Tcp) {
        if (d->socket->error() == QAbstractSocket::ConnectionRefusedError)
            return fail(tr("port %1 refuses the connection: nothing listens there").arg(d->route.port));
        return fail(why);
    }
    if (why.contains("wrong version number"_L1) || why.contains("packet length too long"_L1)
        || why.contains("record layer failure"_L1))
        return fail(tr("port %1 does not speak TLS; an address with http:// may be right").arg(d->route.port));
    fail(tr("no encrypted connection: %1").arg(why));
}

void Probe::judgeCertificate(const QList<QSslError> &errors)
{
    const auto chain = d->socket->peerCertificateChain();
    if (net::accepts(d->endpoint.tls, chain, errors))
        return d->socket->ignoreSslErrors();
    d->judged = true;
    m_tlsFailure = net::failureOf(chain, errors, d->endpoint.tls);
    fail(m_tlsFailure->reasons.join(u"; "_s));
}

void Probe::encrypted()
{
    const CertificateFacts known = facts(d->socket->peerCertificate());
    const QString protocol = protocolName(d->socket->sessionProtocol());
    const QString until = QLocale().toString(known.until.date(), QLocale::ShortFormat);
    const bool pinned = !d->endpoint.tls.pinnedSha256.isEmpty();
    if (!d->endpoint.tls.verify && !pinned)
        settle(State::Warning, tr("%1, certificate not checked").arg(protocol));
    else
        settle(State::Good, pinned ? tr("%1, the pinned certificate").arg(protocol)
                                   : tr("%1, certificate by “%2” until %3").arg(protocol, known.issuer, until));
    finishLayers();
}

/// What the socket was for is done.
void Probe::finishLayers()
{
    d->socket->disconnect(this);
    d->socket->abort();
    ask();
}

void Probe::ask()
{
    askVersion();
}

const net::Endpoint &Probe::endpoint() const
{
    return d->endpoint;
}

net::Client &Probe::newClient(const net::Endpoint &endpoint)
{
    d->client = std::make_unique<net::Client>(endpoint, d->log);
    return *d->client;
}

ProbeLayer &Probe::layer(Name name)
{
    return *std::find_if(m_layers.begin(), m_layers.end(), [name](const ProbeLayer &layer) { return layer.name == name; });
}

void Probe::amend(Name name, const QString &text)
{
    layer(name).text = text;
    Q_EMIT changed();
}

/// Only later it shows where it went wrong.
void Probe::failAt(Name name, const QString &text)
{
    d->current = name;
    fail(text);
}

/// Without the key: whoever answers may not be an OpenWhisk.
void Probe::askVersion()
{
    begin(Name::Version);
    auto anonymous = d->endpoint;
    anonymous.authorization.clear();
    auto request = question("/api/v1");
    request.requiredMembers = {u"api_version"_s};
    deliver(newClient(anonymous).send(request, this), this, [this](const Result<net::Reply> &reply) {
        if (!reply)
            return failRequest(reply.error());
        askInfo((*reply)->document.value(u"api_version").toString());
    });
}

/// A server that guards or rewrites "/" is an OpenWhisk all the same.
void Probe::askInfo(const QString &version)
{
    deliver(d->client->send(question("/"), this), this, [this, version](const Result<net::Reply> &reply) {
        const qsizetype kinds = reply ? countKinds((*reply)->document) : 0;
        settle(State::Good, kinds > 0 ? tr("OpenWhisk API %1, kinds of actions: %2").arg(version).arg(kinds)
                                      : tr("OpenWhisk API %1").arg(version));
        askKey();
    });
}

/// A server may ask for a client certificate only after the handshake; then it was TLS that failed.
void Probe::failRequest(const Error &error)
{
    if (error.kind == Error::Kind::Tls)
        return failAt(Name::Tls, error.message);
    fail(error.message);
}

void Probe::askKey()
{
    begin(Name::Key);
    if (d->endpoint.authorization.isEmpty())
        return fail(tr("there is no key to try"));
    deliver(newClient(d->endpoint).send(question("/api/v1/namespaces"), this), this,
            [this](const Result<net::Reply> &reply) { keyAnswered(reply); });
}

void Probe::keyAnswered(const Result<net::Reply> &reply)
{
    if (!reply)
        return fail(reply.error().message);
    m_nameSpace = (*reply)->document.items().value(0).toString();
    if (m_nameSpace.isEmpty())
        return fail(tr("the server accepts the key but names no namespace for it"));
    settle(State::Good, tr("opens the namespace %1").arg(m_nameSpace));
    finish();
}

} // namespace connections
