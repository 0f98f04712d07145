#include "core/insight/compare.h"

#include <QHash>

#include <algorithm>

namespace insight {

namespace {

using Lines = std::vector<int>; ///< equal lines have equal numbers
constexpr int mostDifferences = 1500; ///< beyond that the search for the smallest takes too much time and memory

struct Matches { ///< places of lines that stay, rising in both
    std::vector<std::pair<int, int>> pairs;
    bool exact = true;
};

/// The furthest points of Myers' greedy algorithm, one list for each number of differences.
class Myers {
public:
    Myers(const Lines &a, const Lines &b) : m_a(a), m_b(b) {}

    std::optional<Matches> matches()
    {
        const int n = int(m_a.size()), m = int(m_b.size());
        std::vector<int> furthest(size_t(2 * mostDifferences + 3), 0);
        for (int d = 0; d <= std::min(n + m, mostDifferences); ++d) {
            for (int k = -d; k <= d; k += 2) {
                int x = startOf(furthest, k, d);
                while (x < n && x - k < m && m_a[size_t(x)] == m_b[size_t(x - k)])
                    ++x;
                furthest[placeOf(k)] = x;
                if (x >= n && x - k >= m)
                    return trace(d);
            }
            m_rounds.push_back({furthest.begin() + mostDifferences + 1 - d, furthest.begin() + mostDifferences + 2 + d});
        }
        return std::nullopt;
    }

private:
    static size_t placeOf(int k) { return size_t(k + mostDifferences + 1); }

    static int startOf(const std::vector<int> &furthest, int k, int d)
    {
        if (d == 0)
            return 0;
        const bool down = k == -d || (k != d && furthest[placeOf(k - 1)] < furthest[placeOf(k + 1)]);
        return down ? furthest[placeOf(k + 1)] : furthest[placeOf(k - 1)] + 1;
    }

    /// Back from the end, round by round.
    Matches trace(int d) const
    {
        Matches found;
        int x = int(m_a.size()), y = int(m_b.size());
        for (; d > 0; --d) {
            const auto &before = m_rounds[size_t(d - 1)];
            const auto at = [&before, d](int k) { return before[size_t(k + d - 1)]; };
            const int k = x - y;
            const bool down = k == -d || (k != d && (k - 1 < -(d - 1) || (k + 1 <= d - 1 && at(k - 1) < at(k + 1))));
            const int fromX = down ? at(k + 1) : at(k - 1);
            const int fromY = fromX - (down ? k + 1 : k - 1);
            const int afterX = down ? fromX : fromX + 1;
            for (; x > afterX; --x, --y)
                found.pairs.push_back({x - 1, y - 1});
            x = fromX;
            y = fromY;
        }
        for (; x > 0 && y > 0; --x, --y)
            found.pairs.push_back({x - 1, y - 1});
        std::reverse(found.pairs.begin(), found.pairs.end());
        return found;
    }

    const Lines &m_a;
    const Lines &m_b;
    std::vector<std::vector<int>> m_rounds;
};

/// The longest run of pairs whose second numbers rise, too.
std::vector<std::pair<int, int>> rising(const std::vector<std::pair<int, int>> &pairs)
{
    std::vector<size_t> ends; // of the best run of each length: the pair with the smallest second number
    std::vector<size_t> before(pairs.size());
    for (size_t i = 0; i < pairs.size(); ++i) {
        const auto end = std::lower_bound(ends.begin(), ends.end(), pairs[i].second,
                                          [&pairs](size_t e, int second) { return pairs[e].second < second; });
        before[i] = end == ends.begin() ? i : *std::prev(end);
        if (end == ends.end())
            ends.push_back(i);
        else
            *end = i;
    }
    std::vector<std::pair<int, int>> run(ends.size());
    for (size_t at = ends.size(), i = ends.empty() ? 0 : ends.back(); at > 0; i = before[i])
        run[--at] = pairs[i];
    return run;
}

/// For texts that differ a lot: lines that are once in each, as far as they keep their order.
Matches anchors(const Lines &a, const Lines &b)
{
    struct Places {
        int inA = -1;
        int inB = -1; ///< -2: more than once
    };
    QHash<int, Places> places;
    const auto note = [](int &place, size_t i) { place = place == -1 ? int(i) : -2; };
    for (size_t i = 0; i < a.size(); ++i)
        note(places[a[i]].inA, i);
    for (size_t i = 0; i < b.size(); ++i)
        note(places[b[i]].inB, i);
    std::vector<std::pair<int, int>> once;
    for (const Places &place : std::as_const(places))
        if (place.inA >= 0 && place.inB >= 0)
            once.push_back({place.inA, place.inB});
    std::sort(once.begin(), once.end());
    return {rising(once), false};
}

Lines numbered(const QStringList &texts, QHash<QString, int> &numbers)
{
    Lines lines;
    lines.reserve(size_t(texts.size()));
    for (const QString &text : texts) {
        int &number = numbers[text];
        if (number == 0)
            number = int(numbers.size());
        lines.push_back(number);
    }
    return lines;
}

/// Matches of what is left between a common head and tail.
Matches matchesOf(const Lines &a, const Lines &b)
{
    const size_t most = std::min(a.size(), b.size());
    size_t head = 0, tail = 0;
    while (head < most && a[head] == b[head])
        ++head;
    while (tail < most - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
        ++tail;
    const auto middle = [head, tail](const Lines &lines) {
        return Lines(lines.begin() + qsizetype(head), lines.end() - qsizetype(tail));
    };
    const Lines middleA = middle(a), middleB = middle(b);
    const auto smallest = Myers(middleA, middleB).matches();
    Matches result{{}, smallest.has_value()};
    for (size_t i = 0; i < head; ++i)
        result.pairs.push_back({int(i), int(i)});
    for (const auto &[inA, inB] : smallest ? smallest->pairs : anchors(middleA, middleB).pairs)
        result.pairs.push_back({inA + int(head), inB + int(head)});
    for (size_t i = tail; i > 0; --i)
        result.pairs.push_back({int(a.size() - i), int(b.size() - i)});
    return result;
}

} // namespace

QList<LinePair> diffLines(const QStringList &a, const QStringList &b, bool *exact)
{
    QHash<QString, int> numbers;
    const Lines linesA = numbered(a, numbers), linesB = numbered(b, numbers);
    Matches matches = matchesOf(linesA, linesB);
    if (exact)
        *exact = matches.exact;
    matches.pairs.push_back({int(a.size()), int(b.size())});
    QList<LinePair> result;
    qsizetype inA = 0, inB = 0;
    for (const auto &[nextA, nextB] : matches.pairs) {
        for (; inA < nextA; ++inA)
            result.append({LinePair::Change::Removed, inA, -1});
        for (; inB < nextB; ++inB)
            result.append({LinePair::Change::Added, -1, inB});
        if (inA < a.size() && inB < b.size())
            result.append({LinePair::Change::Same, inA++, inB++});
    }
    return result;
}

} // namespace insight
