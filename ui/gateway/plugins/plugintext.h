#pragma once

#include "core/gateway/kinds.h"
#include "core/schema/check.h"

#include <QMap>

class PluginFields;

/// The configuration of one plugin as text: its secrets under dots in views, and not at all in the clipboard.
class PluginText {
public:
    PluginText(const PluginFields &fields, const QString &plugin) : m_fields(fields), m_plugin(plugin) {}

    QString textOf(const json::Value &conf); ///< covers the secrets
    json::Value confOf(const json::Value &typed) const; ///< with the secrets back
    /// Dots that cover nothing would be saved as they are.
    static QList<schema::Problem> strayDots(const json::Value &conf);

    json::Value withoutSecrets(const json::Value &conf) const;
    /// What was pasted, with the secrets that the present configuration has where the pasted one has none.
    json::Value refilled(const json::Value &pasted, const json::Value &present) const;

private:
    QStringList secretsIn(const json::Value &conf) const; ///< pointers
    const PluginFields &m_fields;
    QString m_plugin;
    QMap<QString, json::Value> m_covers;
};
