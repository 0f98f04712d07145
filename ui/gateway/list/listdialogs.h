#pragma once

#include "core/json/value.h"
#include "ui/gateway/gatewayservices.h"
#include "ui/gateway/list/gatewaybulk.h"

#include <functional>

class QDialog;

/// The small dialogs that a list opens. Each deletes itself.
namespace listdialogs {

/// "team=web env=test" as changes; "name=" or "-name" takes one away. Nothing: the text is not right, problem says why.
std::optional<gatewaybulk::LabelChanges> labelChanges(const QString &text, QString *problem);
void askLabels(QWidget *parent, const QStringList &known, std::function<void(const gatewaybulk::LabelChanges &)> chosen);
/// One of the actions of the namespace.
void askAction(QWidget *parent, const openwhisk::Session &session, std::function<void(const openwhisk::EntityName &)> chosen);
/// Whose a new credential shall be; first: the one that is offered.
void askConsumer(QWidget *parent, QStringList names, const QString &first, std::function<void(const QString &)> chosen);
/// Two objects side by side, as the gateway has them now, secrets covered.
QDialog *compare(const GatewayServices &services, const gateway::Key &one, const gateway::Key &other, QWidget *parent);

} // namespace listdialogs
