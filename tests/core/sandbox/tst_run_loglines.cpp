#include "core/sandbox/run/loglines.h"

#include <QDateTime>
#include <QTest>

using namespace sandbox;
using namespace Qt::StringLiterals;

/// The rules by which output becomes log lines.
class TestRunLogLines : public QObject {
    Q_OBJECT
private:
    static QStringList plain(const QStringList &lines)
    {
        QStringList all;
        for (const auto &line : lines)
            all.append(line.mid(31));
        return all;
    }
    static QByteArray ended(const QByteArray &text) { return text + LogLines::endMark + '\n'; }

private Q_SLOTS:
    void tellsTimes()
    {
        QCOMPARE(logTime(1767225600123456789), u"2026-01-01T00:00:00.123456789Z"_s);
        LogLines lines(1000000);
        lines.feed(Stream::Out, "x\n");
        const auto line = lines.collect(false).lines.first();
        QVERIFY(qAbs(QDateTime::fromString(line.left(23) + u'Z', Qt::ISODateWithMs).msecsTo(QDateTime::currentDateTimeUtc())) < 5000);
        lines.feed(Stream::Out, "x\n");
        const auto shifted = lines.collect(false, 3600 * 1000).lines.first();
        QVERIFY(QDateTime::currentDateTimeUtc().secsTo(QDateTime::fromString(shifted.left(23) + u'Z', Qt::ISODateWithMs)) > 3500);
    }

    void collectsUpToTheEndMarks()
    {
        LogLines lines(1000000);
        lines.feed(Stream::Out, "a\r\nb\rc\n\n\td\n e \nhalf");
        lines.feed(Stream::Out, ended({}));
        lines.feed(Stream::Error, ended("err\n"));
        lines.feed(Stream::Out, "next\n");
        QCOMPARE(plain(lines.collect(false).lines),
                 QStringList({u"stdout: a"_s, u"stdout: b\rc"_s, u"stdout: "_s, u"stdout: \td"_s, u"stdout:  e "_s, u"stderr: err"_s}));
        QCOMPARE(plain(lines.collect(false).lines), QStringList{u"stdout: next"_s});
    }

    void replacesWhatIsNoUtf8()
    {
        LogLines lines(1000000);
        lines.feed(Stream::Out, QByteArray("\xff\xfe"
                                           "A\n"));
        QCOMPARE(plain(lines.collect(false).lines), QStringList{u"stdout: \ufffd\ufffdA"_s});
    }

    void cutsLongLines()
    {
        LogLines lines(1000000);
        for (const int length : {16383, 16384, 16385})
            lines.feed(Stream::Out, QByteArray(length, 'x') + '\n');
        QList<qsizetype> lengths;
        for (const auto &line : plain(lines.collect(false).lines))
            lengths.append(line.size() - 8);
        QCOMPARE(lengths, (QList<qsizetype>{16383, 16384, 0, 16384, 1}));
    }

    void cutsAtTheLimit()
    {
        LogLines lines(1048576);
        for (int i = 0; i < 1500; ++i)
            lines.feed(Stream::Out, QByteArray(1000, '<') + '\n');
        const auto collected = lines.collect(false);
        QVERIFY(collected.truncated);
        QCOMPARE(collected.lines.size(), 173); // each "<" counts as six bytes
        QCOMPARE(plain(collected.lines).last(),
                 u"stderr: Logs were truncated because the total bytes size exceeds the limit of 1048576 bytes."_s);
    }

    void takesOneMegabyte()
    {
        LogLines lines(10 * 1048576);
        for (int i = 0; i < 10000; ++i)
            lines.feed(Stream::Out, QByteArray(99, 'x') + '\n');
        const auto collected = lines.collect(false);
        QVERIFY(!collected.truncated);
        QCOMPARE(collected.lines.size(), 10000);
    }

    void standaloneKnowsOneStreamAndNoNames()
    {
        LogLines lines(1000000);
        lines.feed(Stream::Error, "lost\n");
        lines.feed(Stream::Out, ended("a\r\nb\rc\n\n\td\n"));
        auto got = lines.collect(true).lines;
        QCOMPARE(got.size(), 5);
        QCOMPARE(got.takeAt(2), u"c"_s);
        QCOMPARE(plain(got), QStringList({u"a"_s, u"b"_s, {}, u"\td"_s}));
    }
};

QTEST_GUILESS_MAIN(TestRunLogLines)
#include "tst_run_loglines.moc"
