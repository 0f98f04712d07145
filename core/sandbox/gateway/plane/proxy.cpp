#include "core/sandbox/gateway/plane/proxy.h"

#include "core/sandbox/gateway/health/checks.h"
#include "core/sandbox/gateway/plane/balance.h"
#include "core/sandbox/gateway/plane/client.h"
#include "core/sandbox/gateway/plane/configuration.h"
#include "core/sandbox/gateway/plane/finish.h"
#include "core/sandbox/gateway/plane/state.h"
#include "core/sandbox/gateway/store/cipher.h"

#include <QElapsedTimer>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;
using Outcome = Incoming::Outcome;

namespace {

QString idOf(const json::Value &id) { return id.isNumber() ? QString::fromLatin1(id.numberText()) : id.toString(); }

/// Headers of the client that are about its own connection, or that the gateway sets itself.
bool isOwn(const QByteArray &name)
{
    static const QSet<QByteArray> names{"host", "connection", "keep-alive", "te", "upgrade", "expect", "transfer-encoding",
                                        "content-length", "x-real-ip", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host",
                                        "x-forwarded-port"};
    return names.contains(name.toLower());
}

bool isHidden(const QByteArray &name)
{
    static const QSet<QByteArray> names{"date", "server", "x-pad", "connection", "keep-alive", "content-length", "transfer-encoding"};
    return names.contains(name.toLower()) || name.toLower().startsWith("x-accel-");
}

/// Sent at most once: nobody knows what the first one has done.
bool isIdempotent(const QByteArray &method) { return method != "POST" && method != "LOCK" && method != "PATCH"; }

int milliseconds(const json::Value &timeout, QStringView name)
{
    const auto *seconds = timeout.find(name);
    return seconds ? int(seconds->toDouble() * 1000) : 60000;
}

class Proxying {
public:
    Proxying(Exchange &exchange, json::Value upstream, QString key)
        : m_exchange(exchange), m_upstream(std::move(upstream)), m_key(std::move(key)),
          m_isSecure(m_upstream.value(u"scheme").toString() == u"https" || m_upstream.value(u"scheme").toString() == u"grpcs")
    {
    }

    void run()
    {
        const auto nodes = nodesOf(m_upstream, m_isSecure);
        if (nodes.isEmpty())
            return answerWithPage(m_exchange, 503);
        const auto checker = checkerOf(nodes);
        Balance balance(m_exchange, m_upstream, nodes, m_key, checker ? checker->unusable() : QSet<qsizetype>());
        if (!balance.isKnown())
            return answerWithPage(m_exchange, 500);
        const auto *more = m_upstream.find(u"retries");
        const auto tries = 1 + (more ? more->toInteger().value_or(0) : nodes.size() - 1);
        const auto patience = m_upstream.value(u"retry_timeout").toDouble(0) * 1000;
        QElapsedTimer timer;
        timer.start();
        Outcome last = Outcome::NotConnected;
        qsizetype place = 0;
        for (qint64 i = 0; i < tries && (i == 0 || patience <= 0 || double(timer.elapsed()) < patience); ++i) {
            const auto node = balance.next();
            if (!node)
                break;
            if (i > 0)
                tell(checker.get(), place, last);
            place = balance.place();
            const auto incoming = exchangeWith(*node);
            last = incoming.outcome;
            note(incoming);
            if (last == Outcome::Answered) {
                if (checker)
                    checker->report(place, {}, incoming.status);
                return take(incoming);
            }
            const bool wasSent = last != Outcome::NotConnected && last != Outcome::TimedOutConnecting;
            if (wasSent && !isIdempotent(m_exchange.method))
                break;
        }
        const int status = isTimeout(last) ? 504 : 502;
        if (checker)
            checker->report(place, {}, status);
        answerWithPage(m_exchange, status);
    }

private:
    static bool isTimeout(Outcome outcome) { return outcome == Outcome::TimedOut || outcome == Outcome::TimedOutConnecting; }

    /// Of an upstream whose servers are watched; the recorded server does not watch a single one.
    std::shared_ptr<Checker> checkerOf(const QList<Node> &nodes)
    {
        if (nodes.size() < 2 || !m_upstream.contains(u"checks"))
            return nullptr;
        return m_exchange.state.health().watch(m_key, m_upstream, [this, &nodes] { return probeTargets(m_upstream, nodes, m_exchange.state); });
    }

    /// A failure after which another server is tried; the last one counts by what the client is told.
    static void tell(Checker *checker, qsizetype place, Outcome outcome)
    {
        if (checker)
            checker->report(place, isTimeout(outcome) ? Sign::Timeout : Sign::TcpFailure, 0);
    }

    void note(const Incoming &incoming)
    {
        const auto status = incoming.outcome == Outcome::Answered ? incoming.status : isTimeout(incoming.outcome) ? 504 : 502;
        if (!m_exchange.upstreamStatus.isEmpty())
            m_exchange.upstreamStatus += ", ";
        m_exchange.upstreamStatus += QByteArray::number(status);
    }

    Incoming exchangeWith(const Node &node)
    {
        const auto name = u"%1:%2"_s.arg(node.host).arg(node.port);
        m_exchange.upstreamAddress = name;
        Outgoing outgoing;
        outgoing.host = node.host;
        outgoing.port = node.port;
        outgoing.isSecure = m_isSecure;
        const auto host = hostFor(node);
        setTls(outgoing, host.isEmpty() ? node.host : QString::fromUtf8(host));
        const auto timeout = timeouts();
        outgoing.connectMs = milliseconds(timeout, u"connect");
        outgoing.sendMs = milliseconds(timeout, u"send");
        outgoing.readMs = milliseconds(timeout, u"read");
        outgoing.hasNoBody = m_exchange.method == "HEAD";
        outgoing.mayUpgrade = mayUpgrade();
        outgoing.bytes = bytesFor(host);
        m_exchange.state.begin(name);
        auto incoming = send(outgoing, m_exchange.state);
        m_exchange.state.end(name);
        return incoming;
    }

    json::Value timeouts() const
    {
        const auto ofRoute = m_exchange.route.value(u"timeout");
        return ofRoute.isObject() && !m_exchange.configuration.isSimple ? ofRoute : m_upstream.value(u"timeout");
    }

    void setTls(Outgoing &outgoing, const QString &name) const
    {
        auto tls = m_upstream.value(u"tls");
        outgoing.serverName = name.section(u':', 0, 0);
        outgoing.verifies = tls.value(u"verify").toBool();
        if (const auto *id = tls.find(u"client_cert_id"))
            if (const auto certificate = m_exchange.configuration.find(u"ssls"_s, idOf(*id)))
                tls = json::Value::object({{u"client_cert"_s, certificate->value(u"cert")}, {u"client_key"_s, certificate->value(u"key")}});
        const auto key = tls.value(u"client_key").toString();
        outgoing.certificate = tls.value(u"client_cert").toString().toUtf8();
        outgoing.key = decrypted(key).value_or(key).toUtf8();
    }

    QByteArray hostFor(const Node &node) const
    {
        const auto way = m_upstream.value(u"pass_host").toString();
        if (way == u"rewrite")
            return m_upstream.value(u"upstream_host").toString().toUtf8();
        if (way == u"node")
            return (node.port == (m_isSecure ? 443 : 80) ? node.host : u"%1:%2"_s.arg(node.host).arg(node.port)).toUtf8();
        return m_exchange.upstreamHost.value_or(m_sentHost);
    }

    QByteArray targetFor() const
    {
        if (m_exchange.upstreamUri)
            return *m_exchange.upstreamUri;
        if (!m_exchange.hasChangedArguments)
            return m_exchange.target;
        return escapedPath(m_exchange.path) + (m_exchange.args ? '?' + *m_exchange.args : QByteArray());
    }

    bool mayUpgrade() const { return m_exchange.route.value(u"enable_websocket").toBool() && m_exchange.headers.contains("Upgrade"); }

    QByteArray bytesFor(const QByteArray &host) const
    {
        const auto &headers = m_exchange.headers;
        QByteArray head = m_exchange.method + ' ' + targetFor() + " HTTP/1.1\r\n";
        const auto add = [&head](const QByteArray &name, const QByteArray &value) { head += name + ": " + value + "\r\n"; };
        if (!host.isEmpty())
            add("Host", host);
        add("X-Real-IP", m_exchange.address.toLatin1());
        const auto before = joinedHeader(headers, "X-Forwarded-For");
        add("X-Forwarded-For", (before ? *before + ", " : QByteArray()) + m_exchange.address.toLatin1());
        for (const auto *name : {"X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port"})
            add(name, headers.find(name).value_or(QByteArray()));
        const bool tunnels = mayUpgrade();
        add("Connection", tunnels ? joinedHeader(headers, "Connection").value_or("upgrade") : QByteArray("close"));
        if (tunnels)
            add("Upgrade", *headers.find("Upgrade"));
        if (!m_exchange.body.isEmpty() || headers.contains("Content-Length") || headers.contains("Transfer-Encoding"))
            add("Content-Length", QByteArray::number(m_exchange.body.size()));
        for (const auto &header : headers)
            if (!isOwn(header.name))
                add(header.name, header.value);
        return head + "\r\n" + m_exchange.body;
    }

    void take(const Incoming &incoming)
    {
        auto &answer = m_exchange.answer;
        answer.status = incoming.status;
        answer.body = incoming.body;
        answer.tunnel = incoming.tunnel;
        m_exchange.isProxied = true;
        for (const auto &header : incoming.headers)
            if (!isHidden(header.name))
                answer.headers.append(header);
        const bool wantsBody = m_exchange.clientMethod != "HEAD";
        if (m_exchange.method == "HEAD" || incoming.isCut)
            answer.length = incoming.length;
        if (incoming.isCut || (wantsBody && m_exchange.method == "HEAD"))
            answer.cut = incoming.body.size(); // what was announced does not come
    }

    Exchange &m_exchange;
    const json::Value m_upstream;
    const QString m_key;
    const bool m_isSecure;
    const QByteArray m_sentHost = m_exchange.sentHost;
};

} // namespace

void proxy(Exchange &exchange)
{
    const auto &route = exchange.route;
    if (const auto *id = route.find(u"upstream_id")) {
        const auto upstream = exchange.configuration.find(u"upstreams"_s, idOf(*id));
        return upstream ? Proxying(exchange, *upstream, u"/upstreams/"_s + idOf(*id)).run() : answerWithPage(exchange, 502);
    }
    const auto *upstream = route.find(u"upstream");
    if (!upstream)
        return answerWithPage(exchange, 503);
    Proxying(exchange, *upstream, exchange.upstreamKey).run();
}

} // namespace sandbox::gateway
