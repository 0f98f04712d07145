#include "core/insight/actionfinder.h"

#include "core/async/deliver.h"
#include "core/openwhisk/rows.h"
#include "core/openwhisk/steps.h"

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace insight {

namespace {

constexpr int atOnce = 2;
const QString systemNamespace = u"whisk.system"_s;

/// 0 is best; none: it does not match.
std::optional<int> rank(const Found &found, const QStringList &words)
{
    const QString shown = found.name.ns == u"_"_s ? found.name.shown() : found.name.full();
    int best = words.isEmpty() ? 0 : 3;
    for (const QString &word : words) {
        const qsizetype at = shown.indexOf(word, 0, Qt::CaseInsensitive);
        if (at < 0)
            return std::nullopt;
        if (found.name.name.startsWith(word, Qt::CaseInsensitive))
            best = std::min(best, 0);
        else if (at == 0)
            best = std::min(best, 1);
    }
    return best;
}

Async<QList<PackageSummary>> publicPackages(net::Client &client, QObject *owner)
{
    net::Request request;
    request.target = collectionPath(Collection::Packages, systemNamespace) + "?limit=200&skip=0";
    request.parseJson = false;
    return thenOnPool(client.send(request, owner), [](const net::Reply &reply) { return decodeRows<PackageSummary>(reply->body); });
}

} // namespace

QList<Found> matching(const QList<Found> &all, const QString &text, qsizetype most)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    QList<std::pair<int, const Found *>> ranked;
    for (const Found &found : all)
        if (const auto value = rank(found, words))
            ranked.append({*value, &found});
    const auto better = [](const auto &a, const auto &b) {
        return a.first != b.first ? a.first < b.first : a.second->name.shown() < b.second->name.shown();
    };
    const auto end = ranked.begin() + std::min(most, ranked.size());
    std::partial_sort(ranked.begin(), end, ranked.end(), better);
    QList<Found> best;
    for (auto it = ranked.begin(); it != end; ++it)
        best.append(*it->second);
    return best;
}

ActionFinder::ActionFinder(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(&session)
{
    connect(&session, &Session::changed, this, [this](Collection collection) {
        if (collection == Collection::Actions)
            collect();
    });
    collect();
}

ActionFinder::~ActionFinder() = default;

void ActionFinder::collect()
{
    m_own.clear();
    if (m_session && m_session->actions().rows)
        for (const ActionSummary &row : *m_session->actions().rows)
            m_own.append({{u"_"_s, row.name.package, row.name.name}, row.kind, row.limits, {}});
    Q_EMIT changed();
}

void ActionFinder::load()
{
    if (m_loaded || !m_session || !m_session->packages().rows)
        return;
    m_loaded = true;
    for (const PackageSummary &row : *m_session->packages().rows)
        if (row.binding)
            readPackage({u"_"_s, {}, row.name.name}, row.name.name);
    readPublic();
}

void ActionFinder::readPublic()
{
    ++m_open;
    deliver(publicPackages(m_session->client(), this), this, [this](const Result<QList<PackageSummary>> &packages) {
        if (packages)
            for (const PackageSummary &row : *packages)
                readPackage({systemNamespace, {}, row.name.name}, systemNamespace);
        else if (packages.error().kind != Error::Kind::NotFound) // a server without it has nothing to offer
            m_notRead.append(systemNamespace + u": "_s + packages.error().message);
        closed();
    });
}

void ActionFinder::readPackage(const EntityName &package, const QString &via)
{
    ++m_open;
    m_queue.append({package, via});
    askNext();
}

void ActionFinder::askNext()
{
    while (m_session && m_running < atOnce && !m_queue.isEmpty()) {
        const Wanted wanted = m_queue.takeFirst();
        ++m_running;
        deliver(getPackage(m_session->client(), wanted.package, this), this, [this, wanted](const Result<Package> &package) {
            --m_running;
            if (package)
                for (const PackageEntry &entry : package->entries)
                    m_others.append({{wanted.package.ns, wanted.package.name, entry.name}, entry.kind, {}, wanted.via});
            else
                m_notRead.append(wanted.package.full() + u": "_s + package.error().message);
            askNext();
            closed();
        });
    }
}

void ActionFinder::closed()
{
    --m_open;
    Q_EMIT changed();
}

QList<Found> ActionFinder::find(const QString &text, qsizetype most) const
{
    return matching(m_own + m_others, text, most);
}

} // namespace insight
