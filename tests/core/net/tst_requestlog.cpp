#include "core/net/requestlog.h"

#include <QSignalSpy>
#include <QTest>

using namespace net;
using namespace Qt::StringLiterals;

class TestRequestLog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsTheLast();
    void updatesById();
    void countsFailures();
    void announcesOnceATurn();
    void clears();
    void bodiesAreRedactedWhenRead();
    void nothingSecretIsKept();
};

static LogEntry entry(const QByteArray &target)
{
    LogEntry result;
    result.target = target;
    return result;
}

void TestRequestLog::keepsTheLast()
{
    RequestLog log(nullptr, 3);
    for (int i = 1; i <= 5; ++i)
        QCOMPARE(log.begin(entry(QByteArray::number(i))), quint64(i));
    QCOMPARE(log.entries().size(), 3);
    QCOMPARE(log.entries().first().target, QByteArray("3"));
    QCOMPARE(log.entries().last().target, QByteArray("5"));
    QCOMPARE(log.total(), 5);
    QVERIFY(!log.find(2));
    QCOMPARE(log.find(4)->target, QByteArray("4"));
}

void TestRequestLog::updatesById()
{
    RequestLog log(nullptr, 2);
    LogEntry first = entry("a");
    first.id = log.begin(first);
    log.begin(entry("b"));
    first.status = 200;
    log.update(first);
    QCOMPARE(log.entries().first().status, 200);
    log.begin(entry("c")); // the first falls out
    first.status = 500;
    log.update(first);
    for (const LogEntry &e : log.entries())
        QCOMPARE(e.status, 0);
}

void TestRequestLog::countsFailures()
{
    RequestLog log;
    LogEntry failed = entry("a"), canceled = entry("b"), good = entry("c");
    for (LogEntry *e : {&failed, &canceled, &good})
        e->id = log.begin(*e);
    failed.failure = u"no"_s;
    canceled.failure = u"given up"_s;
    canceled.canceled = true;
    for (const LogEntry *e : {&failed, &failed, &canceled, &good})
        log.update(*e);
    QCOMPARE(log.failed(), 1);
    QCOMPARE(log.total(), 3);
}

void TestRequestLog::announcesOnceATurn()
{
    RequestLog log;
    QSignalSpy changed(&log, &RequestLog::changed);
    for (int i = 0; i < 100; ++i)
        log.begin(entry("a"));
    QCOMPARE(changed.count(), 0); // never from within the call
    QTRY_COMPARE(changed.count(), 1);
    log.begin(entry("a"));
    QTRY_COMPARE(changed.count(), 2);
}

void TestRequestLog::clears()
{
    RequestLog log;
    const quint64 id = log.begin(entry("a"));
    QSignalSpy changed(&log, &RequestLog::changed);
    log.clear();
    QVERIFY(log.entries().isEmpty());
    QCOMPARE(log.total(), 0);
    QVERIFY(!log.find(id));
    QVERIFY(log.begin(entry("b")) > id); // ids do not come again
    QTRY_VERIFY(changed.count() > 0);
}

// However late somebody looks, and whichever copy of the entry at.
void TestRequestLog::bodiesAreRedactedWhenRead()
{
    RequestLog log;
    LogEntry made = entry("a");
    made.responseBody = LogText::ofBody(R"({"password":"hunter2","said":"my-key-12345"})", 4096, {}, {"my-key-12345"});
    made.requestBody = LogText::ofBody(QByteArray(10'000, 'x'), 100, {}, {});
    log.begin(made);
    const LogEntry copy = log.entries().constFirst();
    QVERIFY(!copy.responseBody.redacted().contains("hunter2"));
    QVERIFY(!copy.responseBody.redacted().contains("my-key"));
    QVERIFY(copy.responseBody.redacted().contains("said"));
    QCOMPARE(log.entries().constFirst().responseBody.redacted(), copy.responseBody.redacted());
    QVERIFY(copy.requestBody.redacted().endsWith("(9900 bytes more)"));
    QCOMPARE(copy.requestBody.size(), copy.requestBody.redacted().size());
    QVERIFY(LogText::ofBody({}, 100, {}, {}).isEmpty());
    QVERIFY(LogText().redacted().isEmpty());
}

// Nobody has to look.
void TestRequestLog::nothingSecretIsKept()
{
    RequestLog log;
    LogEntry made = entry("a");
    made.requestBody = LogText::ofBody(R"({"token":"hunter2"})", 4096, {}, {});
    made.id = log.begin(made);
    QVERIFY(!made.requestBody.isSettled());
    for (int i = 0; i < 20; ++i) {
        LogEntry again = made;
        again.responseBody = LogText::ofBody("my-key-12345 " + QByteArray(1000 * i, 'x'), 4096, {}, {"my-key-12345"});
        log.update(again);
    }
    QTRY_VERIFY(log.entries().constFirst().requestBody.isSettled());
    QTRY_VERIFY(log.entries().constFirst().responseBody.isSettled());
    QVERIFY(!log.entries().constFirst().responseBody.redacted().contains("my-key"));
    QVERIFY(LogText("harmless").isSettled());
    QVERIFY(LogText().isSettled());
}

QTEST_GUILESS_MAIN(TestRequestLog)
#include "tst_requestlog.moc"
