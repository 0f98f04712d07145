#pragma once

#include "core/openwhisk/operations.h"

namespace openwhisk {

/// A package or binding, what is the binding's own told from what the server merged in (facts 2.3).
struct LoadedPackage {
    Package package;
    QList<KeyValue> own;
    QList<KeyValue> ofProvider; ///< of a binding
    bool chained = false;       ///< its provider became a binding: GET gave that one instead, nothing here is its own
};
/// Reads a binding's provider, too. owner is needed: when it dies, so does the reading.
Async<LoadedPackage> loadPackage(net::Client &client, const EntityName &name, QObject *owner);

/// What other namespaces may see of this one: shared packages, without bindings. A namespace that does not exist has
/// none. Each is as the list gives it: with annotations, without parameters and contents.
Async<QList<Package>> listSharedPackages(net::Client &client, const QString &nameSpace, QObject *owner);

/// What users type for a package: pkg, /ns/pkg, ns/pkg (facts 3.1).
Result<EntityName> parsePackageName(const QString &typed);
/// Member binding of a PUT, and back. None: it is no binding.
json::Value bindingValue(const EntityName &provider);
std::optional<EntityName> boundTo(const json::Value &binding);

/// Why the server would refuse this provider, as far as the own packages tell it; empty: it may be bound. Bindings of
/// bindings and of itself are refused, so no cycle can arise.
QString bindingProblem(const EntityName &provider, const QString &binding, const QList<PackageSummary> &own,
                       const QString &ownNamespace);

/// A missing package hides behind "not authorized" where it would be another's, and behind a bare "does not exist" where
/// it is one's own: the same error in words that say so. name: of a package, or of something in one. What is neither
/// stays as it is.
Error explainPackage(const Error &error, const EntityName &name, const QString &ownNamespace);

} // namespace openwhisk
