#pragma once

#include "core/insight/traceload.h"
#include "ui/models/target.h"

#include <QPointer>
#include <QSet>
#include <QTimer>
#include <QWidget>

class Chip;
class FireFollower;
class FireTree;
class QCheckBox;
class QLabel;
class QPushButton;
class QTreeView;

namespace openwhisk {
class ActivationFeed;
class Session;
}

/// Watches what fires start, as a tree that grows: the trigger's activation, each rule's outcome, actions, members of
/// sequences. Fires made here, and with a feed also those that come from elsewhere while it is seen. A watch ends when
/// all have ended, after a minute, or when it is stopped.
class FireTracer : public QWidget {
    Q_OBJECT
public:
    explicit FireTracer(openwhisk::Session &session, QWidget *parent = nullptr);
    ~FireTracer() override;

    void setTrigger(const openwhisk::EntityName &trigger);
    void setFeed(openwhisk::ActivationFeed *feed); ///< of the session's activations
    void setLastFire(const QString &activationId);   ///< offers to trace it; empty: none is known
    void watch(const QString &activationId);         ///< fired by hand; empty id: 204, nothing is recorded
    void stop();
    bool growing() const;
    QTreeView *view() const { return m_view; }

Q_SIGNALS:
    void openRequested(const Target &target);
    void cameFromElsewhere(); ///< it fired without having been fired here

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    enum class How { ByHand, Elsewhere, Earlier };
    struct Watched {
        QString key;
        QString id;
        How how;
        insight::TraceLoad *load = nullptr; ///< none: 204
        bool stopped = false;
        bool grows() const { return load && !stopped && !load->complete(); }
    };
    void build();
    QWidget *buildHead();
    void setUpView();
    void connectParts();
    void follow();
    void followed(const QStringList &ids);
    void add(How how, const QString &activationId);
    void forget();
    Watched *find(const QString &key);
    static QString howText(How how);
    void showFire(const QString &key);
    void showState();
    void showWords(qint64 leftMs);
    void showParts();
    void lookAgain();
    void openCurrent();
    void restore(const QString &current, int scrolled);

    QPointer<openwhisk::Session> m_session;
    openwhisk::EntityName m_trigger;
    QString m_lastFire;
    QList<Watched> m_watched; ///< newest first
    int m_fires = 0;
    int m_untraced = 0; ///< came too fast
    QSet<QString> m_collapsed; ///< by the user, to stay so when the tree grows
    bool m_growingTree = false;
    QTimer m_tick;
    FireFollower *m_follower;
    FireTree *m_tree;
    Chip *m_state;
    QLabel *m_left;
    QCheckBox *m_follow;
    QPushButton *m_last;
    QPushButton *m_stop;
    QPushButton *m_again;
    QTreeView *m_view;
    QLabel *m_foot;
};
