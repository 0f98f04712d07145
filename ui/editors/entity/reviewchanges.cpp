#include "ui/editors/entity/reviewchanges.h"

#include "core/json/edit.h"
#include "ui/editors/actionsecrets.h"

#include <QCoreApplication>

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype listedPlaces = 20; ///< more differences inside one value are told as one

QString tr(const char *text)
{
    return QCoreApplication::translate("ReviewChanges", text);
}

const KeyValue *item(const QList<KeyValue> &items, const QString &key)
{
    const auto found = std::find_if(items.begin(), items.end(), [&key](const KeyValue &i) { return i.key == key; });
    return found == items.end() ? nullptr : &*found;
}

bool same(const KeyValue *a, const KeyValue *b)
{
    if (!a || !b)
        return a == b;
    return a->init == b->init && a->encryption == b->encryption && equal(a->value, b->value);
}

} // namespace

ChangeLister::ChangeLister(QList<ReviewChange> &changes, QString area)
    : m_changes(changes)
    , m_area(std::move(area))
{
}

void ChangeLister::text(const QString &label, const QString &opened, const QString &before, const QString &after)
{
    if (before != after)
        m_changes.append({m_area, label, before, after, false, opened != before});
}

void ChangeLister::number(const QString &label, const QString &unit, const std::optional<qint64> &opened,
                          const std::optional<qint64> &before, const std::optional<qint64> &after)
{
    const auto shown = [&unit](const std::optional<qint64> &n) {
        return n ? u"%1 %2"_s.arg(*n).arg(unit).trimmed() : tr("not set");
    };
    text(label, shown(opened), shown(before), shown(after));
}

void ChangeLister::items(const QList<KeyValue> &opened, const QList<KeyValue> &before, const QList<KeyValue> &after)
{
    for (const KeyValue &now : after)
        one(item(opened, now.key), item(before, now.key), &now);
    for (const KeyValue &gone : before)
        if (!item(after, gone.key))
            one(item(opened, gone.key), &gone, nullptr);
    order(before, after);
}

void ChangeLister::one(const KeyValue *opened, const KeyValue *before, const KeyValue *after)
{
    if (same(before, after))
        return;
    const bool dropsTheirs = !same(opened, before);
    if ((before && isSecret(*before)) || (after && isSecret(*after)))
        return secret(before, after, dropsTheirs);
    if (before && after) {
        if (before->init != after->init)
            m_changes.append({m_area, tr("%1, init").arg(after->key), before->init ? tr("yes") : tr("no"),
                              after->init ? tr("yes") : tr("no"), false, dropsTheirs});
        return inside(*before, *after, dropsTheirs);
    }
    const QString added = after ? shownValue(*after) + (after->init ? tr(" (init)") : QString()) : QString();
    m_changes.append({m_area, after ? after->key : before->key, before ? shownValue(*before) : QString(), added, false,
                      dropsTheirs});
}

void ChangeLister::inside(const KeyValue &before, const KeyValue &after, bool dropsTheirs)
{
    const QList<json::Change> places = before.encryption.isEmpty() && after.encryption.isEmpty()
        ? json::diff(before.value, after.value)
        : QList<json::Change>();
    const bool whole = places.size() > listedPlaces || places.isEmpty();
    if (whole && before.encryption == after.encryption && equal(before.value, after.value))
        return;
    if (whole) {
        m_changes.append({m_area, after.key, shownValue(before), shownValue(after), false, dropsTheirs});
        return;
    }
    for (const json::Change &place : places) {
        QString path = place.pointer;
        path.replace(u"/"_s, u" › "_s).replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s);
        m_changes.append({m_area, after.key + path, place.before ? valueText(*place.before) : QString(),
                          place.after ? valueText(*place.after) : QString(), false, dropsTheirs});
    }
}

void ChangeLister::secret(const KeyValue *before, const KeyValue *after, bool dropsTheirs)
{
    QString text = tr("removed");
    if (after)
        text = (before ? tr("changed, %1 characters") : tr("new, %1 characters")).arg(secretLength(after->value));
    if (before && after && equal(before->value, after->value))
        text = after->init ? tr("equal, now init") : tr("equal, no longer init");
    m_changes.append(
        {m_area, after ? after->key : before->key, before ? u"••••••••"_s : QString(), text, true, dropsTheirs});
}

void ChangeLister::order(const QList<KeyValue> &before, const QList<KeyValue> &after)
{
    QStringList was;
    QStringList now;
    for (const KeyValue &i : before)
        was.append(i.key);
    for (const KeyValue &i : after)
        now.append(i.key);
    QStringList sortedWas = was;
    QStringList sortedNow = now;
    sortedWas.sort();
    sortedNow.sort();
    if (was != now && sortedWas == sortedNow)
        m_changes.append({m_area, tr("order"), was.join(u", "_s), now.join(u", "_s), false, false});
}

QList<KeyValue> rebasedItems(const QList<KeyValue> &was, const QList<KeyValue> &now, const QList<KeyValue> &server)
{
    QList<KeyValue> items;
    for (const KeyValue &theirs : server) {
        const KeyValue *before = item(was, theirs.key);
        const KeyValue *mine = item(now, theirs.key);
        if (same(before, mine))
            items.append(theirs);
        else if (mine)
            items.append(*mine);
    }
    for (const KeyValue &mine : now)
        if (!item(server, mine.key) && !same(item(was, mine.key), &mine))
            items.append(mine);
    return items;
}
