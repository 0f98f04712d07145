#include "ui/widgets/timescale.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {

/// A part between two folds is never so short that what happens in it cannot be seen.
constexpr double leastShare = 0.3;

QList<TimeScale::Gap> tidied(QList<TimeScale::Gap> gaps, double totalMs)
{
    std::sort(gaps.begin(), gaps.end(), [](const auto &a, const auto &b) { return a.fromMs < b.fromMs; });
    QList<TimeScale::Gap> tidy;
    for (TimeScale::Gap gap : gaps) {
        gap.fromMs = std::max(0.0, gap.fromMs);
        gap.toMs = std::min(totalMs, gap.toMs);
        if (!tidy.isEmpty() && gap.fromMs <= tidy.last().toMs)
            tidy.last().toMs = std::max(tidy.last().toMs, gap.toMs);
        else if (gap.length() > 0)
            tidy.append(gap);
    }
    return tidy;
}

/// 1, 2 or 5 times a power of ten.
double roundStep(double least)
{
    const double power = std::pow(10, std::floor(std::log10(std::max(least, 1e-6))));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= least)
            return factor * power;
    return 10 * power;
}

} // namespace

TimeScale::TimeScale(double totalMs, QList<Gap> gaps, double width, double foldWidth)
    : m_totalMs(std::max(totalMs, 1.0)), m_width(std::max(width, 1.0))
{
    gaps = tidied(std::move(gaps), m_totalMs);
    // Where there is no room to fold, nothing is gained by it.
    if (double(gaps.size()) * foldWidth > m_width / 2)
        gaps.clear();
    double from = 0;
    for (const Gap &gap : gaps) {
        m_parts.append({from, gap.fromMs, 0, 0});
        from = gap.toMs;
    }
    m_parts.append({from, m_totalMs, 0, 0});
    double shown = 0;
    for (const Part &part : m_parts)
        shown += part.toMs - part.fromMs;
    const auto weight = [&](const Part &part) {
        const double length = part.toMs - part.fromMs;
        return m_parts.size() == 1 ? 1 : length <= 0 ? 0 : length / shown + leastShare;
    };
    double weights = 0;
    for (const Part &part : m_parts)
        weights += weight(part);
    const double room = m_width - double(gaps.size()) * foldWidth;
    double x = 0;
    for (qsizetype i = 0; i < m_parts.size(); ++i) {
        Part &part = m_parts[i];
        part.left = x;
        part.right = x + (weights > 0 ? room * weight(part) / weights : 0);
        x = part.right + foldWidth;
        if (i < gaps.size())
            m_folds.append({part.right, x, gaps.at(i)});
    }
}

double TimeScale::x(double ms) const
{
    for (qsizetype i = 0; i < m_parts.size(); ++i) {
        const Part &part = m_parts.at(i);
        if (ms <= part.toMs || i == m_folds.size()) {
            const double length = part.toMs - part.fromMs;
            const double share = length > 0 ? (ms - part.fromMs) / length : 0;
            return std::clamp(part.left + share * (part.right - part.left), part.left, part.right);
        }
        const Fold &fold = m_folds.at(i);
        if (ms < fold.gap.toMs)
            return fold.left + (ms - fold.gap.fromMs) / fold.gap.length() * (fold.right - fold.left);
    }
    return 0;
}

void TimeScale::addTicks(const Part &part, double least, QList<Tick> *ticks) const
{
    const double length = part.toMs - part.fromMs;
    const double pixels = part.right - part.left;
    if (length <= 0 || pixels <= 0)
        return;
    const double step = roundStep(length / pixels * least);
    const bool first = ticks->isEmpty();
    if (!first || part.fromMs > 0)
        ticks->append({part.left, axisText(part.fromMs, step, true)});
    for (double ms = std::ceil(part.fromMs / step) * step; ms < part.toMs; ms += step) {
        const double at = x(ms);
        const bool tooNear = !ticks->isEmpty() && at - ticks->last().x < least && at != 0;
        if (!tooNear && part.right - at >= least)
            ticks->append({at, axisText(ms, step, false)});
    }
    if (ticks->isEmpty() || part.right - ticks->last().x >= least / 2)
        ticks->append({part.right, axisText(part.toMs, step, true)});
}

QList<TimeScale::Tick> TimeScale::ticks(double least) const
{
    QList<Tick> ticks;
    for (const Part &part : m_parts)
        addTicks(part, least, &ticks);
    return ticks;
}

QString axisText(double ms, double stepMs, bool withUnit)
{
    if (ms == 0)
        return u"0"_s;
    if (ms < 1000) {
        const QString number = QString::number(ms, 'f', stepMs < 1 && ms != std::floor(ms) ? 1 : 0);
        return withUnit ? number + u" ms"_s : number;
    }
    const int decimals = stepMs >= 1000 ? 0 : stepMs >= 100 ? 1 : stepMs >= 10 ? 2 : 3;
    const QString number = QString::number(ms / 1000, 'f', withUnit ? std::clamp(decimals, 1, 3) : decimals);
    return withUnit ? number + u" s"_s : number;
}
