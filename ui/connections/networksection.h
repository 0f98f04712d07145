#pragma once

#include "ui/connections/formsection.h"
#include "ui/connections/profileedit.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class Switch;

/// The way to the servers, and whether anything may be written there.
class NetworkSection : public FormSection {
    Q_OBJECT
public:
    explicit NetworkSection(QWidget *parent = nullptr);
    void show(const ProfileInput &input);
    void read(ProfileInput &input) const;
    void setProxySecret(const QByteArray &userInfo);
    QByteArray proxySecret() const { return m_userInfo; }
    void commit(); ///< user and password are secrets, wherever they are typed

Q_SIGNALS:
    void edited();
    void proxySecretEdited();

private:
    QWidget *makeProxy();
    QWidget *makeReadOnly();
    void adapt();
    void forgetSecret();
    QComboBox *m_mode;
    QLineEdit *m_proxy;
    QLabel *m_proxyHint;
    QPushButton *m_forget;
    Switch *m_readOnly;
    QByteArray m_userInfo; ///< never shown
};
