#pragma once

#include "ui/gateway/list/listfilter.h"

#include <QHash>
#include <QStringList>

class QSettings;

/// What is remembered of the list of one kind: columns for all connections, filters for one. No secrets.
class ListSettings {
public:
    /// settings may be null: then nothing is remembered.
    ListSettings(QSettings *settings, const QString &profileId, gateway::Kind kind);

    QStringList shownColumns(const QStringList &usual) const;
    void setShownColumns(const QStringList &ids);

    QStringList filterNames() const; ///< as they are read
    std::optional<ListFilter> filter(const QString &name) const;
    enum class Saved { Whole, WithoutText, Nowhere };
    Saved saveFilter(const QString &name, ListFilter filter); ///< one of the same name is replaced
    void removeFilter(const QString &name);

private:
    json::Value filters() const;
    void write(const json::Value &filters);

    QSettings *m_settings;
    QString m_columns;
    QString m_filters;
};
