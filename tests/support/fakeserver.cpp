#include "tests/support/fakeserver.h"

#include "tests/support/fakeconnection.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTcpSocket>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<QTcpServer> makeServer(FakeServer::Tls tls)
{
    using Tls = FakeServer::Tls;
    if (tls == Tls::None)
        return std::make_unique<QTcpServer>();
    const bool signedByCa = tls == Tls::Authority || tls == Tls::WantsClientCertificate;
    const QString name = signedByCa ? u"server"_s : tls == Tls::OtherName ? u"othername"_s : u"selfsigned"_s;
    auto configuration = QSslConfiguration::defaultConfiguration();
    const QString certificate = tls == Tls::Expired ? u"expired"_s : name;
    configuration.setLocalCertificate(QSslCertificate(FakeServer::pem(certificate + u".pem"_s)));
    configuration.setPrivateKey(QSslKey(FakeServer::pem(name + u".key"_s), QSsl::Rsa));
    if (tls == Tls::WantsClientCertificate) {
        configuration.setCaCertificates(QSslCertificate::fromData(FakeServer::pem(u"ca.pem"_s)));
        configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    } else {
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    }
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(configuration);
    return server;
}

// "GET /a*" before "GET *"; without a star before with one; with a query before without.
int exactness(const QByteArray &route)
{
    return int(route.size()) + (route.endsWith('*') ? 0 : 100'000);
}

int countOf(const QList<FakeRequest> &requests, auto matches)
{
    return int(std::count_if(requests.cbegin(), requests.cend(), matches));
}

} // namespace

QByteArray FakeRequest::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers)
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    return {};
}

FakeServer::FakeServer(Tls tls, QObject *parent)
    : QObject(parent)
    , m_server(makeServer(tls))
    , m_tls(tls != Tls::None)
{
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &FakeServer::accept);
    if (!m_server->listen(QHostAddress::LocalHost))
        qFatal("no loopback port: %s", qPrintable(m_server->errorString()));
    m_port = m_server->serverPort();
}

FakeServer::~FakeServer()
{
    stop();
}

void FakeServer::stop()
{
    m_server->close();
    const auto open = m_open;
    for (FakeConnection *connection : open)
        connection->drop();
}

void FakeServer::resume()
{
    if (!m_server->listen(QHostAddress::LocalHost, m_port))
        qFatal("the port is taken: %s", qPrintable(m_server->errorString()));
}

void FakeServer::accept()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection())
        m_open.append(new FakeConnection(this, socket, ++m_connections));
}

QUrl FakeServer::url(const QString &host) const
{
    QUrl url;
    url.setScheme(m_tls ? u"https"_s : u"http"_s);
    url.setHost(host);
    url.setPort(port());
    return url;
}

quint16 FakeServer::port() const
{
    return m_port;
}

bool FakeServer::matches(const QByteArray &route, const FakeRequest &request)
{
    const QByteArray whole = request.route();
    if (route.endsWith('*'))
        return whole.startsWith(route.chopped(1));
    return whole == route || whole.left(whole.indexOf('?')) == route;
}

FakeAnswer FakeServer::answerFor(const FakeRequest &request)
{
    for (qsizetype i = 0; i < m_once.size(); ++i)
        if (matches(m_once[i].first, request))
            return m_once.takeAt(i).second;
    const Handler *best = nullptr;
    int exact = -1;
    for (const auto &[route, handler] : m_routes) {
        if (matches(route, request) && exactness(route) >= exact) { // the later of two equals replaces
            best = &handler;
            exact = exactness(route);
        }
    }
    return best ? (*best)(request) : answer::error(404, "The requested resource does not exist.");
}

void FakeServer::on(const QByteArray &route, const FakeAnswer &answer)
{
    on(route, [answer](const FakeRequest &) { return answer; });
}

void FakeServer::on(const QByteArray &route, Handler handler)
{
    m_routes.append({route, std::move(handler)});
}

void FakeServer::once(const QByteArray &route, const FakeAnswer &answer)
{
    m_once.append({route, answer});
}

void FakeServer::hold(const QByteArray &route)
{
    m_holds.insert(route);
}

void FakeServer::release(const QByteArray &route)
{
    m_holds.remove(route);
    const auto open = m_open;
    for (FakeConnection *connection : open)
        connection->resume();
}

bool FakeServer::held(const FakeRequest &request) const
{
    return std::any_of(m_holds.cbegin(), m_holds.cend(),
                       [&](const QByteArray &route) { return matches(route, request); });
}

int FakeServer::count(const QByteArray &route) const
{
    return countOf(m_requests, [&](const FakeRequest &request) { return matches(route, request); });
}

int FakeServer::waiting(const QByteArray &route) const
{
    return int(std::count_if(m_open.cbegin(), m_open.cend(), [&](const FakeConnection *connection) {
        return connection->isHeld() && matches(route, *connection->current());
    }));
}

int FakeServer::aborted(const QByteArray &route) const
{
    return countOf(m_aborted, [&](const FakeRequest &request) { return matches(route, request); });
}

int FakeServer::openConnections() const
{
    return int(m_open.size());
}

QByteArray FakeServer::pem(const QString &file)
{
    QFile data(QStringLiteral(TEST_SUPPORT_DATA "/") + file);
    if (!data.open(QFile::ReadOnly))
        qFatal("no %s", qPrintable(data.fileName()));
    return data.readAll();
}

namespace answer {

FakeAnswer json(const QByteArray &body, int status, const Headers &headers)
{
    return {status, body, headers};
}

FakeAnswer error(int status, const QByteArray &message, const QByteArray &code)
{
    return json("{\"code\":\"" + code + "\",\"error\":\"" + message + "\"}", status, {{"X-Request-ID", code}});
}

FakeAnswer text(const QByteArray &body, int status)
{
    return {status, body, {{"Content-Type", "text/plain; charset=UTF-8"}}};
}

FakeAnswer html(const QByteArray &body, int status)
{
    return {status, body, {{"Content-Type", "text/html"}}};
}

FakeAnswer redirect(const QUrl &to, int status)
{
    return {status, {}, {{"Location", to.toEncoded()}}};
}

FakeAnswer chunked(const QByteArray &body, int piece)
{
    FakeAnswer answer{200, body};
    answer.form = FakeAnswer::Form::Chunked;
    answer.piece = piece;
    return answer;
}

FakeAnswer cut(const QByteArray &body, qint64 after)
{
    FakeAnswer answer{200, body};
    answer.cutAfter = after;
    return answer;
}

FakeAnswer cutChunked(const QByteArray &body, qint64 after)
{
    FakeAnswer answer = chunked(body);
    answer.cutAfter = after;
    return answer;
}

FakeAnswer endless(const QByteArray &chunk, int everyMs)
{
    FakeAnswer answer{200, chunk};
    answer.form = FakeAnswer::Form::Endless;
    answer.everyMs = everyMs;
    return answer;
}

FakeAnswer huge(const QByteArray &part, qint64 times)
{
    FakeAnswer answer{200, part};
    answer.times = times;
    return answer;
}

FakeAnswer raw(const QByteArray &bytes)
{
    FakeAnswer answer{0, bytes};
    answer.form = FakeAnswer::Form::Raw;
    return answer;
}

FakeAnswer closed()
{
    FakeAnswer answer{0, {}};
    answer.form = FakeAnswer::Form::Nothing;
    return answer;
}

} // namespace answer
