#include "tests/ui/connections/dialogfixture.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QFileDialog>
#include <QSignalSpy>

using namespace connections;
using namespace Qt::StringLiterals;

/// What is typed, kept, saved, imported.
class TestConnectionSaves : public QObject, private ConnectionDialogFixture {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }
    void init() { ConnectionDialogFixture::init(); }
    void cleanup() { ConnectionDialogFixture::cleanup(); }
    void newByKeysAlone();
    void saveAndConnect();
    void problemsStandAtTheirFields();
    void failedSaveKeepsWhatIsTyped();
    void otherProfilesKeepWhatIsTyped();
    void asksBeforeLosing();
    void storesGatewayTlsAndNetwork();
    void proxyPasswordIsASecret();
    void importsWskProps();
    void importsOtherFilesAndEnvironment();
    void duplicates();
    void removes();
    void nothingSecretInTheFile();
};

void TestConnectionSaves::newByKeysAlone()
{
    open();
    QTest::keyClick(m_dialog.get(), Qt::Key_W, Qt::AltModifier);
    QTRY_COMPARE(QApplication::focusWidget(), find(u"name"_s));
    QTest::keyClicks(QApplication::focusWidget(), u"By keys"_s); // over the selected suggestion
    QTest::keyClick(m_dialog.get(), Qt::Key_H, Qt::AltModifier);
    QCOMPARE(QApplication::focusWidget(), find(u"openwhiskHost"_s));
    QTest::keyClicks(QApplication::focusWidget(), u"127.0.0.1:3233"_s);
    QTest::keyClick(m_dialog.get(), Qt::Key_K, Qt::AltModifier);
    QCOMPARE(QApplication::focusWidget(), find(u"openwhiskKey"_s));
    QTest::keyClicks(QApplication::focusWidget(), u"id:secret"_s);
    QTest::keyClick(m_dialog.get(), Qt::Key_S, Qt::AltModifier);
    QTRY_VERIFY(message().contains("saved"_L1));
    QCOMPARE(m_profiles->profiles().size(), 3);
    const Profile saved = m_profiles->profiles().last();
    QCOMPARE(saved.name, u"By keys"_s);
    QCOMPARE(saved.openwhiskHost, QUrl(u"http://127.0.0.1:3233"_s));
    QCOMPARE(text(u"openwhiskHost"_s), u"http://127.0.0.1:3233"_s); // shown as it is understood
    QCOMPARE(m_secrets->values.value(entryName(saved.id, Secret::OpenWhiskKey)), "id:secret");
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
}

void TestConnectionSaves::saveAndConnect()
{
    open();
    QSignalSpy wanted(m_dialog.get(), &ConnectionDialog::connectRequested);
    m_secrets->held = true;
    type(u"openwhiskKey"_s, u"new:key"_s);
    QTest::keyClick(find(u"openwhiskKey"_s), Qt::Key_Return); // the default button
    QCOMPARE(wanted.size(), 0); // the keyring has it not yet
    QVERIFY(!find(u"save"_s)->isEnabled());
    QVERIFY(label(u"foot"_s).contains("Saving"_L1));
    m_secrets->release();
    QTRY_COMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().toString(), u"a"_s);
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(m_secrets->values.value(entryName(u"a"_s, Secret::OpenWhiskKey)), "new:key");
}

void TestConnectionSaves::problemsStandAtTheirFields()
{
    open();
    type(u"name"_s, u""_s);
    type(u"openwhiskHost"_s, u"ow example"_s);
    press(u"save"_s);
    QVERIFY(!message().isEmpty());
    QVERIFY(!label(u"nameProblem"_s).isEmpty());
    QVERIFY(!label(u"openwhiskHostProblem"_s).isEmpty());
    QCOMPARE(QApplication::focusWidget(), find(u"name"_s));
    QCOMPARE(m_profiles->find(u"a"_s)->name, u"Shop"_s);
    QCOMPARE(text(u"openwhiskHost"_s), u"ow example"_s);
    type(u"name"_s, u"Shop 2"_s);
    type(u"openwhiskHost"_s, u"ow.example"_s);
    press(u"save"_s);
    QTRY_VERIFY(message().contains("saved"_L1));
    QVERIFY(label(u"nameProblem"_s).isEmpty());
}

void TestConnectionSaves::failedSaveKeepsWhatIsTyped()
{
    open();
    QTRY_COMPARE(text(u"openwhiskKey"_s), u"id:key"_s);
    m_secrets->writeError = Error{Error::Kind::Network, u"The keyring is gone."_s, {}};
    type(u"name"_s, u"Shop 2"_s);
    type(u"openwhiskKey"_s, u"typed:key"_s);
    press(u"saveAndConnect"_s);
    QTRY_COMPARE(message(), u"The keyring is gone."_s);
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(text(u"name"_s), u"Shop 2"_s);
    QCOMPARE(text(u"openwhiskKey"_s), u"typed:key"_s);
}

void TestConnectionSaves::otherProfilesKeepWhatIsTyped()
{
    open();
    QTRY_COMPARE(text(u"openwhiskKey"_s), u"id:key"_s);
    type(u"openwhiskHost"_s, u"half a na"_s);
    type(u"openwhiskKey"_s, u"half:a"_s);
    m_dialog->select(u"b"_s);
    QCOMPARE(text(u"openwhiskKey"_s), QString());
    m_dialog->select(u"a"_s);
    QCOMPARE(text(u"openwhiskHost"_s), u"half a na"_s);
    QCOMPARE(text(u"openwhiskKey"_s), u"half:a"_s);
    QVERIFY(find<ProfileList>(u"profiles"_s)->model()->index(0, 0).data().toString().contains("not saved"_L1));
}

void TestConnectionSaves::asksBeforeLosing()
{
    open();
    QCOMPARE(find<QAbstractButton>(u"cancel"_s)->text(), u"Close"_s);
    type(u"name"_s, u"Shop 2"_s);
    QCOMPARE(find<QAbstractButton>(u"cancel"_s)->text(), u"Cancel"_s);
    confirm::setNextAnswer(confirm::Answer::Cancel);
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(text(u"name"_s), u"Shop 2"_s);
    confirm::setNextAnswer(confirm::Answer::Yes);
    press(u"cancel"_s);
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(m_profiles->find(u"a"_s)->name, u"Shop"_s);
}

void TestConnectionSaves::storesGatewayTlsAndNetwork()
{
    open();
    QTRY_COMPARE(text(u"openwhiskKey"_s), u"id:key"_s);
    type(u"gatewayAdmin"_s, u"https://gw.example:9180"_s);
    type(u"gatewayAdminKey"_s, u"admin-key"_s);
    type(u"dataPlane"_s, u"https://api.example"_s);
    type(u"clientCertificateFile"_s, u"/pki/op.crt"_s);
    type(u"clientKeyFile"_s, u"/pki/op.key"_s);
    type(u"clientKeyPassphrase"_s, u" with blanks "_s);
    find<QAbstractButton>(u"readOnly"_s)->click();
    auto *environment = find<QComboBox>(u"environment"_s);
    environment->setFocus();
    QTest::keyClick(environment, Qt::Key_End);
    press(u"save"_s);
    QTRY_VERIFY(message().contains("saved"_L1));
    const Profile saved = *m_profiles->find(u"a"_s);
    QCOMPARE(saved.gatewayAdmin, QUrl(u"https://gw.example:9180"_s));
    QCOMPARE(saved.dataPlane, QUrl(u"https://api.example"_s));
    QCOMPARE(saved.clientCertificateFile, u"/pki/op.crt"_s);
    QCOMPARE(saved.clientKeyFile, u"/pki/op.key"_s);
    QVERIFY(saved.readOnly);
    QCOMPARE(saved.environment, Environment::Production);
    QCOMPARE(m_secrets->values.value(entryName(u"a"_s, Secret::GatewayAdminKey)), "admin-key");
    QCOMPARE(m_secrets->values.value(entryName(u"a"_s, Secret::ClientKeyPassphrase)), " with blanks ");
}

void TestConnectionSaves::proxyPasswordIsASecret()
{
    open();
    QTRY_COMPARE(text(u"openwhiskKey"_s), u"id:key"_s);
    auto *mode = find<QComboBox>(u"proxyMode"_s);
    mode->setFocus();
    QTest::keyClick(mode, Qt::Key_End);
    type(u"proxy"_s, u"http://op:s3cret@proxy.example:3128"_s);
    find(u"save"_s)->setFocus();
    QCOMPARE(text(u"proxy"_s), u"http://proxy.example:3128"_s);
    press(u"save"_s);
    QTRY_VERIFY(message().contains("saved"_L1));
    QCOMPARE(m_profiles->find(u"a"_s)->proxyMode, ProxyMode::Manual);
    QCOMPARE(m_secrets->values.value(entryName(u"a"_s, Secret::ProxyPassword)), "op:s3cret");
    press(u"proxyForget"_s);
    press(u"save"_s);
    QTRY_VERIFY(!m_secrets->values.contains(entryName(u"a"_s, Secret::ProxyPassword)));
}

void TestConnectionSaves::importsWskProps()
{
    QFile file(m_folder->filePath(u".wskprops"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("APIHOST=ow.dev.example\nAUTH=dev:hunter2\nNAMESPACE=_\n");
    file.close();
    open();
    QVERIFY(label(u"importValues"_s).contains("ow.dev.example"_L1));
    QVERIFY(!label(u"importValues"_s).contains("hunter2"_L1));
    press(u"import"_s);
    QCOMPARE(text(u"name"_s), u"ow.dev.example"_s);
    QCOMPARE(text(u"openwhiskHost"_s), u"https://ow.dev.example"_s);
    QCOMPARE(text(u"openwhiskKey"_s), u"dev:hunter2"_s);
    QCOMPARE(m_profiles->profiles().size(), 2); // not saved by itself
    press(u"save"_s);
    QTRY_COMPARE(m_profiles->profiles().size(), 3);
    press(u"import"_s); // again: another one
    QCOMPARE(text(u"name"_s), u"ow.dev.example 2"_s);
    QCOMPARE(m_profiles->profiles().size(), 3);
}

void TestConnectionSaves::importsOtherFilesAndEnvironment()
{
    open();
    QVERIFY(!find(u"import"_s)->isEnabled());
    press(u"importEnvironment"_s);
    QVERIFY(label(u"importValues"_s).contains("WHISK_APIHOST"_L1));
    QProcessEnvironment environment;
    environment.insert(u"HOME"_s, m_folder->path());
    environment.insert(u"WHISK_APIHOST"_s, u"env.example"_s);
    environment.insert(u"WHISK_AUTH"_s, u"env:key"_s);
    m_dialog->setEnvironment(environment);
    press(u"importEnvironment"_s);
    press(u"import"_s);
    QCOMPARE(text(u"openwhiskHost"_s), u"https://env.example"_s);
    QFile file(m_folder->filePath(u"other"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("APIHOST=not an address\nAUTH=o:k\n");
    file.close();
    press(u"importFile"_s);
    auto *files = m_dialog->findChild<QFileDialog *>();
    QVERIFY(files);
    Q_EMIT files->fileSelected(file.fileName());
    files->close();
    press(u"import"_s);
    QCOMPARE(text(u"openwhiskHost"_s), u"not an address"_s); // not lost, to be mended
}

void TestConnectionSaves::duplicates()
{
    open();
    QTRY_COMPARE(text(u"openwhiskKey"_s), u"id:key"_s);
    press(u"duplicate"_s);
    QCOMPARE(text(u"name"_s), u"Shop (copy)"_s);
    QCOMPARE(text(u"openwhiskKey"_s), u"id:key"_s);
    press(u"save"_s);
    QTRY_COMPARE(m_profiles->profiles().size(), 3);
    QVERIFY(m_profiles->profiles().last().id != u"a"_s);
}

void TestConnectionSaves::removes()
{
    open();
    QSignalSpy removed(m_dialog.get(), &ConnectionDialog::profileRemoved);
    confirm::setNextAnswer(confirm::Answer::Cancel);
    press(u"remove"_s);
    QCOMPARE(m_profiles->profiles().size(), 2);
    confirm::setNextAnswer(confirm::Answer::Yes);
    press(u"remove"_s);
    QCOMPARE(m_profiles->profiles().size(), 1);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed.first().first().toString(), u"a"_s);
    QVERIFY(m_secrets->values.isEmpty());
    QCOMPARE(text(u"name"_s), u"Shop production"_s);
}

void TestConnectionSaves::nothingSecretInTheFile()
{
    open();
    QTRY_COMPARE(text(u"openwhiskKey"_s), u"id:key"_s);
    find<QComboBox>(u"proxyMode"_s)->setFocus();
    QTest::keyClick(find(u"proxyMode"_s), Qt::Key_End);
    type(u"proxy"_s, u"http://op:hunter2@proxy.example:3128"_s);
    type(u"openwhiskKey"_s, u"hunter2:hunter2"_s);
    type(u"gatewayAdminKey"_s, u"hunter2"_s);
    press(u"test"_s);
    QTRY_VERIFY(tested() || find(u"probeCard"_s)->isVisible());
    press(u"save"_s);
    QTRY_VERIFY(message().contains("saved"_L1));
    for (const QFileInfo &info : QFileInfo(m_profiles->file()).dir().entryInfoList(QDir::Files | QDir::Hidden)) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("hunter2"), qPrintable(info.fileName()));
    }
    for (const net::LogEntry &entry : m_log->entries())
        QVERIFY(!(entry.target + entry.requestBody + entry.responseBody + entry.failure.toUtf8()).contains("hunter2"));
}

QTEST_MAIN(TestConnectionSaves)
#include "tst_connectionsaves.moc"
