#include "core/openwhisk/activationcrawlplan.h"

#include <algorithm>

namespace openwhisk {

namespace {

constexpr double aimedRows = 180; ///< of a window: a page with room for what is denser than thought
constexpr qint64 narrowMs = 1000; ///< what is missed is told so exactly
constexpr int fewRows = 40;       ///< fewer are no measure of what comes below

} // namespace

void CrawlPlan::expect(const Answer &above)
{
    if (above.rows >= m_full && above.newestMs > above.oldestMs)
        m_density = double(above.rows) / double(above.newestMs - above.oldestMs);
}

void CrawlPlan::extendTo(qint64 fromMs)
{
    if (fromMs >= m_from)
        return;
    if (!m_cursor)
        m_cursor = m_from - 1;
    m_from = fromMs;
    // A probe under way ends where the span ended; what is below it is not part of it.
    for (auto *list : {&m_queue, &m_open, &m_blamed})
        for (Window &window : *list)
            window.probe = false;
}

std::optional<CrawlPlan::Window> CrawlPlan::next()
{
    if (!m_queue.isEmpty())
        m_open.append(m_queue.takeFirst());
    else if (m_cursor)
        m_open.append(claim());
    else if (!m_blamed.isEmpty())
        m_open.append(m_blamed.takeFirst());
    else
        return std::nullopt;
    return m_open.last();
}

CrawlPlan::Window CrawlPlan::claim()
{
    Window window{m_from, *m_cursor, 0, 0, true};
    m_cursor.reset();
    if (m_density <= 0 || window.toMs == open)
        return window;
    const double width = std::max(1.0, aimedRows * m_full / page / m_density);
    if (width >= double(window.toMs - window.fromMs))
        return window;
    window.fromMs = window.toMs - qint64(width) + 1;
    window.probe = false;
    m_cursor = window.fromMs - 1;
    return window;
}

void CrawlPlan::took(const Window &window, const Answer &answer)
{
    const auto place = std::find_if(m_open.begin(), m_open.end(), [&](const Window &w) { return w.isSame(window); });
    if (place == m_open.end())
        return;
    const Window now = *place; // extendTo() may have made another of it
    m_open.erase(place);
    learn(now, answer);
    const bool full = answer.rows >= m_full;
    if (full && answer.newestMs == answer.oldestMs)
        tookBurst(now, answer);
    else if (now.probe)
        tookProbe(now, answer);
    else if (full)
        tookFull(now, answer);
}

void CrawlPlan::learn(const Window &window, const Answer &answer)
{
    if (window.toMs > m_densityAt || window.skip > 0)
        return;
    m_densityAt = window.toMs;
    const bool full = answer.rows >= m_full;
    const qint64 span = (full || window.toMs == open || window.probe) ? answer.newestMs - answer.oldestMs
                                                                     : window.toMs - window.fromMs;
    m_density = answer.rows < fewRows * m_full / page || span <= 0 ? 0 : double(answer.rows) / double(span);
}

/// All that was left: the end is where nothing comes any more, as records may come meanwhile.
void CrawlPlan::tookProbe(const Window &window, const Answer &answer)
{
    const bool full = answer.rows >= m_full;
    if (answer.rows == 0 || (!full && window.fromMs > 0)) {
        m_reachedEnd = window.fromMs <= 0;
        return;
    }
    const qint64 rest = full ? answer.oldestMs : answer.oldestMs - 1;
    if (rest >= window.fromMs)
        m_cursor = rest;
}

void CrawlPlan::tookBurst(const Window &window, const Answer &answer)
{
    const qint64 ms = answer.oldestMs;
    const int skip = window.skip + answer.rows;
    if (skip < mostInOneMs)
        queue({ms, ms, skip});
    else
        m_cutBursts.append(ms);
    if (window.fromMs >= ms)
        return;
    if (window.probe)
        m_cursor = ms - 1;
    else
        queue({window.fromMs, ms - 1});
}

void CrawlPlan::tookFull(const Window &window, const Answer &answer)
{
    const qint64 to = answer.oldestMs;
    const double density = double(answer.rows) / double(std::max<qint64>(answer.newestMs - to, 1));
    if (window.fromMs >= to || density * double(to - window.fromMs) < aimedRows) {
        queue({std::min(window.fromMs, to), to});
        return;
    }
    const qint64 middle = window.fromMs + (to - window.fromMs) / 2;
    queue({middle + 1, to});
    queue({window.fromMs, middle});
}

void CrawlPlan::queue(const Window &window)
{
    const auto place = std::find_if(m_queue.begin(), m_queue.end(), [&](const Window &w) { return w.toMs < window.toMs; });
    m_queue.insert(place, window);
}

void CrawlPlan::putBack(Window window, bool blamed)
{
    drop(window);
    if (!blamed)
        return queue(window);
    ++window.tries;
    m_blamed.append(window);
}

void CrawlPlan::stepOver(const Window &window, qint64 newestMs)
{
    if (window.toMs == open) {
        m_from = newestMs + 1;
        m_queue.prepend({m_from, open, 0, 0, true});
        m_blamed.append({window.fromMs, newestMs, 0, window.tries});
        return;
    }
    const qint64 from = std::max(window.fromMs, window.toMs - m_stepMs + 1);
    m_stepMs *= 2;
    m_blamed.append({from, window.toMs, 0, window.tries});
    if (from > window.fromMs)
        m_cursor = from - 1;
}

bool CrawlPlan::divide(const Window &window)
{
    if (window.skip > 0 || window.toMs == open || window.toMs - window.fromMs < narrowMs)
        return false;
    const qint64 middle = window.fromMs + (window.toMs - window.fromMs) / 2;
    m_blamed.append({middle + 1, window.toMs, 0, window.tries});
    m_blamed.append({window.fromMs, middle, 0, window.tries});
    return true;
}

void CrawlPlan::leaveOut(qint64 fromMs, qint64 toMs)
{
    if (!m_cursor || toMs < m_from || fromMs > *m_cursor)
        return;
    if (fromMs > m_from)
        queue({m_from, fromMs - 1});
    m_from = toMs + 1;
    if (*m_cursor < m_from)
        m_cursor.reset();
}

bool CrawlPlan::hasOthers() const
{
    return m_cursor || !m_queue.isEmpty() || !m_open.isEmpty();
}

void CrawlPlan::drop(const Window &window)
{
    m_open.removeIf([&](const Window &w) { return w.isSame(window); });
}

qint64 CrawlPlan::completeFrom() const
{
    qint64 top = m_cursor ? *m_cursor : m_from - 1;
    for (const auto *list : {&m_queue, &m_open, &m_blamed})
        for (const Window &window : *list)
            top = std::max(top, window.toMs);
    return top == open ? open : std::max<qint64>(top + 1, 0);
}

QList<CrawlPlan::Window> CrawlPlan::troubled() const
{
    QList<Window> windows;
    for (const auto *list : {&m_queue, &m_open, &m_blamed})
        std::copy_if(list->begin(), list->end(), std::back_inserter(windows), [](const Window &w) { return w.tries > 0; });
    return windows;
}

} // namespace openwhisk
