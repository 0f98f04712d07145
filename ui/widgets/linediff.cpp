#include "ui/widgets/linediff.h"

#include <QHash>
#include <QStringList>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

// Time and memory grow with lines times differences.
constexpr int mostDifferences = 2000;
constexpr qint64 mostSteps = 40'000'000;

using Ids = std::vector<int>;

/// Lines as numbers: equal lines, equal numbers.
class Numbering {
public:
    Ids ids(const QStringList &lines)
    {
        Ids ids;
        ids.reserve(size_t(lines.size()));
        for (const QString &line : lines) {
            const auto known = m_numbers.constFind(line);
            ids.push_back(known != m_numbers.cend() ? *known : *m_numbers.insert(line, int(m_numbers.size())));
        }
        return ids;
    }

private:
    QHash<QString, int> m_numbers;
};

/// One run of equal items: from a[x], b[y] on.
struct Snake {
    int x;
    int y;
    int length;
};

/// Myers, "An O(ND) Difference Algorithm": furthest reaching paths by number of differences, then back along them.
class Myers {
public:
    Myers(const Ids &a, const Ids &b, int first, int endA, int endB)
        : m_a(a), m_b(b), m_first(first), m_n(endA - first), m_m(endB - first)
    {
    }

    /// False: too different.
    bool run()
    {
        const int most = std::min(m_n + m_m, mostDifferences);
        m_furthest.assign(size_t(2 * most + 3), 0);
        m_middle = most + 1;
        for (int d = 0; d <= most; ++d) {
            m_trace.emplace_back(m_furthest.begin() + m_middle - d - 1, m_furthest.begin() + m_middle + d + 2);
            if (step(d)) {
                trackBack(d);
                return true;
            }
            if (qint64(d) * (m_n + m_m) > mostSteps)
                return false;
        }
        return false;
    }
    std::vector<Snake> snakes; ///< from the end to the start

private:
    int &furthest(int k) { return m_furthest[size_t(m_middle + k)]; }

    bool step(int d)
    {
        for (int k = -d; k <= d; k += 2) {
            int x = k == -d || (k != d && furthest(k - 1) < furthest(k + 1)) ? furthest(k + 1) : furthest(k - 1) + 1;
            while (x < m_n && x - k < m_m && x - k >= 0 && m_a[size_t(m_first + x)] == m_b[size_t(m_first + x - k)])
                ++x;
            furthest(k) = x;
            if (x >= m_n && x - k >= m_m)
                return true;
        }
        return false;
    }

    void trackBack(int d)
    {
        int x = m_n, y = m_m;
        for (; d >= 0; --d) {
            const std::vector<int> &before = m_trace[size_t(d)];
            const auto at = [&](int k) { return before[size_t(k + d + 1)]; };
            const int k = x - y;
            const bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
            const int startX = d == 0 ? 0 : down ? at(k + 1) : at(k - 1) + 1;
            if (x > startX)
                snakes.push_back({m_first + startX, m_first + startX - k, x - startX});
            x = d == 0 ? 0 : down ? startX : startX - 1;
            y = d == 0 ? 0 : down ? startX - k - 1 : startX - k;
        }
    }

    const Ids &m_a;
    const Ids &m_b;
    int m_first, m_n, m_m;
    int m_middle = 0;
    std::vector<int> m_furthest;
    std::vector<std::vector<int>> m_trace;
};

class Script {
public:
    Script(const QStringList &before, const QStringList &after) : m_before(before), m_after(after) {}

    void equal(int count)
    {
        for (; count > 0; --count, ++m_x, ++m_y)
            lines.append({DiffLine::Equal, m_x + 1, m_y + 1, m_after.at(m_y)});
    }
    void replaceUpTo(int x, int y)
    {
        for (; m_x < x; ++m_x)
            lines.append({DiffLine::Removed, m_x + 1, 0, m_before.at(m_x)});
        for (; m_y < y; ++m_y)
            lines.append({DiffLine::Added, 0, m_y + 1, m_after.at(m_y)});
    }
    QList<DiffLine> lines;

private:
    const QStringList &m_before;
    const QStringList &m_after;
    int m_x = 0;
    int m_y = 0;
};

QStringList linesOf(const QString &text)
{
    return text.isEmpty() ? QStringList() : text.split('\n'_L1);
}

} // namespace

QList<DiffLine> diffLines(const QString &before, const QString &after)
{
    const QStringList a = linesOf(before), b = linesOf(after);
    Numbering numbering;
    const Ids idsA = numbering.ids(a), idsB = numbering.ids(b);
    int head = 0, endA = int(a.size()), endB = int(b.size());
    while (head < endA && head < endB && idsA[size_t(head)] == idsB[size_t(head)])
        ++head;
    while (endA > head && endB > head && idsA[size_t(endA - 1)] == idsB[size_t(endB - 1)]) {
        --endA;
        --endB;
    }
    Script script(a, b);
    script.equal(head);
    Myers myers(idsA, idsB, head, endA, endB);
    if (myers.run()) {
        for (auto snake = myers.snakes.crbegin(); snake != myers.snakes.crend(); ++snake) {
            script.replaceUpTo(snake->x, snake->y);
            script.equal(snake->length);
        }
    }
    script.replaceUpTo(endA, endB);
    script.equal(int(a.size()) - endA);
    return script.lines;
}

InlineChange inlineChange(const QString &before, const QString &after)
{
    const qsizetype shorter = std::min(before.size(), after.size());
    qsizetype head = 0, tail = 0;
    while (head < shorter && before.at(head) == after.at(head))
        ++head;
    while (tail < shorter - head && before.at(before.size() - 1 - tail) == after.at(after.size() - 1 - tail))
        ++tail;
    return {int(head), int(before.size() - head - tail), int(after.size() - head - tail)};
}
