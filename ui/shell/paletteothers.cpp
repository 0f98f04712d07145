#include "ui/shell/paletteothers.h"

#include "ui/connections/environment.h"
#include "ui/shell/tabarea.h"
#include "ui/shell/windowstate.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("Palette", text);
}

/// "/quote · quote": found by its path as by its id.
QString objectText(const Target &target, const QString &title)
{
    return title.isEmpty() || title == target.id ? target.id : title + u" · "_s + target.id;
}

} // namespace

QList<PaletteItem> otherConnection(const connections::Profile &profile, const OpenTabs &tabs)
{
    PaletteItem item;
    item.group = PaletteItem::Group::Others;
    item.text = profile.name;
    const QString mark = profile.readOnly ? u", "_s + translated("read-only") : QString();
    item.right = translated("connection") + u" · "_s + environmentWord(profile.environment) + mark;
    item.environment = profile.environment;
    item.profileId = profile.id;
    QList<PaletteItem> items{item};
    for (const QString &text : tabs.targets) {
        const auto target = Target::fromText(text);
        const bool isObject = target && target->kind == Target::Kind::GatewayObject;
        if (!isObject && (!target || target->name.name.isEmpty() || target->kind != Target::Kind::Action))
            continue;
        item.text = isObject ? objectText(*target, tabs.titleOf(text)) : target->name.shown();
        const QString word = isObject ? gateway::singular(target->gatewayKind) : translated("action");
        item.right = word + u" · "_s + profile.name + mark;
        item.glyph = glyphOf(*target);
        item.target = target;
        items.append(item);
    }
    return items;
}
