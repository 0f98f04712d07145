#include "core/connections/wskprops.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace connections;
using namespace Qt::StringLiterals;

class TestWskProps : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsLeniently();
    void findsTheFile();
    void readsFiles();
    void refusesOtherFiles();
    void environmentComesFirst();
};

void TestWskProps::readsLeniently()
{
    const auto props = parseWskProps("# APIHOST=comment.example\n"
                                     "  #AUTH=no\n"
                                     "APIHOST = https://ow.example/ \r\n"
                                     "AUTH=23bc46b1-71f6-4ed5-8c54-816aa4f8c502:12=3#4\n"
                                     "\n"
                                     "NAMESPACE=_\n"
                                     "APIVERSION=v1\n"
                                     "CERT=/pki/c.pem\n"
                                     "KEY=/pki/k.pem\n"
                                     "APIGW_ACCESS_TOKEN=DUMMY TOKEN\n"
                                     "no value\n");
    QCOMPARE(props.apiHost, u"https://ow.example/"_s);
    QCOMPARE(props.auth, "23bc46b1-71f6-4ed5-8c54-816aa4f8c502:12=3#4");
    QCOMPARE(props.nameSpace, u"_"_s);
    QCOMPARE(props.apiVersion, u"v1"_s);
    QCOMPARE(props.certFile, u"/pki/c.pem"_s);
    QCOMPARE(props.keyFile, u"/pki/k.pem"_s);
}

void TestWskProps::findsTheFile()
{
    QTemporaryDir home;
    QProcessEnvironment environment;
    environment.insert(u"HOME"_s, home.path());
    QCOMPARE(wskPropsFile(environment), QString());
    QFile file(home.filePath(u".wskprops"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(wskPropsFile(environment), file.fileName());
    environment.insert(u"WSK_CONFIG_FILE"_s, u"/elsewhere/props"_s);
    QCOMPARE(wskPropsFile(environment), u"/elsewhere/props"_s);
    environment.insert(u"WSK_CONFIG_FILE"_s, QString()); // set but empty: no file
    QCOMPARE(wskPropsFile(environment), QString());
}

void TestWskProps::readsFiles()
{
    QTemporaryDir home;
    QFile file(home.filePath(u".wskprops"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("APIHOST=ow.example\nAUTH=a:b\n");
    file.close();
    const auto props = readWskProps(file.fileName());
    QVERIFY(props);
    QCOMPARE(props->source, file.fileName());
    QCOMPARE(props->apiHost, u"ow.example"_s);
}

void TestWskProps::refusesOtherFiles()
{
    QTemporaryDir home;
    QVERIFY(!readWskProps(home.path()));
    QVERIFY(!readWskProps(home.filePath(u"missing"_s)));
    QFile file(home.filePath(u"other"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("PASSWORD=hunter2\n");
    file.close();
    auto props = readWskProps(file.fileName());
    QVERIFY(!props);
    QVERIFY(props.error().message.contains(file.fileName()));
    QVERIFY(!props.error().message.contains("hunter2"_L1));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(300 * 1024, '#'));
    file.close();
    QVERIFY(!readWskProps(file.fileName()));
}

void TestWskProps::environmentComesFirst()
{
    QProcessEnvironment environment;
    WskProps file;
    file.source = u"/home/op/.wskprops"_s;
    file.apiHost = u"file.example"_s;
    file.auth = "file:key";
    QCOMPARE(withEnvironment(file, environment).apiHost, u"file.example"_s);
    environment.insert(u"WHISK_APIHOST"_s, u"env.example"_s);
    environment.insert(u"WHISK_AUTH"_s, QString());
    environment.insert(u"WHISK_APIVERSION"_s, u"v2"_s);
    const auto props = withEnvironment(file, environment);
    QCOMPARE(props.apiHost, u"env.example"_s);
    QCOMPARE(props.auth, "file:key");
    QCOMPARE(props.apiVersion, u"v2"_s);
    QCOMPARE(props.source, file.source);
    QVERIFY(!withEnvironment({}, environment).source.isEmpty());
}

QTEST_GUILESS_MAIN(TestWskProps)
#include "tst_wskprops.moc"
