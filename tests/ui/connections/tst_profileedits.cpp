#include "tests/support/filelimit.h"
#include "tests/ui/connections/heldsecrets.h"
#include "ui/connections/profileedits.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace connections;
using namespace Qt::StringLiterals;
using Keys = ProfileEdit::Keys;

namespace {

Profile shop(const QString &id, const QString &name)
{
    Profile profile;
    profile.id = id;
    profile.name = name;
    profile.environment = Environment::Production;
    profile.openwhiskHost = QUrl(u"https://ow.example:8443"_s);
    profile.lastNamespace = u"shop"_s;
    return profile;
}

} // namespace

class TestProfileEdits : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void inputIsTheProfile();
    void keepsTextsThatAreNoAddresses();
    void takesPasswordsOutOfProxies();
    void findsFreeNames();
    void rowsSayWhatIsNotSaved();
    void typedSecretsWinOverReadOnes();
    void savesProfileAndSecrets();
    void emptiedSecretsGo();
    void failedSavesLoseNothing();
    void otherConsolesAreSeen();
    void removesProfileAndKeys();
    void duplicatesWithKeys();
    void modelIsSound();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ProfileStore> m_profiles;
    std::unique_ptr<HeldSecrets> m_secrets;
};

void TestProfileEdits::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_profiles = std::make_unique<ProfileStore>(m_folder->filePath(u"profiles.json"_s));
    m_secrets = std::make_unique<HeldSecrets>();
    QVERIFY(m_profiles->save(shop(u"a"_s, u"A"_s)));
    QVERIFY(m_profiles->save(shop(u"b"_s, u"B"_s)));
    m_secrets->values.insert(entryName(u"a"_s, Secret::OpenWhiskKey), "id:key");
}

void TestProfileEdits::inputIsTheProfile()
{
    Profile profile = shop(u"a"_s, u"A"_s);
    profile.pinnedSha256 = QString(64, u'a');
    profile.proxy = QUrl(u"http://proxy.example:3128"_s);
    profile.gatewayAdmin = QUrl(u"https://gw.example:9180"_s);
    profile.dataPlane = QUrl(u"https://api.example"_s);
    QCOMPARE(toProfile(inputOf(profile)), profile);
    QVERIFY(problemsOf(inputOf(profile)).isEmpty());
}

void TestProfileEdits::keepsTextsThatAreNoAddresses()
{
    ProfileInput input = inputOf(shop(u"a"_s, u"A"_s));
    input.host = u"ow example"_s;
    input.gatewayAdmin = u"ftp://gw"_s;
    input.dataPlane = u"  "_s;
    QStringList fields;
    for (const auto &[field, sentence] : problemsOf(input))
        fields.append(field);
    QCOMPARE(fields, QStringList({u"openwhiskHost"_s, u"gatewayAdmin"_s}));
}

void TestProfileEdits::takesPasswordsOutOfProxies()
{
    QString proxy = u"http://op:s3cret@proxy.example:3128"_s;
    QCOMPARE(takeUserInfo(proxy), "op:s3cret");
    QCOMPARE(proxy, u"http://proxy.example:3128"_s);
    QCOMPARE(takeUserInfo(proxy), QByteArray());
    QString bare = u"proxy.example:3128"_s;
    QCOMPARE(takeUserInfo(bare), QByteArray());
    QCOMPARE(bare, u"proxy.example:3128"_s);
}

void TestProfileEdits::findsFreeNames()
{
    QCOMPARE(freeName(u"A"_s, {}), u"A"_s);
    QCOMPARE(freeName(u"A"_s, {u"A"_s, u"A 2"_s}), u"A 3"_s);
}

void TestProfileEdits::rowsSayWhatIsNotSaved()
{
    ProfileEdits edits(*m_profiles, *m_secrets);
    QCOMPARE(edits.rows().size(), 2);
    QCOMPARE(edits.rows().first().place, u"ow.example:8443 · shop"_s);
    QVERIFY(!edits.rows().first().modified);
    ProfileInput input = edits.at(u"a"_s).input;
    input.profile.name = u"A2"_s;
    edits.setInput(u"a"_s, input);
    QVERIFY(edits.rows().first().modified);
    QCOMPARE(edits.modifiedNames(), QStringList(u"A2"_s));
}

void TestProfileEdits::typedSecretsWinOverReadOnes()
{
    ProfileEdits edits(*m_profiles, *m_secrets);
    m_secrets->values.insert(entryName(u"a"_s, Secret::GatewayAdminKey), "admin");
    m_secrets->held = true;
    edits.readKeys(u"a"_s);
    QCOMPARE(edits.at(u"a"_s).keys, Keys::Reading);
    edits.setSecret(u"a"_s, Secret::OpenWhiskKey, "typed:key");
    m_secrets->release();
    QTRY_COMPARE(edits.at(u"a"_s).keys, Keys::Read);
    QCOMPARE(edits.at(u"a"_s).allSecrets().openwhiskKey, "typed:key");
    QCOMPARE(edits.at(u"a"_s).allSecrets().gatewayAdminKey, "admin");
}

void TestProfileEdits::savesProfileAndSecrets()
{
    ProfileEdits edits(*m_profiles, *m_secrets);
    QSignalSpy saved(&edits, &ProfileEdits::saved);
    const QString id = edits.add(shop({}, u"New"_s), {{Secret::OpenWhiskKey, "n:k"}});
    QVERIFY(!m_profiles->find(id));
    m_secrets->held = true;
    edits.save(id);
    QVERIFY(m_profiles->find(id));
    QVERIFY(edits.saving());
    QVERIFY(edits.at(id).modified()); // its key is not in the keyring yet
    m_secrets->release();
    QTRY_COMPARE(saved.size(), 1);
    QVERIFY(!edits.saving());
    QVERIFY(!edits.at(id).modified());
    QCOMPARE(m_secrets->values.value(entryName(id, Secret::OpenWhiskKey)), "n:k");
}

void TestProfileEdits::emptiedSecretsGo()
{
    ProfileEdits edits(*m_profiles, *m_secrets);
    QSignalSpy saved(&edits, &ProfileEdits::saved);
    edits.setSecret(u"a"_s, Secret::OpenWhiskKey, {});
    edits.save(u"a"_s);
    QTRY_COMPARE(saved.size(), 1);
    QVERIFY(m_secrets->values.isEmpty());
}

void TestProfileEdits::failedSavesLoseNothing()
{
    ProfileEdits edits(*m_profiles, *m_secrets);
    QSignalSpy failed(&edits, &ProfileEdits::failed);
    ProfileInput input = edits.at(u"a"_s).input;
    input.profile.name = u"A2"_s;
    edits.setInput(u"a"_s, input);
    edits.setSecret(u"a"_s, Secret::OpenWhiskKey, "typed:key");
    {
        const FileLimit full(50);
        edits.save(u"a"_s);
    }
    QCOMPARE(failed.size(), 1);
    QCOMPARE(edits.at(u"a"_s).input, input);
    QCOMPARE(m_profiles->find(u"a"_s)->name, u"A"_s);
    m_secrets->writeError = Error{Error::Kind::Network, u"no keyring"_s, {}};
    edits.save(u"a"_s);
    QTRY_COMPARE(failed.size(), 2);
    QVERIFY(edits.at(u"a"_s).modified());
    QCOMPARE(edits.at(u"a"_s).allSecrets().openwhiskKey, "typed:key");
    m_secrets->writeError.reset();
    QSignalSpy saved(&edits, &ProfileEdits::saved);
    edits.save(u"a"_s);
    QTRY_COMPARE(saved.size(), 1);
}

void TestProfileEdits::otherConsolesAreSeen()
{
    ProfileEdits edits(*m_profiles, *m_secrets);
    ProfileInput input = edits.at(u"b"_s).input;
    input.profile.name = u"B typed"_s;
    edits.setInput(u"b"_s, input);
    ProfileStore other(m_profiles->file());
    QVERIFY(other.load());
    QVERIFY(other.save(shop(u"a"_s, u"A there"_s)));
    QVERIFY(other.remove(u"b"_s));
    QVERIFY(other.save(shop(u"c"_s, u"C there"_s)));
    QVERIFY(m_profiles->load());
    QCOMPARE(edits.ids(), QStringList({u"a"_s, u"c"_s, u"b"_s}));
    QCOMPARE(edits.at(u"a"_s).input.profile.name, u"A there"_s);
    QVERIFY(edits.at(u"b"_s).isNew); // gone there, typed here: stays to be saved again
    QCOMPARE(edits.at(u"b"_s).input, input);
}

void TestProfileEdits::removesProfileAndKeys()
{
    ProfileEdits edits(*m_profiles, *m_secrets);
    {
        const FileLimit full(50);
        QVERIFY(!edits.remove(u"a"_s));
        QCOMPARE(edits.ids().size(), 2);
    }
    QVERIFY(edits.remove(u"a"_s));
    QCOMPARE(edits.ids(), QStringList(u"b"_s));
    QVERIFY(!m_profiles->find(u"a"_s));
    QVERIFY(m_secrets->values.isEmpty());
    const QString id = edits.add(shop({}, u"New"_s));
    QVERIFY(edits.remove(id)); // never saved
    QCOMPARE(edits.ids(), QStringList(u"b"_s));
}

void TestProfileEdits::duplicatesWithKeys()
{
    ProfileEdits edits(*m_profiles, *m_secrets);
    edits.readKeys(u"a"_s);
    QTRY_COMPARE(edits.at(u"a"_s).keys, Keys::Read);
    ProfileInput input = edits.at(u"a"_s).input;
    input.host = u"not saved yet.example"_s;
    edits.setInput(u"a"_s, input);
    const QString copy = edits.duplicate(u"a"_s);
    QVERIFY(copy != u"a"_s);
    QCOMPARE(edits.at(copy).input.host, input.host);
    QCOMPARE(edits.at(copy).allSecrets().openwhiskKey, "id:key");
    QVERIFY(edits.at(copy).isNew);
    QCOMPARE(edits.at(copy).title(), u"A (copy)"_s);
}

void TestProfileEdits::modelIsSound()
{
    ProfileList list;
    QAbstractItemModelTester tester(list.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy chosen(&list, &ProfileList::chosen);
    list.setRows({{u"a"_s, u"A"_s, u"x"_s, Environment::Dev, true, false}, {u"b"_s, u"B"_s, u"y"_s, Environment::Dev, false, true}});
    list.select(u"b"_s);
    list.setRows({{u"c"_s, u"C"_s, u"z"_s, Environment::Dev, false, false}, {u"b"_s, u"B"_s, u"y"_s, Environment::Dev, false, false}});
    QCOMPARE(list.selected(), u"b"_s); // selection stays with its profile
    QCOMPARE(chosen.size(), 0);
    QTest::keyClick(&list, Qt::Key_Up);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(list.selected(), u"c"_s);
    QVERIFY(!list.grab().isNull());
}

QTEST_MAIN(TestProfileEdits)
#include "tst_profileedits.moc"
