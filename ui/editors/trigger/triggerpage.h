#pragma once

#include "ui/editors/entity/entitypage.h"

class FeedPanel;
class FirePanel;
class FireTracer;
class FirstRuleBox;
class RulesBox;

namespace openwhisk {
class ActivationFeed;
}

/// A trigger: its rules and feed, parameters, annotations; the fire panel at its right. Also a new one, with the feed,
/// the rule and the action that shall come with it.
class TriggerPage : public EntityPage {
    Q_OBJECT
public:
    TriggerPage(openwhisk::Session &session, history::Store &store, const Target &target, QWidget *parent = nullptr);

    void follow(openwhisk::ActivationFeed *feed); ///< fires from elsewhere are traced while the page is seen
    QString glyph() const override { return QStringLiteral("trigger"); }
    void refresh() override;
    void invoke() override;
    bool canInvoke() const override;
    void find() override;

protected:
    Target::Kind newKind() const override { return Target::Kind::NewTrigger; }
    json::Value emptyEdit() const override;
    QString newTitle() const override;
    QList<EntityChip> chips() const override;
    void fill() override;
    void showState() override;
    QString problem() const override;
    void written(bool created, const openwhisk::EntityName &name) override;
    QString deleteText() const override;

private:
    void build();
    void connectParts();
    void showRules();
    void removeOnly();

    RulesBox *m_rules;
    FeedPanel *m_feed;
    FirstRuleBox *m_first;
    FirePanel *m_fire;
    FireTracer *m_tracer;
};
