#include "core/history/database.h"

#include "core/async/setaside.h"
#include "core/history/schema.h"
#include "core/history/text.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace history {

namespace {

enum Sqlite { Busy = 5, Locked = 6, ReadOnly = 8, IoError = 10, Corrupt = 11, Full = 13, CantOpen = 14, NoDatabase = 26 };

constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

int codeOf(const QSqlError &error)
{
    return error.nativeErrorCode().toInt() & 0xff;
}

/// SQLite makes files for everybody to read; its side files get the permissions of the main one.
void makePrivate(const QString &file)
{
    const QString folder = QFileInfo(file).absolutePath();
    if (!QFileInfo::exists(folder) && QDir().mkpath(folder))
        QFile::setPermissions(folder, ownerOnly | QFileDevice::ExeOwner);
    QFile empty(file);
    if (!empty.exists() && empty.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        empty.setPermissions(ownerOnly);
}

QSqlError openConnection(const QString &name, const QString &file)
{
    auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
    database.setDatabaseName(file);
    database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s); // two consoles may use the file
    return database.open() ? QSqlError() : database.lastError();
}

/// A null QString is the empty text, not NULL; a null QVariant is NULL.
QVariant toBind(const QVariant &value)
{
    return !value.isNull() && value.typeId() == QMetaType::QString && value.toString().isNull() ? u""_s : value;
}

Error failed(const QString &sentence, const QString &detail = {})
{
    return {Error::Kind::Rejected, sentence, detail};
}

} // namespace

Database::Database(QString file) : Database(std::move(file), schemaSteps(), {}) {}

Database::Database(QString file, QList<QStringList> steps, QStringList first)
    : m_file(std::move(file))
    , m_steps(std::move(steps))
    , m_first(std::move(first))
    , m_name("history-"_L1 + QUuid::createUuid().toString(QUuid::WithoutBraces))
{
}

Database::~Database()
{
    close();
}

Result<Done> Database::open()
{
    if (m_open)
        return Done{};
    m_replaced = false;
    auto opened = connectFile();
    if (!opened && m_replaced)
        opened = connectFile();
    if (!opened)
        close();
    return opened;
}

void Database::close()
{
    m_open = false;
    if (QSqlDatabase::contains(m_name))
        QSqlDatabase::removeDatabase(m_name);
}

QString Database::takeNotice()
{
    return std::exchange(m_notice, {});
}

Result<Done> Database::connectFile()
{
    makePrivate(m_file);
    const QSqlError error = openConnection(m_name, m_file);
    if (error.isValid())
        return judge(error.databaseText(), codeOf(error));
    m_open = true;
    ++m_openings;
    return setUp();
}

Result<Done> Database::setUp()
{
    for (const auto &pragma : m_first + QStringList{u"PRAGMA journal_mode=WAL"_s, u"PRAGMA synchronous=NORMAL"_s}) {
        if (auto done = run(pragma); !done)
            return done.error();
    }
    const auto from = version();
    return from ? migrate(*from) : from.error();
}

/// How many steps of the schema the file has been through.
Result<int> Database::version()
{
    auto found = run(u"PRAGMA user_version"_s);
    if (!found)
        return found.error();
    found->next();
    const int steps = found->value(0).toInt();
    found->finish();
    return steps;
}

Result<Done> Database::migrate(int from)
{
    if (from == m_steps.size())
        return Done{};
    if (from > m_steps.size())
        return failed(Text::tr("The local history in %1 was written by a newer Whiskboard; this one leaves it alone.")
                          .arg(m_file));
    if (from > 0) {
        if (auto saved = backUp(from); !saved)
            return saved;
    }
    return transaction([this] { return migrateLocked(); });
}

/// A copy as it was before its form changes, beside it. One that is there already was made before the same change.
Result<Done> Database::backUp(int version)
{
    const QString place = m_file + ".before-v"_L1 + QString::number(version + 1);
    if (QFileInfo::exists(place))
        return Done{};
    const QString partial = place + u'-' + QUuid::createUuid().toString(QUuid::WithoutBraces);
    makePrivate(partial); // SQLite takes an empty file
    auto copied = run(u"VACUUM INTO ?"_s, {partial});
    if (copied)
        copied->finish();
    if (!copied || QFileInfo::exists(place) || !QFile::rename(partial, place))
        QFile::remove(partial); // another console may have been quicker
    return copied.transform([](const QSqlQuery &) { return Done{}; });
}

/// Reads the version again: another console may have brought the file up to date while this one waited.
Result<Done> Database::migrateLocked()
{
    const auto from = version();
    if (!from)
        return from.error();
    for (const QStringList &step : m_steps.mid(*from)) {
        for (const QString &sql : step) {
            if (auto done = run(sql); !done)
                return done.error();
        }
    }
    return run(u"PRAGMA user_version=%1"_s.arg(m_steps.size())).transform([](const QSqlQuery &) { return Done{}; });
}

Result<QSqlQuery> Database::run(const QString &sql, const QVariantList &values)
{
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    query.setForwardOnly(true);
    bool good = query.prepare(sql);
    for (const QVariant &value : values)
        query.addBindValue(toBind(value));
    good = good && query.exec();
    if (good)
        return query;
    const QSqlError error = query.lastError();
    query = QSqlQuery(); // setAside() closes the connection that it belongs to
    return judge(error.databaseText(), codeOf(error));
}

Result<QSqlQuery> Database::prepare(const QString &sql)
{
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    query.setForwardOnly(true);
    if (query.prepare(sql))
        return query;
    const QSqlError error = query.lastError();
    query = QSqlQuery();
    return judge(error.databaseText(), codeOf(error));
}

Result<Done> Database::repeat(QSqlQuery &query, const QVariantList &values)
{
    for (qsizetype i = 0; i < values.size(); ++i)
        query.bindValue(int(i), toBind(values[i]));
    if (query.exec())
        return Done{};
    const QSqlError error = query.lastError();
    query = QSqlQuery();
    return judge(error.databaseText(), codeOf(error));
}

Error Database::judge(const QString &text, int code)
{
    switch (code) {
    case Corrupt:
    case NoDatabase:
        return setAside(text);
    case Full:
        return failed(Text::tr("The disk with the local history %1 is full. What it holds is not lost; this was not "
                               "added.").arg(m_file), text);
    case Busy:
    case Locked:
        return {Error::Kind::Conflict,
                Text::tr("Another Whiskboard has kept the local history %1 busy for too long. Try again.").arg(m_file),
                text};
    case ReadOnly:
        return failed(Text::tr("The local history %1 cannot be written to.").arg(m_file), text);
    default:
        return failed(Text::tr("The local history %1 cannot be used: %2.").arg(m_file, text), text);
    }
}

Error Database::setAside(const QString &why)
{
    const QString place = placeForDamaged(m_file);
    close();
    if (!QFile::rename(m_file, place))
        return failed(Text::tr("The local history %1 is damaged and cannot be moved away.").arg(m_file), why);
    for (const auto &side : {"-wal"_L1, "-shm"_L1})
        QFile::rename(m_file + side, place + side);
    m_replaced = true;
    m_notice = Text::tr("The local history %1 was damaged and put aside as %2; a new one was begun.").arg(m_file, place);
    return failed(m_notice, why);
}

void Database::rollBack()
{
    if (m_open)
        QSqlQuery(QSqlDatabase::database(m_name, false)).exec(u"ROLLBACK"_s);
}

} // namespace history
