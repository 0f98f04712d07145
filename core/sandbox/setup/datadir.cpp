#include "core/sandbox/setup/datadir.h"

#include "core/json/text.h"
#include "core/sandbox/setup/settings.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QSaveFile>
#include <QThread>
#include <QUrl>
#include <QUuid>

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int addressTries = 300; ///< 30 s: the other process may have taken the directory and still fill it

QString systemError() { return QString::fromLocal8Bit(std::strerror(errno)); }

QString readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
}

QString randomKey()
{
    static constexpr QStringView letters = u"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    QString key(64, Qt::Uninitialized);
    for (auto &c : key)
        c = letters[QRandomGenerator::system()->bounded(int(letters.size()))];
    return QUuid::createUuid().toString(QUuid::WithoutBraces) + u':' + key;
}

Identity identityOf(const QString &ns, const QString &auth)
{
    return {ns, auth.section(u':', 0, 0), auth.section(u':', 1)};
}

QString readUsers(const QString &path, Users *users)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return u"%1: %2"_s.arg(path, file.errorString());
    const auto document = json::parse(file.readAll());
    if (!document || !document->isObject() || document->size() == 0)
        return u"%1: not an object of namespaces and keys"_s.arg(path);
    for (const auto &member : document->members()) {
        if (!member.value.toString().contains(u':'))
            return u"%1: the key of '%2' is not UUID:KEY"_s.arg(path, member.name);
        users->add(identityOf(member.name, member.value.toString()));
    }
    return {};
}

json::Value randomUsers()
{
    return json::Value::object({{u"guest"_s, json::Value::string(randomKey())},
                                {u"whisk.system"_s, json::Value::string(randomKey())}});
}

void addWellKnown(Users *users)
{
    users->add(identityOf(u"guest"_s, u"23bc46b1-71f6-4ed5-8c54-816aa4f8c502:"
                                      "123zO3xZCLrMN6v2BKK1dXYFpXlPkccOFqm12CdAsMgRU4VrNZ9lyGVCGuMDGIwP"_s));
    users->add(identityOf(u"whisk.system"_s, u"789c46b1-71f6-4ed5-8c54-816aa4f8c502:"
                                             "abczO3xZCLrMN6v2BKK1dXYFpXlPkccOFqm12CdAsMgRU4VrNZ9lyGVCGuMDGIwP"_s));
}

/// Does anybody take connections at "http://127.0.0.1:N"?
bool isListening(const QString &address)
{
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_port = htons(quint16(QUrl(address).port(0)));
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool connected = socket >= 0 && ::connect(socket, reinterpret_cast<const sockaddr *>(&place), sizeof place) == 0;
    if (socket >= 0)
        ::close(socket);
    return connected;
}

} // namespace

QString writePrivately(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    // The umask decides until permissions are set, so they are set before there is anything to read.
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(content) != content.size() || !file.commit())
        return u"%1: %2"_s.arg(path, file.errorString());
    return {};
}

DataDir::~DataDir()
{
    if (m_lock >= 0)
        ::close(m_lock);
}

DataDir::Claim DataDir::claim(QString *detail)
{
    if (!QDir().mkpath(m_path)) {
        *detail = u"%1 cannot be made: %2"_s.arg(m_path, systemError());
        return Claim::Failed;
    }
    const auto path = QFile::encodeName(file(u"sandbox.lock"_s));
    m_lock = ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (m_lock < 0) {
        *detail = u"%1 cannot be written: %2"_s.arg(m_path, systemError());
        return Claim::Failed;
    }
    for (int i = 0; i < addressTries; ++i) {
        // The lock goes with the process, whatever ends it; the address in the file stays and may be old.
        if (::flock(m_lock, LOCK_EX | LOCK_NB) == 0)
            return ::ftruncate(m_lock, 0) == 0 ? Claim::Ours : Claim::Failed;
        *detail = readAll(file(u"sandbox.lock"_s));
        // A child that was being made when its sandbox was killed may hold the lock for a moment longer.
        if (!detail->isEmpty() && isListening(*detail))
            return Claim::Busy;
        QThread::msleep(100);
    }
    *detail = u"%1 belongs to a process that does not answer"_s.arg(m_path);
    return Claim::Failed;
}

QString DataDir::announce(const QString &address)
{
    const auto line = address.toUtf8() + '\n';
    return ::pwrite(m_lock, line.constData(), std::size_t(line.size()), 0) == line.size() ? QString() : systemError();
}

QString loadUsers(const DataDir &dir, const Settings &settings, Users *users)
{
    if (!settings.usersFile.isEmpty())
        return readUsers(settings.usersFile, users);
    if (settings.wellKnownKeys) {
        addWellKnown(users);
        return {};
    }
    const auto path = dir.file(u"users.json"_s);
    if (!QFile::exists(path))
        if (const auto error = writePrivately(path, json::pretty(randomUsers())); !error.isEmpty())
            return error;
    return readUsers(path, users);
}

QString writeWskprops(const DataDir &dir, const QString &address, const Identity &user)
{
    return writePrivately(dir.file(u"wskprops"_s),
                          "APIHOST=" + address.toUtf8() + "\nAUTH=" + user.auth().toUtf8() + '\n');
}

} // namespace sandbox
