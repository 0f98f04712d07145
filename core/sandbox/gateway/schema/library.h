#pragma once

#include "core/json/value.h"

#include <QStringList>

namespace sandbox::gateway {

enum class PluginPart { Route, Consumer, Metadata };

/// The schemas of a recorded server: of its resources and of the plugins it has switched on.
class SchemaLibrary {
public:
    SchemaLibrary();

    /// By the name of GET /schema/{name}; nullptr when there is none.
    const json::Value *resource(const QString &name) const;
    /// Everything that is said of a plugin: schema, priority, type ...
    const json::Value *plugin(const QString &name, bool stream = false) const;
    const json::Value &plugins(bool stream = false) const { return stream ? m_stream : m_http; }
    /// By priority.
    const json::Value &names(bool stream = false) const { return stream ? m_streamNames : m_httpNames; }
    /// nullptr when the plugin has none of its own for that part.
    const json::Value *schemaOf(const QString &plugin, PluginPart part) const;
    /// Does the server know it at all, switched on or not?
    bool knows(const QString &plugin) const;
    const json::Value *secretManager(const QString &name) const;

private:
    json::Value m_http;
    json::Value m_stream;
    json::Value m_httpNames;
    json::Value m_streamNames;
    json::Value m_resources;
    json::Value m_secrets;
    QStringList m_switchedOff;
};

/// The file of that name in resources/gateway, unpacked.
QByteArray gatewayResource(const QString &name);
/// What was packed with gzip; nothing where it is no such text.
QByteArray unpackedGzip(const QByteArray &packed);

} // namespace sandbox::gateway
