#pragma once

#include "ui/gateway/plugins/pluginfields.h"
#include "ui/gateway/resource/resourcetab.h"

class MessageBar;
class PluginAdd;
class PluginForm;
class PluginList;
class QLabel;
class QPushButton;
class QStackedLayout;
class QVBoxLayout;

/// The plugins of an object: which there are, in the order in which they run, and the form of one of them.
class PluginsTab : public ResourceTab {
    Q_OBJECT
public:
    explicit PluginsTab(ResourceState &state, QWidget *parent = nullptr);

    QString title() const override;
    int count() const override;
    bool focusPlace(const QString &pointer) override;
    void showComplaint(const schema::Problem &problem) override;
    bool hasSide() const override;
    void find() override; ///< among the plugins that may be added

    PluginForm *form() const { return m_form; } ///< of the plugin shown; nullptr: none is

private:
    void buildRight();
    QWidget *buildNothing();
    QWidget *buildInherited();
    void follow();
    void refresh();
    void refreshList();
    void refreshForm();
    void refreshBar();
    void refreshProblems();
    QList<schema::Problem> problemsOf(const QString &name) const;
    void showPlugin(const QString &name);
    void showInherited(const gateway::Key &from, const QString &plugin);
    void makeForm(const QString &name);
    void addTest();
    QWidget *tools(const QString &name);
    void beginAdding();
    void endAdding();
    QString whyNoAdding() const;

    json::Value plugins() const; ///< always an object
    std::optional<json::Value> before(const QString &name) const;
    void store(const json::Value &plugins);
    void put(const QString &name, const json::Value &conf);
    void remove(const QString &name);
    void switchPlugin(const QString &name, bool on);
    void copy(const QString &name);
    void paste();

    mutable PluginFields m_fields; ///< makes what it is asked for
    PluginList *m_list;
    QStackedLayout *m_right;
    QWidget *m_nothing;
    QLabel *m_nothingText;
    QWidget *m_holder;
    QVBoxLayout *m_place;
    MessageBar *m_bar;
    PluginForm *m_form = nullptr;
    bool m_known = false; ///< the form's plugin was known when it was made
    QWidget *m_inherited;
    QLabel *m_inheritedText;
    QPushButton *m_inheritedOpen;
    gateway::Key m_inheritedFrom;
    PluginAdd *m_adding;
    int m_count = -1;
};
