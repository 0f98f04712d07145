#include "core/connections/profilejson.h"
#include "core/connections/profilestore.h"
#include "core/json/text.h"
#include "tests/support/filelimit.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace connections;
using namespace Qt::StringLiterals;

namespace {

Profile full(const QString &name)
{
    Profile profile;
    profile.id = ProfileStore::newId();
    profile.name = name;
    profile.environment = Environment::Staging;
    profile.openwhiskHost = QUrl(u"https://ow.example:8443/whisk"_s);
    profile.gatewayAdmin = QUrl(u"https://gw.example:9180"_s);
    profile.dataPlane = QUrl(u"https://api.example"_s);
    profile.controlApi = QUrl(u"http://10.0.0.7:9090"_s);
    profile.trust = Trust::Pinned;
    profile.caFile = u"/pki/ü ca.pem"_s;
    profile.pinnedSha256 = QString(64, u'a');
    profile.clientCertificateFile = u"/pki/op.crt"_s;
    profile.clientKeyFile = u"/pki/op.key"_s;
    profile.proxyMode = ProxyMode::Manual;
    profile.proxy = QUrl(u"socks5://proxy.example:1080"_s);
    profile.readOnly = true;
    profile.lastNamespace = u"shop-eu"_s;
    return profile;
}

} // namespace

class TestProfileStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void keepsProfiles();
    void readsWhatOthersWrote();
    void keepsWhatItDoesNotKnow();
    void fallsBackToTheSafeSide();
    void twoConsolesKeepEachOthersProfiles();
    void setsACorruptFileAside_data();
    void setsACorruptFileAside();
    void corruptionMeanwhileLosesNothing();
    void fullDiskLosesNothing();
    void neverOverwritesWhatItCannotRead();
    void aHeldLockIsASentence();
    void filesAreForTheOwnerAlone();

private:
    QByteArray content() const;
    void write(const QByteArray &text) const;
    QStringList setAside() const;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString file() const { return m_folder->filePath(u"whiskboard/profiles.json"_s); }
};

void TestProfileStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

QByteArray TestProfileStore::content() const
{
    QFile source(file());
    return source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray();
}

void TestProfileStore::write(const QByteArray &text) const
{
    QDir().mkpath(QFileInfo(file()).path());
    QFile target(file());
    QVERIFY(target.open(QIODevice::WriteOnly));
    target.write(text);
}

QStringList TestProfileStore::setAside() const
{
    return QFileInfo(file()).dir().entryList({u"profiles.json.corrupt-*"_s}, QDir::Files);
}

void TestProfileStore::keepsProfiles()
{
    const Profile one = full(u"One"_s);
    const Profile two = full(u"Two"_s);
    {
        ProfileStore store(file());
        QVERIFY(store.load()); // there is no file yet
        QVERIFY(store.profiles().isEmpty());
        QSignalSpy changed(&store, &ProfileStore::changed);
        QVERIFY(store.save(one));
        QVERIFY(store.save(two));
        QVERIFY(store.save(two)); // nothing new
        QCOMPARE(changed.size(), 2);
    }
    ProfileStore store(file());
    QVERIFY(store.load());
    QCOMPARE(store.profiles(), QList<Profile>({one, two}));
    QVERIFY(store.find(two.id));
    QVERIFY(!store.find(u"nobody"_s));
    QVERIFY(store.remove(one.id));
    QVERIFY(store.remove(one.id)); // gone is gone
    QCOMPARE(store.profiles(), QList<Profile>({two}));
}

void TestProfileStore::readsWhatOthersWrote()
{
    Profile profile = full(u"Round trip"_s);
    for (const auto environment : {Environment::Sandbox, Environment::Dev, Environment::Staging, Environment::Production}) {
        for (const auto trust : {Trust::System, Trust::OwnCa, Trust::Pinned, Trust::None}) {
            for (const auto proxy : {ProxyMode::Environment, ProxyMode::None, ProxyMode::Manual}) {
                profile.environment = environment;
                profile.trust = trust;
                profile.proxyMode = proxy;
                json::Value object = json::Value::object();
                writeProfile(object, profile);
                QCOMPARE(profileFromJson(object), profile);
            }
        }
    }
}

void TestProfileStore::keepsWhatItDoesNotKnow()
{
    write(R"({"future":1.0,"profiles":[)"
          R"({"colour":"red","id":"a","tls":{"trust":"quantum","alpn":["h3"]},"name":"A","environment":"qa"},)"
          R"("no object",{"name":"no id"},{"id":"b","name":"B"}],"z":12345678901234567890})");
    ProfileStore store(file());
    QVERIFY(store.load());
    QCOMPARE(store.profiles().size(), 2);
    Profile profile = store.profiles().first();
    profile.name = u"A2"_s;
    QVERIFY(store.save(profile));
    QCOMPARE(json::compact(*json::parse(content())),
             R"({"future":1.0,"profiles":[)"
             R"({"colour":"red","id":"a","tls":{"trust":"quantum","alpn":["h3"]},"name":"A2","environment":"qa"},)"
             R"("no object",{"name":"no id"},{"id":"b","name":"B"}],"z":12345678901234567890})");
}

void TestProfileStore::fallsBackToTheSafeSide()
{
    const Profile profile = profileFromJson(*json::parse(R"({"id":7,"environment":"qa","tls":{"trust":"all"},"proxy":3})"));
    QCOMPARE(profile.environment, Environment::Production);
    QCOMPARE(profile.trust, Trust::System);
    QCOMPARE(profile.proxyMode, ProxyMode::Environment);
    QVERIFY(profile.id.isEmpty());
}

void TestProfileStore::twoConsolesKeepEachOthersProfiles()
{
    ProfileStore here(file());
    ProfileStore there(file());
    const Profile mine = full(u"Mine"_s);
    const Profile theirs = full(u"Theirs"_s);
    QVERIFY(here.load());
    QVERIFY(there.load());
    QVERIFY(here.save(mine));
    QVERIFY(there.save(theirs));
    QCOMPARE(there.profiles().size(), 2);
    QVERIFY(here.remove(mine.id));
    QCOMPARE(here.profiles(), QList<Profile>({theirs}));
    QVERIFY(there.load());
    QCOMPARE(there.profiles(), QList<Profile>({theirs}));
}

void TestProfileStore::setsACorruptFileAside_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("cut") << QByteArray(R"({"profiles":[{"id":"a",)");
    QTest::newRow("other type") << QByteArray("[]");
    QTest::newRow("other list") << QByteArray(R"({"profiles":{}})");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("binary") << QByteArray(100, '\0');
}

void TestProfileStore::setsACorruptFileAside()
{
    QFETCH(QByteArray, text);
    write(text);
    ProfileStore store(file());
    const auto loaded = store.load();
    QVERIFY(!loaded);
    QCOMPARE(setAside().size(), 1);
    QVERIFY2(loaded.error().message.contains(setAside().first()), qPrintable(loaded.error().message));
    QFile kept(QFileInfo(file()).dir().filePath(setAside().first()));
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), text);
    QVERIFY(store.load());
    QVERIFY(store.save(full(u"New"_s)));
}

void TestProfileStore::corruptionMeanwhileLosesNothing()
{
    ProfileStore store(file());
    QVERIFY(store.save(full(u"One"_s)));
    write("garbage");
    QVERIFY(!store.load());
    QCOMPARE(store.profiles().size(), 1); // what was known stays
    write("garbage again");
    QSignalSpy told(&store, &ProfileStore::setAside);
    QVERIFY(store.save(full(u"Two"_s)));
    QCOMPARE(told.size(), 1);
    QCOMPARE(setAside().size(), 2);
    ProfileStore other(file());
    QVERIFY(other.load());
    QCOMPARE(other.profiles().size(), 2);
}

void TestProfileStore::fullDiskLosesNothing()
{
    ProfileStore store(file());
    QVERIFY(store.save(full(u"One"_s)));
    const QByteArray before = content();
    for (const rlim_t room : {0, 1, 50, 100, 500}) { // QSaveFile takes a part for the whole
        const FileLimit limit(room);
        const auto saved = store.save(full(u"Two"_s));
        QVERIFY(!saved);
        QVERIFY2(saved.error().message.contains(file()), qPrintable(saved.error().message));
        QCOMPARE(content(), before);
    }
    QCOMPARE(store.profiles().size(), 1);
    QVERIFY(store.save(full(u"Two"_s)));
    QCOMPARE(QFileInfo(file()).dir().entryList(QDir::Files), QStringList(u"profiles.json"_s)); // no half file stays
}

void TestProfileStore::neverOverwritesWhatItCannotRead()
{
    QVERIFY(QDir().mkpath(file())); // a folder in its place
    ProfileStore store(file());
    QVERIFY(!store.load());
    const auto saved = store.save(full(u"One"_s));
    QVERIFY(!saved);
    QVERIFY(saved.error().message.contains(file()));
    QVERIFY(QFileInfo(file()).isDir());
}

void TestProfileStore::aHeldLockIsASentence()
{
    ProfileStore store(file());
    QVERIFY(store.save(full(u"One"_s)));
    QLockFile other(file() + u".lock"_s);
    QVERIFY(other.lock());
    const auto saved = store.save(full(u"Two"_s));
    QVERIFY(!saved);
    QCOMPARE(saved.error().kind, Error::Kind::Conflict);
    other.unlock();
    QVERIFY(store.save(full(u"Two"_s)));
}

void TestProfileStore::filesAreForTheOwnerAlone()
{
    write("{\"profiles\":[]}");
    QFile::setPermissions(file(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
    ProfileStore store(file());
    QVERIFY(store.save(full(u"One"_s)));
    const auto owner = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    QCOMPARE(QFileInfo(file()).permissions() & ~owner, QFile::Permissions());
    ProfileStore elsewhere(m_folder->filePath(u"new/folder/profiles.json"_s));
    QVERIFY(elsewhere.save(full(u"One"_s)));
    const auto folder = QFileInfo(m_folder->filePath(u"new/folder"_s)).permissions();
    QVERIFY(!(folder & (QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther)));
}

QTEST_GUILESS_MAIN(TestProfileStore)
#include "tst_profilestore.moc"
