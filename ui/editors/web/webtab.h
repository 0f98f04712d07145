#pragma once

#include "core/openwhisk/webaccess.h"
#include "ui/editors/actionstate.h"
#include "ui/models/target.h"

#include <QPointer>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;
class Switch;
class WebTry;

namespace openwhisk {
class Session;
}

/// Web access of an action: switches for its annotations, its public address, the secret, what will surprise, and a
/// way to try it.
class WebTab : public QWidget {
    Q_OBJECT
public:
    WebTab(ActionState &state, openwhisk::Session &session, QWidget *parent = nullptr);

    void setAction(const openwhisk::EntityName &name);
    void setReadOnly(const QString &reason);

Q_SIGNALS:
    void openRequested(const Target &target);
    void notice(const QString &text);
    void ran();

private:
    QWidget *buildForm();
    void buildSwitches(QVBoxLayout *layout);
    void buildAuth(QVBoxLayout *layout);
    void buildAddress(QVBoxLayout *layout);
    void connectInputs();
    void fill();
    void take();
    void webSwitched(bool on);
    void generate();
    void showAddress();
    void showWarnings();
    void enable();
    void copy(const QString &text, const QString &what);
    QString nameSpace() const;

    ActionState &m_state;
    QPointer<openwhisk::Session> m_session;
    openwhisk::EntityName m_name;
    QString m_reason;
    bool m_filling = false;
    Switch *m_web;
    Switch *m_raw;
    Switch *m_final;
    Switch *m_options;
    QComboBox *m_auth;
    QWidget *m_secretRow;
    QLineEdit *m_secret;
    QPushButton *m_reveal;
    QPushButton *m_generate;
    QPushButton *m_copySecret;
    QComboBox *m_extension;
    QLabel *m_address;
    QPushButton *m_copyAddress;
    QVBoxLayout *m_warnings = nullptr;
    QLabel *m_unsaved;
    WebTry *m_try;
};
