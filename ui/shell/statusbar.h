#pragma once

#include <QStatusBar>

class Connector;
class QLabel;
class QPushButton;
class QTimer;

namespace gateway {
class Session;
}
namespace net {
class RequestLog;
}

/// Connection state and latency, namespace, address and version; problems, requests and the zone of times.
class StatusBar : public QStatusBar {
    Q_OBJECT
public:
    explicit StatusBar(QWidget *parent = nullptr);

    void showConnection(const Connector &connector);
    void showProblems(int count);
    void showRequests(const net::RequestLog &log);
    void showZone(bool utc);
    void say(const QString &text); ///< for some seconds

Q_SIGNALS:
    void problemsClicked();
    void requestsClicked();
    void zoneClicked();
    void connectionClicked();

private:
    void showGateway(const gateway::Session *gateway);
    QPushButton *addButton(const QString &name);

    QPushButton *m_state;
    QLabel *m_nameSpace;
    QLabel *m_address;
    QLabel *m_gateway;
    QLabel *m_notice;
    QTimer *m_noticeEnd;
    QPushButton *m_problems;
    QPushButton *m_requests;
    QPushButton *m_zone;
};
