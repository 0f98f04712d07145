#include "core/local/sandboxprocess.h"
#include "tests/ui/shell/fakesandbox.h"
#include "tests/ui/shell/fakeworld.h"
#include "ui/shell/connector.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using connections::Profile;
using connections::Secret;
using State = Connector::State;

namespace {

/// A keyring whose prompt is open until the test answers it.
class SlowSecrets : public connections::SecretStore {
public:
    connections::SecretStore::State state() const override { return connections::SecretStore::State::Keychain; }
    QString explanation() const override { return {}; }
    Async<QByteArray> read(const QString &, Secret) override
    {
        m_reads.push_back(std::make_shared<QPromise<Result<QByteArray>>>());
        m_reads.back()->start();
        Q_EMIT waitingForUser(true);
        return m_reads.back()->future();
    }
    Async<Done> write(const QString &, Secret, const QByteArray &) override { return ready<Done>(Done{}); }
    Async<Done> remove(const QString &, Secret) override { return ready<Done>(Done{}); }
    void answer(const QByteArray &key)
    {
        Q_EMIT waitingForUser(false);
        while (!m_reads.empty()) {
            auto promise = m_reads.back();
            m_reads.pop_back();
            promise->addResult(Result<QByteArray>(key));
            promise->finish();
        }
    }

private:
    std::vector<std::shared_ptr<QPromise<Result<QByteArray>>>> m_reads;
};

class Setup {
public:
    Profile profile(const QString &id)
    {
        Profile made;
        made.id = id;
        made.name = u"Shop "_s + id;
        made.environment = connections::Environment::Staging;
        made.openwhiskHost = world.server.url();
        return made;
    }
    void add(const Profile &profile)
    {
        QVERIFY(bool(profiles.save(profile)));
        secrets.write(profile.id, Secret::OpenWhiskKey, "x:y");
    }
    QTemporaryDir dir;
    FakeWorld world;
    connections::ProfileStore profiles{dir.filePath(u"profiles.json"_s)};
    connections::MemorySecretStore secrets;
};

} // namespace

class TestConnector : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void opensAProfile()
    {
        Setup setup;
        setup.add(setup.profile(u"a"_s));
        Connector connector(setup.profiles, setup.secrets, setup.world.log, nullptr);
        connector.connectTo(u"a"_s);
        QCOMPARE(connector.state(), State::ReadingSecrets);
        QTRY_COMPARE(connector.state(), State::Open);
        QTRY_VERIFY(connector.session()->connected());
        QCOMPARE(connector.profile().name, u"Shop a"_s);
        QTRY_COMPARE(setup.profiles.find(u"a"_s)->lastNamespace, u"guest"_s);
        QCOMPARE(setup.world.server.requests().first().header("Authorization"), "Basic " + QByteArray("x:y").toBase64());
    }

    void saysThatTheKeyIsMissing()
    {
        Setup setup;
        QVERIFY(bool(setup.profiles.save(setup.profile(u"a"_s))));
        Connector connector(setup.profiles, setup.secrets, setup.world.log, nullptr);
        connector.connectTo(u"a"_s);
        QTRY_COMPARE(connector.state(), State::Failed);
        QCOMPARE(connector.error()->kind, Error::Kind::Unauthorized);
        QVERIFY(!connector.session());
        setup.secrets.write(u"a"_s, Secret::OpenWhiskKey, "x:y");
        connector.retry();
        QTRY_COMPARE(connector.state(), State::Open);
    }

    void showsThatTheKeyringAsks()
    {
        Setup setup;
        setup.add(setup.profile(u"a"_s));
        SlowSecrets slow;
        Connector connector(setup.profiles, slow, setup.world.log, nullptr);
        connector.connectTo(u"a"_s);
        QCOMPARE(connector.state(), State::WaitingForKeyring);
        QVERIFY(connector.stateText().contains("keyring"_L1));
        slow.answer("x:y");
        QTRY_COMPARE(connector.state(), State::Open);
    }

    void theLastOneAskedForWins()
    {
        Setup setup;
        setup.add(setup.profile(u"a"_s));
        setup.add(setup.profile(u"b"_s));
        Connector connector(setup.profiles, setup.secrets, setup.world.log, nullptr);
        connector.connectTo(u"a"_s);
        connector.connectTo(u"b"_s);
        QTRY_COMPARE(connector.state(), State::Open);
        QCOMPARE(connector.session()->profileId(), u"b"_s);
        QSignalSpy closing(&connector, &Connector::aboutToClose);
        connector.connectTo(u"a"_s);
        QCOMPARE(closing.count(), 1);
        QVERIFY(!connector.session());
        connector.close();
        QCOMPARE(connector.state(), State::None);
        QTest::qWait(0);
        QCOMPARE(connector.state(), State::None); // the answer that was under way is nobody's
    }

    void firstStartOfTheSandbox()
    {
        Setup setup;
        setup.world.fill();
        local::SandboxProcess sandbox(fakeSandboxProgram(setup.dir.path(), setup.world.server.url()), setup.dir.filePath(u"data"_s));
        Connector connector(setup.profiles, setup.secrets, setup.world.log, &sandbox);
        QSignalSpy ready(&connector, &Connector::sandboxReady);
        connector.openSandbox();
        QCOMPARE(connector.state(), State::StartingSandbox);
        QTRY_COMPARE_WITH_TIMEOUT(connector.state(), State::Open, 30'000);
        QCOMPARE(ready.count(), 1);
        const auto *profile = setup.profiles.find(Connector::sandboxProfileId());
        QVERIFY(profile);
        QCOMPARE(profile->name, u"Sandbox"_s);
        QCOMPARE(profile->openwhiskHost.port(), setup.world.server.url().port());
        QTRY_VERIFY(connector.session()->connected());
        QFile file(setup.dir.filePath(u"profiles.json"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("some:key")); // the key is in the keyring alone
        connector.connectTo(Connector::sandboxProfileId());
        QTRY_COMPARE(connector.state(), State::Open);
        QCOMPARE(ready.count(), 1);
    }

    void saysWhyTheSandboxDoesNotStart()
    {
        Setup setup;
        local::SandboxProcess sandbox(setup.dir.filePath(u"no-such-program"_s), setup.dir.filePath(u"data"_s));
        Connector connector(setup.profiles, setup.secrets, setup.world.log, &sandbox);
        connector.openSandbox();
        QTRY_COMPARE_WITH_TIMEOUT(connector.state(), State::Failed, 30'000);
        QVERIFY(!connector.error()->message.isEmpty());
        QVERIFY(setup.profiles.profiles().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestConnector)
#include "tst_connector.moc"
