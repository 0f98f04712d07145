#include "ui/gateway/list/routemarks.h"

#include "core/gateway/routecheck.h"
#include "core/json/text.h"
#include "ui/widgets/timetext.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using gateway::Kind;
using gateway::Remark;
using gateway::Row;

namespace {

constexpr qint64 usualTimeoutMs = 3000; ///< of plugins that call functions
constexpr qint64 soonS = 30 * 24 * 3600; ///< a certificate is worth a word

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("RouteMarks", text, nullptr, n);
}

json::Value textsOf(const QStringList &texts)
{
    QList<json::Value> items;
    for (const QString &text : texts)
        items.append(json::Value::string(text));
    return json::Value::array(std::move(items));
}

QString nameOf(const Row &row)
{
    return row.name.isEmpty() ? row.key.id : row.name;
}

qint64 priorityOf(const Row &row)
{
    return row.priority.value_or(0);
}

QString whyNever(Remark::Reason reason)
{
    switch (reason) {
    case Remark::Reason::UriNotNormal: return tr("Slashes are merged and dots resolved before a path is compared: no request has this one.");
    case Remark::Reason::UriNotAbsolute: return tr("No path is without a slash at its beginning.");
    case Remark::Reason::UriAsExpression: return tr("The gateway reads the path as a regular expression, too, and that does not fit its own text.");
    case Remark::Reason::HostWithPort: return tr("It is compared with the host without its port.");
    case Remark::Reason::MethodRefused: return tr("The gateway refuses these methods before it looks at any route.");
    default: return {};
    }
}

/// What the routes make of one another.
class RouteLooker {
public:
    RouteLooker(const insight::GatewayLists &lists, RouteMarks *marks) : m_marks(*marks)
    {
        if (const auto rows = lists.value(Kind::Route))
            for (const Row &row : *rows)
                m_routes.append(&row);
        // The one put first wins: a list is in the order of ids.
        std::stable_sort(m_routes.begin(), m_routes.end(), [](const Row *a, const Row *b) { return a->createdIndex < b->createdIndex; });
        if (const auto rows = lists.value(Kind::Service))
            for (const Row &row : *rows)
                m_hosts.insert(row.key.id, textsOf(row.hosts));
    }

    void look()
    {
        QList<json::Value> matches;
        matches.reserve(m_routes.size());
        for (const Row *row : std::as_const(m_routes))
            matches.append(matchOf(*row));
        const gateway::Router router(std::move(matches), [this](const QString &id) { return m_hosts.value(id); });
        const QList<Remark> remarks = gateway::remarksOn(router);
        for (const Remark &remark : remarks)
            if (remark.kind == Remark::Kind::NeverMatches)
                m_dead.insert(remark.route);
        for (const Remark &remark : remarks)
            take(remark);
    }

private:
    void take(const Remark &remark)
    {
        const Row &row = *m_routes.at(remark.route);
        if (remark.kind == Remark::Kind::Hidden)
            hidden(row, *m_routes.at(remark.other), remark);
        else if (remark.kind == Remark::Kind::NeedsLua)
            add(row, {RouteMark::Kind::NeedsLua, tr("Lua decides"), tr("A function of its own decides, too, which requests it takes.")});
        else if (remark.kind == Remark::Kind::UriNever)
            add(row, {RouteMark::Kind::NeverMatches, tr("never matches"), pathSentence(remark) + whyNever(remark.reason), QString::fromUtf8(remark.uri)});
        else if (remark.reason == Remark::Reason::MethodRefused)
            add(row, {RouteMark::Kind::NeverMatches, tr("never matches"), whyNever(remark.reason)});
    }

    static QString pathSentence(const Remark &remark)
    {
        return remark.reason == Remark::Reason::HostWithPort ? tr("Host %1: ").arg(remark.host) : QString::fromUtf8(remark.uri) + u": "_s;
    }

    void hidden(const Row &row, const Row &other, const Remark &remark)
    {
        const bool whole = m_dead.contains(remark.route);
        const bool even = priorityOf(row) == priorityOf(other);
        const QString path = QString::fromUtf8(remark.uri);
        RouteMark mark{whole ? RouteMark::Kind::NeverReached : RouteMark::Kind::PartlyHidden,
                       whole ? tr("never reached") : tr("partly hidden"), {}, path, other.key};
        mark.sentence = even
            ? tr("Route %1 takes every request to %2 first: nothing that it asks for is missing here, the priority is the same, and it was made before.")
                  .arg(nameOf(other), path)
            : tr("Route %1 takes every request to %2 first: nothing that it asks for is missing here, and it has priority %3 against %4.")
                  .arg(nameOf(other), path).arg(priorityOf(other)).arg(priorityOf(row));
        mark.raiseTo = priorityOf(other) + 1;
        add(row, mark);
        if (even && row.methods == other.methods && row.vars == other.vars && row.addresses == other.addresses)
            add(other, {RouteMark::Kind::SameMatch, tr("same match"),
                        tr("Route %1 asks for the same with the same priority. This one was made first and takes all.").arg(nameOf(row)), path, row.key});
    }

    void add(const Row &row, const RouteMark &mark)
    {
        QList<RouteMark> &marks = m_marks[row.key.id];
        const bool told = std::any_of(marks.begin(), marks.end(), [&](const RouteMark &old) {
            return old.kind == mark.kind && old.other == mark.other && (old.kind == RouteMark::Kind::NeverReached || old.uri == mark.uri);
        });
        if (!told)
            marks.append(mark);
    }

    RouteMarks &m_marks;
    QList<const Row *> m_routes;
    QHash<QString, json::Value> m_hosts;
    QSet<qsizetype> m_dead;
};

/// What the functions behind routes are like.
class FunctionLooker {
public:
    FunctionLooker(const FactSources &sources, RouteMarks *marks) : m_sources(sources), m_marks(*marks)
    {
        for (const auto &action : *sources.actions)
            m_actions.insert(action.name.shown(), &action);
        if (sources.packages)
            for (const auto &package : *sources.packages)
                if (package.binding)
                    m_bindings.insert(package.name.name);
    }

    void look()
    {
        for (const auto &use : insight::actionRoutes(m_sources.lists))
            if (use.route.user.kind == m_sources.kind && use.call.enabled)
                look(use);
    }

private:
    void look(const insight::ActionRoute &use)
    {
        const auto name = insight::actionOf(use.call, m_sources.nameSpace);
        if (name.ns != u"_" || m_bindings.contains(name.package))
            return; // somebody else's: nothing is known of it
        const auto *action = m_actions.value(name.shown());
        QList<RouteMark> &marks = m_marks[use.route.user.id];
        const QString through = use.through == use.route.user ? QString() : tr(" The call is in %1 %2.").arg(gateway::singular(use.through.kind), use.through.id);
        if (!action) {
            marks.append({RouteMark::Kind::NoSuchAction, tr("no such action"),
                          tr("There is no action %1 in namespace %2 of this connection's OpenWhisk.").arg(name.shown(), m_sources.nameSpace) + through});
            return;
        }
        const qint64 patience = use.call.timeoutMs.value_or(usualTimeoutMs);
        if (const qint64 limit = action->limits.timeoutMs.value_or(0); limit > patience)
            marks.append({RouteMark::Kind::ShortTimeout, durationText(double(patience)),
                          tr("The gateway gives up after %1, but the action may run for %2.").arg(durationText(double(patience)), durationText(double(limit))) + through});
        if (m_sources.deprecatedKinds.contains(action->kind))
            marks.append({RouteMark::Kind::DeprecatedRuntime, tr("deprecated"), tr("The action runs on %1, which the server calls deprecated.").arg(action->kind)});
    }

    const FactSources &m_sources;
    RouteMarks &m_marks;
    QHash<QString, const openwhisk::ActionSummary *> m_actions;
    QSet<QString> m_bindings;
};

void lookAtReferences(const FactSources &sources, ListFacts *facts)
{
    for (auto list = sources.lists.cbegin(); list != sources.lists.cend(); ++list)
        if (*list)
            for (const Row &row : **list)
                for (const gateway::Key &reference : row.references)
                    if (reference.kind == sources.kind)
                        ++facts->uses[reference.id];
    for (const auto &broken : insight::brokenReferences(sources.lists))
        if (broken.user.kind == sources.kind)
            facts->marks[broken.user.id].append(
                {RouteMark::Kind::MissingReference, tr("no such %1").arg(gateway::singular(broken.missing.kind)),
                 tr("It refers to %1 %2, which is not there.").arg(gateway::singular(broken.missing.kind), broken.missing.id), {}, broken.missing});
}

void lookAtCertificates(const FactSources &sources, RouteMarks *marks)
{
    const auto rows = sources.lists.value(Kind::Ssl);
    for (const Row &row : rows ? *rows : QList<Row>()) {
        const qint64 left = row.validUntil - sources.nowMs / 1000;
        if (row.validUntil <= 0 || left > soonS)
            continue;
        const int days = int(left / (24 * 3600));
        (*marks)[row.key.id].append({RouteMark::Kind::Expires, left < 0 ? tr("expired") : tr("%n days left", days),
                                     left < 0 ? tr("Its time is over: clients refuse it.") : tr("Clients refuse it when its time is over.")});
    }
}

} // namespace

json::Value matchOf(const Row &row)
{
    auto match = json::Value::object({{u"uris"_s, textsOf(row.uris)}, {u"status"_s, json::Value::number(row.enabled ? 1 : 0)}});
    const auto addTexts = [&match](QStringView name, const QStringList &texts) {
        if (!texts.isEmpty())
            match.set(name, textsOf(texts));
    };
    addTexts(u"hosts", row.hosts);
    addTexts(u"methods", row.methods);
    addTexts(u"remote_addrs", row.addresses);
    if (row.priority)
        match.set(u"priority", json::Value::number(*row.priority));
    for (const gateway::Key &reference : row.references)
        if (reference.kind == Kind::Service)
            match.set(u"service_id", json::Value::string(reference.id));
    if (row.scripted)
        match.set(u"filter_func", json::Value::string(u"function"_s));
    if (const auto vars = json::read(row.vars); row.conditional && vars)
        match.set(u"vars", vars->value);
    return match;
}

Chip::Tone toneOf(const RouteMark &mark)
{
    switch (mark.kind) {
    case RouteMark::Kind::NoSuchAction:
    case RouteMark::Kind::MissingReference: return Chip::Tone::Error;
    case RouteMark::Kind::NeedsLua: return Chip::Tone::Neutral;
    case RouteMark::Kind::Expires: return mark.word == tr("expired") ? Chip::Tone::Error : Chip::Tone::Warning;
    default: return Chip::Tone::Warning;
    }
}

bool isProblem(const RouteMark &mark)
{
    return mark.kind != RouteMark::Kind::NeedsLua;
}

QString titleOf(const RouteMark &mark)
{
    switch (mark.kind) {
    case RouteMark::Kind::NeverReached: return tr("Never reached");
    case RouteMark::Kind::PartlyHidden: return tr("Partly hidden");
    case RouteMark::Kind::NeverMatches: return tr("Never matches");
    case RouteMark::Kind::SameMatch: return tr("Same match twice");
    case RouteMark::Kind::NeedsLua: return tr("Lua decides");
    case RouteMark::Kind::NoSuchAction: return tr("No such action");
    case RouteMark::Kind::ShortTimeout: return tr("Gives up early");
    case RouteMark::Kind::DeprecatedRuntime: return tr("Deprecated runtime");
    case RouteMark::Kind::MissingReference: return tr("Refers to nothing");
    case RouteMark::Kind::Expires: return mark.word == tr("expired") ? tr("Expired") : tr("Expires soon");
    }
    return {};
}

ListFacts factsOf(const FactSources &sources, const std::atomic_bool &stop)
{
    ListFacts facts;
    if (sources.kind == Kind::Route)
        RouteLooker(sources.lists, &facts.marks).look();
    if (sources.kind == Kind::Ssl)
        lookAtCertificates(sources, &facts.marks);
    if (!stop)
        lookAtReferences(sources, &facts);
    if (!stop && sources.actions && !sources.nameSpace.isEmpty())
        FunctionLooker(sources, &facts.marks).look();
    for (auto it = facts.marks.begin(); it != facts.marks.end();) {
        std::stable_sort(it->begin(), it->end(), [](const RouteMark &a, const RouteMark &b) { return a.kind < b.kind; });
        facts.problems += std::any_of(it->begin(), it->end(), isProblem) ? 1 : 0;
        it = it->isEmpty() ? facts.marks.erase(it) : std::next(it);
    }
    return facts;
}
