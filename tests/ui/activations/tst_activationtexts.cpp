#include "ui/activations/activationcolumns.h"
#include "ui/activations/activationtexts.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;
using openwhisk::ActivationStatus;
using openwhisk::ActivationSummary;

class TestActivationTexts : public QObject {
    Q_OBJECT

    static ActivationSummary row()
    {
        ActivationSummary row;
        row.id = u"3b1f000000000000000000000000c04d"_s;
        row.name = {u"guest"_s, u"orders"_s, u"reserve-stock"_s};
        row.kind = u"python:3.11"_s;
        row.start = 1'700'000'000'123;
        row.durationMs = 60'012;
        row.waitMs = 9;
        row.initMs = 12;
        row.status = ActivationStatus::ApplicationError;
        return row;
    }

private Q_SLOTS:
    void statuses()
    {
        ActivationSummary some = row();
        QCOMPARE(activationtexts::status(some), u"✕ application error"_s);
        QCOMPARE(activationtexts::tone(some), Chip::Tone::Error);
        some.timedOut = true;
        some.status = ActivationStatus::DeveloperError;
        QCOMPARE(activationtexts::status(some), u"◷ timed out"_s);
        QCOMPARE(activationtexts::tone(some), Chip::Tone::Warning);
        some = row();
        some.status = ActivationStatus::Success;
        QCOMPARE(activationtexts::status(some), u"✓ success"_s);
    }

    void kinds()
    {
        QCOMPARE(activationtexts::kind(u"nodejs:20"_s), u"node 20"_s);
        QCOMPARE(activationtexts::kind(u"nodejs:default"_s), u"node"_s);
        QCOMPARE(activationtexts::kind(u"python:3.11"_s), u"python 3.11"_s);
        QCOMPARE(activationtexts::kind(u"sequence"_s), u"sequence"_s);
        QCOMPARE(activationtexts::kind(u"blackbox"_s), u"docker"_s);
    }

    void runIsDurationWithoutInit()
    {
        const Phases phases = activationtexts::phases(row());
        QCOMPARE(phases.runMs, 60'000.0);
        QVERIFY(phases.cold && phases.failed);
        QVERIFY(!activationtexts::hasPhases(ActivationSummary{}));
    }

    void logTimesInTheZoneOfTheWindow()
    {
        qputenv("TZ", "Asia/Kolkata");
        tzset();
        using openwhisk::LogLine;
        const QList<LogLine> lines{{u"2023-11-14T22:13:20.141234567Z"_s, LogLine::Stream::Stdout, u"a"_s},
                                   {u"2023-11-14T22:13:59.9Z"_s, LogLine::Stream::Stderr, u"b"_s},
                                   {{}, LogLine::Stream::Unmarked, u"c"_s}};
        const auto utc = activationtexts::logRows(lines, true);
        QCOMPARE(utc.at(0), (LogRow{u"22:13:20.141"_s, 1, u"a"_s}));
        QCOMPARE(utc.at(1).time, u"2023-11-14T22:13:59.9Z"_s); // too short to cut
        QCOMPARE(utc.at(2), (LogRow{{}, 0, u"c"_s}));
        QCOMPARE(activationtexts::logRows(lines, false).at(0).time, u"03:43:20.141"_s);
    }

    void columns()
    {
        QObject owner;
        auto *full = new ActivationModel(activationcolumns::full(), [](const ActivationSummary &summary) { return summary.id; }, &owner);
        auto *live = activationcolumns::makeLive(&owner);
        const QAbstractItemModelTester fullTester(full, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester liveTester(live, QAbstractItemModelTester::FailureReportingMode::QtTest);
        full->setRows({row()});
        live->setRows({row()});
        QCOMPARE(full->index(0, activationcolumns::Action).data().toString(), u"orders/reserve-stock"_s);
        QCOMPARE(full->index(0, activationcolumns::Duration).data().toString(), u"60,012 ms"_s);
        QCOMPARE(full->index(0, activationcolumns::Id).data().toString(), u"3b1f…c04d"_s);
        QVERIFY(full->index(0, activationcolumns::PhaseBars).data(widgets::PhasesRole).canConvert<Phases>());
        QCOMPARE(live->index(0, activationcolumns::Start).data().toString(), u"cold start"_s);
        QCOMPARE(live->index(0, activationcolumns::Kind).data().toString(), u"python 3.11"_s);
    }
};

QTEST_MAIN(TestActivationTexts)
#include "tst_activationtexts.moc"
