#include "core/gateway/expose.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gateway {

namespace {

constexpr qint64 longestWaitMs = 60'000;
constexpr qint64 usualWaitMs = 3000;

json::Value text(const QString &text)
{
    return json::Value::string(text);
}

json::Value texts(const QStringList &list)
{
    json::Value array = json::Value::array();
    for (const QString &item : list)
        array.append(text(item));
    return array;
}

json::Value pluginFor(const Exposure &exposure)
{
    QString host = exposure.apiHost;
    while (host.endsWith(u'/'))
        host.chop(1);
    json::Value conf = json::Value::object({{u"api_host"_s, text(host)},
                                            {u"service_token"_s, text(exposure.key)},
                                            {u"namespace"_s, text(exposure.nameSpace.isEmpty() ? u"_"_s : exposure.nameSpace)}});
    if (!exposure.package.isEmpty())
        conf.set(u"package", text(exposure.package));
    conf.set(u"action", text(exposure.action));
    if (exposure.actionTimeoutMs > usualWaitMs)
        conf.set(u"timeout", json::Value::number(std::min(exposure.actionTimeoutMs, longestWaitMs)));
    return conf;
}

QString pathOf(const Exposure &exposure)
{
    return exposure.package.isEmpty() ? exposure.action : exposure.package + u'/' + exposure.action;
}

} // namespace

json::Value routeFor(const Exposure &exposure)
{
    json::Value route = json::Value::object({{u"name"_s, text(pathOf(exposure))},
                                             {u"uri"_s, text(exposure.uri.isEmpty() ? u'/' + pathOf(exposure) : exposure.uri)}});
    if (!exposure.hosts.isEmpty())
        route.set(u"hosts", texts(exposure.hosts));
    if (!exposure.methods.isEmpty())
        route.set(u"methods", texts(exposure.methods));
    route.set(u"plugins", json::Value::object({{u"openwhisk"_s, pluginFor(exposure)}}));
    return route;
}

QString routeIdFor(const Exposure &exposure)
{
    static const QRegularExpression others(u"[^a-zA-Z0-9_.-]+"_s);
    return pathOf(exposure).replace(others, u"-"_s).left(64);
}

} // namespace gateway
