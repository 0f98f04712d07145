#include "core/sandbox/gateway/health/rules.h"

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

/// The defaults of the two sorts of checks, as the schema has them.
struct Defaults {
    QSet<int> goodStatuses;
    QSet<int> badStatuses;
    int successes;
    int httpFailures;
    int timeouts;
};

const Defaults &activeDefaults()
{
    static const Defaults defaults{{200, 302}, {429, 404, 500, 501, 502, 503, 504, 505}, 2, 5, 3};
    return defaults;
}

const Defaults &passiveDefaults()
{
    static const Defaults defaults{{200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303, 304, 305, 306, 307, 308},
                                   {429, 500, 503}, 5, 5, 7};
    return defaults;
}

constexpr int tcpFailures = 2;

int number(const json::Value &side, QStringView name, int usual)
{
    const auto *member = side.find(name);
    return member ? int(member->toInteger().value_or(usual)) : usual;
}

int milliseconds(const json::Value &side, QStringView name)
{
    const auto *seconds = side.find(name);
    return seconds ? std::max(1, int(seconds->toDouble() * 1000)) : 1000;
}

QSet<int> statuses(const json::Value &side, const QSet<int> &usual)
{
    const auto listed = side.value(u"http_statuses");
    if (!listed.isArray())
        return usual;
    QSet<int> all;
    for (const auto &status : listed.items())
        all.insert(int(status.toInteger().value_or(0)));
    return all;
}

HealthLimits limitsOf(const json::Value &checks, const Defaults &defaults)
{
    const auto healthy = checks.value(u"healthy");
    const auto unhealthy = checks.value(u"unhealthy");
    return {statuses(healthy, defaults.goodStatuses), statuses(unhealthy, defaults.badStatuses),
            number(healthy, u"successes", defaults.successes), number(unhealthy, u"http_failures", defaults.httpFailures),
            number(unhealthy, u"tcp_failures", tcpFailures), number(unhealthy, u"timeouts", defaults.timeouts)};
}

QByteArray bytes(const json::Value &value, QStringView name, const QByteArray &usual)
{
    const auto *text = value.find(name);
    return text ? text->toString().toUtf8() : usual;
}

} // namespace

int HealthLimits::of(Sign sign) const
{
    const int limits[] = {successes, httpFailures, tcpFailures, timeouts};
    return limits[int(sign)];
}

std::optional<Sign> HealthLimits::signOf(int status) const
{
    if (goodStatuses.contains(status))
        return Sign::Success;
    return badStatuses.contains(status) || status == 0 ? std::optional(Sign::HttpFailure) : std::nullopt;
}

HealthRules::HealthRules(const json::Value &checks)
{
    const auto said = checks.value(u"active");
    type = said.contains(u"type") ? said.value(u"type").toString() : u"http"_s;
    host = said.value(u"host").toString();
    port = quint16(number(said, u"port", 0));
    method = bytes(said, u"http_method", "GET");
    path = bytes(said, u"http_path", "/");
    body = bytes(said, u"http_req_body", {});
    for (const auto &header : said.value(u"req_headers").items())
        headers.append(header.toString().toUtf8());
    verifies = !said.contains(u"https_verify_certificate") || said.value(u"https_verify_certificate").toBool();
    timeoutMs = milliseconds(said, u"timeout");
    healthyMs = milliseconds(said.value(u"healthy"), u"interval");
    unhealthyMs = milliseconds(said.value(u"unhealthy"), u"interval");
    active = limitsOf(said, activeDefaults());
    if (checks.contains(u"passive"))
        passive = limitsOf(checks.value(u"passive"), passiveDefaults());
}

QString wordFor(Health health)
{
    static const QString words[] = {u"healthy"_s, u"mostly_healthy"_s, u"mostly_unhealthy"_s, u"unhealthy"_s};
    return words[int(health)];
}

void HealthCount::add(Sign sign, const HealthLimits &limits)
{
    const bool isGood = sign == Sign::Success;
    const auto said = isGood ? Health::Healthy : Health::Unhealthy;
    const int limit = limits.of(sign);
    if (limit == 0 || m_health == said)
        return;
    for (const auto other : {Sign::Success, Sign::HttpFailure, Sign::TcpFailure, Sign::Timeout})
        if ((other == Sign::Success) != isGood)
            m_counts[int(other)] = 0;
    if (++m_counts[int(sign)] >= limit)
        m_health = said;
    else if (m_health == Health::Healthy)
        m_health = Health::MostlyHealthy;
    else if (m_health == Health::Unhealthy)
        m_health = Health::MostlyUnhealthy;
}

} // namespace sandbox::gateway
