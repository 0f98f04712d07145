#include "ui/models/tablemodel.h"

#include <QSet>

namespace {

constexpr int lookAhead = 32;
constexpr int fewRuns = 64;

using KeyAt = std::function<QString(int)>;

int findNear(const QString &key, int from, int end, const KeyAt &keyAt)
{
    const int last = std::min(end, from + lookAhead);
    for (int i = from; i < last; ++i) {
        if (keyAt(i) == key)
            return i;
    }
    return -1;
}

/// Rows that the walk passed by on both sides have moved.
bool sharesUnmatched(int before, const KeyAt &keyBefore, int after, const KeyAt &keyAfter, const QList<int> &placeOf)
{
    QList<bool> taken(after, false);
    for (const int place : placeOf) {
        if (place >= 0)
            taken[place] = true;
    }
    QSet<QString> fresh;
    for (int j = 0; j < after; ++j) {
        if (!taken.at(j))
            fresh.insert(keyAfter(j));
    }
    for (int i = 0; i < before && !fresh.isEmpty(); ++i) {
        if (placeOf.at(i) < 0 && fresh.contains(keyBefore(i)))
            return true;
    }
    return false;
}

/// Lists that are polled keep their order and differ at few places: a walk side by side needs no hash of all keys.
/// False when it meets something else.
bool matchByWalking(int before, const KeyAt &keyBefore, int after, const KeyAt &keyAfter, QList<int> *placeOf)
{
    int i = 0, j = 0;
    while (i < before && j < after) {
        const QString old = keyBefore(i);
        if (const int ahead = findNear(old, j, after, keyAfter); ahead >= 0) {
            (*placeOf)[i++] = ahead;
            j = ahead + 1;
        } else if (findNear(keyAfter(j), i + 1, before, keyBefore) >= 0) {
            ++i;
        } else {
            return false;
        }
    }
    return !sharesUnmatched(before, keyBefore, after, keyAfter, *placeOf);
}

void matchByHash(int before, const KeyAt &keyBefore, int after, const KeyAt &keyAfter, QList<int> *placeOf)
{
    QHash<QString, int> places;
    places.reserve(after);
    for (int j = after - 1; j >= 0; --j)
        places.insert(keyAfter(j), j);
    for (int i = 0; i < before; ++i) {
        const auto found = places.constFind(keyBefore(i));
        (*placeOf)[i] = found == places.cend() ? -1 : *found;
        if (found != places.cend())
            places.erase(found); // a key that came twice stays once and is inserted again
    }
}

template<typename Run, typename Taken> QList<Run> runs(int count, const Taken &taken)
{
    QList<Run> found;
    for (int i = 0; i < count; ++i) {
        if (!taken(i))
            continue;
        if (!found.isEmpty() && found.last().first + found.last().count == i)
            ++found.last().count;
        else
            found.append({i, 1});
    }
    return found;
}

/// The rows that stay, in the order wanted; then those that go.
QList<int> stayingFirst(const QList<int> &placeOf, const QList<int> &oldOf)
{
    QList<int> order;
    order.reserve(placeOf.size());
    for (const int old : oldOf) {
        if (old >= 0)
            order.append(old);
    }
    for (int i = 0; i < placeOf.size(); ++i) {
        if (placeOf.at(i) < 0)
            order.append(i);
    }
    return order;
}

} // namespace

TableModelBase::Plan TableModelBase::plan(int before, const KeyAt &keyBefore, int after, const KeyAt &keyAfter)
{
    QList<int> placeOf(before, -1);
    if (!matchByWalking(before, keyBefore, after, keyAfter, &placeOf)) {
        placeOf.fill(-1);
        matchByHash(before, keyBefore, after, keyAfter, &placeOf);
    }
    QList<int> oldOf(after, -1);
    for (int i = 0; i < before; ++i) {
        if (placeOf.at(i) >= 0)
            oldOf[placeOf.at(i)] = i;
    }
    return plan(placeOf, oldOf);
}

TableModelBase::Plan TableModelBase::plan(const QList<int> &placeOf, const QList<int> &oldOf)
{
    Plan todo;
    todo.removals = runs<Run>(int(placeOf.size()), [&](int i) { return placeOf.at(i) < 0; });
    todo.insertions = runs<Run>(int(oldOf.size()), [&](int j) { return oldOf.at(j) < 0; });
    QList<int> staying = oldOf;
    staying.removeAll(-1);
    const bool inOrder = std::is_sorted(staying.cbegin(), staying.cend());
    if (!inOrder || todo.removals.size() > fewRuns) {
        todo.orderBefore = stayingFirst(placeOf, oldOf);
        const int gone = int(placeOf.size() - staying.size());
        todo.removals = gone ? QList<Run>{{int(staying.size()), gone}} : QList<Run>();
    }
    std::reverse(todo.removals.begin(), todo.removals.end());
    if (todo.insertions.size() > fewRuns)
        insertAtEnd(oldOf, int(staying.size()), &todo);
    return todo;
}

void TableModelBase::insertAtEnd(const QList<int> &oldOf, int staying, Plan *todo)
{
    todo->insertions.clear();
    int kept = 0;
    for (int j = 0; j < oldOf.size(); ++j) {
        if (oldOf.at(j) >= 0) {
            todo->orderAfter.append(kept++);
        } else {
            todo->orderAfter.append(staying + int(todo->appended.size()));
            todo->appended.append(j);
        }
    }
}

void TableModelBase::moveIndexes(const QList<int> &order)
{
    QList<int> placeOf(order.size());
    for (int i = 0; i < order.size(); ++i)
        placeOf[order.at(i)] = i;
    const QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex &old : from)
        to.append(index(placeOf.at(old.row()), old.column()));
    changePersistentIndexList(from, to);
}

void TableModelBase::emitChanged(const QList<int> &changedRows)
{
    for (int i = 0; i < changedRows.size();) {
        int end = i + 1;
        while (end < changedRows.size() && changedRows.at(end) == changedRows.at(end - 1) + 1)
            ++end;
        Q_EMIT dataChanged(index(changedRows.at(i), 0), index(changedRows.at(end - 1), columns() - 1));
        i = end;
    }
}

int TableModelBase::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : rows();
}

int TableModelBase::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns();
}
