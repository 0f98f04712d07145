#pragma once

#include "core/openwhisk/activation.h"

#include <QWidget>

class Chip;
class HeadLayout;
class PhaseBar;
class QLabel;
class QPushButton;

/// Name, status, id, version, start, duration, phases, and what caused it.
class ActivationHead : public QWidget {
    Q_OBJECT
public:
    explicit ActivationHead(QWidget *parent = nullptr, bool wide = false);
    void show(const openwhisk::ActivationSummary &summary);
    void showPending(qint64 lookedMs);            ///< its record is not stored yet
    void setCause(const QString &name);           ///< of the one that caused it, once it is known
    void addButtons(const QList<QWidget *> &buttons);

Q_SIGNALS:
    void causeClicked();

private:
    void build();
    QStringList factsOf(const openwhisk::ActivationSummary &summary) const;

    bool m_wide;
    HeadLayout *m_top;
    QLabel *m_glyph;
    QLabel *m_name;
    Chip *m_status;
    QLabel *m_facts;
    QPushButton *m_cause;
    PhaseBar *m_phases;
};
