#pragma once

#include "ui/gateway/kinds/boundform.h"
#include "ui/gateway/resource/resourcetab.h"

class QBoxLayout;
class QScrollArea;
class StateView;

/// What a kind of object has beside plugins and upstream, as a form. Kinds with more to show have a class of their own.
class KindTab : public ResourceTab {
    Q_OBJECT
public:
    explicit KindTab(ResourceState &state, QWidget *parent = nullptr);

    QString title() const override;
    bool focusPlace(const QString &pointer) override { return m_form->focusPlace(pointer); }
    void showComplaint(const schema::Problem &problem) override { m_form->showComplaint(problem); }
    BoundForm *form() const { return m_form; }
    /// Asks for the schema and builds the form; once the object is made.
    virtual void load();

protected:
    virtual QList<BoundForm::Section> sections(const json::Value &schema) const;
    virtual FormSetup setup();
    virtual QStringList rules() const { return {}; }
    void fill(const json::Value &schema);
    QBoxLayout *above() const { return m_above; } ///< further widgets, over the form
    QBoxLayout *below() const { return m_below; }
    StateView *view() const { return m_view; }

private:
    QScrollArea *m_scroll;
    QBoxLayout *m_above;
    QBoxLayout *m_below;
    BoundForm *m_form;
    StateView *m_view;
};

/// nullptr for kinds that have no more than plugins, upstream and what their page's other tabs show.
ResourceTab *makeKindTab(ResourceState &state, QWidget *parent);
