#include "core/net/requestlog.h"
#include "tests/core/sandbox/sandboxprocess.h"
#include "tests/ui/connections/heldsecrets.h"
#include "ui/connections/connectiondialog.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>

using namespace Qt::StringLiterals;

/// The dialog of connections against gateways whose store does not answer: its test ends by itself and says what it is.
class TestHungConnection : public QObject {
    Q_OBJECT

    struct Screen {
        QTemporaryDir dir;
        connections::ProfileStore profiles{dir.filePath(u"profiles.json"_s)};
        HeldSecrets secrets;
        net::RequestLog log;
        std::unique_ptr<ConnectionDialog> dialog;

        QString label(const char *name) const { return dialog->findChild<QLabel *>(QLatin1String(name))->text(); }
        QString layer(int index) const { return dialog->findChild<QWidget *>(u"adminLayer%1"_s.arg(index))->accessibleName(); }
        bool ended() const { return label("probeWhen").contains(u"ago"_s); }

        void open(const SandboxProcess &sandbox)
        {
            QFile file(sandbox.path() + u"/gateway.json"_s);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const auto said = json::read(file.readAll())->value;
            connections::Profile profile;
            profile.id = u"a"_s;
            profile.name = u"Sandbox"_s;
            profile.openwhiskHost = sandbox.url();
            profile.gatewayAdmin = QUrl(said.value(u"admin").toString());
            profile.dataPlane = QUrl(said.value(u"gateway").toString());
            profile.proxyMode = connections::ProxyMode::None;
            QVERIFY(profiles.save(profile));
            secrets.values.insert(connections::entryName(u"a"_s, connections::Secret::OpenWhiskKey), sandbox.key());
            secrets.values.insert(connections::entryName(u"a"_s, connections::Secret::GatewayAdminKey), said.value(u"admin_key").toString().toUtf8());
            dialog = std::make_unique<ConnectionDialog>(profiles, secrets, &log);
            dialog->select(u"a"_s);
            dialog->open();
            QTRY_VERIFY(dialog->isVisible());
        }
    };

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void endsWithItsOwnMessage_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QString>("words");
        QTest::newRow("hung") << u"etcd=hung"_s << u"its etcd seems to hang"_s;
        QTest::newRow("down") << u"etcd=down"_s << u"cannot reach its etcd"_s;
    }
    void endsWithItsOwnMessage()
    {
        QFETCH(QString, fault);
        QFETCH(QString, words);
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--gateway-admin"_s, u"0"_s, u"--gateway"_s, u"0"_s, u"--fault"_s, fault}));
        Screen screen;
        screen.open(sandbox);
        screen.dialog->findChild<QAbstractButton *>(u"test"_s)->click();
        // The parts of the test are independent: OpenWhisk and data plane answer while the Admin API is silent.
        QTRY_COMPARE(screen.label("probeVerdict"), u"answers"_s);
        QTRY_COMPARE(screen.label("planeVerdict"), u"answers"_s);
        QTRY_VERIFY(screen.ended()); // the deadline is well below the patience of this line
        QCOMPARE(screen.label("adminVerdict"), u"stopped at Key"_s);
        QVERIFY2(screen.layer(3).contains(u"APISIX"_s), qPrintable(screen.layer(3))); // who it is needs no store
        QVERIFY2(screen.layer(4).contains(words), qPrintable(screen.layer(4)));
    }

    void isClosedWhileTheGatewayHangs()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start({u"--gateway-admin"_s, u"0"_s, u"--gateway"_s, u"0"_s, u"--fault"_s, u"etcd=hung"_s}));
        Screen screen;
        screen.open(sandbox);
        screen.dialog->findChild<QAbstractButton *>(u"test"_s)->click();
        QTRY_COMPARE(screen.label("probeVerdict"), u"answers"_s);
        screen.dialog.reset();
        QVERIFY(sandbox.url().isValid()); // and nothing comes back to what is gone
    }
};

QTEST_MAIN(TestHungConnection)
#include "tst_hungconnection.moc"
