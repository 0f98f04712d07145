#include "ui/shell/paletteindex.h"

#include "ui/shell/fuzzy.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;
using Group = PaletteItem::Group;

namespace {

constexpr qsizetype mostEntities = 12;
constexpr qsizetype mostOthers = 5;
constexpr qsizetype mostCommands = 8;
constexpr qsizetype allCommands = 100; ///< with nothing typed they are there to be read through

QString translated(const char *text)
{
    return QCoreApplication::translate("Palette", text);
}

PaletteItem entity(const openwhisk::EntityName &name, Target::Kind kind, const QString &glyph, const QString &word,
                   const QString &connection)
{
    PaletteItem item;
    item.target = Target{kind, {}};
    item.target->name.package = name.package;
    item.target->name.name = name.name;
    item.text = item.target->name.shown();
    item.glyph = glyph;
    item.right = word + u" · "_s + connection;
    return item;
}

/// Open tabs come first, so that an empty query goes back to where one was.
void putFirst(QList<PaletteItem> &items, const QList<Target> &tabs)
{
    std::stable_partition(items.begin(), items.end(), [&](const PaletteItem &item) {
        return item.target && tabs.contains(*item.target);
    });
}

struct Scored {
    const PaletteItem *item;
    FuzzyMatch match;
};

QList<Scored> best(const QList<PaletteItem> &items, const QString &pattern, qsizetype most)
{
    QList<Scored> found;
    for (const auto &item : items) {
        if (const auto match = fuzzyMatch(pattern, item.text))
            found.append(Scored{&item, *match});
    }
    const auto better = [](const Scored &a, const Scored &b) {
        if (a.match.score != b.match.score)
            return a.match.score > b.match.score;
        return a.item < b.item; // the order they were given in
    };
    const auto count = std::min(most, found.size());
    std::partial_sort(found.begin(), found.begin() + count, found.end(), better);
    found.resize(count);
    return found;
}

QList<Scored> firstOnes(const QList<PaletteItem> &items, qsizetype most)
{
    QList<Scored> result;
    for (qsizetype i = 0; i < std::min(most, items.size()); ++i)
        result.append(Scored{&items.at(i), FuzzyMatch()});
    return result;
}

void addGroup(QList<PaletteRow> &rows, const QString &title, const QList<PaletteRow> &group, const QString &note = {})
{
    if (group.isEmpty())
        return;
    PaletteRow heading;
    heading.heading = true;
    heading.item.text = title;
    heading.note = note;
    rows.append(heading);
    rows.append(group);
}

QList<PaletteRow> toRows(const QList<Scored> &found)
{
    QList<PaletteRow> rows;
    for (const auto &scored : found)
        rows.append(PaletteRow{*scored.item, scored.match.positions, false, QString()});
    return rows;
}

/// "Invoke orders/price-quote" and the like, for the best action found.
QList<PaletteRow> commandsOn(const Target &target, const PaletteIndex &index)
{
    PaletteItem invoke;
    invoke.group = Group::Commands;
    invoke.text = translated("Invoke %1").arg(target.name.shown());
    invoke.glyph = u"command"_s;
    invoke.shortcut = QKeySequence(Qt::CTRL | Qt::Key_Return);
    invoke.target = target;
    invoke.command = u"run.invoke"_s;
    invoke.enabled = index.mayInvoke;
    invoke.reason = index.mayInvoke ? QString() : translated("The connection is read-only.");
    PaletteItem copy = invoke;
    copy.text = translated("Copy %1 as wsk command").arg(target.name.shown());
    copy.shortcut = {};
    copy.command = u"entity.copyWsk"_s;
    copy.enabled = true;
    copy.reason.clear();
    QList<PaletteRow> rows{{invoke, {}, false, {}}, {copy, {}, false, {}}};
    if (!index.gateway)
        return rows;
    PaletteItem expose = copy;
    expose.text = translated("Expose %1 as a route…").arg(target.name.shown());
    expose.command = u"gateway.expose"_s;
    expose.enabled = index.noExpose.isEmpty();
    expose.reason = index.noExpose;
    rows.append({expose, {}, false, {}});
    return rows;
}

/// A route is looked for by its path or by its name.
QString gatewayText(const gateway::Row &row)
{
    const QString name = row.name.isEmpty() ? row.key.id : row.name;
    return row.uris.isEmpty() ? name : row.uris.first() + u" · "_s + name;
}

void addGateway(QList<PaletteItem> &items, const PaletteSource &source)
{
    for (const gateway::Kind kind : gateway::allKinds()) {
        const auto rows = source.gatewayLists.value(kind);
        if (!rows)
            continue;
        const QString right = gateway::singular(kind) + u" · "_s + source.connection;
        for (const auto &row : *rows) {
            PaletteItem item;
            item.text = gatewayText(row);
            item.right = right;
            item.glyph = gatewayGlyph(kind);
            item.target = gatewayObject(row.key);
            items.append(item);
        }
    }
}

PaletteRow activationsOf(const Target &target)
{
    PaletteItem item;
    item.group = Group::Activations;
    item.text = translated("Activations of %1").arg(target.name.shown());
    item.glyph = u"activations"_s;
    item.target = Target{Target::Kind::Activations, target.name};
    return {item, {}, false, {}};
}

} // namespace

std::shared_ptr<const PaletteIndex> paletteIndex(const PaletteSource &source)
{
    auto index = std::make_shared<PaletteIndex>();
    index->connection = source.connection;
    index->others = source.others;
    index->commands = source.commands;
    index->mayInvoke = source.mayInvoke;
    auto add = [&](const auto &list, auto make) {
        if (!list)
            return;
        index->entities.reserve(index->entities.size() + list->size());
        for (const auto &row : *list)
            index->entities.append(make(row));
    };
    add(source.actions, [&](const openwhisk::ActionSummary &action) {
        const bool sequence = action.kind == "sequence"_L1;
        return entity(action.name, Target::Kind::Action, sequence ? u"sequence"_s : u"action"_s,
                      sequence ? translated("sequence") : translated("action"), source.connection);
    });
    add(source.packages, [&](const openwhisk::PackageSummary &package) {
        return entity(package.name, Target::Kind::Package, package.binding ? u"binding"_s : u"package"_s,
                      package.binding ? translated("binding") : translated("package"), source.connection);
    });
    add(source.triggers, [&](const openwhisk::TriggerSummary &trigger) {
        return entity(trigger.name, Target::Kind::Trigger, u"trigger"_s, translated("trigger"), source.connection);
    });
    add(source.rules, [&](const openwhisk::RuleSummary &rule) {
        return entity(rule.name, Target::Kind::Rule, u"rule"_s, translated("rule"), source.connection);
    });
    addGateway(index->entities, source);
    index->gateway = source.gateway;
    index->noExpose = source.noExpose;
    putFirst(index->entities, source.openTabs);
    return index;
}

QList<PaletteRow> paletteRows(const PaletteIndex &index, const QString &typed)
{
    const QString pattern = typed.simplified().toCaseFolded();
    const bool any = !pattern.isEmpty();
    const auto entities = any ? best(index.entities, pattern, mostEntities) : firstOnes(index.entities, mostEntities / 2);
    const auto others = any ? best(index.others, pattern, mostOthers) : firstOnes(index.others, mostOthers);
    auto commands = toRows(any ? best(index.commands, pattern, mostCommands) : firstOnes(index.commands, allCommands));
    QList<PaletteRow> activations;
    const auto action = std::find_if(entities.begin(), entities.end(), [](const Scored &scored) {
        return scored.item->target->kind == Target::Kind::Action;
    });
    if (any && action != entities.end()) {
        commands = commandsOn(*action->item->target, index) + commands;
        activations.append(activationsOf(*action->item->target));
    }
    QList<PaletteRow> rows;
    const auto commandScore = any && !index.commands.isEmpty() ? best(index.commands, pattern, 1) : QList<Scored>();
    const bool commandsFirst = !commandScore.isEmpty()
        && (entities.isEmpty() || commandScore.first().match.score > entities.first().match.score);
    if (commandsFirst)
        addGroup(rows, translated("COMMANDS"), commands);
    addGroup(rows, translated("ENTITIES"), toRows(entities));
    addGroup(rows, translated("OTHER CONNECTIONS"), toRows(others), translated("as last seen; opens after a click"));
    if (!commandsFirst)
        addGroup(rows, translated("COMMANDS"), commands);
    addGroup(rows, translated("ACTIVATIONS"), activations);
    return rows;
}
