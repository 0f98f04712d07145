#include "core/net/requestlog.h"
#include "tests/support/netclient.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace netclient;
using Kind = Error::Kind;

// Answers that say no, are broken, or are no answers of the API at all.
class TestAnswerFaults : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void statuses_data();
    void statuses();
    void detailHasTheEvidence();
    void detailIsBounded();
    void secretsStayOut();
    void webPage();
    void webPageInFrontOfTheServer();
    void plainTextOnly();
    void otherTypeThanJson();
    void wrongJson_data();
    void wrongJson();
    void brokenUtf8IsNoFault();
    void lacksMembers();
    void cut();
    void cutChunked();
    void cutAnswerToAWrite();
    void garbage_data();
    void garbage();
    void hugeIsRefusedUnread();
    void hugeChunkedIsStopped();
    void packedBomb();
    void largeErrorPage();
    void endlessSlowBody();
    void stopsInTheMiddle();
    void redirects_data();
    void redirects();
};

void TestAnswerFaults::statuses_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("wayOn");
    const auto row = [](const char *name, const FakeAnswer &answer, Kind kind, const QString &cause,
                        const QString &wayOn) { QTest::newRow(name) << answer << int(kind) << cause << wayOn; };
    row("400", answer::error(400, "The request content was malformed:\\nexec undefined"), Kind::Rejected,
        u"exec undefined"_s, u"Correct the request"_s);
    row("400 size", answer::text("Request too large", 400), Kind::TooLarge, u"Request too large"_s,
        u"Make it smaller"_s);
    row("401", answer::error(401, "The supplied authentication is invalid"), Kind::Unauthorized,
        u"The supplied authentication is invalid."_s, u"Check the key"_s);
    row("401 gateway", answer::json(R"({"error_msg":"failed to check token"})", 401), Kind::Unauthorized,
        u"failed to check token."_s, u"Check the key"_s);
    row("401 challenge",
        answer::json(R"({"error":"x"})", 401,
                     {{"WWW-Authenticate", "Basic realm=\"OpenWhisk secure realm\",charset=UTF-8"}}),
        Kind::Unauthorized, u"x."_s, u"Check the key"_s);
    row("403", answer::error(403, "The supplied authentication is not authorized to access 'ns/a'."), Kind::Forbidden,
        u"'ns/a'. "_s, u"Use a connection whose key"_s);
    row("404", answer::error(404, "The requested resource does not exist."), Kind::NotFound, u"does not exist"_s,
        u"refresh"_s);
    row("404 gateway", answer::json(R"({"message":"Key not found"})", 404), Kind::NotFound, u"Key not found"_s,
        u"refresh"_s);
    row("409", answer::error(409, "Concurrent modification to resource detected."), Kind::Conflict,
        u"Concurrent modification"_s, u"Look at what is there now"_s);
    row("413", answer::error(413, "exec larger than allowed: 60 > 50 bytes."), Kind::TooLarge, u"60 > 50 bytes"_s,
        u"Make it smaller"_s);
    row("413 page", answer::html("<title>413 Request Entity Too Large</title>", 413), Kind::TooLarge, u"413"_s,
        u"check host"_s);
    row("415", answer::error(415, "The request's Content-Type is not supported."), Kind::Rejected, u"Content-Type"_s,
        u"Correct"_s);
    row("429", answer::error(429, "Too many requests in the last minute (count: 61, allowed: 60)."), Kind::Throttled,
        u"count: 61"_s, u"Wait a minute"_s);
    row("500", answer::error(500, "There was an internal server error."), Kind::Server, u"internal server error"_s,
        u"server's own log"_s);
    row("502", answer::error(502, "bad"), Kind::Server, u"bad."_s, u"Try again"_s);
    row("502 with an activation",
        answer::json(R"({"activationId":"1","response":{"status":"application error"}})", 502,
                     {{"x-openwhisk-activation-id", "1"}}),
        Kind::Server, u"status 502"_s, u"Try again"_s);
    row("503 text",
        answer::text("The server was not able to produce a timely response to your request.\r\nPlease try again in a "
                     "short while!",
                     503),
        Kind::Server, u"request. Please try again in a short while!"_s, u"Try again in a moment"_s);
    row("504 page", answer::html("<html><title>504 Gateway Time-out</title>", 504), Kind::Server,
        u"“504 Gateway Time-out”"_s, u"in front of the server"_s);
    row("no words", answer::json("", 418), Kind::Rejected, u"status 418"_s, u"Correct"_s);
    row("words of another type", answer::json(R"({"error":{"a":1}})", 500), Kind::Server, u"status 500"_s,
        u"Try again"_s);
    row("304", FakeAnswer{304, {}}, Kind::Protocol, u"another place"_s, u"address"_s);
}

void TestAnswerFaults::statuses()
{
    QFETCH(FakeAnswer, answer);
    QFETCH(int, kind);
    QFETCH(QString, cause);
    QFETCH(QString, wayOn);
    FakeServer server;
    for (const QByteArray method : {"GET", "PUT", "POST", "DELETE"}) {
        server.on(method + " /a", answer);
        VERIFY_FAULT(ask(server, method + " /a"), Kind(kind), cause, wayOn);
        QCOMPARE(server.count(method + " /a"), 1);
    }
}

void TestAnswerFaults::detailHasTheEvidence()
{
    FakeServer server;
    server.on("PUT /api/v1/namespaces/_/actions/a?overwrite=true",
              answer::error(409, "resource already exists", "tid4711"));
    const auto result = ask(server, "PUT /api/v1/namespaces/_/actions/a?overwrite=true", "{}");
    QVERIFY(!result);
    const QString detail = result.error().detail;
    QVERIFY(detail.startsWith(
        u"PUT http://127.0.0.1:%1/api/v1/namespaces/_/actions/a?overwrite=true\n"_s.arg(server.port())));
    for (const QString &part : {u"Status 409"_s, u"Transaction tid4711"_s, u"resource already exists"_s})
        QVERIFY2(detail.contains(part), qPrintable(detail));
}

void TestAnswerFaults::detailIsBounded()
{
    FakeServer server;
    server.on("GET /a", answer::text(QByteArray(100'000, 'x'), 500));
    const auto result = ask(server, "GET /a");
    QVERIFY(!result);
    QVERIFY(result.error().detail.size() < 5000);
    QVERIFY(result.error().detail.contains(u"bytes more"_s));
    QVERIFY(result.error().message.size() < 700);
}

void TestAnswerFaults::secretsStayOut()
{
    FakeServer server;
    const QByteArray basic = "Basic " + QByteArray(key).toBase64();
    server.on("GET *", answer::error(400, QByteArray("line 1: ") + key + " and " + basic));
    server.on("PUT *",
              answer::json(
                  R"({"error":"no","password":"hunter2","parameters":[{"key":"dbPassword","value":"hunter3"}]})", 400));
    net::RequestLog log;
    const auto echoed = ask(endpoint(server.url()), request("GET /a?accesstoken=hunter4&limit=1"), &log);
    VERIFY_FAULT(echoed, Kind::Rejected, u"line 1"_s);
    QVERIFY(!echoed.error().detail.contains(u"hunter4"_s));
    const auto named = ask(endpoint(server.url()),
                           request("PUT /b", R"({"parameters":[{"value":"hunter5","key":"apiKey"}]})"), &log);
    VERIFY_FAULT(named, Kind::Rejected, u"no."_s);
    for (const net::LogEntry &entry : log.entries()) {
        const QByteArray all = entry.target + entry.requestBody + entry.responseBody + entry.failure.toUtf8()
            + named.error().detail.toUtf8();
        QVERIFY2(!all.contains("hunter") && !all.contains(key) && !all.contains(basic.mid(6)), all.constData());
    }
}

void TestAnswerFaults::webPage()
{
    FakeServer server;
    server.on("GET /a", answer::html("<html><title>Welcome to nginx!</title></html>"));
    server.on("GET /b", answer::html("<html>Not found</html>", 404));
    VERIFY_FAULT(ask(server, "GET /a"), Kind::Protocol, u"web page"_s, u"check host and port"_s);
    VERIFY_FAULT(ask(server, "GET /b"), Kind::Protocol, u"404 with a web page"_s,
                 u"check host and port"_s); // not "deleted"
    net::Request text = request("GET /a");
    text.expect = net::Expect::Text;
    VERIFY_FAULT(ask(endpoint(server.url()), text), Kind::Protocol, u"web page"_s);
    text.expect = net::Expect::Anything;
    QVERIFY(ask(endpoint(server.url()), text));
}

void TestAnswerFaults::webPageInFrontOfTheServer()
{
    FakeServer server;
    server.on("POST /a", answer::html("<html><head><title>502 Bad Gateway</title></head></html>", 502));
    net::Request invoke = request("POST /a", "{}");
    invoke.acceptStatus = {502};
    VERIFY_FAULT(ask(endpoint(server.url()), invoke), Kind::Server, u"“502 Bad Gateway”"_s, u"Try again in a moment"_s);
}

void TestAnswerFaults::plainTextOnly()
{
    FakeServer server;
    server.on("GET /a", answer::text("<b>not</b> html\n\n", 503));
    VERIFY_FAULT(ask(server, "GET /a"), Kind::Server, u"<b>not</b> html. "_s);
}

void TestAnswerFaults::otherTypeThanJson()
{
    FakeServer server;
    server.on("GET /a", FakeAnswer{200, "a,b", {{"Content-Type", "text/csv"}}});
    server.on("GET /b", FakeAnswer{200, "{}", {{"Content-Type", "application/vnd.api+json; charset=utf-8"}}});
    server.on("GET /c", FakeAnswer{200, "{}", {{"Content-Type", ""}}});
    VERIFY_FAULT(ask(server, "GET /a"), Kind::Protocol, u"text/csv instead of JSON"_s, u"check host and port"_s);
    QVERIFY(ask(server, "GET /b"));
    QVERIFY(ask(server, "GET /c"));
}

void TestAnswerFaults::wrongJson_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    QTest::newRow("nothing") << QByteArray() << u"with nothing"_s;
    QTest::newRow("wrong") << QByteArray("{\"a\": 01}") << u"line 1, column 7"_s;
    QTest::newRow("cut") << QByteArray("{\"a\": [1,2") << u"broke off after 10 bytes"_s;
    QTest::newRow("deep") << QByteArray(100'000, '[') + QByteArray(100'000, ']') << u"1000 levels"_s;
    QTest::newRow("deep and cut") << QByteArray("{\"a\":").repeated(100'000) << u"1000 levels"_s;
    QTest::newRow("two") << QByteArray("{}{}") << u"has ended"_s;
}

void TestAnswerFaults::wrongJson()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, words);
    FakeServer server;
    server.on("GET /a", answer::json(body));
    server.on("PUT /a", answer::json(body));
    VERIFY_FAULT(ask(server, "GET /a"), Kind::Protocol, words);
    VERIFY_FAULT(ask(server, "PUT /a", "{}"), Kind::Protocol, words, u"accepted it (status 200)"_s, u"look before"_s);
}

void TestAnswerFaults::brokenUtf8IsNoFault()
{
    FakeServer server;
    server.on("GET /a", answer::json("{\"good\":1,\"bad\":\"a\xff\xfe\xc3\"}"));
    const auto result = ask(server, "GET /a");
    QVERIFY(result);
    QVERIFY((*result)->document.value(u"bad").toString().startsWith(u"a\ufffd"_s));
    QCOMPARE((*result)->document.value(u"good").toInteger(), 1);
}

void TestAnswerFaults::lacksMembers()
{
    FakeServer server;
    server.on("GET /a", answer::json("{\"name\":\"x\"}"));
    server.on("GET /list", answer::json("[]"));
    net::Request wanted = request("GET /a");
    wanted.requiredMembers = {u"name"_s, u"exec"_s};
    VERIFY_FAULT(ask(endpoint(server.url()), wanted), Kind::Protocol, u"lacks “exec”"_s, u"check host and port"_s);
    wanted.target = "/list";
    VERIFY_FAULT(ask(endpoint(server.url()), wanted), Kind::Protocol, u"lacks “name”"_s);
}

void TestAnswerFaults::cut()
{
    FakeServer server;
    server.on("GET /a", answer::cut(QByteArray(5000, '1'), 1234));
    VERIFY_FAULT(ask(server, "GET /a"), Kind::Network, u"1234 of 5000 bytes"_s, u"Try again"_s);
}

void TestAnswerFaults::cutChunked()
{
    FakeServer server;
    const QByteArray list = "[" + QByteArray("1,").repeated(5000) + "1]";
    for (const qint64 after : {0, 1, 999, 1000, 5500, 10'002}) {
        server.on("GET /a", answer::cutChunked(list, after)); // Qt takes some of these for whole answers
        if (after >= list.size())
            continue;
        const auto result = ask(server, "GET /a");
        // Which of the two it is depends on whether Qt has read the last byte when it learns of the end.
        const bool cutOff = !result && result.error().kind == Kind::Network;
        VERIFY_FAULT(result, cutOff ? Kind::Network : Kind::Protocol, u"Try again"_s);
    }
}

void TestAnswerFaults::cutAnswerToAWrite()
{
    FakeServer server;
    server.on("PUT /a", answer::cut("{\"name\":\"a\"}", 5));
    VERIFY_FAULT(ask(server, "PUT /a", "{}"), Kind::Network, u"5 of 12 bytes"_s, u"accepted it (status 200)"_s,
                 u"look before"_s);
    QCOMPARE(server.count("PUT /a"), 1);
}

void TestAnswerFaults::garbage_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("other protocol") << QByteArray("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n");
    QTest::newRow("half a head") << QByteArray("HTTP/1.1 200 OK\r\nContent-Ty");
    QTest::newRow("status line only") << QByteArray("HTTP/1.1 200");
    QTest::newRow("bad status") << QByteArray("HTTP/1.1 abc OK\r\n\r\n");
    QTest::newRow("wrong chunk size") << QByteArray(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n");
    QTest::newRow("body longer than said") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{\"a\":1}");
    QTest::newRow("zeros") << QByteArray(3000, '\0');
}

void TestAnswerFaults::garbage()
{
    QFETCH(QByteArray, bytes);
    FakeServer server;
    server.on("GET /a", answer::raw(bytes));
    server.on("PUT /a", answer::raw(bytes));
    const auto read = ask(server, "GET /a");
    QVERIFY(!read);
    QVERIFY(!read.error().message.isEmpty());
    QVERIFY2(read.error().message.contains(u"gain"_s) || read.error().message.contains(u"heck host"_s),
             qPrintable(read.error().message));
    const auto write = ask(server, "PUT /a", "{}");
    QVERIFY(!write);
    QVERIFY2(write.error().message.contains(u"look before"_s), qPrintable(write.error().message));
    QCOMPARE(server.count("PUT /a"), 1);
}

static qint64 statusMb(const QByteArray &name)
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QFile::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n'))
        if (line.startsWith(name + ':'))
            return line.mid(name.size() + 1).replace("kB", "").trimmed().toLongLong() / 1024;
    return 0;
}

// How far the resident size rose, in MB, since the object was made.
class Peak {
public:
    Peak()
    {
        QFile reset(u"/proc/self/clear_refs"_s);
        if (reset.open(QFile::WriteOnly))
            reset.write("5");
        m_before = statusMb("VmRSS");
    }
    // The address sanitizer holds freed memory back for a while.
#ifdef __SANITIZE_ADDRESS__
    static constexpr qint64 most = 300;
#else
    static constexpr qint64 most = 60;
#endif
    qint64 rise() const { return statusMb("VmHWM") - m_before; }

private:
    qint64 m_before;
};

void TestAnswerFaults::hugeIsRefusedUnread()
{
    FakeServer server;
    server.on("GET /a", answer::huge("[" + QByteArray(1024 * 1024 - 1, ' '), 200));
    const Peak peak;
    VERIFY_FAULT(ask(server, "GET /a"), Kind::TooLarge, u"larger than 64 MB"_s, u"Ask for less"_s);
    QCOMPARE(server.count(), 1);
    QVERIFY(server.bytesSent() < 30 * 1024 * 1024);
    QVERIFY2(peak.rise() < Peak::most, qPrintable(QString::number(peak.rise())));
}

void TestAnswerFaults::hugeChunkedIsStopped()
{
    FakeServer server;
    server.on("GET /a", answer::endless(QByteArray(256 * 1024, ' '), 0));
    net::Request wanted = request("GET /a");
    wanted.bodyCap = 8 * 1024 * 1024;
    const Peak peak;
    VERIFY_FAULT(ask(endpoint(server.url()), wanted), Kind::TooLarge, u"larger than 8 MB"_s, u"Ask for less"_s);
    QTRY_COMPARE(server.openConnections(), 0);
    QVERIFY2(peak.rise() < Peak::most, qPrintable(QString::number(peak.rise())));
}

static QByteArray packedBlanks(int mb)
{
    return qCompress(QByteArray(mb * 1024 * 1024, ' ') + "1", 9).mid(4);
}

void TestAnswerFaults::packedBomb()
{
    FakeServer server;
    const QByteArray zlib = packedBlanks(100);
    QVERIFY(zlib.size() < 1024 * 1024);
    server.on("GET /a", answer::json(zlib, 200, {{"Content-Encoding", "deflate"}}));
    net::Request wanted = request("GET /a");
    wanted.bodyCap = 4 * 1024 * 1024;
    const Peak peak;
    VERIFY_FAULT(ask(endpoint(server.url()), wanted), Kind::Protocol, u"could not be unpacked"_s, u"larger than 4 MB"_s,
                 u"ask for less"_s);
    QVERIFY2(peak.rise() < 30, qPrintable(QString::number(peak.rise())));
    // what is only very repetitive is no bomb
    server.on("GET /a", answer::json(packedBlanks(20), 200, {{"Content-Encoding", "deflate"}}));
    QVERIFY(ask(server, "GET /a"));
}

void TestAnswerFaults::largeErrorPage()
{
    FakeServer server;
    FakeAnswer page = answer::huge(QByteArray(1024 * 1024, 'x'), 50);
    page.status = 500;
    page.headers = {{"Content-Type", "text/plain"}};
    server.on("GET /a", page);
    VERIFY_FAULT(ask(server, "GET /a"), Kind::Server, u"500"_s);
    QTRY_COMPARE(server.openConnections(), 0);
    QVERIFY(server.bytesSent() < 30 * 1024 * 1024);
}

void TestAnswerFaults::endlessSlowBody()
{
    FakeServer server;
    server.on("GET /a", answer::endless(" ", 10));
    net::Request wanted = request("GET /a");
    wanted.deadline = std::chrono::seconds(3); // the head comes before, also on a slow machine
    VERIFY_FAULT(ask(endpoint(server.url()), wanted), Kind::Network, u"began to answer"_s, u"3 s"_s,
                 u"ask for less"_s);
    QTRY_COMPARE(server.openConnections(), 0);
}

void TestAnswerFaults::stopsInTheMiddle()
{
    FakeServer server;
    server.on("GET /a", answer::endless("[1,", 3'600'000)); // the head, then nothing
    net::Request wanted = request("GET /a");
    wanted.idleTimeout = std::chrono::milliseconds(200);
    VERIFY_FAULT(ask(endpoint(server.url()), wanted), Kind::Network, u"stopped in the middle"_s, u"0.2 s"_s,
                 u"Try again"_s);
}

void TestAnswerFaults::redirects_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status;
}

void TestAnswerFaults::redirects()
{
    QFETCH(int, status);
    FakeServer server, other;
    other.on("GET *", answer::json("{}"));
    for (const QUrl &to : {other.url(), other.url(u"localhost"_s), server.url().resolved(QUrl(u"/elsewhere"_s)),
                           QUrl(u"file:///etc/passwd"_s)}) {
        server.on("GET /a", answer::redirect(to, status));
        server.on("POST /a", answer::redirect(to, status));
        VERIFY_FAULT(ask(server, "GET /a"), Kind::Protocol, to.toString(), u"has moved to"_s, u"Change the address"_s);
        VERIFY_FAULT(ask(server, "POST /a", "{}"), Kind::Protocol, to.toString());
    }
    QCOMPARE(other.count(), 0); // the key did not go along, nothing did
    QCOMPARE(other.connections(), 0);
    QCOMPARE(server.count("GET /elsewhere"), 0);
}

QTEST_GUILESS_MAIN(TestAnswerFaults)
#include "tst_answerfaults.moc"
