#pragma once

#include <QFrame>

class CommandButton;
class Commands;
class ConnectionButton;
class Connector;
class QMenu;
class QPushButton;

namespace connections {
class ProfileStore;
}

/// Connection, refresh, new, the field that opens the palette, invoke, dock.
class ToolBar : public QFrame {
    Q_OBJECT
public:
    ToolBar(Commands &commands, const connections::ProfileStore &profiles, QWidget *parent = nullptr);
    void showConnection(const Connector &connector);

Q_SIGNALS:
    void connectRequested(const QString &profileId);
    void sandboxRequested();

private:
    void fillProfiles();

    Commands &m_commands;
    const connections::ProfileStore &m_profiles;
    ConnectionButton *m_connection;
    QMenu *m_menu;
    QString m_current;
    bool m_mayStartSandbox = false;
};
