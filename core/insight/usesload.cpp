#include "core/insight/usesload.h"

#include "core/async/deliver.h"
#include "core/openwhisk/document.h"

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace insight {

namespace {
constexpr int atOnce = 2;
}

UsesLoad::UsesLoad(Session &session, Subject subject, EntityName name, QObject *parent)
    : QObject(parent)
    , m_session(&session)
    , m_subject(subject)
    , m_name(std::move(name))
{
    connect(&session, &Session::changed, this, &UsesLoad::update);
    connect(&session, &Session::stateChanged, this, &UsesLoad::update);
    if (subject != Subject::Trigger) {
        connect(&sequencesOf(session), &SequenceCache::changed, this, &UsesLoad::update);
        sequencesOf(session).load();
    }
    update();
}

UsesLoad::~UsesLoad() = default;

void UsesLoad::again()
{
    m_active.clear();
    m_asked.clear();
    m_error.reset();
    if (m_session && m_subject != Subject::Trigger)
        sequencesOf(*m_session).load();
    update();
}

void UsesLoad::update()
{
    if (!m_session || !m_session->rules().rows)
        return Q_EMIT changed();
    const QList<PackageSummary> packages = m_session->packages().rows ? *m_session->packages().rows : QList<PackageSummary>();
    const Names names(m_session->nameSpace(), packages);
    Uses uses;
    uses.rules = rulesUsing(m_subject, m_name, *m_session->rules().rows, names);
    if (m_subject != Subject::Trigger) {
        uses.sequences = sequencesUsing(m_subject, m_name, sequencesOf(*m_session).components(), names);
        uses.unreadable = sequencesOf(*m_session).unreadable();
    }
    if (m_subject == Subject::Package)
        uses.bindings = bindingsOf(m_name, packages, m_session->nameSpace());
    for (RuleUse &use : uses.rules) {
        use.active = m_active.value(use.rule);
        if (!m_asked.contains(use.rule)) {
            m_asked.insert(use.rule);
            m_queue.append(use.rule);
        }
    }
    m_uses = uses;
    askNext();
    Q_EMIT changed();
}

void UsesLoad::askNext()
{
    while (m_session && m_running < atOnce && !m_queue.isEmpty())
        askRule(m_queue.takeFirst());
}

void UsesLoad::askRule(const EntityName &rule)
{
    ++m_running;
    deliver(getDocument(m_session->client(), Collection::Rules, rule, this), this,
            [this, rule](const Result<json::Value> &read) { finishRule(rule, read); });
}

void UsesLoad::finishRule(const EntityName &rule, const Result<json::Value> &read)
{
    --m_running;
    if (read)
        m_active.insert(rule, read->value(u"status").toString() == u"active"_s);
    else
        m_error = read.error();
    for (RuleUse &use : m_uses.rules)
        use.active = m_active.value(use.rule);
    askNext();
    Q_EMIT changed();
}

bool UsesLoad::complete() const
{
    return m_session && m_session->rules().rows && m_running == 0 && m_queue.isEmpty()
        && (m_subject == Subject::Trigger || sequencesOf(*m_session).complete());
}

QString UsesLoad::progress() const
{
    if (!m_session || complete())
        return {};
    const SequenceCache &cache = sequencesOf(*m_session);
    return m_subject == Subject::Trigger || cache.complete()
        ? tr("reading the rules …")
        : tr("%1 of %2 sequences looked at …").arg(cache.known()).arg(cache.wanted());
}

std::optional<Error> UsesLoad::error() const
{
    if (!m_session)
        return Error{Error::Kind::Canceled, tr("The connection is closed."), {}};
    if (m_session->rules().error && !m_session->rules().rows)
        return m_session->rules().error;
    if (m_session->actions().error && !m_session->actions().rows && m_subject != Subject::Trigger)
        return m_session->actions().error;
    return m_error ? m_error : m_subject == Subject::Trigger ? std::nullopt : sequencesOf(*m_session).error();
}

} // namespace insight
