#pragma once

#include "ui/connections/formsection.h"
#include "ui/connections/profileedit.h"

class FileField;
class QButtonGroup;
class QLabel;
class QLineEdit;
class SecretField;

/// Whom to trust, and who we are.
class TlsSection : public FormSection {
    Q_OBJECT
public:
    explicit TlsSection(QWidget *parent = nullptr);
    void show(const ProfileInput &input);
    void read(ProfileInput &input) const;
    void chooseCaFile(); ///< "own CA", and the file dialog
    void pin(const QString &sha256);
    SecretField *passphrase() const { return m_passphrase; }

Q_SIGNALS:
    void edited();

private:
    QWidget *makeTrust();
    void adapt();
    connections::Trust trust() const;
    void setTrust(connections::Trust trust);
    QButtonGroup *m_trust;
    QLabel *m_trustHint;
    FileField *m_ca;
    QLineEdit *m_pin;
    FileField *m_certificate;
    FileField *m_key;
    SecretField *m_passphrase;
};
