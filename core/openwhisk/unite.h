#pragma once

#include "core/openwhisk/pages.h"

#include <QHash>

/// One list of pages, and of a list that is known and pages that are newer.
namespace openwhisk {

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
    if (beginsWith(base, fresh))
        return base;
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

/// The newest page shows nothing that base has not.
template<typename Row> bool beginsWith(const QList<Row> &base, const QList<Row> &head)
{
    return head.size() <= base.size() && std::equal(head.begin(), head.end(), base.begin());
}

} // namespace openwhisk
