#include "core/gateway/routing.h"

namespace gateway {

using namespace Qt::StringLiterals;

namespace {

/// The texts of `many`, or the one of `one`.
QStringList textsOf(const json::Value &conf, QStringView many, QStringView one)
{
    QStringList texts;
    const auto list = conf.value(many);
    for (const auto &item : list.items())
        texts.append(item.toString());
    const auto *single = conf.find(one);
    if (list.isNull() && single)
        texts.append(single->toString());
    return texts;
}

QString idOf(const json::Value &id) { return id.isNumber() ? QString::fromLatin1(id.numberText()) : id.toString(); }

bool isOff(const json::Value &conf)
{
    const auto *status = conf.find(u"status");
    return status && status->toInteger() != 1;
}

/// Greater first.
bool comesBefore(const Router::Entry &a, const Router::Entry &b)
{
    return a.priority != b.priority ? a.priority > b.priority : a.uri.text().size() > b.uri.text().size();
}

} // namespace

Router::Conditions Router::conditionsOf(const json::Value &conf)
{
    Conditions conditions;
    const auto methods = conf.value(u"methods");
    for (const auto &method : methods.items())
        conditions.methods.append(method.toString().toLatin1());
    if (const auto addresses = textsOf(conf, u"remote_addrs", u"remote_addr"); !addresses.isEmpty())
        conditions.addresses = AddressList(addresses);
    conditions.vars = conf.contains(u"vars") ? conf.value(u"vars") : json::Value::array();
    conditions.needsLua = conf.contains(u"filter_func") || conf.contains(u"script");
    return conditions;
}

Router::Router(QList<json::Value> routes, const HostsOfService &hostsOfService) : m_routes(std::move(routes))
{
    for (qsizetype i = 0; i < m_routes.size(); ++i) {
        m_conditions.append(conditionsOf(m_routes[i]));
        if (!isOff(m_routes[i]))
            add(i, m_routes[i], hostsOfService);
    }
}

void Router::add(qsizetype route, const json::Value &conf, const HostsOfService &hostsOfService)
{
    auto hosts = textsOf(conf, u"hosts", u"host");
    if (hosts.isEmpty() && hostsOfService && conf.contains(u"service_id")) {
        const auto ofService = hostsOfService(idOf(conf.value(u"service_id")));
        for (const auto &host : ofService.items())
            hosts.append(host.toString());
    }
    const auto priority = conf.value(u"priority").toInteger().value_or(0);
    for (const auto &uri : textsOf(conf, u"uris", u"uri")) {
        Entry entry{route, qsizetype(priority), {}, UriPattern(uri.toUtf8())};
        if (hosts.isEmpty())
            addTo(m_anyHost, entry);
        for (const auto &host : hosts) {
            entry.host = host.toLower();
            if (!host.startsWith(u'*')) {
                addTo(m_hosts[entry.host], entry);
                continue;
            }
            addTo(m_wildcards[entry.host.mid(1)], entry);
            m_longestWildcard = std::max(m_longestWildcard, entry.host.size() - 1);
        }
    }
}

void Router::addTo(Tree &tree, const Entry &entry)
{
    auto &entries = (entry.uri.isExact() ? tree.exact : tree.prefixes)[entry.uri.key()];
    auto place = entries.begin();
    while (place != entries.end() && !comesBefore(entry, *place))
        ++place;
    entries.insert(place, entry);
    if (!entry.uri.isExact())
        tree.longest = std::max(tree.longest, entry.uri.key().size());
}

Candidate Router::judge(const Entry &entry, const Call &call) const
{
    const auto &conditions = m_conditions[entry.route];
    Candidate candidate{entry.route, Verdict::Takes, entry.host, entry.uri.text(), {}};
    if (!conditions.methods.isEmpty() && !conditions.methods.contains(call.method))
        candidate.verdict = Verdict::OtherMethod;
    else if (conditions.addresses && !conditions.addresses->contains(call.address))
        candidate.verdict = Verdict::OtherAddress;
    else if (!holds(conditions.vars, call.variables))
        candidate.verdict = Verdict::OtherVariables;
    else if (!entry.uri.takes(call.path, &candidate.rest))
        candidate.verdict = Verdict::OtherPath;
    else if (conditions.needsLua)
        candidate.verdict = Verdict::Lua;
    return candidate;
}

bool Router::ask(const QList<Entry> &entries, const Call &call, const Visit &visit) const
{
    return std::all_of(entries.begin(), entries.end(), [&](const Entry &entry) { return visit(judge(entry, call)); });
}

bool Router::walkTree(const Tree &tree, const Call &call, const Visit &visit) const
{
    if (const auto exact = tree.exact.constFind(call.path); exact != tree.exact.cend() && !ask(*exact, call, visit))
        return false;
    for (auto size = std::min(tree.longest, call.path.size()); size >= 0; --size) {
        const auto found = tree.prefixes.constFind(call.path.left(size));
        if (found != tree.prefixes.cend() && !ask(*found, call, visit))
            return false;
    }
    return true;
}

bool Router::walk(const Call &call, const Visit &visit) const
{
    if (const auto exact = m_hosts.constFind(call.host); exact != m_hosts.cend() && !walkTree(*exact, call, visit))
        return false;
    for (auto size = std::min(m_longestWildcard, call.host.size()); size >= 0; --size) {
        const auto found = m_wildcards.constFind(call.host.right(size));
        if (found != m_wildcards.cend() && !walkTree(*found, call, visit))
            return false;
    }
    return walkTree(m_anyHost, call, visit);
}

std::optional<Candidate> Router::route(const Call &call) const
{
    std::optional<Candidate> found;
    walk(call, [&found](const Candidate &candidate) {
        if (candidate.verdict == Verdict::Takes)
            found = candidate;
        return !found;
    });
    return found;
}

QList<Candidate> Router::candidates(const Call &call) const
{
    QList<Candidate> all;
    walk(call, [&all](const Candidate &candidate) {
        all.append(candidate);
        return candidate.verdict != Verdict::Takes;
    });
    return all;
}

QList<QList<Router::Entry>> Router::groups() const
{
    QList<QList<Entry>> all;
    const auto collect = [&all](const Tree &tree) { all += tree.exact.values() + tree.prefixes.values(); };
    collect(m_anyHost);
    for (const auto *trees : {&m_hosts, &m_wildcards})
        for (const auto &tree : *trees)
            collect(tree);
    return all;
}

} // namespace gateway
