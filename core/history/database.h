#pragma once

#include "core/async/result.h"

#include <QSqlQuery>
#include <QStringList>
#include <QVariantList>

namespace history {

/// The SQLite file. Made anywhere, but opened, used and closed on one thread.
class Database {
public:
    explicit Database(QString file);
    /// Another schema: steps as in schemaSteps(); first has what must be said before anything is written to a new file.
    Database(QString file, QList<QStringList> steps, QStringList first);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// Opens when that is still to be done, brings the schema up to date, sets a corrupt file aside.
    Result<Done> open();
    void close();
    /// The sentence about a file that was set aside; empty from then on.
    QString takeNotice();

    Result<QSqlQuery> run(const QString &sql, const QVariantList &values = {});
    /// One statement for many rows: prepared once, then repeated. A failure makes query unusable.
    Result<QSqlQuery> prepare(const QString &sql);
    Result<Done> repeat(QSqlQuery &query, const QVariantList &values);
    /// How often a file was opened: what was remembered of an earlier one is worth nothing.
    int openings() const { return m_openings; }
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
    Result<Done> setUp();
    Result<int> version();
    Result<Done> migrate(int from);
    Result<Done> backUp(int version);
    Result<Done> migrateLocked();
    Error judge(const QString &text, int code);
    Error setAside(const QString &why);
    void rollBack();
    QString m_file;
    QList<QStringList> m_steps;
    QStringList m_first;
    int m_openings = 0;
    QString m_name; ///< of the Qt connection
    QString m_notice;
    bool m_open = false;
    bool m_replaced = false; ///< a corrupt file was set aside since the last opening
};

} // namespace history
