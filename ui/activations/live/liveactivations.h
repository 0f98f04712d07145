#pragma once

#include "ui/activations/activationcolumns.h"
#include "ui/activations/activationservices.h"
#include "ui/activations/live/tailrows.h"
#include "ui/models/target.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class ActionPicker;
class FailureWatch;
class QCheckBox;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QTableView;
class StateView;

/// The newest activations of the actions followed, for the dock: moving while it is seen, and not paused.
class LiveActivations : public QWidget {
    Q_OBJECT
public:
    LiveActivations(const ActivationServices &services, FailureWatch &watch, QWidget *parent = nullptr);
    ~LiveActivations() override;
    QTableView *table() const { return m_table; }

Q_SIGNALS:
    void openRequested(const Target &target);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildBar();
    void buildSwitches(QHBoxLayout *row);
    void connectParts();
    void connectEnds(openwhisk::Session &session);
    void update();
    void showRows(const QList<openwhisk::ActivationSummary> &rows);
    void showCounts(const tail::Counts &counts);
    void showState();
    void showWatch();
    void open(const QModelIndex &index);
    void scrolled(int value);

    QPointer<openwhisk::Session> m_session;
    QPointer<openwhisk::ActivationFeed> m_feed;
    QPointer<ActivationBook> m_book;
    QPointer<FailureWatch> m_watch;
    QTimer m_tick; ///< the counters sink while nothing comes
    bool m_canceled = false;
    bool m_showing = false; ///< rows are being put in: what scrolls now is not the user
    QString m_newestId;
    std::optional<Error> m_shownError;
    QWidget *m_bar;
    ActionPicker *m_picker;
    QPushButton *m_actions;
    QPushButton *m_pause;
    QPushButton *m_follow;
    QCheckBox *m_notify;
    QLabel *m_counts;
    QTableView *m_table;
    ActivationModel *m_model;
    StateView *m_state;
};
