#pragma once

#include "core/gateway/pluginform.h"

#include <QAbstractListModel>

/// Plugins to choose from, searched by name, what they do and phase, and narrowed down by what they are for.
class PluginChoices : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { PresentRole = Qt::UserRole, PhaseRole, PriorityRole, AboutRole };
    using QAbstractListModel::QAbstractListModel;

    /// present: those that the object has already. The plugins outlive the model's use of them.
    void setPlugins(const QList<const gateway::Plugin *> &plugins, const QStringList &present);
    void setFilter(const QString &text, std::optional<gateway::PluginGroup> group);
    int countOf(std::optional<gateway::PluginGroup> group) const; ///< that the text finds
    const gateway::Plugin *at(int row) const;                     ///< nullptr: no such row
    int rowOf(const QString &name) const;                         ///< -1: not shown
    bool isPresent(const QString &name) const { return m_present.contains(name); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    void filter();
    QList<const gateway::Plugin *> m_all;
    QList<const gateway::Plugin *> m_found; ///< by the text
    QList<const gateway::Plugin *> m_shown; ///< and of the group
    QStringList m_present;
    QString m_text;
    std::optional<gateway::PluginGroup> m_group;
};
