#pragma once

#include "core/net/requestlog.h"
#include "tests/support/fakeserver.h"
#include "tests/ui/connections/heldsecrets.h"
#include "ui/connections/connectiondialog.h"
#include "ui/connections/profilelist.h"
#include "ui/widgets/messagebar.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

inline void serveOpenWhisk(FakeServer &server)
{
    server.on("GET /api/v1", answer::json(R"({"description":"OpenWhisk API","api_version":"1.0.0"})"));
    server.on("GET /", answer::json(R"({"runtimes":{"nodejs":[{"kind":"nodejs:20"}]}})"));
    server.on("GET /api/v1/namespaces", answer::json(R"(["shop-eu"])"));
}

inline connections::Profile profileAt(const QString &id, const QString &name, const QUrl &host)
{
    connections::Profile profile;
    profile.id = id;
    profile.name = name;
    profile.openwhiskHost = host;
    profile.proxyMode = connections::ProxyMode::None;
    return profile;
}

/// The dialog on two profiles (a: at a fake server, b: production) and secrets that may be slow.
class ConnectionDialogFixture {
public:
    void init();
    void cleanup();
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
    QString layer(int index) const { return find(QStringLiteral("layer%1").arg(index))->accessibleName(); }
    QString message() const { return find<MessageBar>(QStringLiteral("dialogMessage"))->text(); }
    bool tested() const { return !m_dialog->findChild<QLabel *>(QStringLiteral("probeVerdict"))->isHidden(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<connections::ProfileStore> m_profiles;
    std::unique_ptr<HeldSecrets> m_secrets;
    std::unique_ptr<net::RequestLog> m_log;
    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<ConnectionDialog> m_dialog;
};

inline void ConnectionDialogFixture::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_profiles = std::make_unique<connections::ProfileStore>(m_folder->filePath(QStringLiteral("config/profiles.json")));
    m_secrets = std::make_unique<HeldSecrets>();
    m_log = std::make_unique<net::RequestLog>();
    m_server = std::make_unique<FakeServer>();
    serveOpenWhisk(*m_server);
    QVERIFY(m_profiles->save(profileAt(QStringLiteral("a"), QStringLiteral("Shop"), m_server->url())));
    connections::Profile production = profileAt(QStringLiteral("b"), QStringLiteral("Shop production"), QUrl(QStringLiteral("https://ow.example")));
    production.environment = connections::Environment::Production;
    production.readOnly = true;
    QVERIFY(m_profiles->save(production));
    m_secrets->values.insert(connections::entryName(QStringLiteral("a"), connections::Secret::OpenWhiskKey), "id:key");
}

inline void ConnectionDialogFixture::cleanup()
{
    m_dialog.reset();
    m_profiles.reset();
}

inline void ConnectionDialogFixture::open()
{
    m_dialog = std::make_unique<ConnectionDialog>(*m_profiles, *m_secrets, m_log.get());
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("HOME"), m_folder->path());
    m_dialog->setEnvironment(environment);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get(), 30'000));
}

inline void ConnectionDialogFixture::type(const QString &name, const QString &text) const
{
    auto *line = find<QLineEdit>(name);
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text.isEmpty() ? QStringLiteral("x") : text);
    if (text.isEmpty())
        QTest::keyClick(line, Qt::Key_Backspace);
}
