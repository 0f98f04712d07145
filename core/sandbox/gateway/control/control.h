#pragma once

#include "core/sandbox/http/message.h"
#include "core/json/value.h"

namespace sandbox::gateway {

class Checker;
class Etcd;
class HealthChecks;
class SchemaLibrary;

/// The control API of the data plane: what it makes of the configuration, and how the servers behind it do. Needs no key.
class Control {
public:
    Control(const SchemaLibrary &library, Etcd &etcd, const HealthChecks &health) : m_library(library), m_etcd(etcd), m_health(health) {}

    HttpResponse handle(const HttpRequest &request) const;

private:
    HttpResponse schema() const;
    HttpResponse items(const QString &kind) const;
    HttpResponse item(const QString &kind, const QString &id) const;
    HttpResponse metadatas() const;
    HttpResponse metadata(const QString &plugin) const;
    HttpResponse healthOfAll(const HttpRequest &request) const;
    HttpResponse healthOf(const HttpRequest &request, const QString &kind, const QString &id) const;

    const SchemaLibrary &m_library;
    Etcd &m_etcd;
    const HealthChecks &m_health;
};

} // namespace sandbox::gateway
