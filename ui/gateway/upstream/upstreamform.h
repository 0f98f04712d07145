#pragma once

#include "ui/gateway/kinds/boundform.h"

class HealthLine;
class NodesField;
class QButtonGroup;
class StateView;

/// An upstream, by itself or inside of what has one of its own.
class UpstreamForm : public QWidget {
    Q_OBJECT
public:
    /// member: "upstream", or empty for an upstream itself.
    UpstreamForm(ResourceState &state, const QString &member, QWidget *parent = nullptr);

    bool focusPlace(const QString &pointer) { return m_form->focusPlace(pointer); }
    void showComplaint(const schema::Problem &problem) { m_form->showComplaint(problem); }
    BoundForm *form() const { return m_form; }

    /// What the schema does not say of an upstream, as pointers inside of it.
    static QList<schema::Problem> problemsOf(const json::Value &upstream);
    /// Rows that count for the value, or are set.
    static bool counts(const QString &member, const json::Value &upstream);

private:
    void buildTargets();
    void load();
    void fill(const json::Value &schema);
    FormSetup setup();
    void refresh();
    void chooseTargets(bool discovery);

    ResourceState &m_state;
    QString m_member;
    BoundForm *m_form;
    StateView *m_view;
    HealthLine *m_health;
    QWidget *m_targets;
    QButtonGroup *m_choice;
    QPointer<NodesField> m_nodes;
    QHash<QString, json::Value> m_parked; ///< of the other way to name targets
    bool m_wantsDiscovery = false;
};
