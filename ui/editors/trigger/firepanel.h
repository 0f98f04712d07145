#pragma once

#include "core/history/records.h"
#include "core/openwhisk/triggers.h"
#include "ui/models/target.h"

#include <QPointer>
#include <QSet>
#include <QWidget>

#include <memory>

class EventView;
class MessageBar;
class PayloadBox;
class QLabel;
class QPushButton;
class QToolButton;
class ThrottleWait;

namespace exchange {
struct Call;
}
namespace history {
class Store;
}
namespace openwhisk {
class Session;
}

/// Fires the saved trigger with a payload. Says before which rules will run and what their actions will get. What they did
/// the tracer shows.
class FirePanel : public QWidget {
    Q_OBJECT
public:
    FirePanel(openwhisk::Session &session, history::Store &store, QWidget *parent = nullptr);
    ~FirePanel() override;

    void setTrigger(const openwhisk::EntityName &name, const history::Key &key);
    void setParameters(const QList<openwhisk::KeyValue> &parameters); ///< the saved ones
    void setRules(const QList<openwhisk::RuleLink> &rules, const QSet<openwhisk::EntityName> &missingActions);
    void setUnsaved(bool unsaved); ///< says that the saved parameters go along
    void setBlocked(const QString &reason); ///< empty: may fire
    bool canFire() const;
    void fire();
    bool find(); ///< false when nothing of this has the focus

Q_SIGNALS:
    void openRequested(const Target &target);
    void fired(const QString &activationId); ///< empty: no rule is on, nothing is recorded

private:
    void build();
    void connectParts();
    void enable();
    void showMembers();
    QString blockedReason() const;
    QString rulesSentence(bool *nothing) const;
    void showRules();
    void came(const Result<openwhisk::FireOutcome> &outcome);
    void failed(const Error &error);
    void copyAs(QString (*command)(const exchange::Call &));

    QPointer<openwhisk::Session> m_session;
    openwhisk::EntityName m_name;
    QList<openwhisk::KeyValue> m_parameters;
    QList<openwhisk::RuleLink> m_rules;
    QSet<openwhisk::EntityName> m_missing;
    QString m_blocked;
    bool m_running = false;
    std::unique_ptr<QObject> m_run; ///< owner of the requests of the fire shown
    PayloadBox *m_payload;
    QPushButton *m_fire;
    QToolButton *m_copy;
    QLabel *m_note;
    EventView *m_event;
    MessageBar *m_before;
    MessageBar *m_after;
    ThrottleWait *m_throttle;
};
