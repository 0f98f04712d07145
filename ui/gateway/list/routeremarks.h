#pragma once

#include "core/gateway/session.h"
#include "ui/gateway/list/routemarks.h"

#include <QFutureWatcher>
#include <QPointer>
#include <QTimer>

namespace openwhisk {
class Session;
}

/// What is odd about the objects of one kind, kept up to date on a worker while lists come and go.
class RouteRemarks : public QObject {
    Q_OBJECT
public:
    using Facts = std::shared_ptr<const ListFacts>;
    /// openwhisk tells which actions there are; nullptr: they are not judged.
    RouteRemarks(gateway::Session &gateway, openwhisk::Session *openwhisk, gateway::Kind kind = gateway::Kind::Route,
                 QObject *parent = nullptr);
    ~RouteRemarks() override;

    Facts facts() const { return m_facts; } ///< nullptr: not worked out yet
    QList<RouteMark> of(const QString &id) const;
    bool working() const { return m_stop != nullptr; }

Q_SIGNALS:
    void changed();

private:
    FactSources sources() const;
    bool isOther(const FactSources &sources) const;
    void start();

    QPointer<gateway::Session> m_gateway;
    QPointer<openwhisk::Session> m_openwhisk;
    gateway::Kind m_kind;
    FactSources m_sources; ///< of what was worked out last
    QTimer m_soon;         ///< lists come in groups
    std::shared_ptr<std::atomic_bool> m_stop;
    Facts m_facts;
};
