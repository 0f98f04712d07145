#pragma once

#include "core/connections/probe.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;

/// What failed, in whole sentences, and the ways on.
class ProbeCard : public QFrame {
    Q_OBJECT
public:
    explicit ProbeCard(QWidget *parent = nullptr);
    void showCertificate(const net::TlsFailure &failure);
    void showLayer(const connections::ProbeLayer &layer);
    void showSentence(const QString &headline, const QString &text);

Q_SIGNALS:
    void ownCaRequested();
    void pinRequested();
    void certificateRequested();
    void keyRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *addLabel(const QString &name, const QString &role);
    QPushButton *addButton(const QString &name, const QString &text);
    void offer(bool certificate, bool key);
    QHBoxLayout *m_buttons;
    QLabel *m_headline;
    QLabel *m_text;
    QLabel *m_fingerprint;
    QPushButton *m_ownCa;
    QPushButton *m_pin;
    QPushButton *m_show;
    QPushButton *m_key;
};
