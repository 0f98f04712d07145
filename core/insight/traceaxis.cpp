#include "core/insight/trace.h"

#include <algorithm>

namespace insight {

namespace {

constexpr qint64 margin = 50; ///< ms of a gap that stay at each side, so that a wait is seen to begin and to end

/// When something ran, and the moments when something began, sorted.
QList<TraceGap> busySpans(const Trace &trace)
{
    QList<TraceGap> spans;
    for (const TraceNode &node : trace.nodes) {
        if (!node.startMs)
            continue;
        const qint64 begin = *node.startMs;
        spans.append({begin, node.isLeaf() ? std::max(begin, node.endMs.value_or(begin)) : begin});
        spans.append({*node.fromMs(), *node.fromMs()});
        if (node.endMs)
            spans.append({*node.endMs, *node.endMs});
    }
    std::sort(spans.begin(), spans.end(), [](const TraceGap &a, const TraceGap &b) { return a.fromMs < b.fromMs; });
    return spans;
}

} // namespace

QList<TraceGap> gapsOf(const Trace &trace, qint64 longerThanMs)
{
    QList<TraceGap> gaps;
    std::optional<qint64> busyTo;
    for (const TraceGap &span : busySpans(trace)) {
        if (busyTo && span.fromMs - *busyTo > longerThanMs + 2 * margin)
            gaps.append({*busyTo + margin, span.fromMs - margin});
        busyTo = std::max(busyTo.value_or(span.toMs), span.toMs);
    }
    return gaps;
}

TraceAxis::TraceAxis(const Trace &trace, QList<TraceGap> gaps, double foldShare)
    : m_fromMs(trace.fromMs), m_toMs(std::max(trace.toMs, trace.fromMs)), m_gaps(std::move(gaps)), m_foldShare(foldShare)
{
    qint64 shown = m_toMs - m_fromMs;
    for (const TraceGap &gap : std::as_const(m_gaps))
        shown -= gap.toMs - gap.fromMs;
    if (!m_gaps.isEmpty())
        m_foldShare = std::min(m_foldShare, 0.5 / double(m_gaps.size())); // half of the axis stays for what happened
    m_perMs = shown > 0 ? (1 - m_foldShare * double(m_gaps.size())) / double(shown) : 0;
}

double TraceAxis::at(qint64 ms) const
{
    ms = std::clamp(ms, m_fromMs, m_toMs);
    double place = 0;
    qint64 from = m_fromMs;
    for (const TraceGap &gap : m_gaps) {
        if (ms <= gap.fromMs)
            break;
        place += double(gap.fromMs - from) * m_perMs;
        if (ms < gap.toMs)
            return place + m_foldShare * double(ms - gap.fromMs) / double(gap.toMs - gap.fromMs);
        place += m_foldShare;
        from = gap.toMs;
    }
    return place + double(ms - from) * m_perMs;
}

qint64 TraceAxis::msAt(double place) const
{
    double begin = 0;
    qint64 from = m_fromMs;
    for (const TraceGap &gap : m_gaps) {
        const double fold = begin + double(gap.fromMs - from) * m_perMs;
        if (place < fold)
            break;
        if (place < fold + m_foldShare)
            return gap.fromMs + qint64(double(gap.toMs - gap.fromMs) * (place - fold) / m_foldShare);
        begin = fold + m_foldShare;
        from = gap.toMs;
    }
    const qint64 beyond = m_perMs > 0 ? qint64((place - begin) / m_perMs + 0.5) : 0;
    return std::clamp(from + std::max<qint64>(0, beyond), m_fromMs, m_toMs);
}

} // namespace insight
