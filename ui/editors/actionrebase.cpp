#include "ui/editors/actionrebase.h"

#include "core/json/edit.h"
#include "ui/editors/actionsecrets.h"
#include "ui/widgets/timetext.h"

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

Exec rebasedExec(const Exec &was, const Exec &now, const Exec &server)
{
    if (was == now)
        return server;
    if (was.kind != server.kind)
        return now; // code of one language beside the kind of another would be neither's
    Exec exec = server;
    if (now.kind != was.kind)
        exec.kind = now.kind;
    if (now.code != was.code) {
        exec.code = now.code;
        exec.binary = now.binary;
    }
    if (now.main != was.main)
        exec.main = now.main;
    if (now.image != was.image)
        exec.image = now.image;
    if (now.components != was.components)
        exec.components = now.components;
    return exec;
}

QList<KeyValue> rebasedByKey(const QList<KeyValue> &was, const QList<KeyValue> &now, const QList<KeyValue> &server)
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

template <typename T> std::optional<T> pick(std::optional<T> was, std::optional<T> now, std::optional<T> server)
{
    return was == now ? server : now;
}

/// Collects the changes of one area.
class Lister {
public:
    Lister(QList<ReviewChange> &changes, ActionArea area)
        : m_changes(changes)
        , m_area(area)
    {
    }

    void text(const QString &label, const QString &opened, const QString &before, const QString &after)
    {
        if (before != after)
            m_changes.append({m_area, label, before, after, false, opened != before});
    }
    void number(const QString &label, const QString &unit, const std::optional<qint64> &opened,
                const std::optional<qint64> &before, const std::optional<qint64> &after)
    {
        const auto shown = [&unit](const std::optional<qint64> &n) {
            return n ? u"%1 %2"_s.arg(*n).arg(unit).trimmed() : tr("not set");
        };
        text(label, shown(opened), shown(before), shown(after));
    }
    void items(const QList<KeyValue> &opened, const QList<KeyValue> &before, const QList<KeyValue> &after);

private:
    void one(const KeyValue *opened, const KeyValue *before, const KeyValue *after);
    void inside(const KeyValue &before, const KeyValue &after, bool dropsTheirs);
    void secret(const KeyValue *before, const KeyValue *after, bool dropsTheirs);
    void order(const QList<KeyValue> &before, const QList<KeyValue> &after);

    QList<ReviewChange> &m_changes;
    ActionArea m_area;
};

void Lister::items(const QList<KeyValue> &opened, const QList<KeyValue> &before, const QList<KeyValue> &after)
{
    for (const KeyValue &now : after)
        one(item(opened, now.key), item(before, now.key), &now);
    for (const KeyValue &gone : before)
        if (!item(after, gone.key))
            one(item(opened, gone.key), &gone, nullptr);
    order(before, after);
}

void Lister::one(const KeyValue *opened, const KeyValue *before, const KeyValue *after)
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

void Lister::inside(const KeyValue &before, const KeyValue &after, bool dropsTheirs)
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

void Lister::secret(const KeyValue *before, const KeyValue *after, bool dropsTheirs)
{
    QString text = tr("removed");
    if (after)
        text = (before ? tr("changed, %1 characters") : tr("new, %1 characters")).arg(secretLength(after->value));
    if (before && after && equal(before->value, after->value))
        text = after->init ? tr("equal, now init") : tr("equal, no longer init");
    m_changes.append(
        {m_area, after ? after->key : before->key, before ? u"••••••••"_s : QString(), text, true, dropsTheirs});
}

void Lister::order(const QList<KeyValue> &before, const QList<KeyValue> &after)
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

QString codeText(const Exec &exec)
{
    if (!exec.code)
        return exec.components.join(u", "_s);
    const QString size = sizeText(exec.code->toUtf8().size());
    return exec.binary ? tr("archive, %1 as sent").arg(size) : size;
}

void listCode(QList<ReviewChange> &changes, const Exec &opened, const Exec &server, const Exec &after)
{
    if (server.code == after.code && server.components == after.components)
        return;
    const bool dropsTheirs = opened.code != server.code || opened.components != server.components;
    changes.append({ActionArea::Code, tr("code"), codeText(server), codeText(after), false, dropsTheirs});
}

} // namespace

ActionEdit rebased(const ActionEdit &was, const ActionEdit &now, const ActionEdit &server)
{
    ActionEdit after = server;
    after.exec = rebasedExec(was.exec, now.exec, server.exec);
    if (was.parameters != now.parameters)
        after.parameters = now.parameters;
    if (was.annotations != now.annotations)
        after.annotations = rebasedByKey(was.annotations, now.annotations, server.annotations);
    after.limits.timeoutMs = pick(was.limits.timeoutMs, now.limits.timeoutMs, server.limits.timeoutMs);
    after.limits.memoryMb = pick(was.limits.memoryMb, now.limits.memoryMb, server.limits.memoryMb);
    after.limits.logsMb = pick(was.limits.logsMb, now.limits.logsMb, server.limits.logsMb);
    after.limits.concurrency = pick(was.limits.concurrency, now.limits.concurrency, server.limits.concurrency);
    return after;
}

QList<ReviewChange> reviewChanges(const ActionEdit &opened, const ActionEdit &server, const ActionEdit &after)
{
    QList<ReviewChange> changes;
    listCode(changes, opened.exec, server.exec, after.exec);
    Lister(changes, ActionArea::Parameters).items(opened.parameters, server.parameters, after.parameters);
    Lister runtime(changes, ActionArea::Runtime);
    runtime.text(tr("kind"), opened.exec.kind, server.exec.kind, after.exec.kind);
    runtime.text(tr("main"), opened.exec.main, server.exec.main, after.exec.main);
    runtime.text(tr("image"), opened.exec.image, server.exec.image, after.exec.image);
    const ActionLimits &o = opened.limits;
    const ActionLimits &s = server.limits;
    const ActionLimits &a = after.limits;
    runtime.number(tr("time limit"), u"ms"_s, o.timeoutMs, s.timeoutMs, a.timeoutMs);
    runtime.number(tr("memory"), u"MB"_s, o.memoryMb, s.memoryMb, a.memoryMb);
    runtime.number(tr("logs"), u"MB"_s, o.logsMb, s.logsMb, a.logsMb);
    runtime.number(tr("concurrency"), {}, o.concurrency, s.concurrency, a.concurrency);
    Lister(changes, ActionArea::Annotations).items(opened.annotations, server.annotations, after.annotations);
    return changes;
}

QString areaTitle(ActionArea area)
{
    switch (area) {
    case ActionArea::Code:
        return tr("Code");
    case ActionArea::Parameters:
        return tr("Parameters");
    case ActionArea::Runtime:
        return tr("Runtime & limits");
    case ActionArea::Annotations:
        return tr("Annotations");
    }
    return {};
}
