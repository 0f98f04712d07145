#pragma once

#include "core/openwhisk/session.h"

#include <QPointer>
#include <QWidget>

#include <memory>

class Chip;
class JsonView;
class QLabel;
class QPushButton;
class StateView;

/// One row of a run: the whole, or one member. Times in ms from the start of the whole.
struct RunRow {
    QString name;
    bool reached = true;
    double from = 0;
    double wait = 0;
    double init = 0;
    double run = 0;
    bool failed = false;
    bool operator==(const RunRow &) const = default;
};
/// The rows of a sequence's record; records: of its members, in the order of its logs.
QList<RunRow> runRows(const openwhisk::Activation &whole, const QList<openwhisk::Activation> &records,
                      const QStringList &members);

/// The rows as bars on one axis of time.
class RunBars : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;
    void setRows(const QList<RunRow> &rows);
    const QList<RunRow> &rows() const { return m_rows; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<RunRow> m_rows;
};

/// The last run of a sequence: what each member took, what it handed on, where it stopped.
class SequenceRun : public QWidget {
    Q_OBJECT
public:
    explicit SequenceRun(openwhisk::Session &session, QWidget *parent = nullptr);

    void setSequence(const openwhisk::EntityName &name, const QStringList &members);
    void look(); ///< for the newest record
    void showRun(const openwhisk::Activation &record, const QByteArray &payload); ///< one whose input is known

Q_SIGNALS:
    void openRequested(const QString &activationId);

private:
    void build();
    void listed(const Result<openwhisk::List<openwhisk::ActivationSummary>> &list);
    void wholeCame(const Result<openwhisk::Activation> &record);
    void memberCame(qsizetype place, const Result<openwhisk::Activation> &record);
    void show();

    QPointer<openwhisk::Session> m_session;
    openwhisk::EntityName m_name;
    QStringList m_members;
    std::unique_ptr<QObject> m_request;
    std::optional<openwhisk::Activation> m_whole;
    QList<std::optional<openwhisk::Activation>> m_records;
    qsizetype m_open = 0;
    QString m_inputOf;  ///< the run whose input is known: no record has it
    json::Value m_input;
    Chip *m_status;
    RunBars *m_bars;
    JsonView *m_handed;
    QLabel *m_noInput;
    QPushButton *m_link;
    StateView *m_state;
};
