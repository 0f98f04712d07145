#pragma once

#include "core/sandbox/store/entity.h"

#include <QHash>

#include <deque>
#include <functional>
#include <optional>
#include <shared_mutex>
#include <vector>

namespace sandbox {

class Database;

/// One step of a write: before as it was read (null: must not exist), after (null: delete).
struct EntityChange {
    EntityPtr before;
    EntityPtr after;
    std::optional<QByteArray> code = {}; ///< JSON text of new code; none keeps what is there
};

enum class Commit { Done, Conflict, Failed };

/// All entities: in memory for reading from any thread, in the database for keeping.
class Entities {
public:
    explicit Entities(Database &database);

    /// Reads what the database holds; what went wrong, or nothing.
    QString load();

    EntityPtr find(const EntityName &name) const;
    QByteArray code(const EntityName &name) const; ///< JSON text, empty when there is none

    using Filter = std::function<bool(const Entity &)>;
    /// Newest change first. asOf (ms, 0: now): as the list was then, as far as it is remembered.
    std::vector<EntityPtr> list(Kind kind, const QString &ns, const Filter &filter = {}, qint64 asOf = 0) const;
    /// One page of that, and how many there are in all.
    std::vector<EntityPtr> page(Kind kind, const QString &ns, qsizetype skip, qsizetype limit, const Filter &filter,
                                qint64 asOf, qsizetype *total) const;

    /// All or nothing. Conflict when somebody else was faster; on Failed *error says why.
    Commit commit(const QList<EntityChange> &changes, QString *error = nullptr);
    /// How long past lists are remembered, for the fault that shows them.
    void rememberFor(qint64 ms);

private:
    using Collection = std::vector<EntityPtr>; ///< oldest change first
    struct Past {
        qint64 at;
        EntityPtr before;
        EntityPtr after;
    };
    static QString key(Kind kind, const QString &ns);
    EntityPtr sequenced(const EntityPtr &entity);
    void apply(const EntityPtr &before, const EntityPtr &after);
    Collection past(Kind kind, const QString &ns, qint64 asOf) const;

    Database &m_database;
    mutable std::shared_mutex m_mutex;
    QHash<QString, EntityPtr> m_byName;
    QHash<QString, Collection> m_collections;
    std::deque<Past> m_past;
    qint64 m_remember = 0;
    qint64 m_sequence = 0;
};

} // namespace sandbox
