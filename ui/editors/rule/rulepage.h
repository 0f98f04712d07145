#pragma once

#include "ui/editors/entity/entitypage.h"

class RuleView;

/// A rule, also a new one: its trigger, its action, on or off. A new one whose target's id begins with "action-" starts
/// with an action that is made with it.
class RulePage : public EntityPage {
    Q_OBJECT
public:
    RulePage(openwhisk::Session &session, history::Store &store, const Target &target, QWidget *parent = nullptr);

    QString glyph() const override { return QStringLiteral("rule"); }

protected:
    Target::Kind newKind() const override { return Target::Kind::NewRule; }
    json::Value emptyEdit() const override;
    QString newTitle() const override;
    QList<EntityChip> chips() const override;
    void fill() override;
    void showState() override;
    QString problem() const override;
    Error explained(const Error &error) const override;
    QString deleteText() const override;

private:
    void edited();
    RuleView *m_view;
};
