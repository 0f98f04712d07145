#include "core/sandbox/store/activations.h"

#include "core/json/text.h"
#include "core/sandbox/store/feeder.h"
#include "core/sandbox/store/jsonwriter.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

const QString columns = u"a.id, a.ns, a.name, a.start, a.visible, a.summary, a.head, a.response, a.logs"_s;

/// The condition on one namespace's rows, and its values.
struct Condition {
    QString text = u"ns = ? AND visible <= ?"_s;
    QVariantList values;

    explicit Condition(const ActivationStore::Filter &filter) : values{filter.ns, filter.asOf}
    {
        if (!filter.name.isEmpty())
            add(u" AND name = ?"_s, filter.name);
        if (filter.since)
            add(u" AND start >= ?"_s, *filter.since);
        if (filter.upto)
            add(u" AND start <= ?"_s, *filter.upto);
    }
    void add(const QString &more, const QVariant &value)
    {
        text += more;
        values.append(value);
    }
};

QSqlQuery selected(QSqlDatabase &database, const QString &statement, const QVariantList &values)
{
    QSqlQuery query(database);
    query.setForwardOnly(true);
    query.prepare(statement);
    for (const auto &value : values)
        query.addBindValue(value);
    query.exec();
    return query;
}

/// Rows are looked up only for the page itself: what is skipped is walked over in the index.
QSqlQuery page(QSqlDatabase &database, const QString &what, const Condition &condition, qsizetype skip, qsizetype limit)
{
    return selected(database,
                    u"SELECT %1 FROM (SELECT rowid AS number FROM activations WHERE %2 ORDER BY start DESC, rowid DESC "
                    u"LIMIT ? OFFSET ?) JOIN activations AS a ON a.rowid = number ORDER BY a.start DESC, a.rowid DESC"_s.arg(
                        what, condition.text),
                    condition.values + QVariantList{qlonglong(limit), qlonglong(skip)});
}

StoredActivation rowOf(const QSqlQuery &query)
{
    return {query.value(0).toString(),   query.value(1).toString(),    query.value(2).toString(),
            query.value(3).toLongLong(), query.value(4).toLongLong(),  query.value(5).toByteArray(),
            query.value(6).toByteArray(), query.value(7).toByteArray(), query.value(8).toByteArray()};
}

QString insertAll(QSqlDatabase &database, const std::vector<StoredActivation> &activations)
{
    Transaction transaction(database);
    QSqlQuery query(database);
    query.prepare(u"INSERT OR IGNORE INTO activations (id, ns, name, start, visible, summary, head, response, logs) "
                  u"VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    for (const auto &one : activations) {
        int i = 0;
        for (const auto &value : QVariantList{one.id, one.ns, one.name, one.start, one.visible, one.summary, one.head,
                                              one.response, one.logs})
            query.bindValue(i++, value);
        if (!query.exec())
            return query.lastError().text();
    }
    return transaction.commit() ? QString() : database.lastError().text();
}

} // namespace

QByteArray detailOf(const StoredActivation &activation)
{
    const auto head = json::read(activation.head);
    JsonWriter writer;
    bool logs = false;
    bool response = false;
    for (const auto &member : head ? head->value.members() : QList<json::Member>()) {
        if (member.name > u"logs" && !std::exchange(logs, true))
            writer.add(u"logs", activation.logs);
        if (member.name > u"response" && !std::exchange(response, true))
            writer.add(u"response", activation.response);
        writer.add(member.name, member.value);
    }
    return writer.text();
}

ActivationStore::ActivationStore(Database &database) : m_database(database) { }

ActivationStore::~ActivationStore() = default;

void ActivationStore::feed(std::unique_ptr<Feeder> feeder)
{
    m_feeder = std::move(feeder);
}

QString ActivationStore::open()
{
    return m_database.run([](QSqlDatabase &database) {
        QString error;
        for (const auto &statement :
             {u"CREATE TABLE IF NOT EXISTS activations (id TEXT NOT NULL UNIQUE, ns TEXT NOT NULL, name TEXT NOT NULL, "
              u"start INTEGER NOT NULL, visible INTEGER NOT NULL, summary BLOB NOT NULL, head BLOB NOT NULL, "
              u"response BLOB NOT NULL, logs BLOB NOT NULL)"_s,
              u"CREATE INDEX IF NOT EXISTS activations_by_start ON activations (ns, start, visible)"_s,
              u"CREATE INDEX IF NOT EXISTS activations_by_name ON activations (ns, name, start, visible)"_s})
            if (error.isEmpty())
                error = execute(database, statement);
        return error;
    });
}

std::future<QString> ActivationStore::add(std::vector<StoredActivation> activations)
{
    return m_database.start([activations = std::move(activations)](QSqlDatabase &database) {
        return insertAll(database, activations);
    });
}

qint64 ActivationStore::count(const Filter &filter) const
{
    return m_database.run([&](QSqlDatabase &database) {
        const Condition condition(filter);
        auto query = selected(database, u"SELECT COUNT(*) FROM activations WHERE "_s + condition.text, condition.values);
        return query.next() ? query.value(0).toLongLong() : 0;
    });
}

QList<QByteArray> ActivationStore::summaries(const Filter &filter, qsizetype skip, qsizetype limit) const
{
    return m_database.run([&](QSqlDatabase &database) {
        QList<QByteArray> rows;
        auto query = page(database, u"a.summary"_s, Condition(filter), skip, limit);
        while (query.next())
            rows.append(query.value(0).toByteArray());
        return rows;
    });
}

QList<QByteArray> ActivationStore::details(const Filter &filter, qsizetype skip, qsizetype limit) const
{
    return m_database.run([&](QSqlDatabase &database) {
        QList<QByteArray> rows;
        auto query = page(database, columns, Condition(filter), skip, limit);
        while (query.next())
            rows.append(detailOf(rowOf(query)));
        return rows;
    });
}

std::optional<StoredActivation> ActivationStore::find(const QString &ns, const QString &id, qint64 asOf) const
{
    return m_database.run([&](QSqlDatabase &database) {
        auto query = selected(database, u"SELECT %1 FROM activations AS a WHERE id = ? AND ns = ? AND visible <= ?"_s.arg(columns),
                              {id, ns, asOf});
        return query.next() ? std::optional(rowOf(query)) : std::nullopt;
    });
}

} // namespace sandbox
