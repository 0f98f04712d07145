#include "core/json/merge.h"
#include "core/json/text.h"

#include <QTest>

using namespace json;

static Value value(QByteArray text)
{
    const auto parsed = read(text.replace('\'', '"'));
    return parsed ? parsed->value : Value();
}

class TestMerge : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void threeWays_data()
    {
        QTest::addColumn<QByteArray>("base");
        QTest::addColumn<QByteArray>("mine");
        QTest::addColumn<QByteArray>("theirs");
        QTest::addColumn<QByteArray>("merged");
        QTest::addColumn<QString>("conflicts");
        const auto row = [](const char *title, const char *base, const char *mine, const char *theirs, const char *merged, const char *conflicts) {
            QTest::newRow(title) << QByteArray(base) << QByteArray(mine) << QByteArray(theirs) << QByteArray(merged) << QString::fromLatin1(conflicts);
        };
        row("different members", "{'a':1,'b':1}", "{'a':2,'b':1}", "{'a':1,'b':2}", "{'a':2,'b':2}", "");
        row("same change", "{'a':1}", "{'a':2}", "{'a':2.0}", "{'a':2}", "");
        row("same member", "{'a':1}", "{'a':2}", "{'a':3}", "{'a':2}", "/a");
        row("added on both sides", "{}", "{'a':{'x':1}}", "{'a':{'y':2}}", "{'a':{'x':1,'y':2}}", "");
        row("removed and kept", "{'a':1,'b':1}", "{'b':1}", "{'a':1,'b':1,'c':1}", "{'b':1,'c':1}", "");
        row("removed and changed", "{'a':1}", "{}", "{'a':2}", "{}", "/a");
        row("changed and removed", "{'a':1}", "{'a':2}", "{}", "{'a':2}", "/a");
        row("inside", "{'p':{'a':{'t':1}}}", "{'p':{'a':{'t':2}}}", "{'p':{'a':{'t':1},'b':{}}}", "{'p':{'a':{'t':2},'b':{}}}", "");
        row("lists are whole", "{'l':[1]}", "{'l':[1,2]}", "{'l':[0,1]}", "{'l':[1,2]}", "/l");
        row("type changed", "{'a':1}", "{'a':{'b':1}}", "{'a':[1]}", "{'a':{'b':1}}", "/a");
        row("escaped name", "{'a/b':1}", "{'a/b':2}", "{'a/b':3}", "{'a/b':2}", "/a~1b");
    }

    void threeWays()
    {
        QFETCH(QByteArray, base);
        QFETCH(QByteArray, mine);
        QFETCH(QByteArray, theirs);
        QFETCH(QByteArray, merged);
        QFETCH(QString, conflicts);
        const Merge result = merge(value(base), value(mine), value(theirs));
        QCOMPARE(compact(result.merged), compact(value(merged)));
        QStringList pointers;
        for (const Conflict &conflict : result.conflicts)
            pointers.append(conflict.pointer);
        QCOMPARE(pointers.join(QChar(u' ')), conflicts);
    }

    void patches_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QByteArray>("patch"); // "-": there is none
        QTest::newRow("changed") << QByteArray("{'a':1,'b':1}") << QByteArray("{'a':2,'b':1}") << QByteArray("{'a':2}");
        QTest::newRow("removed") << QByteArray("{'a':1,'b':{'c':1}}") << QByteArray("{'b':{}}") << QByteArray("{'a':null,'b':{'c':null}}");
        QTest::newRow("added") << QByteArray("{}") << QByteArray("{'a':{'b':[1,null]}}") << QByteArray("{'a':{'b':[1,null]}}");
        QTest::newRow("list whole") << QByteArray("{'a':[1,2]}") << QByteArray("{'a':[2]}") << QByteArray("{'a':[2]}");
        QTest::newRow("new null") << QByteArray("{}") << QByteArray("{'a':null}") << QByteArray("-");
        QTest::newRow("null kept") << QByteArray("{'a':null,'b':1}") << QByteArray("{'a':null,'b':2}") << QByteArray("{'b':2}");
        QTest::newRow("object for a scalar") << QByteArray("{'a':1}") << QByteArray("{'a':{'b':1}}") << QByteArray("{'a':{'b':1}}");
    }

    void patches()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QByteArray, patch);
        const auto made = mergePatch(value(before), value(after));
        QCOMPARE(made.has_value(), patch != "-");
        if (made) {
            QCOMPARE(compact(*made), compact(value(patch)));
            QVERIFY(equal(mergePatched(value(before), *made), value(after)));
        }
    }
};

QTEST_GUILESS_MAIN(TestMerge)
#include "tst_merge.moc"
