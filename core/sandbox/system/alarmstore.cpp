#include "core/sandbox/system/alarmstore.h"

#include "core/json/text.h"
#include "core/sandbox/store/database.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

namespace sandbox {

using namespace Qt::StringLiterals;

QString AlarmStore::load(QList<Alarm> *alarms)
{
    return m_database.run([alarms](QSqlDatabase &database) -> QString {
        if (auto error = execute(database, u"CREATE TABLE IF NOT EXISTS alarms (id TEXT PRIMARY KEY, document BLOB)"_s); !error.isEmpty())
            return error;
        QSqlQuery rows(database);
        if (!rows.exec(u"SELECT document FROM alarms"_s))
            return rows.lastError().text();
        while (rows.next())
            if (const auto document = json::read(rows.value(0).toByteArray()))
                alarms->append(alarmOf(document->value));
        return {};
    });
}

QString AlarmStore::save(const Alarm &alarm)
{
    return m_database.run([&alarm](QSqlDatabase &database) {
        return execute(database, u"INSERT OR REPLACE INTO alarms VALUES (?, ?)"_s, {alarm.key(), json::compact(toJson(alarm))});
    });
}

QString AlarmStore::remove(const QString &key)
{
    return m_database.run([&key](QSqlDatabase &database) {
        return execute(database, u"DELETE FROM alarms WHERE id = ?"_s, {key});
    });
}

} // namespace sandbox
