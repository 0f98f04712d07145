#include "core/local/consoles.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QUuid>

#include <csignal>
#include <sys/types.h>

using namespace Qt::StringLiterals;

namespace local {

namespace {

const QString recordName = u"sandbox.pid"_s;
const QString guardName = u"guard.lock"_s;
constexpr int enterPatienceMs = 5000;
constexpr int leavePatienceMs = 100;

} // namespace

bool isAlive(qint64 pid)
{
    if (pid <= 0 || ::kill(static_cast<pid_t>(pid), 0) != 0)
        return false;
    QFile stat(u"/proc/%1/stat"_s.arg(pid));
    if (!stat.open(QIODevice::ReadOnly))
        return true;
    const QByteArray text = stat.readAll(); // the name in brackets may hold anything
    return text.mid(text.lastIndexOf(')') + 2, 1) != "Z";
}

Consoles::Consoles(QString dataDirectory)
    : m_folder(dataDirectory + u"/consoles"_s), m_own(QUuid::createUuid().toString(QUuid::WithoutBraces) + u".lock"_s)
{
}

Consoles::~Consoles() = default;

QString Consoles::file(const QString &name) const
{
    return m_folder + u'/' + name;
}

Result<Done> Consoles::enter()
{
    const auto failed = [this](const char *why) {
        return Error{Error::Kind::Rejected, QCoreApplication::translate("local", why).arg(m_folder), {}};
    };
    if (!QDir().mkpath(m_folder))
        return failed("The sandbox's folder %1 cannot be made.");
    QLockFile guard(file(guardName));
    if (!guard.tryLock(enterPatienceMs))
        return failed("Another console holds the folder %1.");
    m_lock = std::make_unique<QLockFile>(file(m_own));
    m_lock->setStaleLockTime(0);
    if (!m_lock->tryLock(0))
        return failed("The folder %1 cannot be written.");
    return Done{};
}

std::optional<Consoles::Record> Consoles::record() const
{
    QFile stored(file(recordName));
    if (!stored.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QList<QByteArray> words = stored.readAll().simplified().split(' ');
    const Record record{words.first().toLongLong(), words.value(1) == "ending"};
    return isAlive(record.pid) ? std::optional(record) : std::nullopt;
}

void Consoles::write(const Record &record)
{
    QFile stored(file(recordName));
    if (stored.open(QIODevice::WriteOnly))
        stored.write(QByteArray::number(record.pid) + (record.ending ? " ending\n" : "\n"));
}

bool Consoles::othersAreHere() const
{
    for (const QString &name : QDir(m_folder).entryList({u"*.lock"_s}, QDir::Files)) {
        if (name == guardName || name == m_own)
            continue;
        QLockFile other(file(name));
        other.setStaleLockTime(0);
        if (!other.tryLock(0))
            return true;
        other.unlock(); // its console is gone without a word
    }
    return false;
}

void Consoles::leave(qint64 started)
{
    if (!m_lock)
        return;
    QLockFile guard(file(guardName));
    guard.tryLock(leavePatienceMs);
    m_lock.reset();
    const Record now = record().value_or(Record{started, false});
    if (!isAlive(now.pid) || now.ending)
        return;
    if (othersAreHere())
        return write(now);
    write({now.pid, true});
    ::kill(static_cast<pid_t>(now.pid), SIGTERM);
}

} // namespace local
