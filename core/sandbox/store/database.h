#pragma once

#include <QObject>
#include <QSqlDatabase>
#include <QString>
#include <QThread>

#include <functional>
#include <future>
#include <memory>
#include <type_traits>

namespace sandbox {

/// The one thread that owns the SQLite file. Work given to it runs in order; what was committed survives a kill.
class Database {
public:
    /// Opens or makes the file. A file that is no sound database is set aside (renamed, a line in *notice).
    /// On failure: nothing, and why in *error.
    static std::unique_ptr<Database> open(const QString &file, QString *notice, QString *error);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// Runs work(QSqlDatabase &) on the store's thread and waits for what it gives. Never call it from there.
    template<typename Work> auto run(Work work) -> std::invoke_result_t<Work, QSqlDatabase &>
    {
        return start(std::move(work)).get();
    }
    /// The same without waiting.
    template<typename Work> auto start(Work work) -> std::future<std::invoke_result_t<Work, QSqlDatabase &>>
    {
        using R = std::invoke_result_t<Work, QSqlDatabase &>;
        auto task = std::make_shared<std::packaged_task<R(QSqlDatabase &)>>(std::move(work));
        auto future = task->get_future();
        QMetaObject::invokeMethod(&m_worker, [this, task] { (*task)(m_database); }, Qt::QueuedConnection);
        return future;
    }

private:
    Database() = default;
    QString openHere(const QString &file, QString *notice);

    QThread m_thread;
    QObject m_worker;
    QSqlDatabase m_database;
};

/// Runs the statement with its values; what went wrong, or an empty text.
QString execute(QSqlDatabase &database, const QString &statement, const QVariantList &values = {});

/// A transaction that is rolled back unless commit() was called.
class Transaction {
public:
    explicit Transaction(QSqlDatabase &database) : m_database(database) { m_open = m_database.transaction(); }
    ~Transaction()
    {
        if (m_open)
            m_database.rollback();
    }
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    bool commit()
    {
        m_open = !m_database.commit();
        return !m_open;
    }

private:
    QSqlDatabase &m_database;
    bool m_open;
};

} // namespace sandbox
