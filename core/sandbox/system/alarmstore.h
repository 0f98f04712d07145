#pragma once

#include "core/sandbox/system/alarm.h"

#include <QList>

namespace sandbox {

class Database;

/// The alarms as they are kept over restarts. Each call waits for the disk; what went wrong is told, or nothing.
class AlarmStore {
public:
    explicit AlarmStore(Database &database) : m_database(database) {}

    QString load(QList<Alarm> *alarms);
    QString save(const Alarm &alarm);
    QString remove(const QString &key);

private:
    Database &m_database;
};

} // namespace sandbox
