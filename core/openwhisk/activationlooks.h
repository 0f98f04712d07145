#pragma once

#include <QList>
#include <QtGlobal>

#include <array>

namespace openwhisk {

/// How far back to look, and when. Records are stored when their run has ended, lists go by its start: a look that
/// goes back to the time of the one before it less a depth finds each record that came at most that much after its
/// start. Short looks come often, deep ones seldom where they cost much.
class ActivationLooks {
public:
    enum Tier { Overlap, Sweep, Deep };
    struct Depth {
        qint64 depthMs;
        qint64 everyMs;
    };
    ActivationLooks();
    void setDepth(Tier tier, const Depth &depth) { m_tiers[tier].depth = depth; }

    /// now: our clock. shown: as new as the server's list is, by its clock.
    void begin(qint64 nowMs, qint64 shownMs);
    bool hasBegun() const { return m_begun; }

    qint64 shownMs() const { return m_shownMs; } ///< by the last look at the head
    qint64 quickSince() const { return m_shownMs - quickDepth(); } ///< a look at the head, at least
    qint64 since(Tier tier) const { return m_tiers[tier].shownMs - m_tiers[tier].depth.depthMs; }
    bool isDue(Tier tier, qint64 nowMs) const;
    bool isCheap(Tier tier) const { return m_tiers[tier].pages <= 2; } ///< the last one was: goes along with the head
    int pages(Tier tier) const { return m_tiers[tier].pages; }

    void lookedQuick(qint64 shownMs, QList<qint64> lateMs); ///< of the new ones: start to the look before this one
    void looked(Tier tier, qint64 startedMs, qint64 endedMs, qint64 shownMs, int pages);

private:
    struct State {
        Depth depth{};
        qint64 dueMs = 0;
        qint64 shownMs = 0;
        int pages = 3; ///< dear until it is known
    };
    qint64 quickDepth() const;

    std::array<State, 3> m_tiers;
    std::array<qint64, 8> m_late{}; ///< of the last looks: how late most of what was new came
    size_t m_next = 0;
    qint64 m_shownMs = 0;
    bool m_begun = false;
};

} // namespace openwhisk
