#pragma once

#include <QHash>
#include <QObject>
#include <QPair>
#include <QSet>
#include <QUrl>

#include <functional>
#include <memory>

class QTcpServer;
class FakeConnection;

/// What a fake server sends back. Made by the functions of namespace answer.
struct FakeAnswer {
    enum class Form {
        Whole, ///< head with Content-Length and body; the connection stays
        Chunked, ///< the body in chunks of `piece` bytes
        Endless, ///< chunk after chunk of `body` every `everyMs` (0: as fast as they are taken) until the client goes
        Raw, ///< the bytes of `body` as they are, then close
        Nothing ///< close without a byte
    };
    int status = 200;
    QByteArray body;
    QList<QPair<QByteArray, QByteArray>> headers = {}; ///< Content-Type is application/json unless given here
    Form form = Form::Whole;
    qint64 cutAfter = -1; ///< bytes of the body (Whole: Content-Length says all), then close
    qint64 times = 1; ///< Whole: the body that many times over, made while it is sent
    int piece = 1000;
    int everyMs = 20;
};

struct FakeRequest {
    QByteArray method;
    QByteArray target; ///< path and query as sent
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray body;
    int connection = 0; ///< number of the connection it came on, from 1
    QByteArray header(QByteArrayView name) const; ///< case-insensitive, empty when missing
    QByteArray route() const { return method + ' ' + target; }
};

/// A real HTTP server on loopback, in the test's own event loop. Example:
///
///     FakeServer server;
///     server.on("GET /api/v1/namespaces/_/actions?limit=200&skip=0", answer::json("[]"));
///     server.on("PUT /api/v1/namespaces/_/actions/*", answer::json(R"({"error":"x"})", 409)); // * ends a prefix
///     server.once("GET /ping", answer::closed());        // for one request, before what on() says
///     server.on("POST /echo", [](const FakeRequest &r) { return answer::json(r.body); });
///     server.hold("GET /slow");                          // parks the answers ...
///     QTRY_COMPARE(server.waiting("GET /slow"), 1);
///     server.release("GET /slow");                       // ... until here
///     QCOMPARE(server.count("PUT /api/v1/namespaces/_/actions/*"), 1);
///
/// A route is "METHOD path?query", "METHOD path" (any query), or a prefix that ends in *; the most exact one wins.
/// What matches no route gets 404 with OpenWhisk's words.
class FakeServer : public QObject {
    Q_OBJECT
public:
    /// Certificates are in tests/support/data; ca.pem has signed server.pem and client.pem.
    enum class Tls { None, SelfSigned, OtherName, Expired, Authority, WantsClientCertificate };
    using Handler = std::function<FakeAnswer(const FakeRequest &)>;

    explicit FakeServer(Tls tls = Tls::None, QObject *parent = nullptr);
    ~FakeServer() override;

    QUrl url(const QString &host = QStringLiteral("127.0.0.1")) const;
    quint16 port() const;

    void on(const QByteArray &route, const FakeAnswer &answer);
    void on(const QByteArray &route, Handler handler);
    void once(const QByteArray &route, const FakeAnswer &answer); ///< may be called several times: in that order
    void hold(const QByteArray &route);
    void release(const QByteArray &route);
    void stop(); ///< closes the port and all connections: from now on refused
    void resume(); ///< listens on the same port again

    const QList<FakeRequest> &requests() const { return m_requests; }
    int count(const QByteArray &route = "*") const; ///< requests that came in whole
    int waiting(const QByteArray &route = "*") const; ///< held at the moment
    int aborted(const QByteArray &route = "*") const; ///< client went before it had the whole answer
    int connections() const { return m_connections; } ///< ever opened
    int openConnections() const;
    qint64 bytesSent() const { return m_bytesSent; }

    static QByteArray pem(const QString &file); ///< a file of tests/support/data

Q_SIGNALS:
    void received(const FakeRequest &request);

private:
    friend class FakeConnection;
    static bool matches(const QByteArray &route, const FakeRequest &request);
    FakeAnswer answerFor(const FakeRequest &request);
    bool held(const FakeRequest &request) const;
    void accept();

    std::unique_ptr<QTcpServer> m_server;
    QList<QPair<QByteArray, Handler>> m_routes;
    QList<QPair<QByteArray, FakeAnswer>> m_once;
    QSet<QByteArray> m_holds;
    QList<FakeConnection *> m_open;
    QList<FakeRequest> m_requests;
    QList<FakeRequest> m_aborted;
    quint16 m_port = 0;
    int m_connections = 0;
    qint64 m_bytesSent = 0;
    bool m_tls = false;
};

namespace answer {

using Headers = QList<QPair<QByteArray, QByteArray>>;
FakeAnswer json(const QByteArray &body, int status = 200, const Headers &headers = {});
FakeAnswer error(int status, const QByteArray &message, const QByteArray &code = "tid123"); ///< OpenWhisk's shape
FakeAnswer text(const QByteArray &body, int status = 200);
FakeAnswer html(const QByteArray &body, int status = 200);
FakeAnswer redirect(const QUrl &to, int status = 302);
FakeAnswer chunked(const QByteArray &body, int piece = 1000);
FakeAnswer cut(const QByteArray &body, qint64 after); ///< Content-Length says more than comes
FakeAnswer cutChunked(const QByteArray &body, qint64 after); ///< closed without the last chunk
FakeAnswer endless(const QByteArray &chunk, int everyMs = 20);
FakeAnswer huge(const QByteArray &part, qint64 times);
FakeAnswer raw(const QByteArray &bytes); ///< head and all, then close
FakeAnswer closed(); ///< close without an answer

} // namespace answer
