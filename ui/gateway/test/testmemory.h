#pragma once

#include "core/gateway/testrequest.h"

#include <QHash>
#include <QObject>

/// The last test request of each route of an open connection. It ends with the connection and is written nowhere;
/// headers with keys are not in it.
class TestMemory : public QObject {
    Q_OBJECT
public:
    /// The one of the session, made when it is asked for first.
    static TestMemory &of(QObject &session);

    void remember(const QString &route, gateway::TestRequest request);
    std::optional<gateway::TestRequest> find(const QString &route) const;

private:
    using QObject::QObject;
    QHash<QString, gateway::TestRequest> m_requests;
};
