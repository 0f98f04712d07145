#include "tests/ui/connections/dialogfixture.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QFileDialog>
#include <QPlainTextEdit>
#include <QRadioButton>

using namespace connections;
using namespace Qt::StringLiterals;

/// The layered test of what is typed.
class TestConnectionTests : public QObject, private ConnectionDialogFixture {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }
    void init() { ConnectionDialogFixture::init(); }
    void cleanup() { ConnectionDialogFixture::cleanup(); }
    void savesWithAFailingTest();
    void testsWhatIsTyped();
    void testWaitsForTheKeyring();
    void testNeedsReadableFiles();
    void pinsAnUnknownCertificate();
    void usesOwnCaFile();
};

void TestConnectionTests::savesWithAFailingTest()
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

void TestConnectionTests::testsWhatIsTyped()
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

void TestConnectionTests::testWaitsForTheKeyring()
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

void TestConnectionTests::testNeedsReadableFiles()
{
    open();
    QTRY_COMPARE(text(u"openwhiskKey"_s), u"id:key"_s);
    find<QRadioButton>(u"trustOwnCa"_s)->click();
    type(u"caFile"_s, u"/nowhere/ca.pem"_s);
    press(u"test"_s);
    QVERIFY(label(u"probeText"_s).contains("/nowhere/ca.pem"_L1));
    QVERIFY(m_server->requests().isEmpty());
}

void TestConnectionTests::pinsAnUnknownCertificate()
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

void TestConnectionTests::usesOwnCaFile()
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

QTEST_MAIN(TestConnectionTests)
#include "tst_connectiontests.moc"
