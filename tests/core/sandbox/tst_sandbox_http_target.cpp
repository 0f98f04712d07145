#include "core/sandbox/http/target.h"

#include <QTest>

using namespace sandbox;
using namespace Qt::StringLiterals;

class TestHttpTarget : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void splits_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QStringList>("segments");
        QTest::newRow("root") << QByteArray("/") << QStringList{u""_s};
        QTest::newRow("slash at the end") << QByteArray("/a/") << QStringList{u"a"_s, u""_s};
        QTest::newRow("two slashes") << QByteArray("//") << QStringList{u""_s, u""_s};
        QTest::newRow("encoded") << QByteArray("/a%20b%2Fc/%C3%A4") << QStringList{u"a b/c"_s, u"ä"_s};
        QTest::newRow("plus is plus") << QByteArray("/a+b") << QStringList{u"a+b"_s};
        QTest::newRow("dots") << QByteArray("/a/./b/../c/..") << QStringList{u"a"_s, u""_s};
        QTest::newRow("above the root") << QByteArray("/../../a") << QStringList{u"a"_s};
        QTest::newRow("absolute") << QByteArray("http://host:1/a?b") << QStringList{u"a"_s};
        QTest::newRow("asterisk") << QByteArray("*") << QStringList{u"*"_s};
    }
    void splits()
    {
        QFETCH(QByteArray, target);
        HttpRequest request;
        request.target = target;
        QVERIFY(!splitTarget(request));
        QTEST(request.segments, "segments");
    }

    void readsTheQuery()
    {
        HttpRequest request;
        request.target = "/a?limit=+1&x&y=&limit=2&n=a%26b%3D%C3%A4";
        QVERIFY(!splitTarget(request));
        QCOMPARE(request.query.find(u"limit"), u" 1"_s);
        QCOMPARE(request.query.find(u"x"), u""_s);
        QCOMPARE(request.query.find(u"n"), u"a&b=ä"_s);
        QVERIFY(!request.query.find(u"Limit"));
    }

    void saysWhatIsWrong()
    {
        HttpRequest request;
        request.target = "/api/v1/namespaces/_/triggers/body?overwrite=%zz";
        QCOMPARE(splitTarget(request), QByteArray("Invalid input 'z', expected HEXDIG (line 1, column 47)"));
        request.target = "/%a";
        QVERIFY(splitTarget(request)->startsWith("Unexpected end of input"));
    }

    void findsHeadersInAnyCase()
    {
        const Headers headers{{"x-Request-ID", "1"}, {"X-REQUEST-ID", "2"}};
        QCOMPARE(headers.find("X-Request-Id"), QByteArray("1"));
        QVERIFY(!headers.contains("X"));
    }
};

QTEST_GUILESS_MAIN(TestHttpTarget)
#include "tst_sandbox_http_target.moc"
