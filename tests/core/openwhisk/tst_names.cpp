#include "core/openwhisk/names.h"

#include <QTest>


using namespace Qt::StringLiterals;
using namespace openwhisk;

class TestNames : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void grammar_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("legal");
        QTest::newRow("plain") << u"price-quote"_s << true;
        QTest::newRow("one") << u"a"_s << true;
        QTest::newRow("underscore") << u"_x"_s << true;
        QTest::newRow("inner blank and signs") << u"a b@c.d&e-"_s << true;
        QTest::newRow("256") << QString(256, u'a') << true;
        QTest::newRow("257") << QString(257, u'a') << false;
        QTest::newRow("empty") << u""_s << false;
        QTest::newRow("leading dash") << u"-a"_s << false;
        QTest::newRow("leading dot") << u".."_s << false;
        QTest::newRow("blank at end") << u"a "_s << false;
        QTest::newRow("not ASCII") << u"grün"_s << false;
        QTest::newRow("Arabic digit") << u"a٣"_s << false;
        QTest::newRow("slash") << u"a/b"_s << false;
        QTest::newRow("line end") << u"a\nb"_s << false;
    }
    void grammar()
    {
        QFETCH(QString, name);
        QFETCH(bool, legal);
        QCOMPARE(nameProblem(name).isEmpty(), legal);
    }
    void typed_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("full");
        QTest::newRow("action") << u"a"_s << u"/_/a"_s;
        QTest::newRow("packaged") << u"pkg/a"_s << u"/_/pkg/a"_s;
        QTest::newRow("absolute") << u"/ns/a"_s << u"/ns/a"_s;
        QTest::newRow("absolute packaged") << u"/ns/pkg/a"_s << u"/ns/pkg/a"_s;
        QTest::newRow("three parts") << u"ns/pkg/a"_s << u"/ns/pkg/a"_s;
        QTest::newRow("own namespace") << u"/_/a"_s << u"/_/a"_s;
        QTest::newRow("blanks round it") << u"  a "_s << u"/_/a"_s;
    }
    void typed()
    {
        QFETCH(QString, typed);
        QFETCH(QString, full);
        const auto name = parseActionName(typed);
        QVERIFY(name);
        QCOMPARE(name->full(), full);
    }
    void typedWrong()
    {
        for (const QString &text : {u""_s, u"/"_s, u"/ns"_s, u"a//b"_s, u"a/b/c/d"_s, u"/ns/pkg/a/"_s, u"a/"_s})
            QVERIFY2(!parseActionName(text), qPrintable(text));
    }
    void pathsAreEncoded()
    {
        const EntityName name{u"_"_s, u"my pkg"_s, u"a&b@c"_s};
        QCOMPARE(entityPath(Collection::Actions, name), "/api/v1/namespaces/_/actions/my%20pkg/a%26b%40c");
        QCOMPARE(entityPath(Collection::Packages, {u"guest"_s, {}, u"p"_s}), "/api/v1/namespaces/guest/packages/p");
        QCOMPARE(collectionPath(Collection::Activations), "/api/v1/namespaces/_/activations");
    }
    void members()
    {
        QCOMPARE(fromMembers(u"guest/pkg"_s, u"a"_s), (EntityName{u"guest"_s, u"pkg"_s, u"a"_s}));
        QCOMPARE(fromMembers(u"guest"_s, u"a"_s).shown(), u"a"_s);
        QCOMPARE(qHash(fromMembers(u"guest/pkg"_s, u"a"_s)), qHash(EntityName{u"guest"_s, u"pkg"_s, u"a"_s}));
    }
};

QTEST_APPLESS_MAIN(TestNames)
#include "tst_names.moc"
