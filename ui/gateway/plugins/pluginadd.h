#pragma once

#include "ui/gateway/plugins/pluginchoices.h"
#include "ui/gateway/resource/resourcestate.h"

#include <QWidget>

class PluginFields;
class PluginForm;
class QButtonGroup;
class QLabel;
class QListView;
class QPushButton;
class QVBoxLayout;
class SearchField;
struct Target;

/// Finds a plugin, has it filled in, and hands it over when nothing is wrong with it any more.
class PluginAdd : public QWidget {
    Q_OBJECT
public:
    PluginAdd(ResourceState &state, PluginFields &fields, QWidget *parent = nullptr);
    void begin(); ///< anew: what is there, and what was typed last goes

Q_SIGNALS:
    void added(const QString &name, const json::Value &conf);
    void opened(const QString &name); ///< it is there already
    void closed();
    void chosen(const QString &name); ///< what is being filled in; empty: nothing
    void openRequested(const Target &target);

private:
    QWidget *buildChoice();
    QWidget *buildFilters();
    QWidget *buildFoot();
    void filter();
    void choose(const QModelIndex &index);
    void showForm(const QString &name);
    void take();
    void refresh();
    void refreshFilters();
    QString orderText() const;
    QStringList present() const;

    ResourceState &m_state;
    PluginFields &m_fields;
    PluginChoices *m_choices;
    SearchField *m_search;
    QListView *m_list;
    QButtonGroup *m_groups;
    QLabel *m_count;
    QLabel *m_hits;
    QLabel *m_order;
    QLabel *m_problems;
    QPushButton *m_add;
    QVBoxLayout *m_place;
    QWidget *m_shown = nullptr; ///< the form, or what is said instead
    PluginForm *m_form = nullptr;
};
