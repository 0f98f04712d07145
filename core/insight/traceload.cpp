#include "core/insight/traceload.h"

#include "core/async/deliver.h"
#include "core/insight/activationtable.h"
#include "core/openwhisk/triggers.h"

#include <QDateTime>

using namespace openwhisk;

namespace insight {

namespace {

constexpr int longestPauseMs = 5000;
constexpr qint64 firedBeforeMs = 10'000; ///< the server starts the actions of a fire at once; their wait is known

qint64 now()
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace

QStringList triggersBefore(const ActivationTable &table, const ActivationSummary &started, int most)
{
    QStringList ids;
    const qint64 latest = started.start - started.waitMs.value_or(0) + 1000; // clocks of two machines
    table.scan(table.firstNotAfter(latest), table.firstNotAfter(latest - firedBeforeMs - 1000),
               [&](quint32, const ActivationRow &row) {
                   if (table.label(row).kind.isEmpty() && row.duration < 0 && row.isRoot())
                       ids.append(table.idText(row.id));
                   return ids.size() < most;
               });
    return ids;
}

TraceLoad::TraceLoad(TraceSource source, QObject *parent) : TraceLoad(std::move(source), Bounds(), parent) {}

TraceLoad::TraceLoad(TraceSource source, const Bounds &bounds, QObject *parent)
    : QObject(parent), m_source(std::move(source)), m_bounds(bounds)
{
    m_look.setSingleShot(true);
    m_tell.setSingleShot(true);
    connect(&m_look, &QTimer::timeout, this, &TraceLoad::lookAgain);
    connect(&m_tell, &QTimer::timeout, this, [this] {
        m_trace = buildTrace(m_root, m_parts);
        Q_EMIT changed();
    });
    reset();
}

TraceLoad::~TraceLoad() = default;

void TraceLoad::reset()
{
    m_owner = std::make_unique<QObject>();
    m_parts = {};
    m_trace = {};
    m_queue.clear();
    m_asked.clear();
    m_triggers.clear();
    m_others.clear();
    m_pauses.clear();
    m_nextLook.clear();
    m_look.stop();
    m_stopped = false;
}

void TraceLoad::start(const QString &id, const QList<Activation> &known)
{
    reset();
    m_subject = m_root = id;
    for (const Activation &record : known)
        m_others.insert(record.summary.id, record);
    want(id);
    m_trace = buildTrace(m_root, m_parts);
    tell();
    askNext();
}

void TraceLoad::tryTriggers(const QStringList &ids)
{
    for (const QString &id : ids) {
        if (isKnown(id) || m_triggers.contains(id))
            continue;
        m_triggers.insert(id);
        m_queue.append(id);
    }
    askNext();
}

void TraceLoad::stop()
{
    m_stopped = true;
    m_look.stop();
    m_queue.clear();
    m_parts.loading.intersect(m_asked);
    tell();
}

void TraceLoad::again()
{
    m_stopped = false;
    const QStringList lost = m_parts.pending.keys() + m_parts.notStored.values() + m_parts.unreadable.keys();
    m_parts.pending.clear();
    m_parts.notStored.clear();
    m_parts.unreadable.clear();
    m_pauses.clear();
    m_nextLook.clear();
    for (const QString &id : lost)
        want(id);
    tell();
    askNext();
}

bool TraceLoad::complete() const
{
    return m_asked.isEmpty() && m_queue.isEmpty() && m_parts.pending.isEmpty();
}

qint64 TraceLoad::watchLeftMs() const
{
    qint64 left = 0;
    if (m_stopped)
        return left;
    for (const qint64 since : m_parts.pending)
        left = std::max(left, since + m_bounds.patienceMs - now());
    return left;
}

bool TraceLoad::isKnown(const QString &id) const
{
    return m_parts.records.contains(id) || m_parts.loading.contains(id) || m_parts.pending.contains(id)
        || m_parts.notStored.contains(id) || m_parts.unreadable.contains(id);
}

void TraceLoad::want(const QString &id)
{
    if (isKnown(id))
        return;
    if (m_others.contains(id))
        return take(m_others.take(id));
    if (m_parts.records.size() + m_parts.loading.size() >= m_bounds.records)
        return; // the tree shows it as left out
    m_parts.loading.insert(id);
    if (!m_queue.contains(id) && !m_asked.contains(id))
        m_queue.append(id);
}

void TraceLoad::askNext()
{
    while (!m_stopped && m_asked.size() < m_bounds.atOnce && !m_queue.isEmpty())
        ask(m_queue.takeFirst());
}

void TraceLoad::ask(const QString &id)
{
    m_asked.insert(id);
    deliver(m_source.record(id, m_owner.get()), m_owner.get(),
            [this, id](const Result<Activation> &read) { finish(id, read); });
}

void TraceLoad::finish(const QString &id, const Result<Activation> &read)
{
    m_asked.remove(id);
    const bool inTree = m_parts.loading.contains(id) || m_parts.pending.contains(id);
    if (read && inTree)
        take(*read);
    else if (read)
        m_others.insert(id, *read);
    else if (inTree && read.error().kind == Error::Kind::NotFound)
        missed(id);
    else if (inTree) {
        m_parts.loading.remove(id);
        m_parts.pending.remove(id);
        m_parts.unreadable.insert(id, read.error().message);
    }
    climb();
    tell();
    askNext();
}

/// A record of the tree: what it started is wanted, too.
void TraceLoad::take(const Activation &record)
{
    const QString id = record.summary.id;
    m_parts.loading.remove(id);
    m_parts.pending.remove(id);
    m_nextLook.remove(id);
    m_parts.records.insert(id, record);
    if (isTrigger(record)) {
        for (const RuleRun &run : ruleRuns(record))
            m_parts.names.insert(run.activationId, run.action.full());
    }
    for (const QString &started : startedBy(record))
        want(started);
    if (kindOf(record) == TraceKind::Sequence && record.summary.status != ActivationStatus::Success)
        askComponents(record);
    climb();
}

/// From the root to what caused it, or to the trigger that fired it.
void TraceLoad::climb()
{
    const auto root = m_parts.records.constFind(m_root);
    if (root == m_parts.records.cend())
        return;
    if (const QString cause = root->summary.cause; !cause.isEmpty() && cause != m_root) {
        if (m_parts.records.contains(cause) && !m_trace.nodes.isEmpty() && m_parts.records.value(cause).summary.cause == m_root)
            return; // records that name each other
        m_root = cause;
        want(cause);
        return;
    }
    const QSet<QString> candidates = m_triggers; // the one that is found ends the search
    for (const QString &id : candidates) {
        const auto trigger = m_others.constFind(id);
        if (trigger == m_others.cend() || !isTrigger(*trigger) || !startedBy(*trigger).contains(m_root))
            continue;
        m_root = id;
        m_triggers.clear();
        want(id);
        return;
    }
}

void TraceLoad::askComponents(const Activation &sequence)
{
    if (!m_source.components)
        return;
    deliver(m_source.components(sequence.summary.name, m_owner.get()), m_owner.get(),
            [this, id = sequence.summary.id](const Result<QStringList> &read) {
                if (!read)
                    return; // the members that ran are shown all the same
                m_parts.components.insert(id, *read);
                tell();
            });
}

/// No record yet: looks again after growing pauses, until patience ends.
void TraceLoad::missed(const QString &id)
{
    m_parts.loading.remove(id);
    qint64 &since = m_parts.pending[id];
    if (since == 0)
        since = now();
    if (now() - since >= m_bounds.patienceMs) {
        m_parts.pending.remove(id);
        m_nextLook.remove(id);
        m_parts.notStored.insert(id);
        return;
    }
    int &pause = m_pauses[id];
    pause = pause == 0 ? m_bounds.firstPauseMs : std::min(2 * pause, longestPauseMs);
    m_nextLook.insert(id, now() + pause);
    planLook();
}

void TraceLoad::planLook()
{
    if (m_nextLook.isEmpty() || m_stopped)
        return;
    const qint64 next = *std::min_element(m_nextLook.cbegin(), m_nextLook.cend());
    m_look.start(int(std::max<qint64>(0, next - now())));
}

void TraceLoad::lookAgain()
{
    const qint64 time = now();
    for (auto look = m_nextLook.begin(); look != m_nextLook.end();) {
        if (*look > time) {
            ++look;
            continue;
        }
        m_queue.append(look.key());
        look = m_nextLook.erase(look);
    }
    planLook();
    askNext();
}

void TraceLoad::tell()
{
    if (!m_tell.isActive())
        m_tell.start(0);
}

} // namespace insight
