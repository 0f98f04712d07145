#pragma once

#include "core/insight/gatewayuses.h"
#include "core/openwhisk/entities.h"
#include "core/openwhisk/operations.h"
#include "ui/widgets/chip.h"

#include <QHash>

#include <atomic>

/// Something about an object of the gateway that its user should know, found without asking the server.
struct RouteMark {
    enum class Kind {
        NeverReached,      ///< `other` takes every request that would come to it
        PartlyHidden,      ///< the same, by one of its paths
        NeverMatches,      ///< no request comes to it, whatever else there is
        SameMatch,         ///< `other` has the same match: which one comes first is an accident of who was made first
        NeedsLua,          ///< a function decides: what is said here is what is known without it
        NoSuchAction,
        ShortTimeout,      ///< the gateway gives up before the action's limit
        DeprecatedRuntime, ///< of the action that it calls
        MissingReference,  ///< it refers to what is not there
        Expires            ///< a certificate that is over, or will be soon
    };
    Kind kind = Kind::NeverReached;
    QString word;      ///< of the chip: "never reached", "3 s"
    QString sentence;  ///< why
    QString uri = {};  ///< the path that it is about; empty: the whole
    std::optional<gateway::Key> other = {};
    std::optional<qint64> raiseTo = {}; ///< the priority that would put it first
    bool operator==(const RouteMark &) const = default;
};

using RouteMarks = QHash<QString, QList<RouteMark>>; ///< by id, the worst first

/// What is worked out for the list of one kind.
struct ListFacts {
    RouteMarks marks;
    QHash<QString, int> uses; ///< by id: how many refer to it
    qsizetype problems = 0;   ///< objects with a mark that is more than a note
};

/// All that it is worked out of. Lists that are not known are not judged by.
struct FactSources {
    gateway::Kind kind = gateway::Kind::Route;
    insight::GatewayLists lists;
    openwhisk::List<openwhisk::ActionSummary> actions;
    openwhisk::List<openwhisk::PackageSummary> packages;
    QStringList deprecatedKinds; ///< of runtimes
    QString nameSpace;           ///< of the OpenWhisk that the actions are of
    qint64 nowMs = 0;            ///< for certificates
};

/// For a worker: it looks at every route there is. stop ends it early.
ListFacts factsOf(const FactSources &sources, const std::atomic_bool &stop);

Chip::Tone toneOf(const RouteMark &mark);
bool isProblem(const RouteMark &mark); ///< more than a note
/// "Never reached"
QString titleOf(const RouteMark &mark);
/// How the route matches, as far as a list knows it; for gateway::Router.
json::Value matchOf(const gateway::Row &row);
