#include "ui/widgets/throttlewait.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

namespace {

const QString perMinute = u"Too many requests in the last minute (count: 61, allowed: 60)."_s;
const Error minute{Error::Kind::Throttled, perMinute, {}};
constexpr qint64 begin = 1'700'000'045'000; // :05 of a minute: the wait ends 55.5 s later

} // namespace

/// Counting down by a clock that the test turns.
class TestThrottleWait : public QObject {
    Q_OBJECT

    std::unique_ptr<ThrottleWait> wait;
    qint64 now = begin;
    int calls = 0;

    QString text() const { return wait->findChild<QLabel *>(u"throttleText"_s)->text(); }
    QPushButton *then() const { return wait->findChild<QPushButton *>(u"throttleThen"_s); }
    QPushButton *cancel() const { return wait->findChild<QPushButton *>(u"throttleCancel"_s); }
    void start()
    {
        wait->start(minute, 0, u"Fire"_s, [this] { ++calls; });
    }
    void turnTo(qint64 ms)
    {
        now = ms;
        wait->look();
    }

private Q_SLOTS:
    void init()
    {
        wait = std::make_unique<ThrottleWait>();
        now = begin;
        calls = 0;
        wait->setClock([this] { return now; });
    }

    void endsWithTheServersMinute()
    {
        const Error atOnce{Error::Kind::Throttled, u"Too many concurrent requests in flight (count: 30, allowed: 30)."_s, {}};
        QVERIFY(ThrottleWait::isFor(atOnce) && !ThrottleWait::isFor({Error::Kind::Rejected, {}, {}}));
        QCOMPARE(ThrottleWait::readyAt(minute, begin, 0), begin + 55'500);
        QCOMPARE(ThrottleWait::readyAt(minute, begin, 10'000), begin + 45'500);
        QCOMPARE(ThrottleWait::readyAt(minute, begin, -10'000), begin + 5'500);
        QCOMPARE(ThrottleWait::readyAt(atOnce, begin, 0), begin + 10'000);
    }

    void countsDown()
    {
        QVERIFY(wait->isHidden() && !wait->isWaiting());
        turnTo(begin + 1); // nothing to look for
        QVERIFY(wait->isHidden());
        start();
        QVERIFY(wait->isVisible() && wait->isWaiting());
        QVERIFY(text().startsWith(perMinute));
        QVERIFY(text().contains(u"again in 56 s; until then each attempt would count"_s));
        turnTo(begin + 53'000);
        QVERIFY(text().contains(u"again in 3 s;"_s));
        turnTo(begin + 55'499);
        QVERIFY(text().contains(u"again in 1 s;"_s));
        QCOMPARE(then()->text(), u"Fire when it is over"_s);
        turnTo(begin + 55'500);
        QVERIFY(text().endsWith(u"It may be tried again now."_s));
        QCOMPARE(then()->text(), u"Fire now"_s);
        QCOMPARE(calls, 0); // nobody asked for it
        QVERIFY(wait->isWaiting() && wait->isVisible());
        then()->click();
        QCOMPARE(calls, 1);
        QVERIFY(!wait->isWaiting() && wait->isHidden());
    }

    void goesOnOnceWhenThatIsWanted()
    {
        QSignalSpy ended(wait.get(), &ThrottleWait::ended);
        wait->start(minute, 0, u"Fire"_s, [&] {
            ++calls;
            QCOMPARE(ended.count(), 1); // so that who is called finds itself free
            QVERIFY(!wait->isWaiting());
        });
        then()->click();
        QVERIFY(then()->isHidden());
        QVERIFY(text().contains(u"Fire goes on in 56 s."_s));
        turnTo(begin + 55'499);
        QCOMPARE(calls, 0);
        turnTo(begin + 55'500);
        QCOMPARE(calls, 1);
        QVERIFY(wait->isHidden());
        turnTo(begin + 120'000);
        QCOMPARE(calls, 1);
    }

    void looksByItself()
    {
        start();
        then()->click();
        now = begin + 55'500;
        QTRY_COMPARE(calls, 1);
    }

    void canceledItDoesNothing()
    {
        QSignalSpy ended(wait.get(), &ThrottleWait::ended);
        start();
        then()->click();
        cancel()->click();
        QCOMPARE(ended.count(), 1);
        QVERIFY(!wait->isWaiting() && wait->isHidden());
        turnTo(begin + 120'000);
        QCOMPARE(calls, 0);
        QVERIFY(wait->isHidden());
        start();
        QVERIFY(!then()->isHidden()); // what was wanted before is not wanted now
        turnTo(begin + 240'000);
        QVERIFY(text().contains(u"now."_s));
        QCOMPARE(calls, 0);
    }

    void textOfTheServerStaysText()
    {
        wait->start({Error::Kind::Throttled, u"<b>Too many</b>"_s, {}}, 0, u"Fire"_s, [] {});
        QCOMPARE(wait->findChild<QLabel *>(u"throttleText"_s)->textFormat(), Qt::PlainText);
        QVERIFY(text().startsWith(u"<b>"_s));
    }
};

QTEST_MAIN(TestThrottleWait)
#include "tst_throttlewait.moc"
