#include "ui/widgets/linediff.h"

#include <QTest>

#include <random>

using namespace Qt::StringLiterals;

class TestLineDiff : public QObject {
    Q_OBJECT

    static QString text(const QString &letters)
    {
        QStringList lines;
        for (const QChar c : letters)
            lines += QString(c);
        return lines.join(u'\n');
    }
    static QString script(const QList<DiffLine> &lines)
    {
        QString result;
        for (const DiffLine &line : lines)
            result += (line.kind == DiffLine::Removed ? u"-"_s : line.kind == DiffLine::Added ? u"+"_s : QString()) + line.text;
        return result;
    }
    /// Both texts can be had back from the script, with the right numbers.
    static bool holds(const QString &before, const QString &after)
    {
        QStringList a, b;
        for (const DiffLine &line : diffLines(before, after)) {
            if (line.kind != DiffLine::Added)
                a += line.before == a.size() + 1 ? line.text : u"wrong number"_s;
            if (line.kind != DiffLine::Removed)
                b += line.after == b.size() + 1 ? line.text : u"wrong number"_s;
        }
        return a.join(u'\n') == before && b.join(u'\n') == after;
    }

private Q_SLOTS:
    void scripts_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("expected");
        QTest::newRow("equal") << u"abc"_s << u"abc"_s << u"abc"_s;
        QTest::newRow("from nothing") << u""_s << u"ab"_s << u"+a+b"_s;
        QTest::newRow("to nothing") << u"ab"_s << u""_s << u"-a-b"_s;
        QTest::newRow("changed line") << u"abc"_s << u"axc"_s << u"a-b+xc"_s;
        QTest::newRow("inserted") << u"abc"_s << u"abxc"_s << u"ab+xc"_s;
        QTest::newRow("of the paper") << u"abcabba"_s << u"cbabac"_s << u"-a-bc+bab-ba+c"_s;
        QTest::newRow("nothing in common") << u"abc"_s << u"xyz"_s << u"-a-b-c+x+y+z"_s;
    }
    void scripts()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(QString, expected);
        QCOMPARE(script(diffLines(text(before), text(after))), expected);
        QVERIFY(holds(text(before), text(after)));
    }

    void randomTexts()
    {
        std::mt19937 random(3);
        for (int round = 0; round < 300; ++round) {
            QString before, after;
            for (int i = int(random() % 30); i > 0; --i)
                before += QChar(char16_t(u'a' + random() % 5));
            for (int i = int(random() % 30); i > 0; --i)
                after += QChar(char16_t(u'a' + random() % 5));
            QVERIFY2(holds(text(before), text(after)), qPrintable(before + u" / "_s + after));
        }
    }

    void hugeDifferencesEnd()
    {
        QStringList a, b;
        for (int i = 0; i < 30'000; ++i) {
            a += QString::number(i * 2);
            b += QString::number(i * 2 + 1);
        }
        a.prepend(u"head"_s);
        b.prepend(u"head"_s);
        const auto lines = diffLines(a.join(u'\n'), b.join(u'\n'));
        QCOMPARE(lines.size(), 60'001);
        QCOMPARE(lines.first().kind, DiffLine::Equal);
    }

    void inlinePart()
    {
        const InlineChange change = inlineChange(u"US: 0.07 };"_s, u"US: 0.0725 };"_s);
        QCOMPARE(change.first, 8);
        QCOMPARE(change.lengthBefore, 0);
        QCOMPARE(change.lengthAfter, 2);
        QCOMPARE(inlineChange(u"aa"_s, u"aaa"_s).lengthAfter, 1);
        QCOMPARE(inlineChange(u"same"_s, u"same"_s).lengthBefore, 0);
    }
};

QTEST_GUILESS_MAIN(TestLineDiff)
#include "tst_linediff.moc"
