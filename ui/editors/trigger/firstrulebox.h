#pragma once

#include "ui/editors/trigger/triggerkind.h"

#include <QWidget>

class ActionChoice;
class QLineEdit;
class Switch;

/// For a trigger that does not exist yet: the rule and the action that come with it.
class FirstRuleBox : public QWidget {
    Q_OBJECT
public:
    explicit FirstRuleBox(openwhisk::Session &session, QWidget *parent = nullptr);

    void setEdit(const json::Value &edit);
    json::Value edit() const; ///< null: no rule
    QString problem() const;
    void setTriggerName(const QString &name); ///< the rule's name follows it until one is typed

Q_SIGNALS:
    void edited();

private:
    void propose();
    void showParts();

    Switch *m_on;
    QWidget *m_body;
    QLineEdit *m_rule;
    ActionChoice *m_action;
    QString m_trigger;
    QString m_proposed;
};
