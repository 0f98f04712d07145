#include "core/sandbox/system/alarms.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostTries = 10;
constexpr qint64 retryDelay = 1000;   ///< ms
constexpr qint64 longestSleep = 10000; ///< ms; the clock may have been set meanwhile

bool isRefusedForNow(int status) { return status == 408 || status == 429 || status >= 500; }

void tell(const QString &error)
{
    if (!error.isEmpty())
        std::fprintf(stderr, "whiskboard-sandbox: an alarm could not be stored: %s\n", qPrintable(error));
}

/// The alarm after it has rung: switched off when that was the last time.
Alarm after(Alarm alarm, qint64 now, int status)
{
    if (alarm.left > 0)
        --alarm.left;
    if (status >= 400 && !isRefusedForNow(status))
        alarm.disable(now, u"Automatically disabled after receiving a %1 status code when firing the trigger"_s.arg(status), status);
    else if (alarm.kind == Alarm::Kind::Once)
        alarm.disable(now, u"Automatically disabled after firing once"_s);
    else if (alarm.left == 0)
        alarm.disable(now, u"Automatically disabled after reaching max triggers"_s);
    else if (!alarm.next(now))
        alarm.disable(now, u"Automatically disabled after firing last scheduled %1 trigger"_s.arg(
                               alarm.kind == Alarm::Kind::Cron ? u"cron"_s : u"interval"_s));
    return alarm;
}

} // namespace

Alarms::Alarms(Database &database, AlarmBell bell) : m_store(database), m_bell(std::move(bell)) {}

Alarms::~Alarms() { stop(); }

QString Alarms::load()
{
    QList<Alarm> alarms;
    if (auto error = m_store.load(&alarms); !error.isEmpty())
        return error;
    const auto now = m_bell.now();
    for (auto &alarm : alarms) {
        const bool was = alarm.active;
        if (alarm.active && !m_bell.exists(alarm))
            alarm.disable(now, u"Automatically disabled after receiving a 404 status code on trigger initialization"_s, 404);
        else if (alarm.active && !alarm.next(now))
            alarm.disable(now, u"Automatically disabled after receiving error on trigger initialization: "_s + alarm.ended(now));
        if (was != alarm.active)
            tell(m_store.save(alarm));
        keep(alarm, 0);
    }
    return {};
}

void Alarms::start()
{
    m_thread = std::thread([this] { work(); });
}

void Alarms::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void Alarms::work()
{
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        const auto seen = m_version;
        lock.unlock();
        const auto next = tick(m_bell.now());
        const auto sleep = next ? std::clamp<qint64>(*next - m_bell.now(), 0, longestSleep) : longestSleep;
        lock.lock();
        const auto changed = [&] { return m_stop || m_version != seen; };
        if (next)
            m_wake.wait_for(lock, std::chrono::milliseconds(sleep), changed);
        else
            m_wake.wait(lock, changed);
    }
}

std::optional<Alarm> Alarms::find(const QString &key) const
{
    const std::lock_guard lock(m_mutex);
    const auto entry = m_entries.constFind(key);
    return entry == m_entries.constEnd() ? std::nullopt : std::optional(entry->alarm);
}

QString Alarms::put(const Alarm &alarm)
{
    const std::lock_guard writing(m_writing);
    const auto error = m_store.save(alarm);
    if (error.isEmpty())
        keep(alarm, 0);
    return error;
}

/// version: of the entry that it goes on from; 0 for a new one, which is due by its own times alone.
void Alarms::keep(const Alarm &alarm, quint64 version)
{
    {
        const std::lock_guard lock(m_mutex);
        auto &entry = m_entries[alarm.key()];
        entry.alarm = alarm;
        entry.tries = 0;
        if (version == 0) {
            entry.due = alarm.next(m_bell.now());
            entry.version = ++m_version;
        }
        if (!alarm.active)
            entry.due.reset();
    }
    m_wake.notify_all();
}

QString Alarms::remove(const QString &key)
{
    const std::lock_guard writing(m_writing);
    return drop(key);
}

QString Alarms::drop(const QString &key)
{
    const auto error = m_store.remove(key);
    const std::lock_guard lock(m_mutex);
    if (error.isEmpty())
        m_entries.remove(key);
    return error;
}

std::optional<qint64> Alarms::nearest() const
{
    const std::lock_guard lock(m_mutex);
    std::optional<qint64> nearest;
    for (const auto &entry : m_entries)
        if (entry.due && (!nearest || *entry.due < *nearest))
            nearest = entry.due;
    return nearest;
}

/// What rings now. The next time of each counts from now: what was missed is not made up.
QList<Alarms::Entry> Alarms::takeDue(qint64 now)
{
    const std::lock_guard lock(m_mutex);
    QList<Entry> due;
    for (auto &entry : m_entries) {
        if (!entry.due || *entry.due > now)
            continue;
        due.append(entry);
        entry.due = entry.alarm.next(now);
    }
    return due;
}

std::optional<qint64> Alarms::tick(qint64 now)
{
    const auto due = takeDue(now);
    for (const auto &entry : due)
        ring(entry, now);
    return nearest();
}

void Alarms::ring(const Entry &entry, qint64 now)
{
    const auto status = m_bell.fire(entry.alarm);
    if (!isRefusedForNow(status) || !tryAgain(entry, now))
        settle(entry, now, status);
}

bool Alarms::isCurrent(const Entry &entry) const
{
    const auto now = m_entries.constFind(entry.alarm.key());
    return now != m_entries.constEnd() && now->version == entry.version;
}

bool Alarms::tryAgain(const Entry &entry, qint64 now)
{
    if (entry.tries == mostTries)
        return false;
    const std::lock_guard lock(m_mutex);
    if (isCurrent(entry)) {
        auto &current = m_entries[entry.alarm.key()];
        current.tries = entry.tries + 1;
        current.due = std::min(current.due.value_or(now + retryDelay), now + retryDelay);
    }
    return true;
}

void Alarms::settle(const Entry &entry, qint64 now, int status)
{
    const auto changed = after(entry.alarm, now, status);
    const bool goes = !changed.deleteAfterFire.isEmpty() && changed.deleteAfterFire != u"false" && status < 400;
    if (store(entry, changed, goes) && goes)
        m_bell.deleteTrigger(changed, changed.deleteAfterFire == u"rules");
}

/// False when somebody has changed the alarm since it rang: that one counts.
bool Alarms::store(const Entry &entry, const Alarm &changed, bool goes)
{
    const std::lock_guard writing(m_writing);
    {
        const std::lock_guard lock(m_mutex);
        if (!isCurrent(entry))
            return false;
    }
    if (goes) {
        tell(drop(changed.key()));
    } else {
        if (changed.active != entry.alarm.active || changed.left != entry.alarm.left)
            tell(m_store.save(changed));
        keep(changed, entry.version);
    }
    return true;
}

} // namespace sandbox
