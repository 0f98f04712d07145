#include "core/openwhisk/feeds.h"

#include "core/openwhisk/rows.h"
#include "core/openwhisk/triggerparts.h"

#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

const QString systemNamespace = u"whisk.system"_s;
constexpr int sideBySide = 3;

/// Reads packages a few at a time. A package that cannot be read has no feeds to offer.
class FeedSearch final : public QObject {
public:
    FeedSearch(net::Client &client, QList<EntityName> packages, QObject *parent)
        : QObject(parent), m_client(&client), m_packages(std::move(packages))
    {
        m_promise.start();
    }
    Async<QList<FeedSource>> start()
    {
        const auto future = m_promise.future();
        net::Request request;
        request.target = collectionPath(Collection::Packages, systemNamespace) + "?limit=200";
        request.parseJson = false;
        const auto rows = thenOnPool(m_client->send(request, this), [](const net::Reply &reply) {
            return decodeRows<PackageSummary>(reply->body);
        });
        deliver(rows, this, [this](const Result<QList<PackageSummary>> &system) {
            if (system)
                for (const PackageSummary &package : *system)
                    m_packages.append({systemNamespace, {}, package.name.name});
            for (int i = 0; i < sideBySide; ++i)
                readNext();
        });
        return future;
    }

private:
    void readNext()
    {
        if (!m_packages.isEmpty() && m_client) {
            const EntityName name = m_packages.takeFirst();
            ++m_running;
            deliver(getPackage(*m_client, name, this), this, [this, name](const Result<Package> &package) {
                --m_running;
                if (package)
                    m_found += feedsIn(*package, name);
                readNext();
            });
        } else if (m_running == 0 && !m_finished) {
            finish();
        }
    }
    void finish()
    {
        m_finished = true;
        std::sort(m_found.begin(), m_found.end(),
                  [](const FeedSource &a, const FeedSource &b) { return a.feed.full() < b.feed.full(); });
        m_promise.addResult(Result<QList<FeedSource>>(m_found));
        m_promise.finish();
        deleteLater();
    }

    QPromise<Result<QList<FeedSource>>> m_promise;
    QPointer<net::Client> m_client;
    QList<EntityName> m_packages;
    QList<FeedSource> m_found;
    int m_running = 0;
    bool m_finished = false;
};

QStringList parameterNames(const QList<KeyValue> &annotations)
{
    QStringList names;
    if (const json::Value *parameters = findValue(annotations, u"parameters"))
        for (const json::Value &parameter : parameters->items())
            if (const QString name = parameter.value(u"name").toString(); !name.isEmpty())
                names.append(name);
    return names;
}

} // namespace

QList<FeedSource> feedsIn(const Package &package, const EntityName &reachedAs)
{
    const QString provider = package.summary.binding ? package.summary.binding->name : package.summary.name.name;
    QList<FeedSource> found;
    for (const json::Value &entry : package.document.value(u"feeds").items()) {
        const auto annotations = keyValuesFromJson(entry.value(u"annotations"));
        const json::Value *description = findValue(annotations, u"description");
        found.append({{reachedAs.ns, reachedAs.name, entry.value(u"name").toString()}, provider,
                      description ? description->toString() : QString(), parameterNames(annotations)});
    }
    return found;
}

Async<QList<FeedSource>> feedSources(net::Client &client, const QList<EntityName> &packages, QObject *owner)
{
    return (new FeedSearch(client, packages, owner ? owner : &client))->start();
}

} // namespace openwhisk
