#pragma once

#include "core/async/result.h"

#include <QSqlQuery>
#include <QString>
#include <QVariantList>

namespace history {

/// The SQLite file. Made anywhere, but opened, used and closed on one thread.
class Database {
public:
    explicit Database(QString file);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// Opens when that is still to be done, brings the schema up to date, sets a corrupt file aside.
    Result<Done> open();
    void close();
    /// The sentence about a file that was set aside; empty from then on.
    QString takeNotice();

    Result<QSqlQuery> run(const QString &sql, const QVariantList &values = {});
    /// All or nothing; the lock is taken at the start, so that two consoles wait for each other instead of failing.
    template<typename Work> Result<Done> transaction(Work work)
    {
        if (auto begun = run(QStringLiteral("BEGIN IMMEDIATE")); !begun)
            return begun.error();
        Result<Done> result = work();
        if (result)
            result = run(QStringLiteral("COMMIT")).transform([](const QSqlQuery &) { return Done{}; });
        if (!result)
            rollBack();
        return result;
    }

private:
    Result<Done> connectFile();
    Result<Done> prepare();
    Result<Done> migrate(int from);
    Result<Done> migrateLocked();
    Error judge(const QString &text, int code);
    Error setAside(const QString &why);
    void rollBack();
    QString m_file;
    QString m_name; ///< of the Qt connection
    QString m_notice;
    bool m_open = false;
    bool m_replaced = false; ///< a corrupt file was set aside since the last opening
};

} // namespace history
