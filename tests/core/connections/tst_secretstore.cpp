#include "core/connections/secretstore.h"
#include "tests/support/await.h"

#include <QSet>
#include <QTest>

using namespace connections;
using namespace Qt::StringLiterals;

class TestSecretStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void memoryKeepsUntilTheEnd();
    void namesAreDistinct();
};

void TestSecretStore::memoryKeepsUntilTheEnd()
{
    MemorySecretStore store;
    store.probe();
    QCOMPARE(store.state(), SecretStore::State::MemoryOnly);
    QVERIFY(!store.explanation().isEmpty());
    QCOMPARE(await(store.read(u"p1"_s, Secret::OpenWhiskKey)).error().kind, Error::Kind::NotFound);
    QVERIFY(await(store.write(u"p1"_s, Secret::OpenWhiskKey, "a:b")));
    QCOMPARE(*await(store.read(u"p1"_s, Secret::OpenWhiskKey)), "a:b");
    QVERIFY(!await(store.read(u"p2"_s, Secret::OpenWhiskKey)));
    QCOMPARE(await(readSecrets(store, u"p1"_s))->openwhiskKey, "a:b");
    QCOMPARE(await(readSecrets(store, u"p2"_s))->openwhiskKey, QByteArray());
    QVERIFY(await(store.remove(u"p1"_s, Secret::OpenWhiskKey)));
    QVERIFY(await(store.remove(u"p1"_s, Secret::OpenWhiskKey)));
    QVERIFY(!await(store.read(u"p1"_s, Secret::OpenWhiskKey)));
}

void TestSecretStore::namesAreDistinct()
{
    QSet<QString> names;
    for (const auto secret :
         {Secret::OpenWhiskKey, Secret::GatewayAdminKey, Secret::ClientKeyPassphrase, Secret::ProxyPassword}) {
        for (const auto &id : {u"p1"_s, u"p2"_s})
            names.insert(entryName(id, secret));
    }
    QCOMPARE(names.size(), 8);
}

QTEST_GUILESS_MAIN(TestSecretStore)
#include "tst_secretstore.moc"
