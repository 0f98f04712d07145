#include "core/gateway/routecheck.h"

#include <QSet>

#include <algorithm>

namespace gateway {

using namespace Qt::StringLiterals;

namespace {

using Reason = Remark::Reason;

/// Merged slashes and resolved dots: what nginx makes of each path.
bool isNormal(const QByteArray &path)
{
    if (path.contains("//"))
        return false;
    const auto segments = path.split('/');
    return std::none_of(segments.begin(), segments.end(), [](const QByteArray &segment) { return segment == "." || segment == ".."; });
}

std::optional<Reason> wrongUri(const UriPattern &uri)
{
    const auto &text = uri.text();
    if (!text.startsWith('/') && !uri.key().isEmpty())
        return Reason::UriNotAbsolute;
    if (!isNormal(uri.isExact() ? text : uri.sample()))
        return Reason::UriNotNormal;
    return uri.takes(uri.sample()) ? std::nullopt : std::optional(Reason::UriAsExpression);
}

bool hasPort(const QString &host)
{
    const auto colon = host.lastIndexOf(u':');
    return colon >= 0 && colon > host.lastIndexOf(u']');
}

std::optional<Reason> wrongEntry(const Router::Entry &entry)
{
    return hasPort(entry.host) ? std::optional(Reason::HostWithPort) : wrongUri(entry.uri);
}

QSet<QString> textsOf(const json::Value &list)
{
    QSet<QString> texts;
    for (const auto &item : list.items())
        texts.insert(item.toString());
    return texts;
}

bool refusesAllMethods(const json::Value &conf)
{
    static const QSet<QString> refused{u"TRACE"_s, u"CONNECT"_s};
    const auto methods = textsOf(conf.value(u"methods"));
    return !methods.isEmpty() && refused.contains(methods);
}

QSet<QString> addressesOf(const json::Value &conf)
{
    auto addresses = textsOf(conf.value(u"remote_addrs"));
    if (const auto *one = conf.find(u"remote_addr"))
        addresses.insert(one->toString());
    return addresses;
}

bool needsLua(const json::Value &conf) { return conf.contains(u"filter_func") || conf.contains(u"script"); }

/// Whatever fits `later` fits `earlier`, too, host and uri being the same.
bool takesAllOf(const json::Value &earlier, const json::Value &later)
{
    const auto methods = textsOf(earlier.value(u"methods"));
    const auto itsMethods = textsOf(later.value(u"methods"));
    if (!methods.isEmpty() && (itsMethods.isEmpty() || !methods.contains(itsMethods)))
        return false;
    const auto addresses = addressesOf(earlier);
    if (!addresses.isEmpty() && addresses != addressesOf(later))
        return false;
    const auto vars = earlier.value(u"vars");
    return !needsLua(earlier) && (vars.size() == 0 || equal(vars, later.value(u"vars")));
}

class Remarks {
public:
    explicit Remarks(const Router &router) : m_router(router) {}

    QList<Remark> all()
    {
        for (const auto &group : m_router.groups())
            for (qsizetype i = 0; i < group.size(); ++i)
                look(group, i);
        for (qsizetype i = 0; i < m_router.routes().size(); ++i)
            conclude(i);
        std::stable_sort(m_remarks.begin(), m_remarks.end(), [](const Remark &a, const Remark &b) { return a.route < b.route; });
        return m_remarks;
    }

private:
    void look(const QList<Router::Entry> &group, qsizetype place)
    {
        const auto &entry = group[place];
        ++m_entries[entry.route];
        const auto before = std::find_if(group.begin(), group.begin() + place, [&](const Router::Entry &other) {
            return other.route != entry.route && other.uri.text() == entry.uri.text() && !wrongEntry(other)
                && takesAllOf(m_router.routes()[other.route], m_router.routes()[entry.route]);
        });
        if (const auto wrong = wrongEntry(entry))
            m_remarks.append({entry.route, Remark::Kind::UriNever, *wrong, entry.uri.text(), entry.host});
        else if (before != group.begin() + place)
            m_remarks.append({entry.route, Remark::Kind::Hidden, Reason::EarlierTakesAll, entry.uri.text(), entry.host, before->route});
        else
            return;
        ++m_dead[entry.route];
    }

    void conclude(qsizetype route)
    {
        const auto &conf = m_router.routes()[route];
        if (m_entries.value(route) == 0)
            m_remarks.append({route, Remark::Kind::NeverMatches, Reason::Off});
        else if (refusesAllMethods(conf))
            m_remarks.append({route, Remark::Kind::NeverMatches, Reason::MethodRefused});
        else if (m_dead.value(route) == m_entries.value(route))
            m_remarks.append({route, Remark::Kind::NeverMatches, firstReason(route)});
        else if (needsLua(conf))
            m_remarks.append({route, Remark::Kind::NeedsLua, Reason::LuaFunction});
    }

    Reason firstReason(qsizetype route) const
    {
        const auto own = std::find_if(m_remarks.begin(), m_remarks.end(), [route](const Remark &remark) { return remark.route == route; });
        return own->reason;
    }

    const Router &m_router;
    QList<Remark> m_remarks;
    QHash<qsizetype, int> m_entries;
    QHash<qsizetype, int> m_dead;
};

} // namespace

QList<Remark> remarksOn(const Router &router) { return Remarks(router).all(); }

} // namespace gateway
