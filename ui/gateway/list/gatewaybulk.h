#pragma once

#include "core/gateway/rows.h"
#include "core/gateway/save.h"
#include "core/gateway/session.h"
#include "core/insight/gatewayuses.h"
#include "ui/widgets/bulkplan.h"

struct GatewayServices;
class BulkDialog;
class QWidget;

/// Asks, with what refers to them, deletes what the user confirms, and has the lists read anew. What is deleted is kept
/// in the local history.
BulkDialog *deleteGatewayObjects(const GatewayServices &services, const QList<gateway::Key> &keys, QWidget *parent);

namespace gatewaybulk {

/// What refers comes before what it refers to. Force is the plan's option.
BulkPlan planDelete(const GatewayServices &services, const QList<gateway::Key> &keys);
/// Routes and certificates on or off; kinds without a status are left out.
BulkPlan planSwitch(const GatewayServices &services, const QList<gateway::Key> &keys, bool on);
bool hasStatus(gateway::Kind kind);
bool hasLabels(gateway::Kind kind);

/// A label to be set, or to be taken away when it has no value.
using LabelChanges = QList<gateway::Label>;
BulkPlan planLabels(const GatewayServices &services, const QList<gateway::Key> &keys, const LabelChanges &changes);
/// One file with all of them, in the form of apisix.json. Secrets are left out unless the plan's option says otherwise.
BulkPlan planExport(const GatewayServices &services, const QList<gateway::Key> &keys, const QString &path);

/// The one question for writes to the gateway: asks, shows progress and results, and has the lists read anew.
BulkDialog *open(const GatewayServices &services, BulkPlan plan, QWidget *parent);

insight::GatewayLists listsOf(const gateway::Session &session);
/// Not the value, but what a write came to: a refusal or a conflict is an error here, with its place.
Result<Done> outcomeOf(const Result<gateway::Saved> &saved);

} // namespace gatewaybulk
