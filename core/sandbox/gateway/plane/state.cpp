#include "core/sandbox/gateway/plane/state.h"

#include "core/gateway/address.h"
#include "core/sandbox/gateway/health/checks.h"

#include <netdb.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>

namespace sandbox::gateway {

namespace {

constexpr qsizetype mostWindows = 100000; ///< then those that are over go
constexpr qsizetype mostSaid = 1000;

qint64 now()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

struct Lookup {
    std::mutex mutex;
    std::condition_variable done;
    bool isDone = false;
    QStringList addresses;
};

QStringList addressesOf(const QString &host)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    QStringList addresses;
    if (getaddrinfo(host.toUtf8().constData(), nullptr, &hints, &found) != 0)
        return addresses;
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(found, freeaddrinfo);
    for (const auto *one = found; one; one = one->ai_next) {
        char text[NI_MAXHOST];
        if (getnameinfo(one->ai_addr, one->ai_addrlen, text, sizeof text, nullptr, 0, NI_NUMERICHOST) == 0)
            addresses.append(QString::fromLatin1(text));
    }
    // Most servers on one's own machine listen on 127.0.0.1 alone.
    std::stable_partition(addresses.begin(), addresses.end(), [](const QString &address) { return !address.contains(u':'); });
    return addresses;
}

} // namespace

PlaneState::PlaneState(const std::function<qint64(const QString &key)> &revision)
    : m_health(std::make_unique<HealthChecks>(revision))
{
}

PlaneState::~PlaneState() { m_lookups.waitForDone(); }

PlaneState::Count PlaneState::count(const QString &key, double window)
{
    const std::lock_guard lock(m_mutex);
    const auto time = now();
    if (m_windows.size() >= mostWindows)
        m_windows.removeIf([time](const auto &entry) { return entry.value().ends <= time; });
    auto &entry = m_windows[key];
    if (entry.ends <= time)
        entry = {0, time + qint64(window * 1000)};
    ++entry.used;
    return {entry.used, double(entry.ends - time) / 1000};
}

PlaneState::Count PlaneState::countSliding(const QString &key, double window, qint64 limit)
{
    const std::lock_guard lock(m_mutex);
    const auto time = now();
    const auto length = qint64(window * 1000);
    auto &times = m_sliding[key];
    while (!times.empty() && times.front() + length <= time)
        times.pop_front();
    const auto used = qint64(times.size()) + 1;
    if (used <= limit)
        times.push_back(time);
    const auto resets = times.empty() ? length : times.front() + length - time;
    return {used, double(resets) / 1000};
}

qsizetype PlaneState::turn(const QString &key, const QList<qint64> &weights, const QSet<qsizetype> &without)
{
    const std::lock_guard lock(m_mutex);
    auto &current = m_turns[key];
    current.resize(weights.size());
    qsizetype best = -1;
    qint64 total = 0;
    for (qsizetype i = 0; i < weights.size(); ++i) {
        if (weights[i] <= 0 || without.contains(i))
            continue;
        current[i] += weights[i];
        total += weights[i];
        if (best < 0 || current[i] > current[best])
            best = i;
    }
    if (best >= 0)
        current[best] -= total;
    return best;
}

void PlaneState::begin(const QString &node)
{
    const std::lock_guard lock(m_mutex);
    ++m_running[node];
}

void PlaneState::end(const QString &node)
{
    const std::lock_guard lock(m_mutex);
    if (--m_running[node] <= 0)
        m_running.remove(node);
}

qint64 PlaneState::running(const QString &node)
{
    const std::lock_guard lock(m_mutex);
    return m_running.value(node);
}

void PlaneState::stop()
{
    const std::lock_guard lock(m_mutex);
    m_isStopping = true;
    m_stopped.notify_all();
}

void PlaneState::sleep(qint64 ms)
{
    std::unique_lock lock(m_mutex);
    m_stopped.wait_for(lock, std::chrono::milliseconds(ms), [this] { return m_isStopping.load(); });
}

void PlaneState::report(const QString &sentence)
{
    const std::lock_guard lock(m_mutex);
    if (m_said.size() >= mostSaid || m_said.contains(sentence))
        return;
    m_said.insert(sentence);
    std::fprintf(stderr, "whiskboard-sandbox: gateway: %s\n", qPrintable(sentence));
}

QStringList PlaneState::lookUp(const QString &host, int timeoutMs)
{
    if (const auto address = ::gateway::Address::parse(host))
        return {address->toString()};
    const auto lookup = std::make_shared<Lookup>();
    m_lookups.start([lookup, host] {
        auto addresses = addressesOf(host);
        const std::lock_guard lock(lookup->mutex);
        lookup->addresses = std::move(addresses);
        lookup->isDone = true;
        lookup->done.notify_all();
    });
    std::unique_lock lock(lookup->mutex);
    lookup->done.wait_for(lock, std::chrono::milliseconds(timeoutMs), [&lookup] { return lookup->isDone; });
    return lookup->addresses;
}

} // namespace sandbox::gateway
