#include "ui/gateway/plugins/keychaintoken.h"

#include "core/async/steps.h"
#include "ui/gateway/gatewayservices.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

json::Value replaced(const json::Value &value, const QString &key)
{
    if (value.isString())
        return value.toString() == keychain::openwhiskToken() ? json::Value::string(key) : value;
    json::Value made = value;
    if (value.isArray())
        for (qsizetype i = 0; i < value.size(); ++i)
            made.setItem(i, replaced(value.items()[i], key));
    for (const json::Member &member : value.members())
        if (keychain::isWanted(member.value))
            made.set(member.name, replaced(member.value, key));
    return made;
}

Result<json::Value> withKey(const json::Value &document, const QByteArray &key)
{
    const QString text = QString::fromUtf8(key).trimmed();
    if (text.isEmpty())
        return Error{Error::Kind::Rejected,
                     QCoreApplication::translate("keychain", "The keychain has no OpenWhisk key of this connection. Enter it in the connection, or one in the plugin's form."), {}};
    return replaced(document, text);
}

} // namespace

QString keychain::openwhiskToken()
{
    return u"$keychain://openwhisk"_s;
}

bool keychain::isWanted(const json::Value &document)
{
    if (document.isString())
        return document.toString() == openwhiskToken();
    const auto inMember = [](const json::Member &member) { return isWanted(member.value); };
    return std::any_of(document.items().begin(), document.items().end(), isWanted)
        || std::any_of(document.members().begin(), document.members().end(), inMember);
}

Async<json::Value> keychain::filled(const GatewayServices &services, const json::Value &document, QObject *owner)
{
    if (!isWanted(document))
        return ready<json::Value>(document);
    if (!services.openwhiskKey)
        return ready<json::Value>(withKey(document, {}));
    return chainIn(owner, services.openwhiskKey(owner), [document](const QByteArray &key) { return ready<json::Value>(withKey(document, key)); });
}
