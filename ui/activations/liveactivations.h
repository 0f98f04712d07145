#pragma once

#include "ui/activations/activationcolumns.h"
#include "ui/models/target.h"

#include <QPointer>
#include <QWidget>

class QTableView;
class StateView;

namespace openwhisk {
class ActivationPoll;
class Session;
}

/// The newest activations for the dock, moving while it is seen.
class LiveActivations : public QWidget {
    Q_OBJECT
public:
    LiveActivations(openwhisk::Session &session, openwhisk::ActivationPoll &poll, QWidget *parent = nullptr);
    ~LiveActivations() override;
    QTableView *table() const { return m_table; }

Q_SIGNALS:
    void openRequested(const Target &target);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showRows();
    void open(const QModelIndex &index);

    QPointer<openwhisk::ActivationPoll> m_poll;
    QTableView *m_table;
    ActivationModel *m_model;
    StateView *m_state;
};
