#include "core/net/requestlog.h"
#include "tests/support/fakeserver.h"
#include "tests/ui/connections/heldsecrets.h"
#include "ui/connections/connectiondialog.h"
#include "ui/connections/profilelist.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace connections;
using namespace Qt::StringLiterals;

namespace {

void serveOpenWhisk(FakeServer &server)
{
    server.on("GET /api/v1", answer::json(R"({"description":"OpenWhisk API","api_version":"1.0.0"})"));
    server.on("GET /", answer::json(R"({"runtimes":{"nodejs":[{"kind":"nodejs:20"}]}})"));
    server.on("GET /api/v1/namespaces", answer::json(R"(["shop-eu"])"));
}

Profile profileAt(const QString &id, const QString &name, const QUrl &host)
{
    Profile profile;
    profile.id = id;
    profile.name = name;
    profile.openwhiskHost = host;
    profile.proxyMode = ProxyMode::None;
    return profile;
}

} // namespace

class TestConnectionDialog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void loads();
    void empty();
    void corruptFileIsSaid();
    void keyringErrorIsSaid();
    void closedWhileLoading();
    void profileGoneWhileLoading();
    void keyringGoneWhileLoading();
    void everyControlHasNames();
    void newByKeysAlone();
    void saveAndConnect();
    void problemsStandAtTheirFields();
    void failedSaveKeepsWhatIsTyped();
    void savesWithAFailingTest();
    void otherProfilesKeepWhatIsTyped();
    void asksBeforeLosing();
    void testsWhatIsTyped();
    void testWaitsForTheKeyring();
    void testNeedsReadableFiles();
    void pinsAnUnknownCertificate();
    void usesOwnCaFile();
    void revealsKeys();
    void storesGatewayTlsAndNetwork();
    void proxyPasswordIsASecret();
    void importsWskProps();
    void importsOtherFilesAndEnvironment();
    void duplicates();
    void removes();
    void nothingSecretInTheFile();
    void saysWhereKeysGo();
    void marksWhatIsNotSafe();
    void worksInTheDark();

private:
    template<typename T = QWidget> T *find(const QString &name) const
    {
        T *found = m_dialog->findChild<T *>(name);
        if (!found)
            qFatal("no widget %s", qPrintable(name));
        return found;
    }
    void open();
    void type(const QString &name, const QString &text) const;
    void press(const QString &name) const { QTest::mouseClick(find<QAbstractButton>(name), Qt::LeftButton); }
    QString text(const QString &name) const { return find<QLineEdit>(name)->text(); }
    QString label(const QString &name) const { return find<QLabel>(name)->text(); }
    QString layer(int index) const { return find(u"layer%1"_s.arg(index))->accessibleName(); }
    QString message() const { return find<MessageBar>(u"dialogMessage"_s)->text(); }
    bool tested() const { return !m_dialog->findChild<QLabel *>(u"probeVerdict"_s)->isHidden(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ProfileStore> m_profiles;
    std::unique_ptr<HeldSecrets> m_secrets;
    std::unique_ptr<net::RequestLog> m_log;
    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<ConnectionDialog> m_dialog;
};

void TestConnectionDialog::initTestCase()
{
    theme::apply(*qApp, false);
}

void TestConnectionDialog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_profiles = std::make_unique<ProfileStore>(m_folder->filePath(u"config/profiles.json"_s));
    m_secrets = std::make_unique<HeldSecrets>();
    m_log = std::make_unique<net::RequestLog>();
    m_server = std::make_unique<FakeServer>();
    serveOpenWhisk(*m_server);
    QVERIFY(m_profiles->save(profileAt(u"a"_s, u"Shop"_s, m_server->url())));
    Profile production = profileAt(u"b"_s, u"Shop production"_s, QUrl(u"https://ow.example"_s));
    production.environment = Environment::Production;
    production.readOnly = true;
    QVERIFY(m_profiles->save(production));
    m_secrets->values.insert(entryName(u"a"_s, Secret::OpenWhiskKey), "id:key");
}

void TestConnectionDialog::cleanup()
{
    m_dialog.reset();
    m_profiles.reset();
}

void TestConnectionDialog::open()
{
    m_dialog = std::make_unique<ConnectionDialog>(*m_profiles, *m_secrets, m_log.get());
    QProcessEnvironment environment;
    environment.insert(u"HOME"_s, m_folder->path());
    m_dialog->setEnvironment(environment);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
}

void TestConnectionDialog::type(const QString &name, const QString &text) const
{
    auto *line = find<QLineEdit>(name);
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text.isEmpty() ? u"x"_s : text);
    if (text.isEmpty())
        QTest::keyClick(line, Qt::Key_Backspace);
}

void TestConnectionDialog::loads()
{
    m_secrets->held = true;
    open();
    QCOMPARE(find<ProfileList>(u"profiles"_s)->model()->rowCount(), 2);
    QCOMPARE(text(u"name"_s), u"Shop"_s);
    QCOMPARE(text(u"openwhiskHost"_s), m_server->url().toString());
    QCOMPARE(text(u"openwhiskKey"_s), QString());
    QVERIFY(find<QLineEdit>(u"openwhiskKey"_s)->placeholderText().contains("reading"_L1));
    m_secrets->release();
    QTRY_COMPARE(text(u"openwhiskKey"_s), u"id:key"_s);
    QCOMPARE(find<QLineEdit>(u"openwhiskKey"_s)->echoMode(), QLineEdit::Password);
    QVERIFY(m_server->requests().isEmpty()); // nothing is asked by itself
    m_dialog->select(u"b"_s);
    QCOMPARE(text(u"name"_s), u"Shop production"_s);
    QVERIFY(find<QAbstractButton>(u"readOnly"_s)->isChecked());
}

void TestConnectionDialog::empty()
{
    QVERIFY(m_profiles->remove(u"a"_s));
    QVERIFY(m_profiles->remove(u"b"_s));
    open();
    auto *state = m_dialog->findChild<StateView *>();
    QCOMPARE(state->state(), StateView::Empty);
    for (const auto &name : {u"save"_s, u"saveAndConnect"_s, u"duplicate"_s, u"remove"_s, u"test"_s})
        QVERIFY2(!find(name)->isEnabled(), qPrintable(name));
    press(u"new"_s);
    QCOMPARE(state->state(), StateView::Content);
    QVERIFY(find(u"save"_s)->isEnabled());
    confirm::setNextAnswer(confirm::Answer::Yes);
    press(u"remove"_s);
    QCOMPARE(state->state(), StateView::Empty);
}

void TestConnectionDialog::corruptFileIsSaid()
{
    QFile file(m_profiles->file());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{ broken");
    file.close();
    open();
    QVERIFY2(message().contains("corrupt"_L1), qPrintable(message()));
    QCOMPARE(find<ProfileList>(u"profiles"_s)->model()->rowCount(), 2); // what was known stays
}

void TestConnectionDialog::keyringErrorIsSaid()
{
    m_secrets->readError = Error{Error::Kind::Network, u"The keyring gave no answer."_s, {}};
    open();
    QTRY_COMPARE(label(u"keyHint"_s), u"The keyring gave no answer."_s);
    QCOMPARE(text(u"name"_s), u"Shop"_s);
    m_secrets->readError.reset();
    m_dialog->select(u"b"_s);
    m_dialog->select(u"a"_s); // asks again
    QTRY_COMPARE(text(u"openwhiskKey"_s), u"id:key"_s);
}

void TestConnectionDialog::closedWhileLoading()
{
    m_secrets->held = true;
    m_server->hold("GET /api/v1");
    open();
    type(u"openwhiskKey"_s, u"typed:key"_s);
    press(u"test"_s);
    QTRY_COMPARE(m_server->waiting(), 1);
    m_dialog.reset();
    QTRY_COMPARE(m_server->aborted(), 1);
    m_secrets->release();
    QTest::qWait(0);
    QVERIFY(m_profiles->find(u"a"_s));
}

void TestConnectionDialog::profileGoneWhileLoading()
{
    m_secrets->held = true;
    open();
    press(u"test"_s);
    ProfileStore other(m_profiles->file());
    QVERIFY(other.load());
    QVERIFY(other.remove(u"a"_s));
    QVERIFY(m_profiles->load());
    QCOMPARE(text(u"name"_s), u"Shop production"_s);
    m_secrets->release();
    QTRY_COMPARE(find<QLineEdit>(u"openwhiskKey"_s)->placeholderText(), QString());
    QCOMPARE(text(u"openwhiskKey"_s), QString());
    QVERIFY(m_server->requests().isEmpty());
}

void TestConnectionDialog::keyringGoneWhileLoading()
{
    m_secrets->held = true;
    open();
    m_secrets->dropAll();
    QTRY_COMPARE(find<QLineEdit>(u"openwhiskKey"_s)->placeholderText(), QString());
    type(u"openwhiskKey"_s, u"typed:key"_s);
    QCOMPARE(text(u"openwhiskKey"_s), u"typed:key"_s);
}

void TestConnectionDialog::everyControlHasNames()
{
    open();
    for (QWidget *widget : m_dialog->findChildren<QWidget *>()) {
        const bool control = qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget)
            || qobject_cast<QAbstractItemView *>(widget)
            || (qobject_cast<QLineEdit *>(widget) && !qobject_cast<QComboBox *>(widget->parentWidget()));
        if (!control || !widget->isVisible())
            continue;
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
        auto *button = qobject_cast<QAbstractButton *>(widget);
        QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()), qPrintable(widget->objectName()));
        QVERIFY2(widget->focusPolicy() != Qt::NoFocus, qPrintable(widget->objectName()));
    }
}

void TestConnectionDialog::newByKeysAlone()
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

void TestConnectionDialog::saveAndConnect()
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

void TestConnectionDialog::problemsStandAtTheirFields()
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

void TestConnectionDialog::failedSaveKeepsWhatIsTyped()
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

void TestConnectionDialog::savesWithAFailingTest()
{
    m_server->stop();
    open();
    QTRY_COMPARE(text(u"openwhiskKey"_s), u"id:key"_s);
    type(u"name"_s, u"Shop 2"_s);
    press(u"test"_s);
    QTRY_VERIFY(tested());
    QCOMPARE(label(u"probeVerdict"_s), u"stopped at TCP"_s);
    QVERIFY(layer(4).contains("not sent"_L1));
    QVERIFY(find(u"probeCard"_s)->isVisible());
    press(u"save"_s);
    QTRY_VERIFY(message().contains("saved"_L1));
    QCOMPARE(m_profiles->find(u"a"_s)->name, u"Shop 2"_s);
}

void TestConnectionDialog::otherProfilesKeepWhatIsTyped()
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

void TestConnectionDialog::asksBeforeLosing()
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

void TestConnectionDialog::testsWhatIsTyped()
{
    open();
    QTRY_COMPARE(text(u"openwhiskKey"_s), u"id:key"_s);
    type(u"openwhiskKey"_s, u"typed:key"_s);
    QTest::keyClick(m_dialog.get(), Qt::Key_T, Qt::AltModifier);
    QTRY_VERIFY(tested());
    QCOMPARE(label(u"probeVerdict"_s), u"answers"_s);
    QVERIFY(layer(4).contains("shop-eu"_L1));
    QCOMPARE(m_server->requests().last().header("Authorization"), "Basic " + QByteArray("typed:key").toBase64());
    QCOMPARE(m_log->total(), 3);
    QVERIFY(label(u"keyHint"_s).contains("shop-eu"_L1));
    QVERIFY(label(u"probeWhen"_s).contains("with what is typed"_L1));
    type(u"openwhiskHost"_s, u"other.example"_s);
    QVERIFY(label(u"probeWhen"_s).contains("before your last change"_L1));
    QVERIFY(!m_secrets->values.values().contains("typed:key")); // a test saves nothing
}

void TestConnectionDialog::testWaitsForTheKeyring()
{
    m_secrets->held = true;
    open();
    press(u"test"_s);
    QVERIFY(label(u"probeWhen"_s).contains("keyring"_L1));
    QVERIFY(m_server->requests().isEmpty());
    m_secrets->release();
    QTRY_VERIFY(tested());
    QCOMPARE(label(u"probeVerdict"_s), u"answers"_s);
}

void TestConnectionDialog::testNeedsReadableFiles()
{
    open();
    QTRY_COMPARE(text(u"openwhiskKey"_s), u"id:key"_s);
    find<QRadioButton>(u"trustOwnCa"_s)->click();
    type(u"caFile"_s, u"/nowhere/ca.pem"_s);
    press(u"test"_s);
    QVERIFY(label(u"probeText"_s).contains("/nowhere/ca.pem"_L1));
    QVERIFY(m_server->requests().isEmpty());
}

void TestConnectionDialog::pinsAnUnknownCertificate()
{
    FakeServer secure(FakeServer::Tls::SelfSigned);
    serveOpenWhisk(secure);
    open();
    QTRY_COMPARE(text(u"openwhiskKey"_s), u"id:key"_s);
    type(u"openwhiskHost"_s, secure.url().toString());
    press(u"test"_s);
    QTRY_VERIFY(tested());
    QCOMPARE(label(u"probeVerdict"_s), u"stopped at TLS"_s);
    QVERIFY(label(u"probeHeadline"_s).contains("self-signed"_L1));
    QVERIFY(label(u"probeText"_s).contains("localhost"_L1));
    press(u"showCertificate"_s);
    QVERIFY(find<QPlainTextEdit>(u"certificateText"_s)->toPlainText().contains("BEGIN CERTIFICATE"_L1));
    find<QDialog>(u"certificateDialog"_s)->close();
    confirm::setNextAnswer(confirm::Answer::Cancel);
    press(u"pinCertificate"_s);
    QVERIFY(!find<QRadioButton>(u"trustPinned"_s)->isChecked());
    confirm::setNextAnswer(confirm::Answer::Yes);
    press(u"pinCertificate"_s);
    QVERIFY(find<QRadioButton>(u"trustPinned"_s)->isChecked());
    QTRY_COMPARE(label(u"probeVerdict"_s), u"answers"_s); // tested again at once
    press(u"save"_s);
    QTRY_COMPARE(m_profiles->find(u"a"_s)->trust, Trust::Pinned);
    QCOMPARE(m_profiles->find(u"a"_s)->pinnedSha256.size(), 64);
}

void TestConnectionDialog::usesOwnCaFile()
{
    FakeServer secure(FakeServer::Tls::Authority);
    serveOpenWhisk(secure);
    open();
    QTRY_COMPARE(text(u"openwhiskKey"_s), u"id:key"_s);
    type(u"openwhiskHost"_s, secure.url().toString());
    press(u"test"_s);
    QTRY_COMPARE(label(u"probeVerdict"_s), u"stopped at TLS"_s);
    press(u"useOwnCa"_s);
    QVERIFY(find<QRadioButton>(u"trustOwnCa"_s)->isChecked());
    auto *files = m_dialog->findChild<QFileDialog *>();
    QVERIFY(files);
    Q_EMIT files->fileSelected(QStringLiteral(TEST_SOURCE_DIR "/support/data/ca.pem"));
    files->close();
    press(u"test"_s);
    QTRY_COMPARE(label(u"probeVerdict"_s), u"answers"_s);
}

void TestConnectionDialog::revealsKeys()
{
    open();
    QTRY_COMPARE(text(u"openwhiskKey"_s), u"id:key"_s);
    press(u"openwhiskKeyReveal"_s);
    QCOMPARE(find<QLineEdit>(u"openwhiskKey"_s)->echoMode(), QLineEdit::Normal);
    m_dialog->select(u"b"_s);
    m_dialog->select(u"a"_s);
    QCOMPARE(find<QLineEdit>(u"openwhiskKey"_s)->echoMode(), QLineEdit::Password);
}

void TestConnectionDialog::storesGatewayTlsAndNetwork()
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

void TestConnectionDialog::proxyPasswordIsASecret()
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

void TestConnectionDialog::importsWskProps()
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

void TestConnectionDialog::importsOtherFilesAndEnvironment()
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

void TestConnectionDialog::duplicates()
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

void TestConnectionDialog::removes()
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

void TestConnectionDialog::nothingSecretInTheFile()
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

void TestConnectionDialog::saysWhereKeysGo()
{
    open();
    QTRY_VERIFY(label(u"keyHint"_s).contains("keychain"_L1));
    m_secrets->become(SecretStore::State::MemoryOnly, u"There is no usable keyring."_s);
    QCOMPARE(label(u"keyHint"_s), u"There is no usable keyring."_s);
    m_secrets->wait(true);
    QVERIFY(label(u"keyHint"_s).contains("Waiting"_L1));
    QVERIFY(label(u"foot"_s).contains("Waiting"_L1));
    QVERIFY(find(u"save"_s)->isEnabled()); // nothing is blocked
    m_secrets->wait(false);
    QVERIFY(label(u"foot"_s).contains("profiles.json"_L1));
}

void TestConnectionDialog::marksWhatIsNotSafe()
{
    open();
    QVERIFY(!find(u"hostHint"_s)->isVisible()); // loopback
    type(u"openwhiskHost"_s, u"http://ow.example"_s);
    QVERIFY(find(u"hostHint"_s)->isVisible());
    type(u"openwhiskHost"_s, u"ow.example"_s);
    QVERIFY(!find(u"hostHint"_s)->isVisible());
    find<QRadioButton>(u"trustNone"_s)->click();
    find<QRadioButton>(u"trustPinned"_s)->click();
    type(u"pinnedSha256"_s, u"7F:3A"_s);
    press(u"save"_s);
    QVERIFY(!label(u"pinnedSha256Problem"_s).isEmpty());
    QCOMPARE(text(u"pinnedSha256"_s), u"7F:3A"_s);
}

void TestConnectionDialog::worksInTheDark()
{
    open();
    theme::apply(*qApp, true);
    QVERIFY(!m_dialog->grab().isNull());
    theme::apply(*qApp, false);
    QVERIFY(!m_dialog->grab().isNull());
}

QTEST_MAIN(TestConnectionDialog)
#include "tst_connectiondialog.moc"
