#include "ui/models/indexorder.h"

#include <QTest>

#include <numeric>

using models::IndexOrder;

class TestIndexOrder : public QObject {
    Q_OBJECT

    static std::shared_ptr<const QList<int>> numbers(int count)
    {
        auto rows = std::make_shared<QList<int>>(count);
        std::iota(rows->begin(), rows->end(), 0);
        return rows;
    }
    static bool descending(int a, int b) { return a > b; }

private Q_SLOTS:
    void shortListsAtOnce()
    {
        QList<int> got;
        IndexOrder<int> order([&](QList<int> rows) { got = std::move(rows); });
        order.start(numbers(10), [](int i) { return i % 2 == 0; }, descending);
        QCOMPARE(got, (QList<int>{8, 6, 4, 2, 0}));
        order.start(nullptr, {}, {});
        QVERIFY(got.isEmpty());
    }

    void longListsOnAWorker()
    {
        QList<int> got;
        Qt::HANDLE worker = nullptr;
        IndexOrder<int> order([&](QList<int> rows) { got = std::move(rows); });
        order.start(numbers(20'000), [&](int i) { worker = QThread::currentThreadId(); return i < 15'000; }, descending);
        QVERIFY(got.isEmpty());
        QTRY_COMPARE(got.size(), 15'000);
        QCOMPARE(got.first(), 14'999);
        QVERIFY(worker != QThread::currentThreadId());
    }

    void latestWins()
    {
        QList<qsizetype> sizes;
        IndexOrder<int> order([&](const QList<int> &rows) { sizes.append(rows.size()); });
        for (int i = 1; i <= 20; ++i)
            order.start(numbers(30'000), [i](int n) { return n < i; }, descending);
        QTRY_VERIFY(!sizes.isEmpty());
        QCOMPARE(sizes, QList<qsizetype>{20});
        order.start(numbers(30'000), {}, descending);
        order.start(numbers(3), {}, {});
        QCOMPARE(sizes.last(), 3);
        workers()->waitForDone();
        QCoreApplication::processEvents();
        QCOMPARE(sizes.last(), 3);
    }

    void goneMeansSilent()
    {
        int calls = 0;
        {
            IndexOrder<int> order([&](const QList<int> &) { ++calls; });
            order.start(numbers(30'000), {}, descending);
        }
        workers()->waitForDone();
        QCoreApplication::processEvents();
        QCOMPARE(calls, 0);
    }
};

QTEST_GUILESS_MAIN(TestIndexOrder)
#include "tst_indexorder.moc"
