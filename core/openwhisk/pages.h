#pragma once

#include "core/openwhisk/entities.h"

#include <QHash>

#include <algorithm>
#include <utility>

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

/// Compares by what it points to: the names of ten thousand rows need not be copied to tell them apart.
struct NameKey {
    const EntityName *name;
    bool operator==(const NameKey &other) const { return *name == *other.name; }
};

/// Of the entity's own name alone: few share one over packages, and the namespace is the same in all of a list.
inline size_t qHash(const NameKey &key, size_t seed = 0)
{
    return qHash(key.name->name, seed);
}

template<typename Row> bool isNewer(const Row &a, const Row &b)
{
    return a.updated > b.updated;
}

/// Each entity once, in its newest state, newest change first. Rows named first win a tie.
template<typename Row> QList<Row> united(const QList<Page<Row>> &pages)
{
    QHash<NameKey, qsizetype> places;
    QList<const Row *> picked;
    places.reserve(pages.size() * pageSize);
    picked.reserve(pages.size() * pageSize);
    for (const Page<Row> &page : pages)
        for (const Row &row : page.rows) {
            qsizetype &place = places[{&row.name}];
            if (place == 0) {
                picked.append(&row);
                place = picked.size();
            } else if (isNewer(row, *picked[place - 1])) {
                picked[place - 1] = &row;
            }
        }
    const auto newest = [](const Row *a, const Row *b) { return isNewer(*a, *b); };
    if (!std::is_sorted(picked.begin(), picked.end(), newest))
        std::stable_sort(picked.begin(), picked.end(), newest);
    QList<Row> rows;
    rows.reserve(picked.size());
    for (const Row *row : std::as_const(picked))
        rows.append(*row);
    return rows;
}

/// The same where base is one list that holds each entity once, newest change first: only the names in head are looked
/// for, as they are few.
template<typename Row> QList<Row> renewed(const QList<Page<Row>> &head, const QList<Row> &base)
{
    const QList<Row> fresh = united(head);
    QHash<NameKey, const Row *> places;
    for (const Row &row : fresh)
        places.insert({&row.name}, &row);
    QList<Row> rows;
    rows.reserve(fresh.size() + base.size());
    auto next = fresh.begin();
    for (const Row &row : base) {
        const Row *known = places.value({&row.name});
        if (known && isNewer(row, *known))
            return united(head + QList<Page<Row>>{{0, base}}); // the head was read from a server that lags behind
        if (known)
            continue;
        for (; next != fresh.end() && !isNewer(row, *next); ++next)
            rows.append(*next);
        rows.append(row);
    }
    rows.append(QList<Row>(next, fresh.end()));
    return rows;
}

/// The newest pages reach down to what is known already: all that changed since is among them.
template<typename Row> bool reaches(const QList<Page<Row>> &head, const QList<Page<Row>> &base)
{
    const Page<Row> &last = head.last();
    return last.rows.size() < pageSize || std::any_of(base.begin(), base.end(), [&last](const Page<Row> &page) {
        return holdsUnchanged(page.rows, last.rows.last());
    });
}

} // namespace openwhisk
