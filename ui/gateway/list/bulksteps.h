#pragma once

#include "core/gateway/save.h"
#include "ui/gateway/gatewayservices.h"
#include "ui/gateway/list/gatewaybulk.h"

#include <QPointer>

/// What the steps of all plans are made of.
namespace gatewaybulk {

using openwhisk::BulkRun;

QString tr(const char *text, int n = -1);
Error closedError(); ///< the connection went away meanwhile

/// The session while it is there, and what outlives it.
struct Reach {
    explicit Reach(const GatewayServices &services) : session(&services.gateway), store(services.store) {}
    QPointer<gateway::Session> session;
    history::Store *store;
};

/// As the server has it now.
Async<gateway::Document> read(const Reach &reach, const gateway::Key &key, QObject *owner);
/// Puts it into the local history before it is overwritten or deleted; without one nothing is kept, and that is no error.
Async<Done> keep(const Reach &reach, const gateway::Document &document, bool deleted, QObject *owner);
/// Writes what is made of the object that is there, which is kept first. make gives nothing: there is nothing to do.
using Make = std::function<std::optional<json::Value>(const json::Value &now)>;
BulkRun::Step changeStep(const Reach &reach, const gateway::Key &key, const Make &patchOf);

BulkRow rowOf(const gateway::Key &key, const QString &name);
QString nameOf(const gateway::Session &session, const gateway::Key &key); ///< as lists show it: "hello (17)"
/// A plan's title, sentence and verb, with the connection's name.
void sayWhat(BulkPlan &plan, const QString &title, const QString &sentence, const QString &verb, const QString &doneWord);

} // namespace gatewaybulk
