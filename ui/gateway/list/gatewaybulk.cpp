#include "ui/gateway/list/gatewaybulk.h"

#include "ui/gateway/list/bulksteps.h"
#include "ui/widgets/bulkdialog.h"

#include <QSet>

using namespace Qt::StringLiterals;
using gateway::Key;
using gateway::Kind;

insight::GatewayLists gatewaybulk::listsOf(const gateway::Session &session)
{
    insight::GatewayLists lists;
    for (const Kind kind : session.kinds())
        if (const auto rows = session.listing(kind).rows)
            lists.insert(kind, rows);
    return lists;
}

bool gatewaybulk::hasStatus(Kind kind)
{
    return kind == Kind::Route || kind == Kind::Ssl;
}

bool gatewaybulk::hasLabels(Kind kind)
{
    static const QSet<Kind> without{Kind::GlobalRule, Kind::Secret, Kind::PluginMetadata, Kind::CostDecoration};
    return !without.contains(kind);
}

BulkPlan gatewaybulk::planSwitch(const GatewayServices &services, const QList<Key> &keys, bool on)
{
    BulkPlan plan;
    const Reach reach(services);
    for (const Key &key : keys) {
        if (!hasStatus(key.kind))
            continue;
        BulkRow row = rowOf(key, nameOf(services.gateway, key));
        row.step = int(plan.steps.size());
        plan.rows.append(row);
        plan.steps.append(changeStep(reach, key, [on](const json::Value &now) -> std::optional<json::Value> {
            if ((now.value(u"status").toInteger().value_or(1) != 0) == on)
                return {};
            return json::Value::object({{u"status"_s, json::Value::number(on ? 1 : 0)}});
        }));
    }
    const int count = int(plan.rows.size());
    const QString where = services.gateway.connectionName();
    const QString kind = count == 1 ? plan.rows.first().kind : tr("objects");
    if (on)
        sayWhat(plan, tr("Enable"), tr("Enable %n %2 on %1? The status becomes 1, nothing else changes.", count).arg(where, kind), tr("Enable %n", count), tr("enabled"));
    else
        sayWhat(plan, tr("Disable"),
                tr("Disable %n %2 on %1? The status becomes 0: a route that is off takes no request, and the next one that fits does.", count).arg(where, kind),
                tr("Disable %n", count), tr("disabled"));
    return plan;
}

BulkPlan gatewaybulk::planLabels(const GatewayServices &services, const QList<Key> &keys, const LabelChanges &changes)
{
    BulkPlan plan;
    const Reach reach(services);
    QStringList words;
    auto patch = json::Value::object();
    for (const gateway::Label &label : changes) {
        words.append(label.value.isEmpty() ? tr("%1 goes").arg(label.name) : label.name + u'=' + label.value);
        patch.set(label.name, label.value.isEmpty() ? json::Value() : json::Value::string(label.value));
    }
    for (const Key &key : keys) {
        if (!hasLabels(key.kind))
            continue;
        BulkRow row = rowOf(key, nameOf(services.gateway, key));
        row.step = int(plan.steps.size());
        row.note = words.join(u", "_s);
        plan.rows.append(row);
        plan.steps.append(changeStep(reach, key, [patch](const json::Value &now) -> std::optional<json::Value> {
            auto labels = patch; // to take away what is not there would store a null
            for (const json::Member &member : patch.members())
                if (member.value.isNull() && !now.value(u"labels").contains(member.name))
                    labels.remove(member.name);
            if (labels.size() == 0)
                return {};
            return json::Value::object({{u"labels"_s, labels}});
        }));
    }
    const int count = int(plan.rows.size());
    sayWhat(plan, tr("Labels"), tr("Change the labels of %n objects on %1: %2?", count).arg(services.gateway.connectionName(), words.join(u", "_s)),
            tr("Change %n", count), tr("changed"));
    return plan;
}

BulkDialog *gatewaybulk::open(const GatewayServices &services, BulkPlan plan, QWidget *parent)
{
    if (plan.rows.isEmpty())
        return nullptr;
    QSet<Kind> kinds;
    for (const BulkRow &row : plan.rows)
        kinds.insert(row.target.gatewayKind);
    const bool writes = plan.writes;
    // A standalone gateway has one configuration: two writes at once would undo one another.
    for (int i = 0; writes && services.gateway.server().standalone && i < int(plan.steps.size()); ++i)
        plan.steps[i].phase = i;
    const bool typed = writes && services.gateway.production();
    const QString word = plan.rows.size() == 1 ? plan.rows.first().target.id : services.gateway.connectionName();
    auto *dialog = new BulkDialog(std::move(plan), typed ? word : QString(), parent);
    QObject::connect(&services.gateway, &QObject::destroyed, dialog, &QDialog::close);
    if (writes)
        QObject::connect(dialog, &BulkDialog::done, &services.gateway, [session = &services.gateway, kinds] {
            for (const Kind kind : kinds)
                session->refresh(kind);
        });
    dialog->open();
    return dialog;
}
