#pragma once

#include "core/gateway/certificate.h"

#include <QFrame>

class Chip;
class QLabel;
class QPushButton;

/// What a certificate says, how long it is good for, and whether the key is its own.
class CertificateCard : public QFrame {
    Q_OBJECT
public:
    explicit CertificateCard(QWidget *parent = nullptr);

    /// keyPem: empty when it is not known; the gateway never tells keys.
    void show(const QString &certificatePem, const QString &keyPem);
    void setMayUseNames(bool may);
    const std::optional<gateway::CertificateFacts> &facts() const { return m_facts; }

Q_SIGNALS:
    void namesWanted(const QStringList &names);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void fill();
    void fillValidity(qint64 nowMs);

    std::optional<gateway::CertificateFacts> m_facts;
    std::optional<gateway::KeyMatch> m_match;
    Chip *m_validity;
    Chip *m_key;
    QLabel *m_subject;
    QLabel *m_issuer;
    QLabel *m_names;
    QLabel *m_times;
    QLabel *m_fingerprint;
    QPushButton *m_useNames;
};
