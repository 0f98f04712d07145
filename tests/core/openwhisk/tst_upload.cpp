#include "core/net/requestlog.h"
#include "core/net/upload.h"
#include "core/openwhisk/operations.h"
#include "tests/support/await.h"
#include "tests/support/fakeserver.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

json::Value bodyOf(qsizetype codeSize)
{
    json::Value exec = json::Value::object();
    exec.set(u"kind", json::Value::string(u"nodejs:20"_s));
    exec.set(u"code", json::Value::string(QString(codeSize, u'A')));
    json::Value body = json::Value::object();
    body.set(u"exec", exec);
    return body;
}

net::Endpoint endpointOf(const QUrl &base)
{
    net::Endpoint endpoint;
    endpoint.base = base;
    return endpoint;
}

constexpr qsizetype largest = 48LL * 1024 * 1024 - 100;

} // namespace

/// Large code on its way out: followed, stopped before its last byte and after it, refused when it is too large.
class TestUpload : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void largestCodeIsFollowedToItsEnd()
    {
        FakeServer server;
        qint64 came = 0;
        server.on("PUT *", [&came](const FakeRequest &r) {
            came = r.body.size();
            return answer::json(R"({"namespace":"guest","name":"a","version":"0.0.1","exec":{"kind":"nodejs:20"},"limits":{}})");
        });
        net::RequestLog log;
        net::Client client(endpointOf(server.url()), &log);
        const auto upload = std::make_shared<net::Upload>();
        QSignalSpy advanced(upload.get(), &net::Upload::advanced);
        const auto put = putAction(client, {u"_"_s, {}, u"a"_s}, bodyOf(largest), Overwrite::Yes, this, {}, upload);
        const auto answer = await(put, 60'000);
        QVERIFY2(answer, answer ? "" : qPrintable(answer.error().message));
        QVERIFY(came > largest);
        QVERIFY(advanced.count() > 1);
        QVERIFY(upload->sent() > largest / 2);
        QCOMPARE(upload->total(), came);
        QVERIFY(upload->whole());
    }

    void stoppedBeforeTheLastByteNothingIsSaved()
    {
        QTcpServer server; // it takes the first bytes and reads no further
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QTcpServer::newConnection, this, [&server] { server.nextPendingConnection()->setReadBufferSize(1000); });
        net::RequestLog log;
        net::Client client(endpointOf(QUrl(u"http://127.0.0.1:%1"_s.arg(server.serverPort()))), &log);
        const auto upload = std::make_shared<net::Upload>();
        const auto put = putAction(client, {u"_"_s, {}, u"a"_s}, bodyOf(largest), Overwrite::Yes, this, {}, upload);
        QTRY_VERIFY_WITH_TIMEOUT(upload->sent() > 0, 30000);
        QVERIFY(!upload->whole());
        upload->stop();
        const auto answer = await(put, 30'000);
        QCOMPARE(answer.error().kind, Error::Kind::Canceled);
        QVERIFY(!answer.error().maybeDone);
        QVERIFY(answer.error().message.contains(u"has saved nothing"_s));
    }

    void stoppedAfterTheLastByteItMayBeDone()
    {
        FakeServer server;
        server.on("PUT *", answer::json("{}"));
        server.hold("PUT *");
        net::RequestLog log;
        net::Client client(endpointOf(server.url()), &log);
        const auto upload = std::make_shared<net::Upload>();
        const auto put = putAction(client, {u"_"_s, {}, u"a"_s}, bodyOf(100'000), Overwrite::Yes, this, {}, upload);
        QTRY_COMPARE(server.waiting(), 1);
        upload->stop();
        const auto answer = await(put);
        QCOMPARE(answer.error().kind, Error::Kind::Canceled);
        QVERIFY(answer.error().maybeDone);
    }

    void stoppedBeforeItIsSent()
    {
        FakeServer server;
        net::RequestLog log;
        net::Client client(endpointOf(server.url()), &log);
        const auto upload = std::make_shared<net::Upload>();
        upload->stop();
        const auto answer = await(putAction(client, {u"_"_s, {}, u"a"_s}, bodyOf(1000), Overwrite::Yes, this, {}, upload));
        QCOMPARE(answer.error().kind, Error::Kind::Canceled);
        QVERIFY(!answer.error().maybeDone);
        QCOMPARE(server.count(), 0);
    }

    void tooLargeIsNotSent()
    {
        FakeServer server;
        net::RequestLog log;
        net::Client client(endpointOf(server.url()), &log);
        const auto answer = await(putAction(client, {u"_"_s, {}, u"a"_s}, bodyOf(largest + 101), Overwrite::Yes, this), 60'000);
        QCOMPARE(answer.error().kind, Error::Kind::TooLarge);
        QCOMPARE(server.count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestUpload)
#include "tst_upload.moc"
