#include "core/openwhisk/packages.h"

#include "core/json/text.h"
#include "core/openwhisk/effective.h"
#include "core/openwhisk/rows.h"
#include "core/openwhisk/steps.h"

#include <QCoreApplication>
#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("openwhisk", text);
}

Result<QList<Package>> decodePage(const QByteArray &text)
{
    return json::parse(text).andThen([](const json::Value &list) -> Result<QList<Package>> {
        if (!list.isArray())
            return Error{Error::Kind::Protocol, tr("The answer is no list of packages."), {}};
        QList<Package> packages;
        for (const json::Value &row : list.items())
            if (auto package = Package::fromJson(row))
                packages.append(*package);
        return packages;
    });
}

/// A page after the other, until one is not full.
Async<QList<Package>> readPages(net::Client &client, const QString &nameSpace, QObject *owner,
                                const QList<Package> &before)
{
    net::Request request;
    request.target = collectionPath(Collection::Packages, nameSpace)
        + QStringLiteral("?limit=%1&skip=%2").arg(rowsInAPage).arg(before.size()).toLatin1();
    request.parseJson = false;
    const auto page
        = thenOnPool(client.send(request, owner), [](const net::Reply &reply) { return decodePage(reply->body); });
    return chainIn(owner, page, [&client, nameSpace, owner, before](const QList<Package> &rows) {
        const QList<Package> all = before + rows;
        if (rows.size() < rowsInAPage)
            return ready<QList<Package>>(all);
        return readPages(client, nameSpace, owner, all);
    });
}

const PackageSummary *find(const QList<PackageSummary> &own, const QString &name)
{
    const auto found = std::find_if(own.begin(), own.end(), [&name](const PackageSummary &p) { return p.name.name == name; });
    return found == own.end() ? nullptr : &*found;
}

} // namespace

Async<LoadedPackage> loadPackage(net::Client &client, const EntityName &name, QObject *owner)
{
    return chainIn(owner, getPackage(client, name, owner), [&client, name, owner](const Package &package) {
        const LoadedPackage loaded{package, package.parameters, {}, package.summary.name.name != name.name};
        if (!package.summary.binding || loaded.chained)
            return ready<LoadedPackage>(loaded);
        return chainIn(owner, getPackage(client, *package.summary.binding, owner), [loaded](const Package &provider) {
            LoadedPackage binding = loaded;
            binding.ofProvider = provider.parameters;
            binding.own = bindingsOwn(loaded.package.parameters, provider.parameters);
            return ready<LoadedPackage>(binding);
        });
    });
}

Async<QList<Package>> listSharedPackages(net::Client &client, const QString &nameSpace, QObject *owner)
{
    return readPages(client, nameSpace, owner, {});
}

Result<EntityName> parsePackageName(const QString &typed)
{
    const QString text = typed.trimmed();
    const QStringList parts = (text.startsWith(u'/') ? text.sliced(1) : text).split(u'/');
    for (const QString &part : parts)
        if (const QString problem = nameProblem(part); !problem.isEmpty())
            return Error{Error::Kind::Rejected, problem, {}};
    if (parts.size() == 2)
        return EntityName{parts[0], {}, parts[1]};
    if (parts.size() == 1 && !text.startsWith(u'/'))
        return EntityName{u"_"_s, {}, parts[0]};
    return Error{Error::Kind::Rejected, tr("A package is written package or /namespace/package."), {}};
}

json::Value bindingValue(const EntityName &provider)
{
    return json::Value::object({{u"namespace"_s, json::Value::string(provider.ns)},
                                {u"name"_s, json::Value::string(provider.name)}});
}

std::optional<EntityName> boundTo(const json::Value &binding)
{
    if (!binding.contains(u"name"))
        return std::nullopt;
    return EntityName{binding.value(u"namespace").toString(), {}, binding.value(u"name").toString()};
}

QString bindingProblem(const EntityName &provider, const QString &binding, const QList<PackageSummary> &own,
                       const QString &ownNamespace)
{
    if (provider.name.isEmpty())
        return tr("Choose the package that is bound.");
    if (provider.ns != u"_"_s && provider.ns != ownNamespace)
        return {}; // what others have is known to the server only
    if (provider.name == binding)
        return tr("A binding cannot be bound to itself.");
    const PackageSummary *package = find(own, provider.name);
    if (!package)
        return tr("There is no package %1 in this namespace.").arg(provider.name);
    if (package->binding)
        return tr("%1 is a binding of %2 itself, and the server takes no binding of a binding. Bind %2 instead.")
            .arg(provider.name, package->binding->full());
    return {};
}

Error explainPackage(const Error &error, const EntityName &name, const QString &ownNamespace)
{
    Error told = error;
    const QString package = name.package.isEmpty() ? name.name : name.package;
    const bool own = name.ns == u"_"_s || name.ns == ownNamespace;
    if (error.kind == Error::Kind::Forbidden && !own)
        told.message = tr("Namespace %1 has no package %2, or does not share it: the server says the same in both cases. %3")
                           .arg(name.ns, package, error.message);
    else if (error.kind == Error::Kind::Forbidden)
        told.message = tr("%1 is a binding whose package is gone or no longer shared. %2").arg(package, error.message);
    else if (error.kind == Error::Kind::NotFound && !name.package.isEmpty())
        told.message = tr("There is no %1, or no package %2: the server says the same in both cases. %3")
                           .arg(name.name, package, error.message);
    else if (error.kind == Error::Kind::NotFound)
        told.message = tr("There is no package %1. %2").arg(package, error.message);
    return told;
}

} // namespace openwhisk
