#pragma once

#include "core/gateway/address.h"
#include "core/gateway/expression.h"
#include "core/gateway/uripattern.h"

#include <QHash>

#include <functional>

namespace gateway {

/// What of a request decides which route takes it.
struct Call {
    QByteArray method;
    QByteArray path; ///< decoded, slashes merged, dots resolved
    QString host;    ///< in lower case, without a port
    QString address; ///< the client's
    Variables variables;
};

/// Why a route takes a call, or does not although its host and its uri fit.
enum class Verdict { Takes, OtherMethod, OtherAddress, OtherVariables, OtherPath, Lua };

/// A route that comes into question for a call.
struct Candidate {
    qsizetype route = -1; ///< its place in the list that the router was made of
    Verdict verdict = Verdict::Takes;
    QString host;         ///< "*.example.com"; empty: the route names none
    QByteArray uri;       ///< as the route has it
    std::optional<QByteArray> rest; ///< what the star of a last segment stood for
};

/// The routes of a gateway in the order in which a call is held against them: first by host, the longest fitting one
/// first and routes without host last; then by uri, the exact one first, then by length; then by priority; then as they
/// were put. Routes that are off are not among them.
class Router {
public:
    /// One uri of one route under one host.
    struct Entry {
        qsizetype route;
        qsizetype priority;
        QString host;
        UriPattern uri;
    };
    using HostsOfService = std::function<json::Value(const QString &id)>;

    Router() = default;
    /// routes: in the order in which they were put. A route without hosts has those of its service.
    explicit Router(QList<json::Value> routes, const HostsOfService &hostsOfService = {});

    /// The route that takes the call, if any does.
    std::optional<Candidate> route(const Call &call) const;
    /// All that come into question, in the order in which they are asked, up to and with the one that takes it.
    QList<Candidate> candidates(const Call &call) const;

    const QList<json::Value> &routes() const { return m_routes; }
    /// Entries that compete with one another: of one host, with the same text before the star, the first first.
    QList<QList<Entry>> groups() const;

private:
    using Visit = std::function<bool(const Candidate &)>; ///< true: go on
    struct Tree {
        QHash<QByteArray, QList<Entry>> exact;
        QHash<QByteArray, QList<Entry>> prefixes;
        qsizetype longest = 0;
    };

    void add(qsizetype route, const json::Value &conf, const HostsOfService &hostsOfService);
    void addTo(Tree &tree, const Entry &entry);
    bool walk(const Call &call, const Visit &visit) const;
    bool walkTree(const Tree &tree, const Call &call, const Visit &visit) const;
    bool ask(const QList<Entry> &entries, const Call &call, const Visit &visit) const;
    Candidate judge(const Entry &entry, const Call &call) const;

    struct Conditions {
        QList<QByteArray> methods;
        std::optional<AddressList> addresses;
        json::Value vars;
        bool needsLua;
    };
    static Conditions conditionsOf(const json::Value &conf);

    QList<json::Value> m_routes;
    QList<Conditions> m_conditions;
    Tree m_anyHost;
    QHash<QString, Tree> m_hosts;     ///< by the whole name
    QHash<QString, Tree> m_wildcards; ///< by what follows the star
    qsizetype m_longestWildcard = -1;
};

} // namespace gateway
