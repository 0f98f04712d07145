#include "core/connections/profilejson.h"

#include <array>

using namespace Qt::StringLiterals;

namespace connections {

namespace {

constexpr std::array environments{u"sandbox", u"dev", u"staging", u"production"};
constexpr std::array trusts{u"system", u"own-ca", u"pinned", u"none"};
constexpr std::array proxyModes{u"environment", u"none", u"manual"};

template<typename Enum, size_t N>
Enum enumFrom(const json::Value &value, const std::array<const char16_t *, N> &names, Enum otherwise)
{
    const QString text = value.toString();
    for (size_t i = 0; i < N; ++i) {
        if (QStringView(names[i]) == text)
            return Enum(i);
    }
    return otherwise;
}

json::Value text(const QString &value)
{
    return json::Value::string(value);
}

template<size_t N> json::Value nameOf(const std::array<const char16_t *, N> &names, size_t index)
{
    return text(QStringView(names[index]).toString());
}

json::Value text(const QUrl &value)
{
    return text(value.toString(QUrl::FullyEncoded));
}

QUrl url(const json::Value &value)
{
    return QUrl(value.toString(), QUrl::StrictMode);
}

/// Sets object[part][name]; an empty part is the object itself.
void put(json::Value &object, QStringView part, QStringView name, json::Value value)
{
    if (part.isEmpty()) {
        object.set(name, std::move(value));
        return;
    }
    json::Value inner = object.value(part).isObject() ? object.value(part) : json::Value::object();
    inner.set(name, std::move(value));
    object.set(part, std::move(inner));
}

void writeNames(json::Value &object, const Profile &old, const Profile &now)
{
    if (old.id != now.id)
        put(object, {}, u"id", text(now.id));
    if (old.name != now.name)
        put(object, {}, u"name", text(now.name));
    if (old.environment != now.environment || !object.contains(u"environment"))
        put(object, {}, u"environment", nameOf(environments, size_t(now.environment)));
    if (old.readOnly != now.readOnly)
        put(object, {}, u"readOnly", json::Value::boolean(now.readOnly));
    if (old.lastNamespace != now.lastNamespace)
        put(object, {}, u"lastNamespace", text(now.lastNamespace));
}

void writeAddresses(json::Value &object, const Profile &old, const Profile &now)
{
    if (old.openwhiskHost != now.openwhiskHost)
        put(object, u"openwhisk", u"host", text(now.openwhiskHost));
    if (old.gatewayAdmin != now.gatewayAdmin)
        put(object, u"gateway", u"admin", text(now.gatewayAdmin));
    if (old.dataPlane != now.dataPlane)
        put(object, u"gateway", u"dataPlane", text(now.dataPlane));
    if (old.controlApi != now.controlApi)
        put(object, u"gateway", u"control", text(now.controlApi));
    if (old.proxyMode != now.proxyMode)
        put(object, u"proxy", u"mode", nameOf(proxyModes, size_t(now.proxyMode)));
    if (old.proxy != now.proxy)
        put(object, u"proxy", u"url", text(now.proxy));
}

void writeTls(json::Value &object, const Profile &old, const Profile &now)
{
    if (old.trust != now.trust)
        put(object, u"tls", u"trust", nameOf(trusts, size_t(now.trust)));
    if (old.caFile != now.caFile)
        put(object, u"tls", u"caFile", text(now.caFile));
    if (old.pinnedSha256 != now.pinnedSha256)
        put(object, u"tls", u"pinnedSha256", text(now.pinnedSha256));
    if (old.clientCertificateFile != now.clientCertificateFile)
        put(object, u"tls", u"clientCertificate", text(now.clientCertificateFile));
    if (old.clientKeyFile != now.clientKeyFile)
        put(object, u"tls", u"clientKey", text(now.clientKeyFile));
}

} // namespace

Profile profileFromJson(const json::Value &object)
{
    const json::Value gateway = object.value(u"gateway");
    const json::Value tls = object.value(u"tls");
    const json::Value proxy = object.value(u"proxy");
    Profile profile;
    profile.id = object.value(u"id").toString();
    profile.name = object.value(u"name").toString();
    profile.environment = enumFrom(object.value(u"environment"), environments, Environment::Production);
    profile.openwhiskHost = url(object.value(u"openwhisk").value(u"host"));
    profile.gatewayAdmin = url(gateway.value(u"admin"));
    profile.dataPlane = url(gateway.value(u"dataPlane"));
    profile.controlApi = url(gateway.value(u"control"));
    profile.trust = enumFrom(tls.value(u"trust"), trusts, Trust::System);
    profile.caFile = tls.value(u"caFile").toString();
    profile.pinnedSha256 = tls.value(u"pinnedSha256").toString();
    profile.clientCertificateFile = tls.value(u"clientCertificate").toString();
    profile.clientKeyFile = tls.value(u"clientKey").toString();
    profile.proxyMode = enumFrom(proxy.value(u"mode"), proxyModes, ProxyMode::Environment);
    profile.proxy = url(proxy.value(u"url"));
    profile.readOnly = object.value(u"readOnly").toBool();
    profile.lastNamespace = object.value(u"lastNamespace").toString();
    return profile;
}

void writeProfile(json::Value &object, const Profile &profile)
{
    const Profile old = profileFromJson(object);
    writeNames(object, old, profile);
    writeAddresses(object, old, profile);
    writeTls(object, old, profile);
}

} // namespace connections
