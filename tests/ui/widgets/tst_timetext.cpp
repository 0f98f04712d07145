#include "ui/widgets/timetext.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestTimeText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("TZ", "Asia/Kolkata");
        tzset();
    }

    void times()
    {
        const qint64 ms = 1'700'000'000'123; // 2023-11-14T22:13:20.123Z
        QCOMPARE(timeText(ms, true), u"22:13:20.123"_s);
        QCOMPARE(timeText(ms, true, true), u"14 Nov 2023 22:13:20.123"_s);
        QCOMPARE(timeText(ms, false), u"03:43:20.123"_s);
        QCOMPARE(zoneText(ms, true), u"UTC"_s);
        QCOMPARE(zoneText(ms, false), u"IST"_s);
        QCOMPARE(rfc3339(ms), u"2023-11-14T22:13:20.123Z"_s);
    }

    void durations()
    {
        QCOMPARE(durationText(0), u"0 ms"_s);
        QCOMPARE(durationText(0.44), u"0.4 ms"_s);
        QCOMPARE(durationText(41), u"41 ms"_s);
        QCOMPARE(durationText(999.9), u"999 ms"_s);
        QCOMPARE(durationText(1950), u"1.9 s"_s);
        QCOMPARE(durationText(125'000), u"2 min 5 s"_s);
        QCOMPARE(durationText(120'000), u"2 min"_s);
        QCOMPARE(durationText(3'720'000), u"1 h 2 min"_s);
        QCOMPARE(durationText(-1), QString());
        QCOMPARE(millisText(60'012), u"60,012 ms"_s);
    }

    void agos()
    {
        QCOMPARE(agoText(1000, 1500), u"just now"_s);
        QCOMPARE(agoText(5000, 1000), u"just now"_s); // a clock that is ahead
        QCOMPARE(agoText(0, 12'000), u"12 s ago"_s);
        QCOMPARE(agoText(0, 9 * 60'000), u"9 min ago"_s);
        QCOMPARE(agoText(0, 3 * 3'600'000), u"3 h ago"_s);
        QCOMPARE(agoText(0, 72 * 3'600'000LL), u"3 days ago"_s);
    }

    void sizesCountsIds()
    {
        QCOMPARE(sizeText(922), u"922 B"_s);
        QCOMPARE(sizeText(4300), u"4.1 KB"_s);
        QCOMPARE(sizeText(1'153'434), u"1.1 MB"_s);
        QCOMPARE(countText(18'204), u"18,204"_s);
        QCOMPARE(shortId(u"a41f00000000000000000000000009be2"_s), u"a41f…9be2"_s);
        QCOMPARE(shortId(u"short"_s), u"short"_s);
    }
};

QTEST_GUILESS_MAIN(TestTimeText)
#include "tst_timetext.moc"
