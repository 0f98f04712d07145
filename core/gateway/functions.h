#pragma once

#include "core/json/value.h"

#include <QStringList>

/// What the plugins that call functions do at run time, which neither their schemas nor the Admin API check.
namespace gateway {

bool callsFunction(const QString &plugin); ///< openwhisk, openfunction, aws-lambda, azure-functions

/// Where the call goes, defaults included. Empty while parts are missing. The key is not in it.
QString functionUrl(const QString &plugin, const json::Value &conf);
/// The same for a request with this path that came by this uri of the route: what the star stood for goes on, but not
/// with openwhisk.
QString forwardedUrl(const QString &plugin, const json::Value &conf, const QString &routeUri, const QString &path);

struct Advice {
    enum class Weight {
        Note,    ///< good to know
        Warning, ///< some calls fail, or less safe than it looks
        Failure  ///< every call will fail
    };
    Weight weight = Weight::Note;
    QString pointer; ///< of the member in the plugin's configuration; empty: the whole
    QString sentence;
    bool operator==(const Advice &) const = default;
};

/// What is known beside the plugin's configuration.
struct FunctionPlace {
    QStringList routeUris = {};
    std::optional<qint64> actionTimeoutMs = {}; ///< the action's own limit
};
QList<Advice> functionAdvice(const QString &plugin, const json::Value &conf, const FunctionPlace &place = {});

} // namespace gateway
