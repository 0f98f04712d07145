#include "ui/gateway/resource/resourcechecks.h"

#include "core/async/deliver.h"
#include "core/async/steps.h"
#include "core/gateway/session.h"
#include "ui/gateway/resource/resourcecheck.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int pauseMs = 200;

json::Value metadataSchema(const gateway::Session &session, const QString &plugin)
{
    const auto catalogue = session.catalogue();
    const gateway::Plugin *known = catalogue ? catalogue->find(plugin) : nullptr;
    return known ? gateway::schemaFor(*known, gateway::Part::Metadata) : json::Value();
}

} // namespace

ResourceChecks::ResourceChecks(ResourceState &state, QObject *parent)
    : QObject(parent)
    , m_state(state)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(pauseMs);
    connect(&m_timer, &QTimer::timeout, this, &ResourceChecks::begin);
    connect(&state, &ResourceState::valueChanged, &m_timer, qOverload<>(&QTimer::start));
    connect(&state, &ResourceState::loaded, &m_timer, qOverload<>(&QTimer::start));
    connect(&state, &ResourceState::keyChanged, this, &ResourceChecks::prepare);
    if (gateway::Session *session = state.session())
        connect(session, &gateway::Session::catalogueChanged, this, &ResourceChecks::prepare);
    prepare();
}

void ResourceChecks::prepare()
{
    gateway::Session *session = m_state.session();
    if (!session)
        return;
    const gateway::Kind kind = m_state.key().kind;
    if (kind == gateway::Kind::PluginMetadata) {
        m_schema = metadataSchema(*session, m_state.key().id);
    } else if (!m_asked && session->serverKnown()) {
        m_asked = true;
        deliver(session->schema(kind), this, [this](const Result<json::Value> &schema) {
            if (!schema)
                return; // the server will say itself what is wrong
            m_schema = *schema;
            prepare();
        });
    }
    m_check = std::make_shared<const ResourceCheck>(kind, m_schema.value_or(json::Value()), session->catalogue());
    m_timer.start();
}

void ResourceChecks::begin()
{
    if (!m_check || !m_state.isLoaded())
        return;
    const int generation = ++m_generation;
    const auto work = [check = m_check, before = m_state.before(), value = m_state.value()]() -> Result<QList<schema::Problem>> {
        return check->newProblems(before, value);
    };
    deliver(onPool(work), this, [this, generation](const Result<QList<schema::Problem>> &problems) {
        if (problems)
            take(generation, *problems);
    });
}

void ResourceChecks::take(int generation, const QList<schema::Problem> &problems)
{
    if (generation != m_generation)
        return;
    m_state.setProblems(u"schema"_s, problems);
}
