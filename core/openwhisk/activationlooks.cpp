#include "core/openwhisk/activationlooks.h"

#include <algorithm>

namespace openwhisk {

namespace {

constexpr qint64 leastQuickMs = 1000;
constexpr qint64 costShare = 10; ///< looks of one depth take no more than this part of the time

} // namespace

ActivationLooks::ActivationLooks()
{
    setDepth(Overlap, {75'000, 0});
    setDepth(Sweep, {315'000, 30'000});
    setDepth(Deep, {3'600'000, 600'000}); // a sequence lasts as long as all its members
}

void ActivationLooks::begin(qint64 nowMs, qint64 shownMs)
{
    m_begun = true;
    m_shownMs = shownMs;
    for (State &tier : m_tiers) {
        tier.shownMs = shownMs;
        tier.dueMs = nowMs + tier.depth.everyMs;
    }
}

qint64 ActivationLooks::quickDepth() const
{
    const qint64 late = *std::max_element(m_late.begin(), m_late.end());
    return std::clamp(late + late / 2, leastQuickMs, std::max(leastQuickMs, m_tiers[Overlap].depth.depthMs));
}

bool ActivationLooks::isDue(Tier tier, qint64 nowMs) const
{
    return nowMs >= m_tiers[tier].dueMs;
}

void ActivationLooks::lookedQuick(qint64 shownMs, QList<qint64> lateMs)
{
    m_shownMs = shownMs;
    if (lateMs.isEmpty())
        return;
    // The very last ones are for the deeper looks: one that is a minute late must not make each look a minute deep.
    const auto place = lateMs.begin() + (lateMs.size() - 1) * 98 / 100;
    std::nth_element(lateMs.begin(), place, lateMs.end());
    m_late[m_next++ % m_late.size()] = std::max<qint64>(*place, 0);
}

void ActivationLooks::looked(Tier tier, qint64 startedMs, qint64 endedMs, qint64 shownMs, int pages)
{
    State &state = m_tiers[tier];
    state.shownMs = shownMs;
    state.pages = pages;
    state.dueMs = std::max(startedMs + state.depth.everyMs, endedMs + (endedMs - startedMs) * costShare);
}

} // namespace openwhisk
