#pragma once

#include "core/insight/traceload.h"
#include "ui/models/target.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class Chip;
class FireTree;
class QLabel;
class QPushButton;
class QTreeView;

namespace openwhisk {
class Session;
}

/// Watches what fires start, as a tree that grows: the trigger's activation, each rule's outcome, actions, members of
/// sequences. It ends when all have ended, after a minute, or when it is stopped.
class FireTracer : public QWidget {
    Q_OBJECT
public:
    explicit FireTracer(openwhisk::Session &session, QWidget *parent = nullptr);

    void watch(const openwhisk::EntityName &trigger, const QString &activationId); ///< empty id: 204, nothing is recorded
    void stop();
    bool growing() const;
    QTreeView *view() const { return m_view; }

Q_SIGNALS:
    void openRequested(const Target &target);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Watched {
        QString key;
        QString name;
        insight::TraceLoad *load;
    };
    void build();
    QWidget *buildHead();
    void setUpView();
    void showFire(const Watched &watched);
    void showState();
    void lookAgain();
    void openCurrent();
    void restore(const QString &key);

    QPointer<openwhisk::Session> m_session;
    QList<Watched> m_watched; ///< newest first
    int m_fires = 0;
    bool m_stopped = false;
    QTimer m_tick;
    FireTree *m_tree;
    Chip *m_state;
    QLabel *m_left;
    QPushButton *m_stop;
    QPushButton *m_again;
    QTreeView *m_view;
};
