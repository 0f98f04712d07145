#include "core/async/deliver.h"
#include "core/openwhisk/rules.h"
#include "core/openwhisk/session.h"
#include "ui/editors/bulk/bulkplan.h"
#include "ui/editors/bulk/bulkwords.h"

#include <QPointer>

#include <algorithm>

using namespace openwhisk;

BulkPlan bulk::planSwitch(Session &session, const QList<Target> &targets, bool on)
{
    BulkPlan plan;
    const auto rounds = ruleRounds(session, targets);
    QList<Target> rules = targets;
    rules.removeIf([](const Target &target) { return target.kind != Target::Kind::Rule; });
    std::stable_sort(rules.begin(), rules.end(), [&](const Target &a, const Target &b) {
        return rounds.value(a.name.name) < rounds.value(b.name.name);
    });
    for (const Target &target : std::as_const(rules)) {
        plan.rows.append({int(plan.steps.size()), target, tr("rule"), {}, false});
        plan.steps.append({rounds.value(target.name.name), {}, [guard = QPointer<Session>(&session), name = target.name, on](QObject *owner, const BulkRun::Finish &finish) {
            if (!guard)
                return finish(closed());
            deliver(setRuleStatus(guard->client(), name, on, owner), owner, finish);
        }});
    }
    const int count = int(plan.rows.size());
    plan.title = on ? tr("Enable rules") : tr("Disable rules");
    plan.sentence = on ? tr("Enable %n rules on %1? Each runs its action from the next fire of its trigger.", count)
                       : tr("Disable %n rules on %1? What fires meanwhile is lost for them.", count);
    plan.sentence = plan.sentence.arg(session.connectionName());
    plan.verb = on ? tr("Enable %n", count) : tr("Disable %n", count);
    plan.doneWord = on ? tr("enabled") : tr("disabled");
    return plan;
}
