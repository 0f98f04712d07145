#pragma once

#include "core/sandbox/gateway/admin/answer.h"

namespace sandbox::gateway {

class Etcd;
class SchemaLibrary;
struct Kind;

/// Where a request goes, and what it brings.
struct Place {
    const Kind *kind = nullptr;
    QString id;          ///< empty: the collection
    QString parent;      ///< of credentials and decorations
    QStringList subPath; ///< behind the id
    Query query;
    std::optional<json::Value> body;
};

/// Reading and writing resources, each by the rules of its kind.
class Resources {
public:
    Resources(const SchemaLibrary &library, Etcd &etcd, bool v3) : m_library(library), m_etcd(etcd), m_v3(v3) {}

    Answer handle(const QByteArray &method, const Place &place);

private:
    Answer get(const Place &place);
    Answer list(const Place &place);
    Answer put(const Place &place);
    Answer post(const Place &place);
    Answer patch(const Place &place);
    Answer remove(const Place &place);
    QString checked(const Place &place, json::Value &conf, bool needsId, bool mayHaveTimes);
    Answer written(const Place &place, const QString &id, const json::Value &conf, bool isNew, std::optional<qint64> ifModified = {});

    const SchemaLibrary &m_library;
    Etcd &m_etcd;
    bool m_v3;
};

} // namespace sandbox::gateway
