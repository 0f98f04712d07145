#include "ui/gateway/list/routeremarks.h"

#include "core/async/workers.h"
#include "core/openwhisk/session.h"

#include <QDateTime>
#include <QtConcurrentRun>

using gateway::Kind;

namespace {

constexpr int groupMs = 20;

} // namespace

RouteRemarks::RouteRemarks(gateway::Session &gateway, openwhisk::Session *openwhisk, Kind kind, QObject *parent)
    : QObject(parent), m_gateway(&gateway), m_openwhisk(openwhisk), m_kind(kind)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(groupMs);
    connect(&m_soon, &QTimer::timeout, this, &RouteRemarks::start);
    const auto wait = [this] {
        if (!m_soon.isActive())
            m_soon.start();
    };
    connect(&gateway, &gateway::Session::changed, this, wait);
    if (openwhisk) {
        connect(openwhisk, &openwhisk::Session::changed, this, wait);
        connect(openwhisk, &openwhisk::Session::stateChanged, this, wait);
    }
    m_soon.start();
}

RouteRemarks::~RouteRemarks()
{
    if (m_stop)
        *m_stop = true;
}

QList<RouteMark> RouteRemarks::of(const QString &id) const
{
    return m_facts ? m_facts->marks.value(id) : QList<RouteMark>();
}

FactSources RouteRemarks::sources() const
{
    FactSources sources;
    sources.kind = m_kind;
    for (const Kind kind : m_gateway->kinds())
        if (const auto rows = m_gateway->listing(kind).rows)
            sources.lists.insert(kind, rows);
    sources.nowMs = QDateTime::currentMSecsSinceEpoch();
    if (!m_openwhisk || m_openwhisk->nameSpace().isEmpty())
        return sources;
    sources.actions = m_openwhisk->actions().rows;
    sources.packages = m_openwhisk->packages().rows;
    sources.nameSpace = m_openwhisk->nameSpace();
    for (const auto &runtime : m_openwhisk->info().runtimes)
        if (runtime.deprecated)
            sources.deprecatedKinds.append(runtime.kind);
    return sources;
}

/// Lists that did not change are the same by address.
bool RouteRemarks::isOther(const FactSources &sources) const
{
    return sources.lists != m_sources.lists || sources.actions != m_sources.actions || sources.packages != m_sources.packages
        || sources.nameSpace != m_sources.nameSpace || sources.deprecatedKinds != m_sources.deprecatedKinds;
}

void RouteRemarks::start()
{
    if (!m_gateway)
        return;
    const FactSources now = sources();
    if (!now.lists.contains(m_kind) || !isOther(now))
        return;
    m_sources = now;
    if (m_stop)
        *m_stop = true;
    m_stop = std::make_shared<std::atomic_bool>(false);
    auto *watcher = new QFutureWatcher<Facts>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, stop = m_stop] {
        watcher->deleteLater();
        if (*stop)
            return;
        m_stop.reset();
        m_facts = watcher->future().resultAt(0);
        Q_EMIT changed();
    });
    watcher->setFuture(QtConcurrent::run(workers(), [now, stop = m_stop]() -> Facts { return std::make_shared<const ListFacts>(factsOf(now, *stop)); }));
}
