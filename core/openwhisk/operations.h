#pragma once

#include "core/net/client.h"
#include "core/openwhisk/activation.h"
#include "core/openwhisk/entities.h"

#include <QUrlQuery>

class QObject;

/// One free function for each REST operation. owner: see net::Client::send.
namespace openwhisk {

struct ServerInfo { ///< GET / and GET /api/v1; parts that a proxy hides are empty
    QString description;
    QString apiVersion;
    QString build;
    QString buildNumber;
    struct Runtime {
        QString kind;
        QString family;
        bool isDefault = false;
        bool deprecated = false;
        bool requireMain = false;
    };
    QList<Runtime> runtimes; ///< as the server has them, else the built-in list
    bool runtimesKnown = false;
};
struct NamespaceLimits { ///< facts 2.8; what the server left out has the default of facts 3.2
    qint64 invocationsPerMinute = 60, concurrentInvocations = 30, firesPerMinute = 60;
    qint64 minMemoryMb = 128, maxMemoryMb = 512, minLogsMb = 0, maxLogsMb = 10;
    qint64 minTimeoutMs = 100, maxTimeoutMs = 300000, minConcurrency = 1, maxConcurrency = 1;
    qint64 maxParameterBytes = 1048576, maxPayloadBytes = 1048576;
};
constexpr qint64 maxExecBytes = 48LL * 1024 * 1024;
Async<ServerInfo> serverInfo(net::Client &client, QObject *owner);
Async<QStringList> namespaces(net::Client &client, QObject *owner); ///< the key's own, one
Async<NamespaceLimits> namespaceLimits(net::Client &client, QObject *owner);

/// Whole lists: pages side by side within the connection limit, no gaps or doubles while entities change.
Async<List<ActionSummary>> listActions(net::Client &client, QObject *owner);
Async<List<PackageSummary>> listPackages(net::Client &client, QObject *owner);
Async<List<TriggerSummary>> listTriggers(net::Client &client, QObject *owner);
Async<List<RuleSummary>> listRules(net::Client &client, QObject *owner);
/// A refresh: lists come newest change first, so count and first page, more only while they hold something new,
/// the whole list only when the count says that something is gone. Equal rows: the same pointer comes back.
Async<List<ActionSummary>> refreshActions(net::Client &client, List<ActionSummary> known, QObject *owner);
Async<List<PackageSummary>> refreshPackages(net::Client &client, List<PackageSummary> known, QObject *owner);
Async<List<TriggerSummary>> refreshTriggers(net::Client &client, List<TriggerSummary> known, QObject *owner);
Async<List<RuleSummary>> refreshRules(net::Client &client, List<RuleSummary> known, QObject *owner);

Async<Package> getPackage(net::Client &client, const EntityName &name, QObject *owner);

enum class WithCode { No, Yes };
Async<Action> getAction(net::Client &client, const EntityName &name, WithCode code, QObject *owner);
/// The action's own parameters: what GET merged in from the package (and binding) taken out again (facts 4.4).
QList<KeyValue> ownParameters(const Action &action, const Package &package);

/// What the user wants an action to be; compared with what it was, it gives the smallest right PUT.
struct ActionEdit {
    Exec exec;
    QList<KeyValue> parameters; ///< own ones
    QList<KeyValue> annotations;
    ActionLimits limits;
    bool operator==(const ActionEdit &) const = default;
};
ActionEdit editOf(const Action &action, const QList<KeyValue> &ownParameters);
/// Body for PUT ?overwrite=true: changed parts only; parameters whole; exec whole; limits by key; annotations
/// merged by key with delAnnotations for those gone (facts 4.1). Items that were not edited go back as they came.
json::Value updateBody(const Action &before, const ActionEdit &was, const ActionEdit &now);
json::Value createBody(const ActionEdit &edit);
/// The body needs two PUTs: delAnnotations is lost beside a sequence exec (facts 4.1). First without exec.
QList<json::Value> updateSteps(const json::Value &body);
enum class Overwrite { No, Yes };
/// What is too large for the server is refused before the upload.
Async<Action> putAction(net::Client &client, const EntityName &name, const json::Value &body, Overwrite overwrite,
                        QObject *owner, const NamespaceLimits &limits = {},
                        const std::shared_ptr<net::Upload> &upload = {});
/// All updateSteps of the body, one after the other.
Async<Action> saveAction(net::Client &client, const EntityName &name, const json::Value &body, QObject *owner,
                         const NamespaceLimits &limits = {});
/// The server has what the body wanted (facts 4.1, so without what the body left alone).
bool holds(const Action &now, const json::Value &body);
/// After a write whose answer was lost: looks what the server has now. versionBefore: empty for a creation.
enum class Written { Yes, No, Otherwise };
Async<Written> verifyWrite(net::Client &client, const EntityName &name, const json::Value &body,
                           const QString &versionBefore, QObject *owner);
Async<Done> deleteAction(net::Client &client, const EntityName &name, QObject *owner);

enum class Invoke { Blocking, BlockingResultOnly, NonBlocking };
enum class KeepRecord { AsTheServerDoes, Always }; ///< a server may store fewer; X-OW-EXTRA-LOGGING makes it
struct InvokeOutcome {
    QString activationId;
    bool finished = false;               ///< false: 202, the run goes on
    int httpStatus = 0;
    bool failed = false;                 ///< 502 or 500 with an activation: the action's own error
    json::Value result;                  ///< also a bare array
    std::optional<Activation> activation; ///< only when the server answered with the record
    double roundTripMs = 0;
};
/// 200, 202, 502 and 500 with an activation are outcomes; everything else is an Error (facts 1.5).
Async<InvokeOutcome> invokeAction(net::Client &client, const EntityName &name, const QByteArray &payload, Invoke mode,
                                  QObject *owner, const NamespaceLimits &limits = {},
                                  KeepRecord keep = KeepRecord::AsTheServerDoes);

Async<List<ActivationSummary>> listActivations(net::Client &client, const ActivationQuery &query, QObject *owner);
Async<Activation> getActivation(net::Client &client, const QString &id, QObject *owner);
/// Looks again (0.1, 0.5, 1, 2 s ...) while the record is not stored yet; NotFound only after patienceMs.
Async<Activation> awaitActivation(net::Client &client, const QString &id, int patienceMs, QObject *owner);
Async<QList<LogLine>> getActivationLogs(net::Client &client, const QString &id, QObject *owner);
Async<json::Value> getActivationResult(net::Client &client, const QString &id, QObject *owner);

} // namespace openwhisk
