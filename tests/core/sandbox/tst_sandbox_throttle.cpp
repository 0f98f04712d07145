#include "core/sandbox/api/refusal.h"
#include "core/sandbox/api/throttle.h"
#include "core/sandbox/setup/clock.h"

#include <QDateTime>
#include <QTest>

#include <thread>

using namespace sandbox;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minute = 60000;

QString charged(Throttle &throttle, Throttle::What what, int running = 0, const QString &ns = u"guest"_s)
{
    try {
        throttle.charge(what, ns, running);
        return {};
    } catch (const Refusal &refusal) {
        return QString::number(refusal.status) + u' ' + refusal.text;
    }
}

/// Shows the clock that moment within its present minute.
void setWithinMinute(Clock &clock, qint64 ms)
{
    const auto now = QDateTime::currentMSecsSinceEpoch();
    clock.setOffset(minute - now % minute + ms);
}

} // namespace

/// Calls a clock minute, and at once.
class TestSandboxThrottle : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsOnAndStartsAnewWithTheClocksMinute()
    {
        using enum Throttle::What;
        Clock clock;
        setWithinMinute(clock, 1000);
        Throttle throttle(clock, 2, 30);
        QCOMPARE(charged(throttle, Invoke), QString());
        QCOMPARE(charged(throttle, Invoke), QString());
        QCOMPARE(charged(throttle, Invoke), u"429 Too many requests in the last minute (count: 3, allowed: 2)."_s);
        QCOMPARE(charged(throttle, Invoke), u"429 Too many requests in the last minute (count: 4, allowed: 2)."_s);
        QCOMPARE(charged(throttle, Invoke, 0, u"other"_s), QString());
        QCOMPARE(charged(throttle, Fire), QString());
        clock.setOffset(clock.offset() + minute);
        QCOMPARE(charged(throttle, Invoke), QString());
        QCOMPARE(charged(throttle, Invoke), QString());
        QVERIFY(!charged(throttle, Invoke).isEmpty());
        QCOMPARE(charged(throttle, Fire), QString());
    }

    void isTheClocksMinuteAndNotTheLastSixtySeconds()
    {
        using enum Throttle::What;
        Clock clock;
        setWithinMinute(clock, minute - 2000);
        Throttle throttle(clock, 1, 30);
        QCOMPARE(charged(throttle, Fire), QString());
        QVERIFY(!charged(throttle, Fire).isEmpty());
        clock.setOffset(clock.offset() + 3000);
        QCOMPARE(charged(throttle, Fire), QString());
    }

    void tellsHowManyRun()
    {
        using enum Throttle::What;
        Clock clock;
        Throttle throttle(clock, 1000, 30);
        QCOMPARE(charged(throttle, Invoke, 29), QString());
        QCOMPARE(charged(throttle, Invoke, 30), u"429 Too many concurrent requests in flight (count: 30, allowed: 30)."_s);
        QCOMPARE(charged(throttle, Fire, 30), QString());
    }

    void losesNoCallOfManyThreads()
    {
        Clock clock;
        setWithinMinute(clock, 1000);
        Throttle throttle(clock, 500, 30);
        std::atomic<int> allowed = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] {
                for (int n = 0; n < 100; ++n)
                    allowed += charged(throttle, Throttle::What::Invoke).isEmpty() ? 1 : 0;
            });
        for (auto &thread : threads)
            thread.join();
        QCOMPARE(allowed.load(), 500);
    }
};

QTEST_GUILESS_MAIN(TestSandboxThrottle)
#include "tst_sandbox_throttle.moc"
