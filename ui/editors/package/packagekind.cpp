#include "ui/editors/package/packagekind.h"

#include "core/openwhisk/packages.h"
#include "core/openwhisk/steps.h"
#include "ui/editors/reviewtext.h"

#include <QCoreApplication>
#include <QPointer>

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("PackageKind", text);
}

EntityCopy fromRow(const PackageSummary &row)
{
    json::Value document = json::Value::object({{u"namespace"_s, json::Value::string(row.name.ns)},
                                                {u"name"_s, json::Value::string(row.name.name)},
                                                {u"version"_s, json::Value::string(row.version)},
                                                {u"updated"_s, json::Value::number(row.updated)},
                                                {u"publish"_s, json::Value::boolean(row.publish)},
                                                {u"binding"_s, bindingValue(*row.binding)}});
    const json::Value edit = json::Value::object({{u"binding"_s, bindingValue(*row.binding)}});
    return {row.name, row.version, row.updated, document, edit};
}

/// What GET gave instead has another name (facts 2.3).
Error unreadable(const EntityName &name)
{
    return {Error::Kind::NotFound, tr("The server answers with another package in place of %1.").arg(name.name), {}};
}

bool mayBeBroken(const Error &error)
{
    return error.kind == Error::Kind::Forbidden || error.kind == Error::Kind::NotFound;
}

class PackageKind final : public EntityKind {
public:
    Collection collection() const override { return Collection::Packages; }
    Target::Kind targetKind() const override { return Target::Kind::Package; }
    QString word() const override { return tr("package"); }
    QList<EntityArea> areas() const override
    {
        return QList<EntityArea>{{u"binding"_s, tr("Origin")}, {u"publish"_s, tr("Sharing")}} + EntityKind::areas();
    }
    bool isServerAnnotation(const QString &key) const override { return key == u"binding"_s; }

    Async<EntityCopy> read(Session &session, const EntityName &name, QObject *owner) const override
    {
        const auto finish = [kind = shared_from_this(), guard = QPointer<Session>(&session), name,
                             owner](const Result<LoadedPackage> &loaded) -> Async<EntityCopy> {
            const auto *self = static_cast<const PackageKind *>(kind.get());
            if (loaded && !loaded->chained)
                return ready<EntityCopy>(self->copyOfLoaded(*loaded));
            const Error problem = loaded ? unreadable(name) : loaded.error();
            if (guard && mayBeBroken(problem))
                return self->findInList(*guard, name, owner, problem);
            return ready<EntityCopy>(problem);
        };
        return afterwards(owner, loadPackage(session.client(), name, owner), finish);
    }

    Error explained(const Error &error, const EntityName &name, const QString &ownNamespace) const override
    {
        return explainPackage(error, name, ownNamespace);
    }

    Result<EntityCopy> copyOf(const json::Value &document) const override
    {
        return EntityKind::copyOf(document).transform([](EntityCopy copy) {
            // {} and false say that it is none, and must not be sent back (facts 1.6).
            copy.edit.remove(boundTo(copy.document.value(u"binding")) ? u"publish" : u"binding");
            return copy;
        });
    }
    QList<json::Value> createSteps(const json::Value &edit) const override
    {
        json::Value body = EntityKind::createSteps(edit).first();
        if (!body.value(u"publish").toBool())
            body.remove(u"publish");
        for (const QString &list : {u"parameters"_s, u"annotations"_s})
            if (body.value(list).size() == 0)
                body.remove(list);
        return {body};
    }
    QString shown(const EntityArea &area, const json::Value &value) const override
    {
        if (area.member == u"publish"_s)
            return value.toBool() ? tr("shared with everybody") : tr("for this namespace only");
        const auto provider = boundTo(value);
        return provider ? provider->full() : QString();
    }
    QStringList serverOwn(const QString &version, const QList<json::Value> &steps) const override
    {
        const bool binding = review::isSent(steps, u"binding");
        const bool parameters = review::isSent(steps, u"parameters");
        QStringList extra;
        if (binding)
            extra.append(tr("annotation binding, with the provider"));
        if (parameters && !version.isEmpty())
            extra.append(tr("its actions, and bindings of it, get the parameters from the next call on"));
        return review::serverOwnText(version, steps, extra);
    }

private:
    Result<EntityCopy> copyOfLoaded(const LoadedPackage &loaded) const
    {
        return copyOf(loaded.package.document).transform([&loaded](EntityCopy copy) {
            copy.edit.set(u"parameters", toJson(loaded.own));
            copy.inherited = loaded.ofProvider;
            if (loaded.package.summary.binding)
                copy.inheritedFrom = tr("package %1").arg(loaded.package.summary.binding->full());
            return copy;
        });
    }

    /// A binding without its provider stays in the list, can be bound anew and deleted (facts 2.3).
    Async<EntityCopy> findInList(Session &session, const EntityName &name, QObject *owner, const Error &problem) const
    {
        const auto rows = refreshPackages(session.client(), session.packages().rows, owner);
        return afterwards(owner, rows, [name, problem](const Result<List<PackageSummary>> &list) {
            if (!list || !*list)
                return ready<EntityCopy>(problem);
            const auto found = std::find_if((*list)->begin(), (*list)->end(), [&name](const PackageSummary &row) {
                return row.name.name == name.name && (name.ns == u"_"_s || row.name.ns == name.ns);
            });
            return ready<EntityCopy>(found != (*list)->end() && found->binding ? Result<EntityCopy>(fromRow(*found))
                                                                               : Result<EntityCopy>(problem));
        });
    }
};

} // namespace

EntityKindPtr packageKind()
{
    static const EntityKindPtr kind = std::make_shared<PackageKind>();
    return kind;
}

bool isBinding(const EntityCopy &copy)
{
    return copy.edit.contains(u"binding");
}

bool isBroken(const EntityCopy &copy)
{
    return isBinding(copy) && !copy.document.contains(u"annotations");
}
