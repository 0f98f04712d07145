#pragma once

#include "ui/gateway/plugins/inheritedplugins.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QListWidgetItem;
class QPushButton;

/// A plugin of the object as its list shows it.
struct PluginRow {
    QString name;
    bool enabled = true;
    bool changed = false;
    bool added = false;   ///< the server does not have it here yet
    bool unknown = false; ///< the gateway has no such plugin
    int problems = 0;
    bool operator==(const PluginRow &) const = default;
};

/// Plugins of an object with their switches, and below them those that it gets from elsewhere.
class PluginList : public QWidget {
    Q_OBJECT
public:
    PluginList(const QString &heading, QWidget *parent = nullptr);

    void setRows(const QList<PluginRow> &rows, const QList<InheritedPlugins> &inherited);
    void setReadOnly(bool readOnly, const QString &whyNoAdding);
    void select(const QString &name);
    QString current() const; ///< of the object's own; empty: none or an inherited one
    void focusList();

Q_SIGNALS:
    void selected(const QString &name);
    void inheritedSelected(const gateway::Key &from, const QString &plugin);
    void openRequested(const gateway::Key &from);
    void switched(const QString &name, bool on);
    void addRequested();
    void removeRequested(const QString &name);
    void copyRequested(const QString &name);
    void pasteRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void rebuild();
    void update();
    void addOwn(const PluginRow &row);
    void addInherited(const InheritedPlugins &from);
    void tellSelection();
    bool keyPressed(int key, bool copy, bool paste);
    void fitHeight();

    QListWidget *m_list;
    QPushButton *m_add;
    QString m_heading;
    QList<PluginRow> m_rows;
    QList<InheritedPlugins> m_inherited;
    bool m_readOnly = false;
    bool m_filling = false;
};
