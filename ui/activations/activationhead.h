#pragma once

#include "core/openwhisk/activation.h"

#include <QWidget>

class Chip;
class PhaseBar;
class QLabel;
class QPushButton;

/// Name, status, id, version, start, duration, phases, and what caused it.
class ActivationHead : public QWidget {
    Q_OBJECT
public:
    explicit ActivationHead(QWidget *parent = nullptr);
    void show(const openwhisk::ActivationSummary &summary);

Q_SIGNALS:
    void causeClicked();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showName();
    QString m_fullName;
    QLabel *m_glyph;
    QLabel *m_name;
    Chip *m_status;
    QLabel *m_facts;
    QPushButton *m_cause;
    PhaseBar *m_phases;
};
