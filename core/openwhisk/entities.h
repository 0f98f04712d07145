#pragma once

#include "core/json/value.h"
#include "core/openwhisk/names.h"

#include <QList>
#include <memory>
#include <optional>

namespace openwhisk {

/// One item of parameters or annotations (facts 2.0).
struct KeyValue {
    QString key;
    json::Value value;
    bool init = false;
    QString encryption = {};       ///< not empty: value is opaque and goes back unchanged
    QList<json::Member> rest = {}; ///< members that are none of these
    bool operator==(const KeyValue &) const = default;
};
QList<KeyValue> keyValuesFromJson(const json::Value &array);
json::Value toJson(const QList<KeyValue> &items);
const json::Value *findValue(const QList<KeyValue> &items, QStringView key);
bool isTrue(const QList<KeyValue> &items, QStringView key); ///< the JSON boolean true, nothing else

/// ms, MB, MB, activations a container (facts 3.2). Absent ones are left to the server.
struct ActionLimits {
    std::optional<qint64> timeoutMs;
    std::optional<qint64> memoryMb;
    std::optional<qint64> logsMb;
    std::optional<qint64> concurrency;
    bool operator==(const ActionLimits &) const = default;
};

/// A row of the list of actions (facts 2.1): no parameters, no code.
struct ActionSummary {
    EntityName name;
    QString version;
    QString kind;      ///< annotation exec: "nodejs:20", "sequence", "blackbox" ...
    qint64 updated = 0; ///< epoch ms
    ActionLimits limits;
    bool publish = false;
    bool web = false;  ///< annotation web-export
    bool operator==(const ActionSummary &) const = default;
};

struct Exec {
    QString kind;
    std::optional<QString> code; ///< absent when read without code
    QString main;
    QString image;       ///< blackbox
    QStringList components; ///< sequence, "/ns/pkg/a"
    bool binary = false; ///< worked out by the server: code is base64 of an archive
    bool operator==(const Exec &) const = default;
};

/// An action as GET gives it. document is what the server sent; what this struct does not know stays there.
struct Action {
    EntityName name;
    QString version;
    qint64 updated = 0;
    bool publish = false;
    Exec exec;
    QList<KeyValue> parameters; ///< merged with the package's where it was a GET (facts 4.4)
    QList<KeyValue> annotations;
    ActionLimits limits;
    QString binding; ///< "ns/binding" it was reached through, else empty
    json::Value document;

    static Result<Action> fromJson(const json::Value &document);
};

/// A row of the list of packages; binding is set for a binding.
struct PackageSummary {
    EntityName name; ///< name.name is the package
    QString version;
    qint64 updated = 0;
    bool publish = false;
    std::optional<EntityName> binding; ///< the provider
    bool operator==(const PackageSummary &) const = default;
};

struct PackageEntry {
    QString name;
    QString version;
    QString kind; ///< annotation exec, may be empty
    bool feed = false;
    bool operator==(const PackageEntry &) const = default;
};

struct Package {
    PackageSummary summary;
    QList<KeyValue> parameters;
    QList<KeyValue> annotations;
    QList<PackageEntry> entries; ///< actions and feeds
    json::Value document;

    static Result<Package> fromJson(const json::Value &document);
};

struct TriggerSummary {
    EntityName name;
    QString version;
    qint64 updated = 0;
    bool feed = false;
    bool operator==(const TriggerSummary &) const = default;
};

struct RuleSummary {
    EntityName name;
    QString version;
    qint64 updated = 0;
    EntityName trigger;
    EntityName action;
    bool operator==(const RuleSummary &) const = default;
};

template<typename Row> using List = std::shared_ptr<const QList<Row>>;

} // namespace openwhisk
