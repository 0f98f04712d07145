#pragma once

#include "core/openwhisk/activation.h"

#include <QWidget>

class Chip;
class PhaseBar;
class QHBoxLayout;
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

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void showName();
    QStringList factsOf(const openwhisk::ActivationSummary &summary) const;

    bool m_wide;
    QString m_fullName;
    QHBoxLayout *m_top;
    QLabel *m_glyph;
    QLabel *m_name;
    Chip *m_status;
    QLabel *m_facts;
    QPushButton *m_cause;
    PhaseBar *m_phases;
};
