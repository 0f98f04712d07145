#pragma once

#include "core/connections/probe.h"
#include "core/gateway/control.h"
#include "core/gateway/server.h"

/// Tests an Admin API: what it is without the key, then what the key may do.
class AdminProbe : public connections::Probe {
    Q_OBJECT
public:
    explicit AdminProbe(net::Endpoint endpoint, QObject *parent = nullptr);
    bool viewer() const { return m_server && m_server->readOnly; } ///< the key may only read

protected:
    void ask() override;

private:
    void askAnonymously(const QByteArray &target);
    void judge(const QByteArray &target, const net::Response &response);
    void known(const net::Response &response);
    void askKey(bool needed);
    void detected(const gateway::Server &server);

    std::optional<gateway::Server> m_server;
};

/// Tests where test requests go: whatever answers there in HTTP is reached.
class PlaneProbe : public connections::Probe {
    Q_OBJECT
public:
    static QList<connections::ProbeLayer::Name> layerNames();
    explicit PlaneProbe(net::Endpoint endpoint, QObject *parent = nullptr);

protected:
    void ask() override;

private:
    void answered(const net::Response &response);
};

/// Tests a control API: whether it tells of the health of upstreams. It wants no key, and gets none.
class ControlProbe : public connections::Probe {
    Q_OBJECT
public:
    explicit ControlProbe(net::Endpoint endpoint, QObject *parent = nullptr);

protected:
    void ask() override;

private:
    void answered(const Result<QList<gateway::UpstreamHealth>> &result);
};
