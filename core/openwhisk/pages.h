#pragma once

#include "core/openwhisk/entities.h"

#include <QHash>

#include <algorithm>

/// Puts a whole list together from pages that were read at different times. Entities that nobody touches keep their
/// order (newest change first), so two pages that hold the same unchanged row leave no gap between them; that is why
/// pages overlap a little.
namespace openwhisk {

constexpr qint64 pageSize = 200;
constexpr qint64 pageOverlap = 4;

template<typename Row> struct Page {
    qint64 skip = 0;
    QList<Row> rows;
};

/// Where the pages after the first begin, for a list of count rows.
inline QList<qint64> laterPages(qint64 count)
{
    QList<qint64> skips;
    for (qint64 skip = pageSize - pageOverlap; skip + pageOverlap < count; skip += pageSize - pageOverlap)
        skips.append(skip);
    return skips;
}

template<typename Row> using Index = QHash<EntityName, const Row *>;

template<typename Row> Index<Row> indexOf(const QList<Row> &rows)
{
    Index<Row> index;
    index.reserve(rows.size());
    for (const Row &row : rows)
        index.insert(row.name, &row);
    return index;
}

template<typename Row> bool holdsUnchanged(const Index<Row> &index, const Row &row)
{
    const Row *known = index.value(row.name);
    return known && known->updated == row.updated;
}

/// A row that is the same in both.
template<typename Row> bool touch(const QList<Row> &front, const QList<Row> &back)
{
    const Index<Row> index = indexOf(back);
    return std::any_of(front.rbegin(), front.rend(), [&index](const Row &row) { return holdsUnchanged(index, row); });
}

/// Where pages must be read (again) before no unchanged row can be missing between the first and the last page.
template<typename Row> QList<qint64> gaps(const QList<Page<Row>> &pages)
{
    QList<qint64> skips;
    for (qsizetype i = 1; i < pages.size(); ++i) {
        const Page<Row> &front = pages[i - 1];
        const bool endedBefore = pages[i].rows.isEmpty() && front.rows.size() < pageSize;
        if (endedBefore || touch(front.rows, pages[i].rows))
            continue;
        const qint64 half = front.skip + pageSize / 2;
        skips.append(half < pages[i].skip ? half : front.skip);
    }
    return skips;
}

/// The last page is full, or the server said that there is more: where to go on.
template<typename Row> std::optional<qint64> beyond(const QList<Page<Row>> &pages, qint64 count)
{
    const Page<Row> &last = pages.last();
    const bool more = last.rows.size() >= pageSize || (!last.rows.isEmpty() && last.skip + pageSize < count);
    return more ? std::optional(last.skip + pageSize - pageOverlap) : std::nullopt;
}

/// Each entity once, in its newest state, newest change first. Rows named first win a tie.
template<typename Row> QList<Row> united(const QList<const QList<Row> *> &lists)
{
    QList<Row> rows;
    QHash<EntityName, qsizetype> places;
    for (const QList<Row> *list : lists) {
        rows.reserve(rows.size() + list->size());
        for (const Row &row : *list) {
            const auto place = places.constFind(row.name);
            if (place == places.cend()) {
                places.insert(row.name, rows.size());
                rows.append(row);
            } else if (rows[*place].updated < row.updated) {
                rows[*place] = row;
            }
        }
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row &a, const Row &b) { return a.updated > b.updated; });
    return rows;
}

template<typename Row> QList<Row> united(const QList<Page<Row>> &pages, const QList<Row> &base = {})
{
    QList<const QList<Row> *> lists;
    for (const Page<Row> &page : pages)
        lists.append(&page.rows);
    lists.append(&base);
    return united(lists);
}

/// The newest pages reach down to what is known already: all that changed since is among them.
template<typename Row> bool reaches(const QList<Page<Row>> &head, const QList<Row> &base)
{
    const Page<Row> &last = head.last();
    return last.rows.size() < pageSize || holdsUnchanged(indexOf(base), last.rows.last());
}

} // namespace openwhisk
