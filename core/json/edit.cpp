#include "core/json/edit.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace json {

namespace {

QStringList tokens(const QString &pointer)
{
    QStringList result = pointer.split(u'/').mid(1);
    for (QString &token : result)
        token.replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s);
    return result;
}

std::optional<qsizetype> index(const QString &token)
{
    bool ok = false;
    const auto value = token.toLongLong(&ok);
    if (!ok || value < 0 || QString::number(value) != token) // "01" and "+1" are no indexes
        return {};
    return value;
}

const Value *child(const Value &parent, const QString &token)
{
    if (parent.isObject())
        return parent.find(token);
    const auto at = index(token);
    return parent.isArray() && at && *at < parent.size() ? &parent.items()[*at] : nullptr;
}

class Differ {
public:
    QList<Change> changes;

    void compare(const Value &a, const Value &b, const QString &path)
    {
        if (a.isObject() && b.isObject())
            members(a, b, path);
        else if (a.isArray() && b.isArray())
            items(a.items(), b.items(), path);
        else if (!equal(a, b))
            changes.append({path, a, b});
    }

private:
    void members(const Value &a, const Value &b, const QString &path);
    void items(const QList<Value> &a, const QList<Value> &b, const QString &path);
};

// Each name once, in order; a name that comes twice stands where it came first, with the value that counts.
QHash<QStringView, const Value *> index(const QList<Member> &members, QList<const Member *> &order)
{
    QHash<QStringView, const Value *> byName;
    for (const Member &member : members) {
        if (!byName.contains(member.name))
            order.append(&member);
        byName.insert(member.name, &member.value);
    }
    return byName;
}

void Differ::members(const Value &a, const Value &b, const QString &path)
{
    QList<const Member *> orderA, orderB;
    const auto left = index(a.members(), orderA);
    const auto right = index(b.members(), orderB);
    for (const Member *member : orderA) {
        const QString place = path + u'/' + escapePointer(member->name);
        const Value *was = left.value(member->name);
        if (const Value *now = right.value(member->name))
            compare(*was, *now, place);
        else
            changes.append({place, *was, {}});
    }
    for (const Member *member : orderB)
        if (!left.contains(member->name))
            changes.append({path + u'/' + escapePointer(member->name), {}, *right.value(member->name)});
}

void Differ::items(const QList<Value> &a, const QList<Value> &b, const QString &path)
{
    const qsizetype shorter = std::min(a.size(), b.size());
    qsizetype head = 0;
    while (head < shorter && equal(a[head], b[head]))
        ++head;
    qsizetype tail = 0;
    while (tail < shorter - head && equal(a[a.size() - 1 - tail], b[b.size() - 1 - tail]))
        ++tail;
    const auto place = [&path](qsizetype at) { return path + u'/' + QString::number(at); };
    qsizetype at = head;
    for (; at < shorter - tail; ++at)
        compare(a[at], b[at], place(at));
    for (qsizetype gone = at; gone < a.size() - tail; ++gone)
        changes.append({place(gone), a[gone], {}});
    for (; at < b.size() - tail; ++at)
        changes.append({place(at), {}, b[at]});
}

void applyHere(Value &parent, const QString &name, const Change &change)
{
    if (parent.isObject() && change.after)
        parent.set(name, *change.after);
    else if (parent.isObject())
        parent.remove(name);
    else if (const auto at = index(name); at && change.before && change.after)
        parent.setItem(*at, *change.after);
    else if (at && change.after)
        parent.insertItem(std::min(*at, parent.size()), *change.after);
    else if (at)
        parent.removeItem(*at);
}

// The child is taken out while it is worked on: it then has one owner and is changed in place.
bool apply(Value &node, const QStringList &path, qsizetype from, const Change &change)
{
    if (!node.isObject() && !node.isArray())
        return false;
    if (from == path.size() - 1)
        return applyHere(node, path[from], change), true;
    const Value *found = child(node, path[from]);
    if (!found)
        return false;
    Value inner = *found;
    const auto put = [&node, &path, from](Value value) {
        if (node.isObject())
            node.set(path[from], std::move(value));
        else
            node.setItem(*index(path[from]), std::move(value));
    };
    put({});
    const bool done = apply(inner, path, from + 1, change);
    put(std::move(inner));
    return done;
}

bool applyTo(Value &document, const Change &change)
{
    if (!change.pointer.isEmpty())
        return apply(document, tokens(change.pointer), 0, change);
    document = change.after.value_or(Value());
    return true;
}

Error missing(const QString &pointer)
{
    const QString text = QCoreApplication::translate("json", "The place %1 is not in the document any more.");
    return {Error::Kind::Conflict, text.arg(pointer), {}};
}

} // namespace

std::optional<Value> at(const Value &document, const QString &pointer)
{
    if (!pointer.isEmpty() && !pointer.startsWith(u'/'))
        return {};
    const Value *place = &document;
    for (const QString &token : tokens(pointer)) {
        place = child(*place, token);
        if (!place)
            return {};
    }
    return *place;
}

QString escapePointer(QStringView name)
{
    return name.toString().replace(u"~"_s, u"~0"_s).replace(u"/"_s, u"~1"_s);
}

QList<Change> diff(const Value &a, const Value &b)
{
    Differ differ;
    differ.compare(a, b, {});
    return differ.changes;
}

Result<Value> patch(const Value &document, const QList<Change> &changes)
{
    Value result = document;
    for (const Change &change : changes)
        if (change.after && !applyTo(result, change))
            return missing(change.pointer);
    // Removals last and from the back, so that the indexes of the others hold.
    for (auto it = changes.crbegin(); it != changes.crend(); ++it)
        if (!it->after && !applyTo(result, *it))
            return missing(it->pointer);
    return result;
}

} // namespace json
