#include "core/sandbox/gateway/health/checks.h"

#include <boost/asio/post.hpp>

namespace sandbox::gateway {

namespace asio = boost::asio;

namespace {
constexpr auto betweenLooks = std::chrono::seconds(1); ///< after changes of the configuration
}

Checker::Checker(asio::io_context &io, const HealthRules &rules, const QList<ProbeTarget> &targets)
    : m_io(io), m_rules(std::make_shared<const HealthRules>(rules))
{
    for (const auto &target : targets) {
        m_servers.append({target});
        m_timers.emplace_back(io);
    }
}

void Checker::start()
{
    asio::post(m_io, [self = shared_from_this()] {
        for (qsizetype place = 0; place < qsizetype(self->m_timers.size()); ++place)
            self->look(place);
    });
}

void Checker::stop()
{
    m_isStopped = true;
    asio::post(m_io, [self = shared_from_this()] {
        for (auto &timer : self->m_timers)
            timer.cancel();
    });
}

QSet<qsizetype> Checker::unusable() const
{
    const std::lock_guard lock(m_mutex);
    QSet<qsizetype> places;
    for (qsizetype place = 0; place < m_servers.size(); ++place)
        if (!m_servers[place].count.isUsable())
            places.insert(place);
    return places.size() == m_servers.size() ? QSet<qsizetype>() : places;
}

void Checker::report(qsizetype place, std::optional<Sign> failure, int status)
{
    if (!m_rules->passive)
        return;
    const auto sign = failure ? failure : m_rules->passive->signOf(status);
    const std::lock_guard lock(m_mutex);
    if (sign && place >= 0 && place < m_servers.size())
        m_servers[place].count.add(*sign, *m_rules->passive);
}

QList<WatchedServer> Checker::servers() const
{
    const std::lock_guard lock(m_mutex);
    return m_servers;
}

void Checker::look(qsizetype place)
{
    if (m_isStopped)
        return;
    const auto target = [&] {
        const std::lock_guard lock(m_mutex);
        return m_servers[place].target;
    }();
    probe(m_io, m_rules, target, [self = shared_from_this(), place](std::optional<Sign> failure, int status) { self->seen(place, failure, status); });
}

void Checker::seen(qsizetype place, std::optional<Sign> failure, int status)
{
    bool isUsable = true;
    {
        const std::lock_guard lock(m_mutex);
        auto &count = m_servers[place].count;
        const auto answered = m_rules->type == u"tcp" ? std::optional(Sign::Success) : m_rules->active.signOf(status);
        if (const auto sign = failure ? failure : answered)
            count.add(*sign, m_rules->active);
        isUsable = count.isUsable();
    }
    auto &timer = m_timers[std::size_t(place)];
    timer.expires_after(std::chrono::milliseconds(isUsable ? m_rules->healthyMs : m_rules->unhealthyMs));
    timer.async_wait([self = shared_from_this(), place](boost::system::error_code canceled) {
        if (!canceled)
            self->look(place);
    });
}

HealthChecks::HealthChecks(Revision revision) : m_revision(std::move(revision)) {}

HealthChecks::~HealthChecks()
{
    m_io.stop();
    if (m_thread.joinable())
        m_thread.join();
    m_watched.clear();
}

std::shared_ptr<Checker> HealthChecks::watch(const QString &key, const json::Value &upstream, const std::function<QList<ProbeTarget>()> &targets)
{
    const auto known = [&]() -> std::shared_ptr<Checker> {
        const std::lock_guard lock(m_mutex);
        const auto found = m_watched.constFind(key);
        return found != m_watched.cend() && found->upstream == upstream ? found->checker : nullptr;
    };
    if (auto checker = known())
        return checker;
    const auto found = targets(); // looks names up, which takes its time
    const auto revision = m_revision(key);
    const std::lock_guard lock(m_mutex);
    auto &entry = m_watched[key];
    if (entry.checker && entry.upstream == upstream)
        return entry.checker; // another request was faster
    if (entry.checker)
        entry.checker->stop();
    entry = {upstream, revision, std::make_shared<Checker>(m_io, HealthRules(upstream.value(u"checks")), found)};
    entry.checker->start();
    run();
    return entry.checker;
}

std::shared_ptr<const Checker> HealthChecks::find(const QString &key) const
{
    const auto revision = m_revision(key);
    const std::lock_guard lock(m_mutex);
    const auto found = m_watched.constFind(key);
    return found != m_watched.cend() && found->revision == revision ? found->checker : nullptr;
}

void HealthChecks::run()
{
    if (m_thread.joinable())
        return;
    forgetChanged();
    m_thread = std::thread([this] { m_io.run(); });
}

/// Nobody looks any more at what was changed or deleted, also when no request comes.
void HealthChecks::forgetChanged()
{
    m_pause.expires_after(betweenLooks);
    m_pause.async_wait([this](boost::system::error_code canceled) {
        if (canceled)
            return;
        {
            const std::lock_guard lock(m_mutex);
            m_watched.removeIf([this](const auto &entry) {
                const bool isGone = entry.value().revision != m_revision(entry.key());
                if (isGone)
                    entry.value().checker->stop();
                return isGone;
            });
        }
        forgetChanged();
    });
}

} // namespace sandbox::gateway
