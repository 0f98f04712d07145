#include "ui/editors/reviewtext.h"

#include "core/json/text.h"
#include "ui/editors/actionsecrets.h"
#include "ui/widgets/timetext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace review {

namespace {

constexpr qsizetype namedItems = 6; ///< of longer lists only the number is told

QString tr(const char *text)
{
    return QCoreApplication::translate("ReviewText", text);
}

QString execText(const json::Value &exec)
{
    QStringList parts;
    for (const json::Member &member : exec.members()) {
        const bool code = member.name == u"code"_s;
        const QString value
            = code ? u"… %1 …"_s.arg(sizeText(member.value.toString().toUtf8().size())) : valueText(member.value);
        parts.append(u"%1: %2"_s.arg(json::quoted(member.name), value));
    }
    return u"{ "_s + parts.join(u", "_s) + u" }"_s;
}

QString itemsText(const json::Value &list)
{
    const QList<KeyValue> items = keyValuesFromJson(list);
    if (items.size() > namedItems)
        return tr("[ … %1 items … ]").arg(items.size());
    QStringList parts;
    for (const KeyValue &item : items)
        parts.append(json::quoted(item.key) + u": "_s + shownValue(item) + (item.init ? tr(" (init)") : QString()));
    return parts.isEmpty() ? u"[]"_s : u"[ "_s + parts.join(u", "_s) + u" ]"_s;
}

QString memberText(const json::Member &member)
{
    if (member.name == u"exec"_s)
        return execText(member.value);
    if (member.name == u"parameters"_s || member.name == u"annotations"_s)
        return itemsText(member.value);
    return valueText(member.value);
}

} // namespace

QString bodyText(const json::Value &body)
{
    QStringList lines;
    for (const json::Member &member : body.members())
        lines.append(u"  %1: %2"_s.arg(json::quoted(member.name), memberText(member)));
    return lines.isEmpty() ? u"{}"_s : u"{\n"_s + lines.join(u",\n"_s) + u"\n}"_s;
}

bool isSent(const QList<json::Value> &steps, QStringView member)
{
    return std::any_of(steps.begin(), steps.end(), [member](const json::Value &step) {
        return step.contains(member) || (member == u"annotations"_s && step.contains(u"delAnnotations"));
    });
}

QString nextVersion(const QString &version, qsizetype steps)
{
    const qsizetype dot = version.lastIndexOf(u'.');
    bool ok = false;
    const qlonglong patch = version.mid(dot + 1).toLongLong(&ok);
    if (version.isEmpty() || dot < 0 || !ok)
        return u"0.0.1"_s;
    return version.left(dot + 1) + QString::number(patch + steps);
}

QStringList serverOwnText(const QString &version, const QList<json::Value> &steps, const QStringList &extra)
{
    QStringList lines;
    if (version.isEmpty())
        lines.append(tr("version 0.0.1, and the time of creation"));
    else
        lines.append(tr("version %1 → %2, and the time of change").arg(version, nextVersion(version, steps.size())));
    lines.append(extra);
    const bool reordered = std::any_of(steps.begin(), steps.end(), [](const json::Value &step) {
        return step.value(u"parameters").size() > 4 || step.value(u"annotations").size() > 4;
    });
    if (reordered)
        lines.append(tr("more than four parameters or annotations come back in an order of its own"));
    lines.append(tr("read back after the write; a difference is told"));
    return lines;
}

QString comparableCode(const Exec &exec)
{
    return exec.components.isEmpty() ? exec.code.value_or(QString()) : exec.components.join(u'\n') + u'\n';
}

} // namespace review
