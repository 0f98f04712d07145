#include "core/async/chain.h"
#include "core/async/deliver.h"
#include "core/async/result.h"

#include <QPointer>
#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;

static const Error refused{Error::Kind::Rejected, u"no"_s, u"detail"_s};

class TestAsync : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void resultHoldsOne();
    void resultPassesErrorsOn();
    void resultMayHoldAnError();
    void deliversLaterAndOnce();
    void deliversToTwo();
    void deliversCancellation();
    void deliversNothingToTheDead();
    void deliversNothingAfterTheContextDiedMeanwhile();
    void callbackMayDeleteItsContext();
    void chains();
    void chainSkipsAfterAnError();
    void chainSkipsAfterCancellation();
    void chainIsCanceledByADroppedPromise();
    void chainsDeep();
    void worksOnThePool();
    void worksOnThePoolOnlyWithoutError();
};

void TestAsync::resultHoldsOne()
{
    const Result<int> good = 5;
    QVERIFY(good);
    QCOMPARE(*good, 5);
    const Result<QString> bad = refused;
    QVERIFY(!bad);
    QCOMPARE(bad.error(), refused);
    Result<QString> text = u"a"_s;
    *text += u"b"_s;
    QCOMPARE(text->size(), 2);
    QCOMPARE(*std::move(text), u"ab"_s);
}

void TestAsync::resultPassesErrorsOn()
{
    const auto half = [](int n) -> Result<int> { return n % 2 ? Result<int>(refused) : Result<int>(n / 2); };
    QCOMPARE(*Result<int>(8).andThen(half).andThen(half), 2);
    QCOMPARE(Result<int>(6).andThen(half).andThen(half).error(), refused);
    QCOMPARE(*Result<int>(8).transform([](int n) { return QString::number(n); }), u"8"_s);
    QCOMPARE(Result<int>(refused).transform([](int n) { return n; }).error(), refused);
}

// Both alternatives of the same type: index, not type, tells them apart.
void TestAsync::resultMayHoldAnError()
{
    const Result<std::optional<Error>> value = std::optional<Error>(refused);
    QVERIFY(value);
    QCOMPARE(**value, refused);
}

void TestAsync::deliversLaterAndOnce()
{
    int calls = 0;
    deliver(ready<int>(5), this, [&calls](const Result<int> &result) { calls += *result; });
    QCOMPARE(calls, 0); // never from within the call
    QTRY_COMPARE(calls, 5);
    QCoreApplication::processEvents();
    QCOMPARE(calls, 5);
}

void TestAsync::deliversToTwo()
{
    QPromise<Result<int>> promise;
    promise.start();
    QList<int> got;
    deliver(promise.future(), this, [&got](const Result<int> &result) { got << *result; });
    deliver(promise.future(), this, [&got](const Result<int> &result) { got << *result + 1; });
    promise.addResult(1);
    promise.finish();
    QTRY_COMPARE(got.size(), 2);
    QCOMPARE(got, QList<int>({1, 2}));
}

void TestAsync::deliversCancellation()
{
    QFuture<Result<int>> future;
    {
        QPromise<Result<int>> promise;
        promise.start();
        future = promise.future();
    }
    std::optional<Error> error;
    deliver(future, this, [&error](const Result<int> &result) { error = result.error(); });
    QTRY_VERIFY(error);
    QCOMPARE(error->kind, Error::Kind::Canceled);
}

void TestAsync::deliversNothingToTheDead()
{
    bool called = false;
    auto context = std::make_unique<QObject>();
    deliver(ready<int>(1), context.get(), [&called](const Result<int> &) { called = true; });
    context.reset();
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents();
    QVERIFY(!called);
}

void TestAsync::deliversNothingAfterTheContextDiedMeanwhile()
{
    QPromise<Result<int>> promise;
    promise.start();
    bool called = false, other = false;
    auto context = std::make_unique<QObject>();
    deliver(promise.future(), context.get(), [&called](const Result<int> &) { called = true; });
    context.reset();
    deliver(promise.future(), this, [&other](const Result<int> &) { other = true; });
    promise.addResult(1);
    promise.finish();
    QTRY_VERIFY(other);
    QVERIFY(!called);
}

void TestAsync::callbackMayDeleteItsContext()
{
    QPointer<QObject> context = new QObject;
    deliver(ready<int>(1), context.data(), [context](const Result<int> &) { delete context.data(); });
    QTRY_VERIFY(!context);
}

void TestAsync::chains()
{
    auto future = chain(chain(ready<int>(2), [](int n) { return ready<QString>(QString::number(n)); }),
                        [](const QString &s) { return ready<QString>(s + u"!"_s); });
    QCOMPARE(*future.result(), u"2!"_s);
}

void TestAsync::chainSkipsAfterAnError()
{
    bool called = false;
    auto future = chain(ready<int>(refused), [&called](int n) {
        called = true;
        return ready<int>(n);
    });
    QCOMPARE(future.result().error(), refused);
    QVERIFY(!called);
}

void TestAsync::chainSkipsAfterCancellation()
{
    QPromise<Result<int>> promise;
    promise.start();
    bool called = false;
    auto future = chain(promise.future(), [&called](int n) {
        called = true;
        return ready<int>(n);
    });
    promise.future().cancel();
    promise.finish();
    QVERIFY(future.isCanceled());
    QVERIFY(!called);
}

void TestAsync::chainIsCanceledByADroppedPromise()
{
    QFuture<Result<int>> future;
    {
        QPromise<Result<int>> promise;
        promise.start();
        future = chain(promise.future(), [](int n) { return ready<int>(n); });
        QVERIFY(!future.isFinished());
    }
    QVERIFY(future.isCanceled());
    QVERIFY(future.isFinished());
}

static Async<int> countDown(int n)
{
    return n == 0 ? ready<int>(0) : chain(ready<int>(n - 1), countDown);
}

void TestAsync::chainsDeep()
{
    QCOMPARE(*countDown(200).result(), 0);
}

void TestAsync::worksOnThePool()
{
    QThreadPool pool;
    auto plain = chainOn(&pool, ready<int>(3), [](int n) -> Result<bool> {
        return n == 3 && QThread::currentThread() != QCoreApplication::instance()->thread();
    });
    QVERIFY(*plain.result());
}

void TestAsync::worksOnThePoolOnlyWithoutError()
{
    QThreadPool pool;
    std::atomic_bool called = false;
    auto future = chainOn(&pool, ready<int>(refused), [&called](int n) -> Result<int> {
        called = true;
        return n;
    });
    QCOMPARE(future.result().error(), refused);
    QVERIFY(!called);
}

QTEST_GUILESS_MAIN(TestAsync)
#include "tst_async.moc"
