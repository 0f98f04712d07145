#pragma once

#include "core/json/value.h"

#include <optional>

namespace sandbox::gateway {

class Etcd;
class SchemaLibrary;
struct Kind;

/// Checks configurations as a whole before they are stored.
class Checks {
public:
    /// references: does what they name have to be there?
    Checks(const SchemaLibrary &library, Etcd &etcd, bool references)
        : m_library(library), m_etcd(etcd), m_references(references)
    {
    }

    /// What is wrong with conf as the one of that id ("jack/credentials/c1", "vault/1" ...), or nothing.
    std::optional<QString> check(const Kind &kind, const QString &id, const json::Value &conf) const;

private:
    using Wrong = std::optional<QString>;
    Wrong schemaOf(const Kind &kind, const json::Value &conf) const;
    Wrong route(const QString &id, const json::Value &conf) const;
    Wrong service(const QString &id, const json::Value &conf) const;
    Wrong streamRoute(const QString &id, const json::Value &conf) const;
    Wrong consumer(const QString &id, const json::Value &conf) const;
    Wrong credential(const QString &id, const json::Value &conf) const;
    Wrong globalRule(const QString &id, const json::Value &conf) const;
    Wrong metadata(const QString &id, const json::Value &conf) const;
    Wrong secret(const QString &id, const json::Value &conf) const;
    Wrong upstream(const json::Value &conf) const;
    Wrong fetched(const json::Value &conf, const QString &member, const QString &kind, const QString &words) const;
    Wrong duplicateKeys(const QString &key, const json::Value &plugins) const;

    const SchemaLibrary &m_library;
    Etcd &m_etcd;
    bool m_references;
};

/// What only an upstream checks beyond its schema, certificates that it names left out.
std::optional<QString> checkUpstream(const SchemaLibrary &library, const json::Value &conf);
std::optional<QString> checkCertificates(const json::Value &conf);
/// A certificate and maybe its key, both as PEM or, the key, encrypted.
std::optional<QString> checkPair(const QString &certificate, const std::optional<QString> &key);
std::optional<QString> checkProto(const QString &content);

} // namespace sandbox::gateway
