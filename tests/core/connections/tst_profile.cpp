#include "core/connections/certificate.h"
#include "core/connections/profile.h"
#include "tests/support/fakeserver.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace connections;
using namespace Qt::StringLiterals;

namespace {

Profile good()
{
    Profile profile;
    profile.id = u"p1"_s;
    profile.name = u"Shop"_s;
    profile.openwhiskHost = QUrl(u"https://ow.example"_s);
    return profile;
}

QStringList fieldsOf(const Profile &profile)
{
    QStringList fields;
    for (const auto &[field, sentence] : problems(profile)) {
        fields.append(field);
        if (sentence.isEmpty())
            fields.append(u"without a sentence"_s);
    }
    return fields;
}

QString data(const QString &file)
{
    return QStringLiteral(TEST_SOURCE_DIR "/support/data/") + file;
}

} // namespace

class TestProfile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsHosts_data();
    void readsHosts();
    void namesProblems();
    void makesEndpoints();
    void makesGatewayEndpoints();
    void carriesProxies();
    void readsPemFiles();
    void judgesPemFiles_data();
    void judgesPemFiles();
    void opensEncryptedKeys();
    void saysWhatACertificateIs();
    void readsFingerprints();
};

void TestProfile::readsHosts_data()
{
    QTest::addColumn<QString>("url");
    const std::pair<const char *, const char *> rows[]
        = {{"ow.example", "https://ow.example"},
           {" ow.example:8443 ", "https://ow.example:8443"},
           {"http://ow.example/", "http://ow.example"},
           {"https://ow.example/whisk//", "https://ow.example/whisk"},
           {"127.0.0.1:3233", "http://127.0.0.1:3233"},
           {"localhost:3233", "http://localhost:3233"},
           {"[::1]:3233", "http://[::1]:3233"},
           {"https://localhost", "https://localhost"},
           {"", ""},
           {"ftp://ow.example", ""},
           {"https://", ""},
           {"ow example", ""},
           {"https://ow.example:99999", ""},
           {"https://user:pw@ow.example", ""},
           {"user@ow.example", ""},
           {"https://ow.example/?a=b", ""},
           {"https://ow.example/#x", ""}};
    for (const auto &[typed, url] : rows)
        QTest::addRow("%s", typed) << QString::fromLatin1(url);
}

void TestProfile::readsHosts()
{
    QFETCH(QString, url);
    QCOMPARE(hostFromText(QString::fromLatin1(QTest::currentDataTag())).toString(), url);
}

void TestProfile::namesProblems()
{
    QCOMPARE(fieldsOf(good()), QStringList());
    QCOMPARE(fieldsOf(Profile()), QStringList({u"name"_s, u"openwhiskHost"_s}));
    Profile profile = good();
    profile.gatewayAdmin = QUrl(u"gw.example"_s);
    profile.dataPlane = QUrl(u"ftp://gw.example"_s);
    profile.controlApi = QUrl(u"http://user:word@gw.example:9090"_s);
    profile.trust = Trust::OwnCa;
    profile.clientKeyFile = u"/k.pem"_s;
    profile.proxyMode = ProxyMode::Manual;
    profile.proxy = QUrl(u"proxy.example:3128"_s);
    QCOMPARE(fieldsOf(profile), QStringList({u"gatewayAdmin"_s, u"dataPlane"_s, u"controlApi"_s, u"caFile"_s,
                                             u"clientCertificateFile"_s, u"proxy"_s}));
    profile = good();
    profile.trust = Trust::Pinned;
    profile.pinnedSha256 = u"abc"_s;
    profile.clientCertificateFile = u"/c.pem"_s;
    profile.proxy = QUrl(u"nonsense"_s); // not used in this mode
    QCOMPARE(fieldsOf(profile), QStringList({u"pinnedSha256"_s, u"clientKeyFile"_s}));
}

void TestProfile::makesEndpoints()
{
    Profile profile = good();
    profile.readOnly = true;
    const auto endpoint = openwhiskEndpoint(profile, {"id:key\n", {}, {}, {}});
    QVERIFY(endpoint);
    QCOMPARE(endpoint->base, profile.openwhiskHost);
    QCOMPARE(endpoint->authorization, "Basic aWQ6a2V5");
    QCOMPARE(endpoint->authorizationHeader, "Authorization");
    QVERIFY(endpoint->readOnly);
    QVERIFY(endpoint->tls.verify);
    QCOMPARE(openwhiskEndpoint(profile, {})->authorization, QByteArray());
    QVERIFY(!openwhiskEndpoint(Profile(), {}));
    QVERIFY(!controlEndpoint(profile, {"id:key", "admin", {}, {}}));
    profile.controlApi = QUrl(u"http://127.0.0.1:9090"_s);
    const auto control = controlEndpoint(profile, {"id:key", "admin", {}, {}});
    QVERIFY(control);
    QCOMPARE(control->base, profile.controlApi);
    QVERIFY(control->authorization.isEmpty()); // no key is for it
    profile.trust = Trust::None;
    QVERIFY(!openwhiskEndpoint(profile, {})->tls.verify);
    profile.trust = Trust::Pinned;
    profile.pinnedSha256 = QString(64, u'A');
    QCOMPARE(openwhiskEndpoint(profile, {})->tls.pinnedSha256, QByteArray(64, 'a'));
}

void TestProfile::makesGatewayEndpoints()
{
    Profile profile = good();
    QVERIFY(!gatewayEndpoint(profile, {}));
    profile.gatewayAdmin = QUrl(u"https://gw.example:9180"_s);
    const auto endpoint = gatewayEndpoint(profile, {"id:key", "admin-key", {}, {}});
    QVERIFY(endpoint);
    QCOMPARE(endpoint->base, profile.gatewayAdmin);
    QCOMPARE(endpoint->authorization, "admin-key");
    QCOMPARE(endpoint->authorizationHeader, "X-API-KEY");
    profile.name.clear();
    QVERIFY(!gatewayEndpoint(profile, {}));
}

void TestProfile::carriesProxies()
{
    Profile profile = good();
    profile.proxy = QUrl(u"http://proxy.example:3128"_s);
    QCOMPARE(openwhiskEndpoint(profile, {})->proxy, QUrl());
    profile.proxyMode = ProxyMode::None;
    QCOMPARE(openwhiskEndpoint(profile, {})->proxy, QUrl(u"direct:"_s));
    profile.proxyMode = ProxyMode::Manual;
    QCOMPARE(openwhiskEndpoint(profile, {})->proxy, profile.proxy);
    const auto proxy = openwhiskEndpoint(profile, {{}, {}, {}, "op:p@ss%20/"})->proxy;
    QCOMPARE(proxy.userName(QUrl::FullyDecoded), u"op"_s);
    QCOMPARE(proxy.host(), u"proxy.example"_s);
}

void TestProfile::readsPemFiles()
{
    Profile profile = good();
    profile.trust = Trust::OwnCa;
    profile.caFile = data(u"ca.pem"_s);
    profile.clientCertificateFile = data(u"client.pem"_s);
    profile.clientKeyFile = data(u"client.key"_s);
    const auto endpoint = openwhiskEndpoint(profile, {});
    QVERIFY2(endpoint, qPrintable(endpoint ? QString() : endpoint.error().message));
    QCOMPARE(endpoint->tls.caPem, FakeServer::pem(u"ca.pem"_s));
    QCOMPARE(endpoint->tls.clientCertificatePem, FakeServer::pem(u"client.pem"_s));
    QVERIFY(endpoint->tls.clientKeyPem.contains("PRIVATE KEY"));
}

void TestProfile::judgesPemFiles_data()
{
    QTest::addColumn<QString>("ca");
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("named");
    const QString ca = data(u"ca.pem"_s);
    const QString certificate = data(u"client.pem"_s);
    const QString key = data(u"client.key"_s);
    QTest::newRow("no CA file") << u"/nowhere/ca.pem"_s << certificate << key << u"/nowhere/ca.pem"_s;
    QTest::newRow("a folder") << data({}) << certificate << key << data({});
    QTest::newRow("key as CA") << key << certificate << key << key;
    QTest::newRow("key as certificate") << ca << key << key << key;
    QTest::newRow("certificate as key") << ca << certificate << certificate << certificate;
    QTest::newRow("no key file") << ca << certificate << u"/nowhere/c.key"_s << u"/nowhere/c.key"_s;
}

void TestProfile::judgesPemFiles()
{
    QFETCH(QString, ca);
    QFETCH(QString, certificate);
    QFETCH(QString, key);
    QFETCH(QString, named);
    Profile profile = good();
    profile.trust = Trust::OwnCa;
    profile.caFile = ca;
    profile.clientCertificateFile = certificate;
    profile.clientKeyFile = key;
    const auto endpoint = openwhiskEndpoint(profile, {});
    QVERIFY(!endpoint);
    QVERIFY2(endpoint.error().message.contains(named), qPrintable(endpoint.error().message));
    QTemporaryDir folder; // a pipe must not be waited for
    profile.caFile = folder.filePath(u"pipe"_s);
    QCOMPARE(mkfifo(qPrintable(profile.caFile), 0600), 0);
    QVERIFY(!openwhiskEndpoint(profile, {}));
}

void TestProfile::opensEncryptedKeys()
{
    QTemporaryDir folder;
    const QString locked = folder.filePath(u"locked.key"_s);
    QCOMPARE(QProcess::execute(u"openssl"_s, {u"rsa"_s, u"-aes128"_s, u"-passout"_s, u"pass:open sesame"_s, u"-in"_s,
                                              data(u"client.key"_s), u"-out"_s, locked}),
             0);
    Profile profile = good();
    profile.clientCertificateFile = data(u"client.pem"_s);
    profile.clientKeyFile = locked;
    auto endpoint = openwhiskEndpoint(profile, {});
    QVERIFY(!endpoint);
    QVERIFY2(endpoint.error().message.contains("needs its passphrase"_L1), qPrintable(endpoint.error().message));
    endpoint = openwhiskEndpoint(profile, {{}, {}, "wrong", {}});
    QVERIFY(!endpoint);
    QVERIFY(!endpoint.error().message.contains("wrong"_L1)); // never the passphrase itself
    endpoint = openwhiskEndpoint(profile, {{}, {}, "open sesame", {}});
    QVERIFY2(endpoint, qPrintable(endpoint ? QString() : endpoint.error().message));
    QVERIFY(!endpoint->tls.clientKeyPem.contains("ENCRYPTED"));
}

void TestProfile::saysWhatACertificateIs()
{
    const auto list = certificates(FakeServer::pem(u"server.pem"_s));
    QCOMPARE(list.size(), 1);
    const auto known = facts(list.first());
    QCOMPARE(known.subject, u"localhost"_s);
    QCOMPARE(known.issuer, u"Whiskboard Test Authority"_s);
    QCOMPARE(known.names, QStringList({u"127.0.0.1"_s, u"localhost"_s}));
    QCOMPARE(known.until.date().year(), 2120);
    QVERIFY(!known.selfSigned);
    QCOMPARE(known.sha256.size(), 64);
    QVERIFY(facts(certificates(FakeServer::pem(u"selfsigned.pem"_s)).first()).selfSigned);
    QVERIFY(certificates("no certificate").isEmpty());
}

void TestProfile::readsFingerprints()
{
    const QByteArray hex = QByteArray(30, '0') + "7f3a" + QByteArray(30, '1');
    const QString shown = fingerprint(hex);
    QVERIFY(shown.contains("7F:3A"_L1));
    QCOMPARE(sha256FromText(shown), QString::fromLatin1(hex));
    QCOMPARE(sha256FromText(u"SHA256: "_s + shown), QString::fromLatin1(hex));
    QCOMPARE(sha256FromText(u"7F:3A"_s), QString());
    QCOMPARE(sha256FromText(QString(64, u'x')), QString());
}

QTEST_GUILESS_MAIN(TestProfile)
#include "tst_profile.moc"
