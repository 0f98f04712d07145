#include "core/sandbox/store/database.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

const QString connectionName = u"sandbox-store"_s;

/// Empty when the file is a sound database, or new.
QString check(QSqlDatabase &database)
{
    QSqlQuery query(database);
    if (!query.exec(u"PRAGMA quick_check(1)"_s) || !query.next())
        return query.lastError().text();
    const auto word = query.value(0).toString();
    return word == u"ok"_s ? QString() : word;
}

QString prepare(QSqlDatabase &database)
{
    // NORMAL: a commit is with the system, so it outlives this process whatever ends it.
    for (const auto &statement : {u"PRAGMA journal_mode=WAL"_s, u"PRAGMA synchronous=NORMAL"_s, u"PRAGMA temp_store=MEMORY"_s,
                                  u"PRAGMA cache_size=-16000"_s})
        if (const auto error = execute(database, statement); !error.isEmpty())
            return error;
    return {};
}

QString openFile(QSqlDatabase &database)
{
    if (!database.open())
        return database.lastError().text();
    auto error = check(database);
    return error.isEmpty() ? prepare(database) : error;
}

/// Renames the file and its companions; the new name of the file, empty when that failed.
QString setAside(const QString &file)
{
    const auto stamp = QDateTime::currentDateTimeUtc().toString(u".broken-yyyyMMdd-HHmmss-zzz"_s);
    for (const auto &suffix : {u"-wal"_s, u"-shm"_s})
        QFile::rename(file + suffix, file + stamp + suffix);
    return QFile::rename(file, file + stamp) ? file + stamp : QString();
}

/// Only what says that the bytes are wrong, so that a full disk or missing rights cost nobody his data.
bool meansCorrupt(const QSqlDatabase &database, const QString &error)
{
    const auto code = database.lastError().nativeErrorCode();
    return code == u"11"_s || code == u"26"_s || error.contains(u"malformed"_s) || error.contains(u"not a database"_s)
        || error.startsWith(u"*** in database"_s);
}

} // namespace

QString execute(QSqlDatabase &database, const QString &statement, const QVariantList &values)
{
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (!query.prepare(statement))
        return query.lastError().text();
    for (const auto &value : values)
        query.addBindValue(value);
    return query.exec() ? QString() : query.lastError().text();
}

QString Database::openHere(const QString &file, QString *notice)
{
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, connectionName);
    m_database.setDatabaseName(file);
    m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s);
    auto error = openFile(m_database);
    if (error.isEmpty() || !QFileInfo::exists(file) || !meansCorrupt(m_database, error))
        return error;
    m_database.close();
    const auto aside = setAside(file);
    if (aside.isEmpty())
        return error;
    *notice = u"%1 is damaged (%2). It was set aside as %3 and a new one begun."_s.arg(file, error.trimmed(), aside);
    return openFile(m_database);
}

std::unique_ptr<Database> Database::open(const QString &file, QString *notice, QString *error)
{
    std::unique_ptr<Database> database(new Database);
    database->m_worker.moveToThread(&database->m_thread);
    database->m_thread.setObjectName(u"store"_s);
    database->m_thread.start();
    *error = database->run([&](QSqlDatabase &) { return database->openHere(file, notice); });
    return error->isEmpty() ? std::move(database) : nullptr;
}

Database::~Database()
{
    run([this](QSqlDatabase &) {
        m_database.close();
        m_database = {};
        QSqlDatabase::removeDatabase(connectionName);
    });
    m_thread.quit();
    m_thread.wait();
}

} // namespace sandbox
