#pragma once

#include "core/openwhisk/pages.h"

#include <QHash>

#include <bitset>
#include <iterator>

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
/// The rows are moved where the pages are nobody else's: to copy ten thousand takes as long as to sort them out.
template<typename Row> QList<Row> united(QList<Page<Row>> pages)
{
    QHash<NameKey, qsizetype> places;
    QList<Row *> picked;
    places.reserve(pages.size() * pageSize);
    picked.reserve(pages.size() * pageSize);
    for (Page<Row> &page : pages)
        for (Row &row : page.rows) {
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
    for (Row *row : std::as_const(picked))
        rows.append(std::move(*row));
    return rows;
}

/// Few rows by name, quick to tell that one is not among them.
template<typename Row> class Few {
public:
    explicit Few(const QList<Row> &rows)
    {
        for (const Row &row : rows) {
            m_places.insert({&row.name}, &row);
            m_sizes.set(sizeOf(row));
        }
    }
    const Row *find(const Row &row) const { return m_sizes.test(sizeOf(row)) ? m_places.value({&row.name}) : nullptr; }
    qsizetype size() const { return m_places.size(); }

private:
    static size_t sizeOf(const Row &row) { return size_t(row.name.name.size()) % 64; }
    QHash<NameKey, const Row *> m_places;
    std::bitset<64> m_sizes; ///< of the names
};

/// The same where base is one list that holds each entity once, newest change first: only the names in head are looked
/// for, as they are few.
template<typename Row> QList<Row> renewed(const QList<Page<Row>> &head, const QList<Row> &base)
{
    const QList<Row> fresh = united(head);
    if (beginsWith(base, fresh))
        return base;
    const Few<Row> few(fresh);
    QList<Row> rows;
    rows.reserve(fresh.size() + base.size());
    auto next = fresh.begin();
    auto row = base.begin();
    for (qsizetype missing = few.size(); row != base.end() && (missing > 0 || next != fresh.end()); ++row) {
        if (const Row *known = few.find(*row)) {
            if (isNewer(*row, *known))
                return united(head + QList<Page<Row>>{{0, base}}); // the head was read from a server that lags behind
            --missing;
            continue;
        }
        for (; next != fresh.end() && !isNewer(*row, *next); ++next)
            rows.append(*next);
        rows.append(*row);
    }
    std::copy(row, base.end(), std::back_inserter(rows)); // nothing in there is in head
    std::copy(next, fresh.end(), std::back_inserter(rows));
    return rows;
}

/// The newest page shows nothing that base has not.
template<typename Row> bool beginsWith(const QList<Row> &base, const QList<Row> &head)
{
    return head.size() <= base.size() && std::equal(head.begin(), head.end(), base.begin());
}

} // namespace openwhisk
