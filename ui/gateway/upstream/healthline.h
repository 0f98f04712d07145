#pragma once

#include "core/gateway/control.h"
#include "ui/gateway/gatewayservices.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;

/// Asks the control API of a data-plane node how it finds the nodes of one upstream, again and again while that is seen.
/// The profile says where it is; where that says nothing, the line says so.
class HealthLine : public QWidget {
    Q_OBJECT
public:
    HealthLine(const GatewayServices &services, const gateway::Key &key, QWidget *parent = nullptr);
    ~HealthLine() override;

    void setKey(const gateway::Key &key) { m_key = key; }
    void setHasChecks(bool has);

Q_SIGNALS:
    void healthChanged(const QList<gateway::NodeHealth> &health);

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void build();
    void start();
    void stop(const QString &text, bool isError);
    void ask();
    void take(const Result<QList<gateway::UpstreamHealth>> &result);

    GatewayServices m_services;
    QPointer<gateway::Session> m_session;
    gateway::Key m_key;
    QPushButton *m_ask;
    QLabel *m_text;
    QTimer m_again;
    std::unique_ptr<net::Client> m_client;
    std::unique_ptr<QObject> m_asking;
    bool m_hasChecks = false;
};
