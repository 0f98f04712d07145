#pragma once

#include "core/openwhisk/operations.h"

#include <QWidget>

class Chip;
class JsonView;
class LogView;
class PhaseBar;
class QLabel;
class QPushButton;
class StateView;

/// What came of one invoke: status, phases, result and logs, as they become known.
class RunResult : public QWidget {
    Q_OBJECT
public:
    explicit RunResult(QWidget *parent = nullptr);

    void showNothing();
    void showRunning(double seconds);
    void showOutcome(const openwhisk::InvokeOutcome &outcome);
    void showPending(const QString &activationId, int seconds);
    void showRecord(const openwhisk::Activation &record);
    void showLogsMissing(const QString &text);
    void showNotStored(const QString &activationId, const QString &text, const QString &known);
    void showStopped(const QString &text);
    QString activationId() const { return m_id; }
    bool find(); ///< in result or logs, whichever has the focus

Q_SIGNALS:
    void openRequested(const QString &activationId);
    void lookAgainRequested();

private:
    QWidget *buildContent();
    void buildResult(class QVBoxLayout *layout);
    void buildLogs(class QVBoxLayout *layout);
    void showId(const QString &activationId);
    void showTrip(double ms);
    void showPhases(const openwhisk::ActivationSummary &summary);

    QString m_id;
    QString m_resultOf; ///< activation whose result is shown already
    int m_generation = 0; ///< of the run shown: rows made on a worker for an older one are dropped
    Chip *m_status;
    QLabel *m_trip;
    PhaseBar *m_phases;
    JsonView *m_view;
    QPushButton *m_mode;
    LogView *m_logs;
    QLabel *m_logCount;
    QPushButton *m_link;
    StateView *m_state;
};
