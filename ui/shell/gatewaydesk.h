#pragma once

#include "core/insight/gatewayuses.h"
#include "ui/gateway/gatewayservices.h"
#include "ui/models/target.h"
#include "ui/shell/services.h"

#include <QObject>

class Commands;
class Connector;
class Page;
class QTimer;

/// What the window does with the gateway of the open connection: pages, commands, routes for actions, what is broken.
class GatewayDesk : public QObject {
    Q_OBJECT
public:
    GatewayDesk(Commands &commands, Connector &connector, const Services &services, QWidget *window);
    ~GatewayDesk() override;

    void watch(); ///< the session that was opened just now
    void leave(); ///< it goes
    std::optional<GatewayServices> services() const; ///< none: the connection has no gateway
    Page *makePage(const Target &target, QWidget *parent) const;
    const QList<insight::BrokenReference> &broken() const { return m_broken; }

    QString noGateway() const; ///< why nothing of it can be shown; empty: it can
    QString noWrite() const;   ///< why nothing of it can be written
    void updateCommands(const QString &noAction);
    void expose(const openwhisk::EntityName &action);
    void remove(const QList<gateway::Key> &keys);

Q_SIGNALS:
    void openRequested(const Target &target);
    void exposeRequested(); ///< whatever is selected
    void changed();         ///< what is broken
    void editConnectionRequested();
    void notice(const QString &text);

private:
    void addCommands();
    void findBroken();

    Commands &m_commands;
    Connector &m_connector;
    Services m_services;
    QWidget *m_window;
    QTimer *m_soon;
    std::function<void()> m_editConnection; ///< for pages, which may outlive us by a moment
    std::unique_ptr<QObject> m_session; ///< context of what belongs to the open one
    std::unique_ptr<QObject> m_finding;
    QList<insight::BrokenReference> m_broken;
};
