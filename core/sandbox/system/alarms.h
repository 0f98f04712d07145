#pragma once

#include "core/sandbox/system/alarmstore.h"

#include <QMap>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace sandbox {

/// What an alarm does to the world.
struct AlarmBell {
    std::function<qint64()> now; ///< ms since 1970
    /// Gives the status that a POST on the trigger would.
    std::function<int(const Alarm &)> fire;
    std::function<bool(const Alarm &)> exists;
    std::function<void(const Alarm &, bool rulesToo)> deleteTrigger;
};

/// All alarms of the sandbox: kept in the database, each due at its time. Safe to use from any thread.
class Alarms {
public:
    Alarms(Database &database, AlarmBell bell);
    ~Alarms();
    Alarms(const Alarms &) = delete;
    Alarms &operator=(const Alarms &) = delete;

    /// Reads what is stored. Times that went by meanwhile are gone; what can never come again is switched off.
    QString load();
    /// Fires from now on, on a thread of its own.
    void start();
    void stop();

    std::optional<Alarm> find(const QString &key) const;
    /// Adds or replaces it, and stores it first: what went wrong, or nothing.
    QString put(const Alarm &alarm);
    QString remove(const QString &key);

    /// Fires what is due at this time; when to come again.
    std::optional<qint64> tick(qint64 now);

private:
    struct Entry {
        Alarm alarm;
        std::optional<qint64> due;
        quint64 version = 0; ///< tells a changed alarm from the one that rang
        int tries = 0;       ///< of a fire that was refused for the moment
    };
    void work();
    std::optional<qint64> nearest() const;
    QList<Entry> takeDue(qint64 now);
    void ring(const Entry &entry, qint64 now);
    bool tryAgain(const Entry &entry, qint64 now);
    bool isCurrent(const Entry &entry) const;
    void settle(const Entry &entry, qint64 now, int status);
    bool store(const Entry &entry, const Alarm &changed, bool goes);
    void keep(const Alarm &alarm, quint64 version);
    QString drop(const QString &key);

    AlarmStore m_store;
    AlarmBell m_bell;
    mutable std::mutex m_mutex;
    std::mutex m_writing; ///< a change is stored before it is seen, one after the other
    std::condition_variable m_wake;
    QMap<QString, Entry> m_entries;
    quint64 m_version = 0;
    bool m_stop = false;
    std::thread m_thread;
};

} // namespace sandbox
