#include "core/net/requestlog.h"
#include "tests/core/net/clientparts.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// Who waits for whom, and what becomes of requests whose owner or client ends.
class TestClientQueue : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void runsSixAtATime();
    void invokesDoNotWaitForLists();
    void keepsOrder();
    void deadlineCountsFromLeavingTheQueue();
    void ownersEndAbortsAGet();
    void ownersEndTakesAGetOutOfTheQueue();
    void ownersEndStartsNoneOfItsQueue();
    void ownersEndLetsAWriteRunOn();
    void ownersEndLetsAQueuedWriteRunOn();
    void endOfTheClientCancelsAll();
    void clientMayEndInASignal();
    void clientMayEndInACallback();
    void continuationMaySend();
};

void TestClientQueue::runsSixAtATime()
{
    FakeServer server;
    server.on("POST /beside", answer::json("{}"));
    server.on("GET *", answer::json("{}"));
    server.hold("GET *");
    net::Client client(endpointOf(server), nullptr);
    QSignalSpy changed(&client, &net::Client::inFlightChanged);
    QList<Async<net::Reply>> futures;
    for (int i = 0; i < 20; ++i)
        futures << client.send(request("/" + QByteArray::number(i)), this);
    QCOMPARE(client.inFlight(), 20);
    QTRY_COMPARE(server.waiting(), 6);
    net::Request beside = request("/beside", "POST");
    beside.lane = net::Lane::Invoke;
    QVERIFY(await(client.send(beside, this))); // a seventh would have come by now
    QCOMPARE(server.count("GET *"), 6);
    server.release("GET *");
    for (const auto &future : futures)
        QVERIFY(await(future));
    QCOMPARE(server.count("GET *"), 20);
    QVERIFY(server.connections() <= 7);
    QCOMPARE(client.inFlight(), 0);
    QCOMPARE(changed.count(), 42);
}

void TestClientQueue::invokesDoNotWaitForLists()
{
    FakeServer server;
    server.on("GET *", answer::json("[]"));
    server.on("POST /invoke", answer::json("{}"));
    server.hold("GET *");
    net::Client client(endpointOf(server), nullptr);
    QList<Async<net::Reply>> lists;
    for (int i = 0; i < 10; ++i)
        lists << client.send(request("/list"), this);
    QTRY_COMPARE(server.waiting(), 6);
    net::Request invoke = request("/invoke", "POST", "{}");
    invoke.lane = net::Lane::Invoke;
    QVERIFY(await(client.send(invoke, this)));
    server.release("GET *");
    for (const auto &list : lists)
        QVERIFY(await(list));
}

void TestClientQueue::keepsOrder()
{
    FakeServer server;
    server.on("GET *", answer::json("{}"));
    for (int i = 0; i < 6; ++i)
        server.hold("GET /first" + QByteArray::number(i));
    net::Client client(endpointOf(server), nullptr);
    for (int i = 0; i < 6; ++i)
        (void)client.send(request("/first" + QByteArray::number(i)), this);
    QTRY_COMPARE(server.waiting(), 6);
    Async<net::Reply> last;
    for (int i = 0; i < 5; ++i)
        last = client.send(request("/then" + QByteArray::number(i)), this);
    server.release("GET /first3"); // one place for all that follow: on several they would overtake each other
    QVERIFY(await(last));
    QCOMPARE(server.count("GET /then*"), 5);
    for (int i = 0; i < 5; ++i)
        QCOMPARE(server.requests().at(6 + i).target, "/then" + QByteArray::number(i));
}

void TestClientQueue::deadlineCountsFromLeavingTheQueue()
{
    FakeServer server;
    server.on("GET *", answer::json("{}"));
    server.hold("GET /slow");
    net::Client client(endpointOf(server), nullptr);
    QList<Async<net::Reply>> slow;
    for (int i = 0; i < 6; ++i)
        slow << client.send(request("/slow"), this);
    net::Request quick = request("/quick");
    quick.deadline = std::chrono::milliseconds(1500); // enough for the answer, also on a slow machine
    QElapsedTimer clock;
    clock.start();
    const auto waiting = client.send(quick, this);
    QTRY_VERIFY(clock.elapsed() > 1800); // more than its deadline, in the queue
    QVERIFY(!waiting.isFinished());
    server.release("GET /slow");
    QVERIFY(await(waiting));
    server.hold("GET /quick");
    quick.deadline = std::chrono::milliseconds(150);
    const auto late = await(client.send(quick, this));
    QVERIFY(!late);
    QCOMPARE(late.error().kind, Error::Kind::Network);
    QVERIFY2(late.error().message.contains(u"0.15 s"_s), qPrintable(late.error().message));
    QTRY_COMPARE(server.aborted("GET /quick"), 1);
}

void TestClientQueue::ownersEndAbortsAGet()
{
    FakeServer server;
    server.hold("GET *");
    net::RequestLog log;
    net::Client client(endpointOf(server), &log);
    auto owner = std::make_unique<QObject>();
    const auto future = client.send(request("/a"), owner.get());
    QTRY_COMPARE(server.waiting(), 1);
    owner.reset();
    QTRY_COMPARE(server.aborted("GET /a"), 1); // on the wire
    QCOMPARE(await(future).error().kind, Error::Kind::Canceled);
    QCOMPARE(client.inFlight(), 0);
    QVERIFY(log.entries().first().canceled);
    QVERIFY(log.entries().first().durationMs >= 0);
    QCOMPARE(log.failed(), 0);
}

void TestClientQueue::ownersEndTakesAGetOutOfTheQueue()
{
    FakeServer server;
    server.on("GET *", answer::json("{}"));
    server.hold("GET /slow");
    net::Client client(endpointOf(server), nullptr);
    for (int i = 0; i < 6; ++i)
        (void)client.send(request("/slow"), this);
    auto owner = std::make_unique<QObject>();
    const auto queued = client.send(request("/queued"), owner.get());
    QCOMPARE(client.inFlight(), 7);
    owner.reset();
    QCOMPARE(client.inFlight(), 6);
    QCOMPARE(await(queued).error().kind, Error::Kind::Canceled);
    server.release("GET /slow");
    QTRY_COMPARE(client.inFlight(), 0);
    QCOMPARE(server.count("GET /queued"), 0);
}

// Each that ends makes room for the next, whose owner is as dead.
void TestClientQueue::ownersEndStartsNoneOfItsQueue()
{
    FakeServer server;
    server.on("GET *", answer::json("{}"));
    server.hold("GET /held");
    net::RequestLog log;
    net::Client client(endpointOf(server), &log);
    auto owner = std::make_unique<QObject>();
    for (int i = 0; i < 30; ++i)
        (void)client.send(request("/held"), owner.get());
    QTRY_COMPARE(server.waiting(), 6);
    owner.reset();
    QCOMPARE(client.inFlight(), 0);
    QCOMPARE(log.entries().size(), 6);
    QVERIFY(await(client.send(request("/after"), this)));
    QTRY_COMPARE(server.aborted(), 6);
    QCOMPARE(server.count("GET /held"), 6);
}

void TestClientQueue::ownersEndLetsAWriteRunOn()
{
    FakeServer server;
    server.on("PUT /a", answer::json("{}"));
    server.hold("PUT *");
    net::RequestLog log;
    net::Client client(endpointOf(server), &log);
    auto owner = std::make_unique<QObject>();
    const auto future = client.send(request("/a", "PUT", "{}"), owner.get());
    QTRY_COMPARE(server.waiting(), 1);
    owner.reset();
    QCOMPARE(await(future).error().kind, Error::Kind::Canceled);
    QCOMPARE(client.inFlight(), 1);
    server.release("PUT *");
    QTRY_COMPARE(client.inFlight(), 0);
    QCOMPARE(server.aborted(), 0);
    QCOMPARE(log.entries().first().status, 200); // it is seen in the log all the same
}

void TestClientQueue::ownersEndLetsAQueuedWriteRunOn()
{
    FakeServer server;
    server.on("PUT /a", answer::json("{}"));
    server.hold("GET *");
    net::Client client(endpointOf(server), nullptr);
    for (int i = 0; i < 6; ++i)
        (void)client.send(request("/slow"), this);
    auto owner = std::make_unique<QObject>();
    (void)client.send(request("/a", "PUT", "{}"), owner.get());
    owner.reset();
    server.release("GET *");
    QTRY_COMPARE(server.count("PUT /a"), 1);
}

void TestClientQueue::endOfTheClientCancelsAll()
{
    FakeServer server;
    server.hold("GET *");
    server.hold("PUT *");
    auto client = std::make_unique<net::Client>(endpointOf(server), nullptr);
    QList<Async<net::Reply>> futures;
    for (int i = 0; i < 10; ++i)
        futures << client->send(request("/a"), this);
    futures << client->send(request("/b", "PUT", QByteArray(3'000'000, 'x')), nullptr);
    QTRY_COMPARE(server.waiting(), 6);
    client.reset();
    for (const auto &future : futures)
        QVERIFY(future.isCanceled() && future.isFinished());
    QTRY_COMPARE(server.openConnections(), 0);
}

void TestClientQueue::clientMayEndInASignal()
{
    FakeServer server;
    server.on("GET *", answer::error(401, "wrong"));
    for (const bool early : {true, false}) {
        auto *client = new net::Client(endpointOf(server), nullptr);
        const QPointer<net::Client> alive(client);
        const auto first = client->send(request("/a"), this);
        (void)client->send(request("/b"), this);
        if (early)
            connect(client, &net::Client::inFlightChanged, this, [alive] { delete alive.data(); });
        else
            connect(client, &net::Client::answered, this, [alive] { delete alive.data(); });
        (void)await(first);
        QVERIFY(!alive);
        QVERIFY(first.isFinished());
    }
}

void TestClientQueue::clientMayEndInACallback()
{
    FakeServer server;
    server.on("GET *", answer::json("{}"));
    auto client = std::make_unique<net::Client>(endpointOf(server), nullptr);
    QStringList order;
    const auto direct = client->send(request("/a"), this).then([&](const Result<net::Reply> &) {
        order << u"then"_s;
        client.reset(); // at once, from within the answer
    });
    QTRY_VERIFY(!client);
    QCOMPARE(order.size(), 1);
    QVERIFY(direct.isFinished());
}

void TestClientQueue::continuationMaySend()
{
    FakeServer server;
    server.on("GET *", answer::json("{}"));
    net::Client client(endpointOf(server), nullptr);
    Async<net::Reply> second;
    (void)client.send(request("/a"), this).then([&](const Result<net::Reply> &) {
        second = client.send(request("/b"), this);
    });
    QTRY_COMPARE(server.count("GET /b"), 1);
    QVERIFY(await(second));
}

QTEST_GUILESS_MAIN(TestClientQueue)
#include "tst_clientqueue.moc"
