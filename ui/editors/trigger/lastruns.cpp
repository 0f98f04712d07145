#include "ui/editors/trigger/lastruns.h"

#include "core/async/deliver.h"
#include "core/net/client.h"

using namespace openwhisk;

namespace {

constexpr int statusesAsked = 10; ///< a request each: of the first rules only

}

LastRuns::LastRuns(net::Client &client, QObject *parent)
    : QObject(parent)
    , m_client(&client)
{
}

void LastRuns::read(const EntityName &trigger)
{
    if (!m_client)
        return;
    m_request = std::make_unique<QObject>();
    ActivationQuery query;
    query.name = trigger.name;
    query.limit = 1;
    deliver(listActivations(*m_client, query, m_request.get()), m_request.get(),
            [this](const Result<List<ActivationSummary>> &rows) { listCame(rows); });
}

void LastRuns::listCame(const Result<List<ActivationSummary>> &rows)
{
    if (!rows || !m_client)
        return; // what is not known is not shown; the activations tell why
    m_known = true;
    if ((*rows)->isEmpty())
        return Q_EMIT changed();
    m_lastFireMs = (*rows)->constFirst().start;
    m_lastFireId = (*rows)->constFirst().id;
    Q_EMIT changed();
    deliver(getActivation(*m_client, (*rows)->constFirst().id, m_request.get()), m_request.get(),
            [this](const Result<Activation> &record) {
                if (record)
                    recordCame(*record);
            });
}

void LastRuns::recordCame(const Activation &record)
{
    m_runs.clear();
    int asked = 0;
    for (const RuleRun &run : ruleRuns(record)) {
        m_runs.insert(run.rule.name, {record.summary.start, run, std::nullopt});
        if (!run.activationId.isEmpty() && asked++ < statusesAsked)
            askStatus(run.rule.name);
    }
    Q_EMIT changed();
}

void LastRuns::askStatus(const QString &rule)
{
    if (!m_client)
        return;
    deliver(getActivation(*m_client, m_runs.value(rule).rule.activationId, m_request.get()), m_request.get(),
            [this, rule](const Result<Activation> &record) {
                if (!record)
                    return;
                m_runs[rule].status = record->summary.status;
                Q_EMIT changed();
            });
}
