#pragma once

#include "core/gateway/documents.h"
#include "ui/gateway/resource/secretplaces.h"

/// A file of objects of a gateway, in the form of apisix.json and apisix.yaml: the plural name of each kind with its
/// objects as the Admin API has them. What was left out of secrets is listed beside them.
namespace objectfile {

struct Item {
    gateway::Key key;
    json::Value value;
    QStringList withheld; ///< places whose secrets are not in the file
};

/// secrets: they are written as they are; else the file says where some are missing.
json::Value fileOf(const QList<gateway::Document> &objects, const secrets::CataloguePtr &catalogue, bool withSecrets);
/// As JSON, or as YAML by the end of the name.
Result<QByteArray> textOf(const json::Value &file, const QString &fileName);
/// Reads JSON, and YAML by the end of the name. What it does not know is an Error that names it.
Result<QList<Item>> itemsOf(const QByteArray &text, const QString &fileName);

} // namespace objectfile
