#include "ui/editors/detailfacts.h"

#include "core/openwhisk/entities.h"
#include "ui/editors/actionsecrets.h"
#include "ui/editors/keyvaluemodel.h"
#include "ui/widgets/timetext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("DetailFacts", text);
}

EntityName nameOf(const json::Value &reference)
{
    return fromMembers(reference.value(u"path").toString(), reference.value(u"name").toString());
}

void addCommon(DetailFacts &facts, const json::Value &document)
{
    facts.facts.append({tr("Namespace"), document.value(u"namespace").toString()});
    facts.facts.append({tr("Version"), document.value(u"version").toString()});
    if (const auto updated = document.value(u"updated").toInteger())
        facts.facts.append({tr("Changed"), timeText(*updated, false, true) + u' ' + zoneText(*updated)});
}

DetailFacts::Table parameterTable(const json::Value &document, const QString &title)
{
    DetailFacts::Table table{title, {tr("Name"), tr("Type"), tr("Value"), tr("Init")}, {}, tr("No parameters.")};
    for (const KeyValue &item : keyValuesFromJson(document.value(u"parameters")))
        table.rows.append({{item.key, typeName(item), shownValue(item), item.init ? tr("yes") : QString()}});
    return table;
}

DetailFacts::Table annotationTable(const json::Value &document)
{
    DetailFacts::Table table{tr("Annotations"), {tr("Name"), tr("Value"), tr("Meaning")}, {}, tr("No annotations.")};
    for (const KeyValue &item : keyValuesFromJson(document.value(u"annotations")))
        table.rows.append({{item.key, shownValue(item), annotationMeaning(item.key)}});
    return table;
}

QString kindOf(const json::Value &entry)
{
    const QList<KeyValue> annotations = keyValuesFromJson(entry.value(u"annotations"));
    const json::Value *kind = findValue(annotations, u"exec");
    return kind ? kind->toString() : QString();
}

DetailFacts::Table entryTable(const json::Value &document)
{
    DetailFacts::Table table{
        tr("Actions"), {tr("Name"), tr("Kind"), tr("Version")}, {}, tr("The package has no actions yet.")};
    // A binding is called by its own name; the server leads on to the provider.
    const EntityName package = fromMembers(document.value(u"namespace").toString(), document.value(u"name").toString());
    for (const auto &[member, feed] : {std::pair{u"actions", false}, {u"feeds", true}}) {
        for (const json::Value &entry : document.value(member).items()) {
            const QString name = entry.value(u"name").toString();
            const QString kind = feed ? kindOf(entry) + tr(", feed") : kindOf(entry);
            table.rows.append({{name, kind, entry.value(u"version").toString()},
                               Target{Target::Kind::Action, {u"_"_s, package.name, name}, {}}});
        }
    }
    return table;
}

Target entityTarget(Target::Kind kind, EntityName name, const json::Value &document)
{
    // Own entities are known by "_" everywhere else.
    if (name.ns == document.value(u"namespace").toString().section(u'/', 0, 0))
        name.ns = u"_"_s;
    return {kind, name, {}};
}

} // namespace

bool isBinding(const json::Value &packageDocument)
{
    return packageDocument.value(u"binding").contains(u"name");
}

DetailFacts packageFacts(const json::Value &document)
{
    DetailFacts facts;
    if (isBinding(document)) {
        const json::Value provider = document.value(u"binding");
        facts.facts.append(
            {tr("Binding to"),
             u"/%1/%2"_s.arg(provider.value(u"namespace").toString(), provider.value(u"name").toString())});
    }
    addCommon(facts, document);
    facts.facts.append({tr("Shared"), document.value(u"publish").toBool() ? tr("yes, with everybody") : tr("no")});
    facts.tables.append(entryTable(document));
    facts.tables.append(parameterTable(
        document, isBinding(document) ? tr("Parameters, those of the provider included") : tr("Parameters")));
    facts.tables.append(annotationTable(document));
    return facts;
}

DetailFacts triggerFacts(const json::Value &document)
{
    DetailFacts facts;
    addCommon(facts, document);
    const QList<KeyValue> annotations = keyValuesFromJson(document.value(u"annotations"));
    if (const json::Value *feed = findValue(annotations, u"feed"))
        facts.facts.append({tr("Feed"), feed->toString()});
    DetailFacts::Table rules{tr("Rules"),
                             {tr("Rule"), tr("Action"), tr("Status")},
                             {},
                             tr("No rule listens: when it fires, nothing runs and nothing is recorded.")};
    for (const json::Member &rule : document.value(u"rules").members()) {
        const EntityName name = fromMembers(rule.name.section(u'/', 0, 0), rule.name.section(u'/', 1));
        rules.rows.append(
            {{name.name, nameOf(rule.value.value(u"action")).full(), rule.value.value(u"status").toString()},
             entityTarget(Target::Kind::Rule, name, document)});
    }
    facts.tables.append(rules);
    facts.tables.append(parameterTable(document, tr("Parameters")));
    facts.tables.append(annotationTable(document));
    return facts;
}

DetailFacts ruleFacts(const json::Value &document)
{
    DetailFacts facts;
    const EntityName trigger = nameOf(document.value(u"trigger"));
    const EntityName action = nameOf(document.value(u"action"));
    facts.facts.append({tr("Status"), document.value(u"status").toString()});
    facts.facts.append({tr("When"), trigger.full(), entityTarget(Target::Kind::Trigger, trigger, document)});
    facts.facts.append({tr("Runs"), action.full(), entityTarget(Target::Kind::Action, action, document)});
    addCommon(facts, document);
    facts.tables.append(annotationTable(document));
    return facts;
}
