#pragma once

#include <QList>
#include <QtGlobal>

#include <limits>
#include <optional>

namespace openwhisk {

/// Which windows of starts to ask for until a span of activations is read without a gap. Lists come newest start
/// first and are cut at a page, so what a full page leaves is asked for again, in two; `skip` is needed only within
/// one millisecond. Knows no network.
class CrawlPlan {
public:
    static constexpr qint64 open = std::numeric_limits<qint64>::max(); ///< a window without upper end
    static constexpr int page = 200;
    static constexpr int mostInOneMs = 50'000; ///< skipping gets slower the further it goes

    struct Window { ///< both ends in it; from 0: no lower end
        qint64 fromMs = 0;
        qint64 toMs = open;
        int skip = 0;
        int tries = 0; ///< that failed
        bool probe = false; ///< all that is not handed out yet, as nobody knows how dense it is
        bool isSame(const Window &w) const { return fromMs == w.fromMs && toMs == w.toMs && skip == w.skip; }
    };
    struct Answer {
        int rows = 0;
        qint64 newestMs = 0;
        qint64 oldestMs = 0;
    };

    CrawlPlan(qint64 fromMs, qint64 toMs) : m_from(fromMs), m_cursor(toMs) {}
    void setFullPage(int rows) { m_full = rows; }
    int fullPage() const { return m_full; } ///< how many rows say that there may be more

    void expect(const Answer &above); ///< as dense as the page above: then several windows can begin at once
    void extendTo(qint64 fromMs); ///< further back
    std::optional<Window> next(); ///< what to ask now; none: wait for answers, or done
    void took(const Window &window, const Answer &answer);
    /// It failed. Blamed ones are asked again when all others were.
    void putBack(Window window, bool blamed);
    /// Newest first: of an open one that fails for ever, what is above the newest record is asked for by itself; of all
    /// that is left, its newest part. The other part of the open one, and that newest part, are asked for last.
    void stepOver(const Window &window, qint64 newestMs);
    bool divide(const Window &window); ///< in two, to find what cannot be read; false: it is narrow enough
    void leaveOut(qint64 fromMs, qint64 toMs); ///< before it begins; several of them oldest first
    bool hasOthers() const; ///< than blamed ones
    void drop(const Window &window); ///< given up

    bool isDone() const { return !m_cursor && m_queue.isEmpty() && m_open.isEmpty() && m_blamed.isEmpty(); }
    bool reachedEnd() const { return m_reachedEnd; } ///< the server has nothing older
    qint64 completeFrom() const; ///< nothing is open from there up to where it began
    qint64 from() const { return m_from; }
    QList<Window> troubled() const; ///< failed, to be asked again
    const QList<qint64> &cutBursts() const { return m_cutBursts; } ///< milliseconds with more than is read

private:
    void tookProbe(const Window &window, const Answer &answer);
    void tookBurst(const Window &window, const Answer &answer);
    void tookFull(const Window &window, const Answer &answer);
    void learn(const Window &window, const Answer &answer);
    void queue(const Window &window);
    Window claim();

    qint64 m_from;
    std::optional<qint64> m_cursor; ///< newest start that is not handed out yet
    QList<Window> m_queue;          ///< newest first
    QList<Window> m_open;
    QList<Window> m_blamed;
    double m_density = 0;           ///< rows a millisecond where it was last seen; 0: unknown, or hardly any
    qint64 m_densityAt = open;
    int m_full = page;
    bool m_reachedEnd = false;
    QList<qint64> m_cutBursts;
    qint64 m_stepMs = 60'000; ///< how much to step over; more each time
};

} // namespace openwhisk
