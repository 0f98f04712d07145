#include "core/insight/sequencecache.h"

#include "core/async/deliver.h"

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace insight {

namespace {

constexpr qsizetype atOnce = 2;

QString standOf(const ActionSummary &row)
{
    return row.version + u'@' + QString::number(row.updated);
}

} // namespace

SequenceCache::SequenceCache(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(&session)
{
    connect(&session, &Session::changed, this, [this](Collection collection) {
        if (collection == Collection::Actions && m_loading)
            collect();
    });
}

SequenceCache::~SequenceCache() = default;

void SequenceCache::load()
{
    m_loading = true;
    m_failed.clear(); // it may be readable by now
    m_error.reset();
    collect();
}

bool SequenceCache::complete() const
{
    return m_loading && m_session && m_session->actions().rows && m_queue.isEmpty() && m_asking.isEmpty();
}

/// What the list has and we have not; what it no longer has goes.
void SequenceCache::collect()
{
    if (!m_session || !m_session->actions().rows)
        return;
    QHash<EntityName, QStringList> kept;
    m_queue.clear();
    m_wanted = 0;
    for (const ActionSummary &row : *m_session->actions().rows) {
        if (row.kind != u"sequence"_s)
            continue;
        EntityName name = row.name;
        name.ns = u"_"_s;
        ++m_wanted;
        if (m_versions.value(name) == standOf(row))
            kept.insert(name, m_components.value(name));
        else if (!m_failed.contains(name) && !m_asking.contains(name))
            m_queue.append(row);
    }
    m_components = kept;
    askNext();
    Q_EMIT changed();
}

void SequenceCache::askNext()
{
    while (m_session && m_asking.size() < atOnce && !m_queue.isEmpty()) {
        const ActionSummary row = m_queue.takeFirst();
        const EntityName name{u"_"_s, row.name.package, row.name.name};
        m_asking.insert(name);
        deliver(getAction(m_session->client(), name, WithCode::No, this), this,
                [this, row](const Result<Action> &read) { take(row, read); });
    }
}

void SequenceCache::take(const ActionSummary &row, const Result<Action> &read)
{
    const EntityName name{u"_"_s, row.name.package, row.name.name};
    m_asking.remove(name);
    if (read) {
        m_components.insert(name, read->exec.components);
        m_versions.insert(name, standOf(row));
    } else {
        m_failed.insert(name);
        m_error = read.error();
    }
    askNext();
    Q_EMIT changed();
}

SequenceMap SequenceCache::map() const
{
    SequenceMap map;
    const QString own = m_session ? m_session->nameSpace() : QString();
    for (auto it = m_components.begin(); it != m_components.end(); ++it) {
        QList<EntityName> members;
        for (const QString &component : *it)
            if (const auto name = memberName(component, own))
                members.append(*name);
        map.insert(it.key(), members);
    }
    return map;
}

SequenceCache &sequencesOf(Session &session)
{
    if (auto *known = session.findChild<SequenceCache *>({}, Qt::FindDirectChildrenOnly))
        return *known;
    return *new SequenceCache(session, &session);
}

} // namespace insight
