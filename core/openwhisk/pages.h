#pragma once

#include "core/openwhisk/entities.h"

#include <algorithm>
#include <utility>

/// Puts a whole list together from pages that were read at different times. Entities that nobody touches keep their
/// order (newest change first), so two pages that hold the same unchanged row leave no gap between them; that is why
/// pages overlap a little.
namespace openwhisk {

constexpr qint64 pageSize = 200;
constexpr qint64 pageOverlap = 4;
constexpr qint64 headSize = 40; ///< of the first look at a long list that is known: rarely more changed

/// What of a list to ask for.
struct Span {
    qint64 skip = 0;
    qint64 limit = pageSize;
    qint64 next() const { return skip + limit - pageOverlap; } ///< where the page after it begins
};

template<typename Row> struct Page {
    qint64 skip = 0;
    QList<Row> rows;
    qint64 limit = pageSize;

    bool isFull() const { return rows.size() >= limit; }
    qint64 next() const { return Span{skip, limit}.next(); }
};

/// Where the pages after the first begin, for a list of count rows.
inline QList<qint64> laterPages(qint64 count)
{
    QList<qint64> skips;
    for (qint64 skip = pageSize - pageOverlap; skip + pageOverlap < count; skip += pageSize - pageOverlap)
        skips.append(skip);
    return skips;
}

template<typename Row> bool holdsUnchanged(const QList<Row> &rows, const Row &row)
{
    return std::any_of(rows.begin(), rows.end(), [&row](const Row &r) { return r.updated == row.updated && r.name == row.name; });
}

/// A row that is the same in both. It is looked for where two pages meet first.
template<typename Row> bool touch(const QList<Row> &front, const QList<Row> &back)
{
    return std::any_of(front.rbegin(), front.rend(), [&back](const Row &row) { return holdsUnchanged(back, row); });
}

/// Where pages must be read (again) before no unchanged row can be missing between the first and the last page.
template<typename Row> QList<qint64> gaps(const QList<Page<Row>> &pages)
{
    QList<qint64> skips;
    for (qsizetype i = 1; i < pages.size(); ++i) {
        const Page<Row> &front = pages[i - 1];
        const bool endedBefore = pages[i].rows.isEmpty() && !front.isFull();
        if (endedBefore || touch(front.rows, pages[i].rows))
            continue;
        const qint64 half = front.skip + front.limit / 2;
        skips.append(half < pages[i].skip ? half : front.skip);
    }
    return skips;
}

/// The last page is full, or the server said that there is more: where to go on.
template<typename Row> std::optional<qint64> beyond(const QList<Page<Row>> &pages, qint64 count)
{
    const Page<Row> &last = pages.last();
    const bool more = last.isFull() || (!last.rows.isEmpty() && last.skip + last.limit < count);
    return more ? std::optional(last.next()) : std::nullopt;
}

/// The newest pages reach down to what is known already: all that changed since is among them.
template<typename Row> bool reaches(const QList<Page<Row>> &head, const QList<Row> &base)
{
    const Page<Row> &last = head.last();
    return !last.isFull() || holdsUnchanged(base, last.rows.last());
}

} // namespace openwhisk
