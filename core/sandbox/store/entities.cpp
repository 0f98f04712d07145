#include "core/sandbox/store/entities.h"

#include "core/json/text.h"
#include "core/sandbox/store/database.h"

#include <QDateTime>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <algorithm>
#include <mutex>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

bool older(const EntityPtr &a, const EntityPtr &b)
{
    return a->updated != b->updated ? a->updated < b->updated : a->sequence < b->sequence;
}

QString deleteRow(QSqlDatabase &database, const EntityName &name)
{
    const auto error = execute(database, u"DELETE FROM entities WHERE id = ?"_s, {name.full()});
    return error.isEmpty() ? execute(database, u"DELETE FROM code WHERE id = ?"_s, {name.full()}) : error;
}

/// Prepared once for many rows.
class RowWriter {
public:
    explicit RowWriter(QSqlDatabase &database) : m_row(database), m_code(database)
    {
        m_row.prepare(u"INSERT OR REPLACE INTO entities (id, kind, ns, package, name, updated, sequence, document) "
                      "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s);
        m_code.prepare(u"INSERT OR REPLACE INTO code (id, text) VALUES (?, ?)"_s);
    }

    QString write(const Entity &entity, const std::optional<QByteArray> &code)
    {
        const QVariantList values{entity.name.full(), int(entity.kind), entity.name.ns, entity.name.package,
                                  entity.name.name, entity.updated, entity.sequence, json::compact(toStored(entity))};
        auto error = run(m_row, values);
        if (error.isEmpty() && code)
            error = run(m_code, {entity.name.full(), *code});
        return error;
    }

private:
    static QString run(QSqlQuery &query, const QVariantList &values)
    {
        for (qsizetype i = 0; i < values.size(); ++i)
            query.bindValue(int(i), values[i]);
        return query.exec() ? QString() : query.lastError().text();
    }

    QSqlQuery m_row;
    QSqlQuery m_code;
};

QString makeTables(QSqlDatabase &database)
{
    const auto error = execute(database, u"CREATE TABLE IF NOT EXISTS entities (id TEXT PRIMARY KEY, kind INTEGER, ns TEXT, "
                                         "package TEXT, name TEXT, updated INTEGER, sequence INTEGER, document BLOB)"_s);
    return error.isEmpty() ? execute(database, u"CREATE TABLE IF NOT EXISTS code (id TEXT PRIMARY KEY, text BLOB)"_s) : error;
}

std::shared_ptr<Entity> fromRow(const QSqlQuery &row)
{
    const EntityName name{row.value(1).toString(), row.value(2).toString(), row.value(3).toString()};
    const auto document = json::read(row.value(6).toByteArray());
    if (!document)
        return nullptr;
    auto entity = std::make_shared<Entity>(fromStored(Kind(row.value(0).toInt()), name, document->value));
    entity->updated = row.value(4).toLongLong();
    entity->sequence = row.value(5).toLongLong();
    entity->summary = summaryOf(*entity);
    return entity;
}

} // namespace

Entities::Entities(Database &database) : m_database(database) {}

QString Entities::key(Kind kind, const QString &ns) { return QString::number(int(kind)) + u'/' + ns; }

QString Entities::load()
{
    return m_database.run([this](QSqlDatabase &database) -> QString {
        if (const auto error = makeTables(database); !error.isEmpty())
            return error;
        QSqlQuery rows(database);
        rows.setForwardOnly(true);
        if (!rows.exec(u"SELECT kind, ns, package, name, updated, sequence, document FROM entities "
                       "ORDER BY updated, sequence"_s))
            return rows.lastError().text();
        const std::unique_lock lock(m_mutex);
        while (rows.next()) {
            if (const auto entity = fromRow(rows)) {
                m_sequence = std::max(m_sequence, entity->sequence);
                apply({}, entity);
            }
        }
        return {};
    });
}

EntityPtr Entities::find(const EntityName &name) const
{
    const std::shared_lock lock(m_mutex);
    return m_byName.value(name.full());
}

QByteArray Entities::code(const EntityName &name) const
{
    return m_database.run([&name](QSqlDatabase &database) {
        QSqlQuery query(database);
        query.setForwardOnly(true);
        query.prepare(u"SELECT text FROM code WHERE id = ?"_s);
        query.addBindValue(name.full());
        return query.exec() && query.next() ? query.value(0).toByteArray() : QByteArray();
    });
}

Entities::Collection Entities::past(Kind kind, const QString &ns, qint64 asOf) const
{
    auto collection = m_collections.value(key(kind, ns));
    const auto here = [&](const EntityPtr &entity) { return entity && entity->kind == kind && entity->name.ns == ns; };
    for (auto step = m_past.rbegin(); step != m_past.rend() && step->at > asOf; ++step) {
        if (here(step->after))
            std::erase(collection, step->after);
        if (here(step->before))
            collection.insert(std::upper_bound(collection.begin(), collection.end(), step->before, older), step->before);
    }
    return collection;
}

std::vector<EntityPtr> Entities::page(Kind kind, const QString &ns, qsizetype skip, qsizetype limit, const Filter &filter,
                                      qint64 asOf, qsizetype *total) const
{
    const std::shared_lock lock(m_mutex);
    const auto then = asOf > 0 ? past(kind, ns, asOf) : Collection();
    const auto found = m_collections.constFind(key(kind, ns));
    const auto &collection = asOf > 0 || found == m_collections.constEnd() ? then : *found;
    std::vector<EntityPtr> page;
    *total = 0;
    // Without a filter the place is known, so that the last of 50 pages costs no more than the first.
    if (!filter) {
        *total = qsizetype(collection.size());
        for (auto i = *total - 1 - skip; i >= 0 && qsizetype(page.size()) < limit; --i)
            page.push_back(collection[std::size_t(i)]);
        return page;
    }
    for (auto entity = collection.rbegin(); entity != collection.rend(); ++entity)
        if (filter(**entity) && (*total)++ >= skip && qsizetype(page.size()) < limit)
            page.push_back(*entity);
    return page;
}

std::vector<EntityPtr> Entities::list(Kind kind, const QString &ns, const Filter &filter, qint64 asOf) const
{
    qsizetype total = 0;
    return page(kind, ns, 0, std::numeric_limits<qsizetype>::max(), filter, asOf, &total);
}

EntityPtr Entities::sequenced(const EntityPtr &entity)
{
    auto copy = std::make_shared<Entity>(*entity);
    if (copy->sequence == 0)
        copy->sequence = ++m_sequence;
    copy->summary = summaryOf(*copy);
    return copy;
}

void Entities::apply(const EntityPtr &before, const EntityPtr &after)
{
    if (before) {
        auto &collection = m_collections[key(before->kind, before->name.ns)];
        const auto range = std::equal_range(collection.begin(), collection.end(), before, older);
        collection.erase(std::find(range.first, range.second, before));
        m_byName.remove(before->name.full());
    }
    if (after) {
        auto &collection = m_collections[key(after->kind, after->name.ns)];
        collection.insert(std::upper_bound(collection.begin(), collection.end(), after, older), after);
        m_byName.insert(after->name.full(), after);
    }
    if (m_remember > 0) {
        const auto now = QDateTime::currentMSecsSinceEpoch();
        m_past.push_back({now, before, after});
        while (!m_past.empty() && m_past.front().at < now - m_remember)
            m_past.pop_front();
    }
}

Commit Entities::commit(const QList<EntityChange> &changes, QString *error)
{
    return m_database.run([&](QSqlDatabase &database) {
        for (const auto &change : changes)
            if (find(change.before ? change.before->name : change.after->name) != change.before)
                return Commit::Conflict;
        Transaction transaction(database);
        RowWriter writer(database);
        std::vector<EntityPtr> stored;
        for (const auto &change : changes) {
            stored.push_back(change.after ? sequenced(change.after) : nullptr);
            const auto failed = change.after ? writer.write(*stored.back(), change.code)
                                             : deleteRow(database, change.before->name);
            if (!failed.isEmpty()) {
                if (error)
                    *error = failed;
                return Commit::Failed;
            }
        }
        if (!transaction.commit()) {
            if (error)
                *error = database.lastError().text();
            return Commit::Failed;
        }
        const std::unique_lock lock(m_mutex);
        for (std::size_t i = 0; i < stored.size(); ++i)
            apply(changes[qsizetype(i)].before, stored[i]);
        return Commit::Done;
    });
}

void Entities::rememberFor(qint64 ms)
{
    const std::unique_lock lock(m_mutex);
    m_remember = ms;
    if (ms == 0)
        m_past.clear();
}

} // namespace sandbox
