#pragma once

#include "core/openwhisk/rules.h"
#include "ui/models/target.h"

#include <QPointer>
#include <QWidget>

#include <memory>

class ActionChoice;
class EntityPicker;
class MessageBar;
class QFormLayout;
class QLabel;
class QPushButton;
class Switch;

namespace openwhisk {
class Session;
}

/// Trigger, action and status of a rule. The switch writes at once; the ends are part of the rule's edit. Broken ends
/// are marked, with a way to mend them.
class RuleView : public QWidget {
    Q_OBJECT
public:
    RuleView(openwhisk::Session &session, bool isNew, QWidget *parent = nullptr);
    ~RuleView() override;

    void setRule(const openwhisk::Rule &rule); ///< as the server has it: its ends are looked at
    void setEdit(const json::Value &edit);
    json::Value trigger() const;
    json::Value action() const;
    json::Value newAction() const;
    QString problem() const;
    bool active() const { return m_rule && m_rule->active; }
    bool broken() const { return m_ends.broken(); }
    void setReadOnly(const QString &reason);

Q_SIGNALS:
    void edited();
    void written(); ///< the status
    void linked();  ///< by a PUT: the server counts another version
    void looked();  ///< broken() or active() may be another
    void openRequested(const Target &target);

private:
    void build();
    void fillTriggers();
    void look();
    void chooseIn(QWidget *field);
    void write(bool active);
    void link(bool active);
    bool begin();
    void answered(bool active, const Result<Done> &answer);
    void showParts();
    void showBroken();
    std::optional<openwhisk::EntityName> typedTrigger() const;
    bool triggerListed() const;

    QPointer<openwhisk::Session> m_session;
    bool m_new;
    std::optional<openwhisk::Rule> m_rule;
    openwhisk::RuleEnds m_ends;
    QString m_readOnly;
    bool m_writing = false;
    std::unique_ptr<QObject> m_looking;
    MessageBar *m_message;
    MessageBar *m_broken;
    Switch *m_on;
    EntityPicker *m_trigger;
    QPushButton *m_openTrigger;
    ActionChoice *m_action;
    QPushButton *m_openAction;
    QLabel *m_note;
    QLabel *m_runs;
};
