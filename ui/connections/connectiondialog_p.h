#pragma once

#include "core/connections/wskprops.h"
#include "ui/connections/connectiondialog.h"
#include "ui/connections/profileedits.h"

class EnvironmentLine;
class ImportCard;
class MessageBar;
class ProbeView;
class ProfileForm;
class ProfileList;
class QHBoxLayout;
class QLabel;
class QPushButton;
class StateView;

/// Layout in dialogview.cpp, what happens in connectiondialog.cpp and dialogtest.cpp.
class ConnectionDialog::Private {
public:
    Private(ConnectionDialog *dialog, connections::ProfileStore &profiles, connections::SecretStore &secrets,
            net::RequestLog *requestLog);

    void build();
    QWidget *makeLeft();
    QWidget *makeMiddle();
    QWidget *makeRight();
    QWidget *makeFoot();
    QPushButton *addButton(QHBoxLayout *row, const QString &name, const QString &text);
    void connectList();
    void connectForm();
    void connectProbe();
    void connectEdits();
    void connectStores();

    void loadProfiles();
    void refresh();            ///< list, buttons, line, after any change
    void showProfile(const QString &id);
    void showEmptyOr(const QString &id);
    void inputEdited();
    void secretEdited(connections::Secret secret, const QByteArray &value);
    void secretsArrived(const QString &id);
    void sayWhereKeysGo();
    void addProfile();
    void duplicateProfile();
    void removeProfile();
    void importProfile(const connections::WskProps &props);
    void save(bool connectAfter);
    void saved(const QString &id);
    void failed(const QString &id, const Error &error);
    bool mayClose();

    void test();
    void startTest();
    void testAccepted(const QString &nameSpace);
    void pinCertificate(const QByteArray &sha256);

    ConnectionDialog *q;
    connections::ProfileStore &profiles;
    connections::SecretStore &secrets;
    net::RequestLog *log;
    ProfileEdits edits;
    QString current;
    QString connectAfterSave; ///< id
    bool testWaits = false;   ///< for the keyring
    bool keyringWaits = false;

    EnvironmentLine *line = nullptr;
    ProfileList *list = nullptr;
    QLabel *count = nullptr;
    ImportCard *import = nullptr;
    MessageBar *message = nullptr;
    StateView *state = nullptr;
    ProfileForm *form = nullptr;
    ProbeView *probe = nullptr;
    QLabel *foot = nullptr;
    QPushButton *duplicateButton = nullptr;
    QPushButton *removeButton = nullptr;
    QPushButton *cancelButton = nullptr;
    QPushButton *saveButton = nullptr;
    QPushButton *connectButton = nullptr;
};
