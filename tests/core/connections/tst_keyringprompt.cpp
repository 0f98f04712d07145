#include "core/connections/secretstore.h"
#include "tests/support/await.h"
#include "tests/support/fakesecretservice.h"
#include "tests/support/keyringbus.h"

#include <QSignalSpy>
#include <QTest>

using namespace connections;
using namespace keyringbus;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

#define IN_CHILD \
    if (!isChild()) { \
        const QString output = runInChild(Bus::Own); \
        QVERIFY2(output.isEmpty(), qPrintable(output)); \
        return; \
    }

using State = SecretStore::State;

/// Against a Secret Service whose prompt the test answers: late, never, or with "cancel".
class TestKeyringPrompt : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void works();
    void saysThatItWaits();
    void givesUpAndHandsOverLater();
    void readGivesUp();
    void cancelledPrompt();
    void storeEndsWhileThePromptIsOpen();
    void keyringGoesAway();
};

void TestKeyringPrompt::works()
{
    IN_CHILD
    FakeSecretService service;
    QVERIFY(service.isUp());
    KeychainSecretStore store(u"whiskboard-test"_s);
    QVERIFY(await(store.write(u"p1"_s, Secret::OpenWhiskKey, "a:b")));
    QCOMPARE(store.state(), State::Keychain);
    QVERIFY(!service.secretOf(entryName(u"p1"_s, Secret::OpenWhiskKey)).isEmpty());
    KeychainSecretStore other(u"whiskboard-test"_s);
    QCOMPARE(*await(other.read(u"p1"_s, Secret::OpenWhiskKey)), "a:b");
    other.probe();
    QVERIFY(await(other.remove(u"p1"_s, Secret::OpenWhiskKey)));
    QTRY_COMPARE(service.entries(), 0); // the probe's are gone, too
}

void TestKeyringPrompt::saysThatItWaits()
{
    IN_CHILD
    FakeSecretService service;
    KeychainSecretStore store(u"whiskboard-test"_s);
    store.setPatience(50ms, 20s);
    QVERIFY(await(store.write(u"p1"_s, Secret::OpenWhiskKey, "a:b")));
    service.lock();
    QSignalSpy waiting(&store, &SecretStore::waitingForUser);
    const auto read = store.read(u"p1"_s, Secret::OpenWhiskKey);
    QTRY_VERIFY(service.promptIsOpen());
    QTRY_COMPARE(waiting.size(), 1);
    QVERIFY(waiting.at(0).at(0).toBool());
    QVERIFY(!read.isFinished());
    service.answerPrompt(false);
    QCOMPARE(*await(read), "a:b");
    QCOMPARE(waiting.size(), 2);
    QVERIFY(!waiting.at(1).at(0).toBool());
    QCOMPARE(store.state(), State::Keychain);
}

void TestKeyringPrompt::givesUpAndHandsOverLater()
{
    IN_CHILD
    FakeSecretService service;
    service.lock();
    KeychainSecretStore store(u"whiskboard-test"_s);
    store.setPatience(20ms, 200ms);
    QSignalSpy waiting(&store, &SecretStore::waitingForUser);
    QVERIFY(await(store.write(u"p1"_s, Secret::OpenWhiskKey, "first")));
    QVERIFY(await(store.write(u"p1"_s, Secret::GatewayAdminKey, "second")));
    QCOMPARE(store.state(), State::Locked);
    QVERIFY(store.explanation().contains("memory"_L1));
    QCOMPARE(*await(store.read(u"p1"_s, Secret::OpenWhiskKey)), "first");
    QTRY_VERIFY(service.promptIsOpen()); // patience may end before it comes
    QCOMPARE(service.entries(), 0);
    QTRY_VERIFY(!waiting.isEmpty() && !waiting.last().at(0).toBool());
    service.answerPrompt(false); // long after
    QTRY_COMPARE(store.state(), State::Keychain);
    QTRY_COMPARE(service.entries(), 2);
    KeychainSecretStore other(u"whiskboard-test"_s);
    QCOMPARE(*await(other.read(u"p1"_s, Secret::OpenWhiskKey)), "first");
    QCOMPARE(*await(other.read(u"p1"_s, Secret::GatewayAdminKey)), "second");
}

void TestKeyringPrompt::readGivesUp()
{
    IN_CHILD
    FakeSecretService service;
    KeychainSecretStore store(u"whiskboard-test"_s);
    QVERIFY(await(store.write(u"p1"_s, Secret::OpenWhiskKey, "a:b")));
    service.lock();
    store.setPatience(20ms, 200ms);
    const auto all = await(readSecrets(store, u"p1"_s));
    QVERIFY(!all); // no answer is not "there is none"
    QCOMPARE(all.error().kind, Error::Kind::Network);
    QVERIFY(!all.error().message.isEmpty());
    service.answerPrompt(true);
}

void TestKeyringPrompt::cancelledPrompt()
{
    IN_CHILD
    FakeSecretService service;
    service.lock();
    KeychainSecretStore store(u"whiskboard-test"_s);
    const auto written = store.write(u"p1"_s, Secret::OpenWhiskKey, "a:b");
    QTRY_VERIFY(service.promptIsOpen());
    service.answerPrompt(true);
    QVERIFY(await(written));
    QVERIFY(store.state() == State::Locked || store.state() == State::MemoryOnly);
    QVERIFY(!store.explanation().isEmpty());
    QCOMPARE(*await(store.read(u"p1"_s, Secret::OpenWhiskKey)), "a:b");
    QCOMPARE(service.entries(), 0);
}

void TestKeyringPrompt::storeEndsWhileThePromptIsOpen()
{
    IN_CHILD
    FakeSecretService service;
    service.lock();
    auto store = std::make_unique<KeychainSecretStore>(u"whiskboard-test"_s);
    const auto written = store->write(u"p1"_s, Secret::OpenWhiskKey, "a:b");
    QTRY_VERIFY(service.promptIsOpen());
    store.reset();
    QCOMPARE(await(written).error().kind, Error::Kind::Canceled);
    service.answerPrompt(false);
    QTRY_COMPARE(service.entries(), 1); // what was asked for is done, and nothing crashes
}

void TestKeyringPrompt::keyringGoesAway()
{
    IN_CHILD
    FakeSecretService service;
    KeychainSecretStore store(u"whiskboard-test"_s);
    QVERIFY(await(store.write(u"p1"_s, Secret::OpenWhiskKey, "a:b")));
    QCOMPARE(store.state(), State::Keychain);
    service.failWrites();
    QVERIFY(await(store.write(u"p1"_s, Secret::OpenWhiskKey, "c:d")));
    QCOMPARE(store.state(), State::MemoryOnly);
    QVERIFY2(store.explanation().contains("broken"_L1), qPrintable(store.explanation()));
    QCOMPARE(*await(store.read(u"p1"_s, Secret::OpenWhiskKey)), "c:d"); // not the older one of the keyring
}

QTEST_GUILESS_MAIN(TestKeyringPrompt)
#include "tst_keyringprompt.moc"
