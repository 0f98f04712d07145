#pragma once

#include "ui/connections/profileedit.h"
#include "ui/widgets/columnarea.h"

class FormSection;
class NetworkSection;
class QComboBox;
class QLabel;
class QLineEdit;
class SecretField;
class TlsSection;

/// The form of one profile. It knows nothing of stores: what is typed comes out as signals.
class ProfileForm : public ColumnArea {
    Q_OBJECT
public:
    explicit ProfileForm(QWidget *parent = nullptr);
    void show(const ProfileEdit &edit);
    void showSecrets(const ProfileEdit &edit);
    ProfileInput input() const;
    void commit(); ///< what a field takes over only when it loses the focus
    void setKeyHint(const QString &text, bool warning);
    void showProblems(const QList<std::pair<QString, QString>> &problems); ///< the first gets the focus
    void setNamespace(const QString &nameSpace) { m_base.profile.lastNamespace = nameSpace; }
    void focusName();
    void focusKey();
    void focusAdminKey();
    TlsSection *tls() const { return m_tls; }

Q_SIGNALS:
    void edited();
    void secretEdited(connections::Secret secret, const QByteArray &value);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    FormSection *makeGeneral();
    FormSection *makeOpenWhisk();
    FormSection *makeGateway();
    QLineEdit *newLine(const QString &name, const QString &accessibleName, const QString &placeholder);
    void connectSecret(SecretField *field, connections::Secret secret);
    void adapt();
    void paintDots();
    ProfileInput m_base; ///< what has no field
    QLineEdit *m_name;
    QComboBox *m_environment;
    QLabel *m_environmentHint;
    QLineEdit *m_host;
    QLabel *m_hostHint;
    SecretField *m_key;
    QLabel *m_keyHint;
    QLineEdit *m_admin;
    SecretField *m_adminKey;
    QLineEdit *m_plane;
    QLineEdit *m_control;
    TlsSection *m_tls;
    NetworkSection *m_network;
    QList<FormSection *> m_sections;
};
