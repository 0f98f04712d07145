#include "core/connections/secretstore.h"
#include "tests/support/await.h"
#include "tests/support/keyringbus.h"

#include <QDirIterator>
#include <QSignalSpy>
#include <QTest>

using namespace connections;
using namespace keyringbus;
using namespace Qt::StringLiterals;

/// Each function runs again in a child that has its own bus and home.
#define IN_CHILD(BUS) \
    if (!isChild()) { \
        const QString output = runInChild(BUS); \
        QVERIFY2(output.isEmpty(), qPrintable(output)); \
        return; \
    }

using State = SecretStore::State;

/// Against a real Secret Service (gnome-keyring) and the ways in which there is none.
class TestKeychain : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsSecrets();
    void leavesNoSecretInFiles();
    void lockedKeyring();
    void noBus();
    void deadBus();
    void noService();

private:
    void checkMemoryOnly();
};

void TestKeychain::keepsSecrets()
{
    IN_CHILD(Bus::Own)
    Keyring keyring;
    QVERIFY(keyring.isUp());
    const QByteArray key = "23bc46b1:ünïcode\0binary";
    {
        KeychainSecretStore store(u"whiskboard-test"_s);
        QCOMPARE(store.state(), State::Unknown);
        QSignalSpy changed(&store, &SecretStore::stateChanged);
        const auto missing = await(store.read(u"p1"_s, Secret::OpenWhiskKey));
        QCOMPARE(missing.error().kind, Error::Kind::NotFound);
        QTRY_COMPARE(store.state(), State::Keychain); // the probe found out
        QCOMPARE(changed.size(), 1);
        QCOMPARE(store.explanation(), QString());
        QVERIFY(await(store.write(u"p1"_s, Secret::OpenWhiskKey, key)));
        QVERIFY(await(store.write(u"p1"_s, Secret::GatewayAdminKey, "admin")));
    }
    KeychainSecretStore store(u"whiskboard-test"_s);
    QCOMPARE(*await(store.read(u"p1"_s, Secret::OpenWhiskKey)), key);
    QCOMPARE(store.state(), State::Keychain);
    const auto all = await(readSecrets(store, u"p1"_s));
    QVERIFY(all);
    QCOMPARE(all->openwhiskKey, key);
    QCOMPARE(all->gatewayAdminKey, "admin");
    QCOMPARE(all->clientKeyPassphrase, QByteArray());
    QVERIFY(await(store.remove(u"p1"_s, Secret::OpenWhiskKey)));
    QVERIFY(await(store.remove(u"p1"_s, Secret::OpenWhiskKey))); // missing is fine
    QVERIFY(!await(store.read(u"p1"_s, Secret::OpenWhiskKey)));
    QVERIFY(await(store.read(u"p1"_s, Secret::GatewayAdminKey)));
}

void TestKeychain::leavesNoSecretInFiles()
{
    IN_CHILD(Bus::Own)
    Keyring keyring;
    QVERIFY(keyring.isUp());
    KeychainSecretStore store(u"whiskboard-test"_s);
    store.probe();
    QVERIFY(await(store.write(u"p1"_s, Secret::OpenWhiskKey, "hunter2hunter2")));
    QCOMPARE(*await(store.read(u"p1"_s, Secret::OpenWhiskKey)), "hunter2hunter2");
    int files = 0;
    QDirIterator all(QDir::homePath(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        QFile file(all.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("hunter2"), qPrintable(file.fileName()));
        ++files;
    }
    QVERIFY(files >= 2); // the bus' configuration and the keyring's own, which is encrypted
}

void TestKeychain::lockedKeyring()
{
    IN_CHILD(Bus::Own)
    Keyring keyring;
    QVERIFY(keyring.isUp());
    KeychainSecretStore store(u"whiskboard-test"_s);
    QVERIFY(await(store.write(u"p1"_s, Secret::OpenWhiskKey, "kept")));
    QVERIFY(keyring.lock());
    // A locked keyring without a window says "not found" of what it has.
    const auto read = await(store.read(u"p1"_s, Secret::OpenWhiskKey));
    QCOMPARE(read.error().kind, Error::Kind::NotFound);
    QVERIFY(read.error().message.contains("locked"_L1));
    QVERIFY(await(store.write(u"p1"_s, Secret::GatewayAdminKey, "in memory")));
    QCOMPARE(store.state(), State::Locked);
    QVERIFY(store.explanation().contains("memory"_L1));
    QCOMPARE(*await(store.read(u"p1"_s, Secret::GatewayAdminKey)), "in memory");
    KeychainSecretStore fresh(u"whiskboard-test"_s); // finds out by itself
    QVERIFY(!await(fresh.read(u"p1"_s, Secret::OpenWhiskKey)));
    QTRY_COMPARE(fresh.state(), State::Locked);
}

void TestKeychain::checkMemoryOnly()
{
    KeychainSecretStore store(u"whiskboard-test"_s);
    QSignalSpy changed(&store, &SecretStore::stateChanged);
    QCOMPARE(await(store.read(u"p1"_s, Secret::OpenWhiskKey)).error().kind, Error::Kind::NotFound);
    QTRY_COMPARE(store.state(), State::MemoryOnly);
    QCOMPARE(changed.size(), 1);
    QVERIFY(store.explanation().contains("memory"_L1));
    QVERIFY(await(store.write(u"p1"_s, Secret::OpenWhiskKey, "a:b")));
    QCOMPARE(*await(store.read(u"p1"_s, Secret::OpenWhiskKey)), "a:b");
    const auto all = await(readSecrets(store, u"p1"_s));
    QVERIFY(all);
    QCOMPARE(all->openwhiskKey, "a:b");
    QVERIFY(await(store.remove(u"p1"_s, Secret::OpenWhiskKey)));
    QVERIFY(!await(store.read(u"p1"_s, Secret::OpenWhiskKey)));
}

void TestKeychain::noBus()
{
    IN_CHILD(Bus::None)
    checkMemoryOnly();
}

void TestKeychain::deadBus()
{
    IN_CHILD(Bus::Dead)
    checkMemoryOnly();
}

void TestKeychain::noService()
{
    IN_CHILD(Bus::Own)
    checkMemoryOnly();
}

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
