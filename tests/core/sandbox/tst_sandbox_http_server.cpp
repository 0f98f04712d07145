#include "core/sandbox/http/server.h"
#include "rawhttp.h"

#include <QTest>

using namespace sandbox;

/// What the HTTP layer reads, refuses and sends; the handler shows what it was given.
class TestHttpServer : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<HttpServer> m_server;

    static HttpResponse shown(const HttpRequest &request)
    {
        if (request.path == "/drop") {
            HttpResponse response;
            response.drop = true;
            return response;
        }
        HttpResponse response;
        response.body = request.method + '|' + request.path + '|' + request.segments.join(u',').toUtf8() + '|' + request.body;
        for (const auto &header : request.headers)
            if (header.name.startsWith("X-"))
                response.body += '|' + header.name + '=' + header.value;
        if (request.path == "/cut")
            response.cut = 3;
        if (request.path == "/empty")
            response.status = 204;
        return response.with("Content-Type", "text/plain");
    }

    QByteArray ask(const QByteArray &request, const QByteArray &until = {}) { return exchange(m_server->port(), request, until); }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<HttpServer>(shown);
        QCOMPARE(m_server->listen(0), QString());
        m_server->start();
    }
    void cleanup() { m_server.reset(); }

    void handsOnWhatWasSent()
    {
        const auto answer = ask("PATCH /a%20b/../c?x=1 HTTP/1.1\r\nHost: h\r\nX-Odd:   two  blanks \r\nX-Empty:\r\n"
                                "Connection: close\r\nContent-Length: 3\r\n\r\n{a}");
        QCOMPARE(statusOf(answer), 200);
        QCOMPARE(bodyOf(answer), QByteArray("PATCH|/c|c|{a}|X-Odd=two  blanks|X-Empty="));
        QVERIFY(answer.contains("Server: pekko-http/1.1.0\r\n"));
        QVERIFY(answer.contains("Date: "));
    }

    void readsBodyOfGetAndChunks()
    {
        QCOMPARE(bodyOf(ask("GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi")), QByteArray("GET|/a|a|hi"));
        QCOMPARE(bodyOf(ask("POST /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                            "2\r\nhi\r\n1\r\n!\r\n0\r\n\r\n")),
                 QByteArray("POST|/a|a|hi!"));
    }

    void refusesBeforeTheHandler_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        const QByteArray tail = " HTTP/1.1\r\nHost: h\r\n\r\n";
        QTest::newRow("broken percent") << QByteArray("GET /api/v1/namespaces/%zz/actions") + tail << 400
            << QByteArray("Illegal request-target: Invalid input 'z', expected HEXDIG (line 1, column 21)");
        QTest::newRow("bar") << QByteArray("GET /a|b") + tail << 400 << QByteArray();
        QTest::newRow("no ASCII") << QByteArray("GET /\xc3\xa4") + tail << 400 << QByteArray();
        QTest::newRow("hash") << QByteArray("GET /a#b") + tail << 400 << QByteArray();
        QTest::newRow("blank") << QByteArray("GET /a b") + tail << 505 << QByteArray();
        QTest::newRow("long address") << QByteArray("GET /") + QByteArray(8192, 'a') + tail << 414
            << QByteArray("URI length exceeds the configured limit of 8192 characters");
        QTest::newRow("long header") << QByteArray("GET / HTTP/1.1\r\nHost: h\r\nX: ") + QByteArray(8193, 'a') + "\r\n\r\n" << 431
            << QByteArray("HTTP header value exceeds the configured limit of 8192 characters");
        QTest::newRow("unknown method") << QByteArray("FOO /") + tail << 501 << QByteArray("Unsupported HTTP method");
        QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11) << 400 << QByteArray("Unsupported HTTP method");
        QTest::newRow("no host") << QByteArray("GET / HTTP/1.1\r\n\r\n") << 400 << QByteArray("Request is missing required `Host` header");
        QTest::newRow("too large") << QByteArray("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 52428801\r\n\r\n") << 400 << QByteArray("Request too large");
    }
    void refusesBeforeTheHandler()
    {
        QFETCH(QByteArray, request);
        const auto answer = ask(request);
        QTEST(statusOf(answer), "status");
        QFETCH(QByteArray, body);
        if (!body.isEmpty())
            QCOMPARE(bodyOf(answer), body);
        QVERIFY(answer.contains("Connection: close\r\n"));
        QVERIFY(!answer.contains("X-Request-ID"));
    }

    void refusesEndlessChunks()
    {
        QByteArray request = "PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
        const QByteArray chunk = "100000\r\n" + QByteArray(0x100000, 'x') + "\r\n";
        for (int i = 0; i < 50; ++i)
            request += chunk;
        const auto answer = ask(request + "1\r\nx\r\n0\r\n\r\n", "EntityStreamSizeException");
        QCOMPARE(statusOf(answer), 413);
    }

    void keepsTheConnection()
    {
        const QByteArray one = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";
        const auto answer = ask(one + one + "GET /b HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        QCOMPARE(answer.count("HTTP/1.1 200 OK"), 3);
        QVERIFY(answer.endsWith("GET|/b|b|"));
        QVERIFY(ask("GET /a HTTP/1.0\r\n\r\n").contains("Connection: close"));
    }

    void answersExpectation()
    {
        const auto answer = ask("PUT / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx");
        QVERIFY(answer.startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"));
    }

    void sendsNoBodyWhereThereIsNone()
    {
        const auto head = ask("HEAD /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        QVERIFY(head.contains("Content-Length: 10\r\n"));
        QCOMPARE(bodyOf(head), QByteArray());
        const auto empty = ask("GET /empty HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        QCOMPARE(statusOf(empty), 204);
        QVERIFY(!empty.contains("Content-Length"));
    }

    void breaksWhereTheFaultSays()
    {
        QCOMPARE(ask("GET /drop HTTP/1.1\r\nHost: h\r\n\r\n"), QByteArray());
        const auto cut = ask("GET /cut HTTP/1.1\r\nHost: h\r\n\r\n");
        QCOMPARE(bodyOf(cut), QByteArray("GET"));
        QVERIFY(cut.contains("Content-Length: 13\r\n"));
    }

    void refusesAPortInUse()
    {
        HttpServer other(shown);
        QVERIFY(!other.listen(m_server->port()).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_sandbox_http_server.moc"
