#include "core/openwhisk/bulk.h"

#include <QSignalSpy>
#include <QTest>

using namespace openwhisk;
using State = BulkRun::State;

namespace {

/// Steps that end when the test says so.
class Work {
public:
    BulkRun::Step step(int phase = 0, QList<int> needs = {})
    {
        const int index = count++;
        return {phase, std::move(needs), [this, index](QObject *, BulkRun::Finish finish) {
                    begun.append(index);
                    ends.insert(index, std::move(finish));
                }};
    }
    void end(int index, const Result<Done> &result = Done{}) { ends.take(index)(result); }

    int count = 0;
    QList<int> begun;
    QHash<int, BulkRun::Finish> ends;
};

const Error refusal{Error::Kind::Conflict, QStringLiteral("not empty"), {}};

} // namespace

class TestBulk : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFewAtATime()
    {
        Work work;
        QList<BulkRun::Step> steps;
        for (int i = 0; i < 10; ++i)
            steps.append(work.step());
        BulkRun run(steps);
        QSignalSpy finished(&run, &BulkRun::finished);
        run.start();
        QCOMPARE(work.begun, (QList<int>{0, 1, 2, 3}));
        work.end(2);
        QCOMPARE(work.begun.last(), 4);
        while (!work.ends.isEmpty())
            work.end(work.ends.begin().key());
        QCOMPARE(work.begun.size(), 10);
        QCOMPARE(run.count(State::Succeeded), 10);
        QCOMPARE(finished.count(), 1);
        QVERIFY(!run.running());
    }

    void phases()
    {
        Work work;
        BulkRun run({work.step(0), work.step(0), work.step(1, {0, 1}), work.step(1, {0})});
        run.start();
        QCOMPARE(work.begun.size(), 2);
        work.end(0);
        QCOMPARE(work.begun.size(), 2); // the phase is not through
        work.end(1, refusal);
        QCOMPARE(work.begun.last(), 3);
        QCOMPARE(run.state(2), State::Skipped);
        QVERIFY(!run.error(2).message.isEmpty());
        QCOMPARE(run.error(1), refusal);
        work.end(3);
        QVERIFY(!run.running());

        QSignalSpy finished(&run, &BulkRun::finished);
        run.retryFailed();
        QCOMPARE(run.error(1).message, QString());
        work.end(1);
        work.end(2);
        QCOMPARE(run.count(State::Succeeded), 4);
        QCOMPARE(work.begun.count(0), 1); // what succeeded is not done again
        QCOMPARE(finished.count(), 1);
    }

    void cancel()
    {
        Work work;
        QList<BulkRun::Step> steps;
        for (int i = 0; i < 6; ++i)
            steps.append(work.step());
        BulkRun run(steps);
        QSignalSpy finished(&run, &BulkRun::finished);
        run.start();
        run.cancel();
        QCOMPARE(run.count(State::Canceled), 2);
        QCOMPARE(finished.count(), 0);
        for (int i = 0; i < 4; ++i)
            work.end(i);
        QCOMPARE(finished.count(), 1);
        QCOMPARE(work.begun.size(), 4);
        run.retryFailed();
        QCOMPARE(work.begun.size(), 6);
    }

    void throttled()
    {
        Work work;
        BulkRun run({work.step(), work.step()});
        run.start();
        work.end(0, Error{Error::Kind::Throttled, QStringLiteral("Too many requests"), {}});
        QCOMPARE(run.state(0), State::Waiting);
        QVERIFY(run.secondsUntilNext() > 0 && run.secondsUntilNext() <= 60);
        work.end(1);
        QVERIFY(run.running()); // the first still waits
        QCOMPARE(work.begun.size(), 2);
        run.cancel();
        QCOMPARE(run.state(0), State::Canceled);
        QVERIFY(!run.running());
        QCOMPARE(run.secondsUntilNext(), 0);
    }

    void endsWithItsOwner()
    {
        Work work;
        auto run = std::make_unique<BulkRun>(QList{work.step()});
        run->start();
        run.reset();
        QCOMPARE(work.begun.size(), 1);
    }

    void manySteps()
    {
        QList<BulkRun::Step> steps(20000, {0, {}, [](QObject *owner, const BulkRun::Finish &finish) {
            QMetaObject::invokeMethod(owner, [finish] { finish(Done{}); }, Qt::QueuedConnection);
        }});
        BulkRun run(steps);
        QSignalSpy finished(&run, &BulkRun::finished);
        run.start();
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(run.count(State::Succeeded), 20000);
    }
};

QTEST_GUILESS_MAIN(TestBulk)
#include "tst_bulk.moc"
