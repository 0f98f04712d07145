#include "tests/support/keyringbus.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QTest>

#include <cerrno>
#include <csignal>
#include <sys/prctl.h>
#include <sys/wait.h>

using namespace Qt::StringLiterals;

namespace keyringbus {

namespace {

constexpr const char *mark = "WHISKBOARD_KEYRING_CHILD";
const QString serviceName = u"org.freedesktop.secrets"_s;

/// So that a test that is killed leaves nothing behind.
void dieWithParent(QProcess &process)
{
    process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGTERM); });
}

QProcessEnvironment isolated(const QTemporaryDir &home, Bus bus)
{
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const auto &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"DBUS_SESSION_BUS_ADDRESS"_s, u"XDG_CONFIG_HOME"_s,
                             u"XDG_DATA_HOME"_s, u"XDG_CURRENT_DESKTOP"_s, u"KDE_SESSION_VERSION"_s,
                             u"GNOME_KEYRING_CONTROL"_s})
        environment.remove(name);
    environment.insert(u"HOME"_s, home.path());
    environment.insert(u"XDG_RUNTIME_DIR"_s, home.path());
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    environment.insert(u"ASAN_OPTIONS"_s, u"detect_leaks=0"_s); // glib keeps its singletons
    environment.insert(QString::fromLatin1(mark), u"1"_s);
    if (bus == Bus::Dead)
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nowhere/bus"_s);
    return environment;
}

/// Without folders of services: the bus must not start the keyring of this computer.
QString writeBusConfiguration(const QTemporaryDir &home)
{
    QFile file(home.filePath(u"bus.conf"_s));
    if (file.open(QIODevice::WriteOnly)) {
        file.write("<busconfig><type>session</type><listen>unix:tmpdir=" + home.path().toUtf8()
                   + "</listen><policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
                     "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>");
    }
    return file.fileName();
}

/// Processes whose parent ended (the bus) come to this one: waits for them. False when one stays.
bool orphansEnd()
{
    return QTest::qWaitFor([] {
        while (waitpid(-1, nullptr, WNOHANG) > 0) { }
        return waitpid(-1, nullptr, WNOHANG) < 0 && errno == ECHILD;
    }, 30'000);
}

} // namespace

bool isChild()
{
    return qEnvironmentVariableIsSet(mark);
}

QString runInChild(Bus bus)
{
    const QTemporaryDir home;
    QStringList command{QCoreApplication::applicationFilePath(), QString::fromLatin1(QTest::currentTestFunction())};
    if (bus == Bus::Own)
        command = QStringList{u"dbus-run-session"_s, u"--config-file"_s, writeBusConfiguration(home), u"--"_s} + command;
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    QProcess child;
    dieWithParent(child);
    child.setProcessEnvironment(isolated(home, bus));
    child.setProcessChannelMode(QProcess::MergedChannels);
    child.start(command.takeFirst(), command);
    const bool ended = child.waitForFinished(200'000);
    if (!ended) {
        child.terminate();
        child.waitForFinished(2000);
    }
    if (!orphansEnd())
        return u"a process was left behind"_s;
    if (ended && child.exitStatus() == QProcess::NormalExit && child.exitCode() == 0)
        return {};
    return child.errorString() + u'\n' + QString::fromUtf8(child.readAll());
}

Keyring::Keyring()
{
    dieWithParent(m_daemon);
    m_daemon.setProcessChannelMode(QProcess::MergedChannels);
    m_daemon.start(u"gnome-keyring-daemon"_s, {u"--foreground"_s, u"--unlock"_s, u"--components=secrets"_s});
    m_daemon.write("testpw");
    m_daemon.closeWriteChannel();
}

Keyring::~Keyring()
{
    m_daemon.terminate();
    if (!m_daemon.waitForFinished(3000))
        m_daemon.kill();
    m_daemon.waitForFinished(1000);
}

bool Keyring::isUp() const
{
    return QTest::qWaitFor([] { return bool(QDBusConnection::sessionBus().interface()->isServiceRegistered(serviceName)); },
                           30'000);
}

bool Keyring::lock()
{
    QDBusInterface service(serviceName, u"/org/freedesktop/secrets"_s, u"org.freedesktop.Secret.Service"_s);
    const QList<QDBusObjectPath> login{QDBusObjectPath(u"/org/freedesktop/secrets/collection/login"_s)};
    return service.call(u"Lock"_s, QVariant::fromValue(login)).type() == QDBusMessage::ReplyMessage;
}

} // namespace keyringbus
