#include "tests/support/fakesecretservice.h"

#include "tests/support/fakesecretservice_types.h"

#include <QDBusConnection>
#include <QDBusMetaType>

using namespace Qt::StringLiterals;

namespace {

const QString root = u"/org/freedesktop/secrets"_s;
const QString nothing = u"/"_s;

template<typename T> T argument(const QDBusMessage &message, int index)
{
    return qdbus_cast<T>(message.arguments().value(index));
}

QVariant paths(const QList<QDBusObjectPath> &list)
{
    return QVariant::fromValue(list);
}

} // namespace

FakeSecretService::FakeSecretService()
{
    qDBusRegisterMetaType<DBusSecret>();
    qDBusRegisterMetaType<DBusSecrets>();
    qDBusRegisterMetaType<DBusAttributes>();
    auto bus = QDBusConnection::sessionBus();
    m_up = bus.registerVirtualObject(root, this, QDBusConnection::SubPath)
        && bus.registerService(u"org.freedesktop.secrets"_s);
}

FakeSecretService::~FakeSecretService()
{
    auto bus = QDBusConnection::sessionBus();
    bus.unregisterService(u"org.freedesktop.secrets"_s);
    bus.unregisterObject(root, QDBusConnection::UnregisterTree);
}

QByteArray FakeSecretService::secretOf(const QString &user) const
{
    for (const Item &item : m_items) {
        if (item.attributes.value(u"user"_s) == user)
            return item.secret;
    }
    return {};
}

void FakeSecretService::answerPrompt(bool dismissed)
{
    auto signal = QDBusMessage::createSignal(m_prompt, u"org.freedesktop.Secret.Prompt"_s, u"Completed"_s);
    if (!dismissed)
        m_locked = false;
    const auto unlocked = dismissed ? QList<QDBusObjectPath>() : m_toUnlock;
    signal << dismissed << QVariant::fromValue(QDBusVariant(paths(unlocked)));
    QDBusConnection::sessionBus().send(signal);
    m_prompt.clear();
}

bool FakeSecretService::handleMessage(const QDBusMessage &message, const QDBusConnection &connection)
{
    QDBusMessage error;
    const QVariantList answer = reply(message, error);
    if (error.type() == QDBusMessage::ErrorMessage)
        return connection.send(error);
    return connection.send(message.createReply(answer));
}

QVariantList FakeSecretService::reply(const QDBusMessage &message, QDBusMessage &error)
{
    const QString member = message.member();
    if (message.interface() == "org.freedesktop.DBus.Properties"_L1) {
        const auto attributes = QVariant::fromValue<DBusAttributes>(m_items.value(message.path()).attributes);
        return {QVariantMap{{u"Locked"_s, m_locked}, {u"Label"_s, u"Login"_s}, {u"Attributes"_s, attributes}}};
    }
    if (message.interface() == "org.freedesktop.Secret.Service"_L1)
        return service(message, error);
    if (member == "CreateItem"_L1)
        return createItem(message, error);
    if (member == "Delete"_L1)
        m_items.remove(message.path());
    if (member == "Prompt"_L1) {
        m_prompt = message.path();
        ++m_prompts;
        return {};
    }
    return {QVariant::fromValue(QDBusObjectPath(nothing))};
}

QVariantList FakeSecretService::service(const QDBusMessage &message, QDBusMessage &error)
{
    const QString member = message.member();
    if (member == "OpenSession"_L1 && message.arguments().value(0).toString() == "plain"_L1)
        return {QVariant::fromValue(QDBusVariant(u""_s)), QVariant::fromValue(QDBusObjectPath(root + "/session/s1"_L1))};
    if (member == "SearchItems"_L1)
        return searchItems(message);
    if (member == "GetSecrets"_L1)
        return getSecrets(message);
    if (member == "Unlock"_L1)
        return unlock(message);
    error = message.createErrorReply(u"org.freedesktop.DBus.Error.NotSupported"_s, u"not here"_s);
    return {};
}

QVariantList FakeSecretService::createItem(const QDBusMessage &message, QDBusMessage &error)
{
    if (m_locked || m_failWrites) {
        error = m_failWrites ? message.createErrorReply(u"org.freedesktop.DBus.Error.Failed"_s, u"the keyring is broken"_s)
                             : message.createErrorReply(u"org.freedesktop.Secret.Error.IsLocked"_s, u"locked"_s);
        return {};
    }
    const auto properties = argument<QVariantMap>(message, 0);
    const auto attributes = qdbus_cast<DBusAttributes>(properties.value(u"org.freedesktop.Secret.Item.Attributes"_s));
    const auto same = found(attributes);
    const QString path = same.isEmpty() ? root + u"/collection/login/i%1"_s.arg(m_next++) : same.first().path();
    m_items.insert(path, {attributes, argument<DBusSecret>(message, 1).value});
    return {QVariant::fromValue(QDBusObjectPath(path)), QVariant::fromValue(QDBusObjectPath(nothing))};
}

QList<QDBusObjectPath> FakeSecretService::found(const QMap<QString, QString> &attributes) const
{
    QList<QDBusObjectPath> result;
    for (auto it = m_items.cbegin(); it != m_items.cend(); ++it) {
        bool fits = true;
        for (auto wanted = attributes.cbegin(); wanted != attributes.cend(); ++wanted)
            fits = fits && it->attributes.value(wanted.key()) == *wanted;
        if (fits)
            result.append(QDBusObjectPath(it.key()));
    }
    return result;
}

QVariantList FakeSecretService::searchItems(const QDBusMessage &message) const
{
    const auto list = found(argument<DBusAttributes>(message, 0));
    return m_locked ? QVariantList{paths({}), paths(list)} : QVariantList{paths(list), paths({})};
}

QVariantList FakeSecretService::getSecrets(const QDBusMessage &message) const
{
    DBusSecrets secrets;
    const auto session = argument<QDBusObjectPath>(message, 1);
    for (const QDBusObjectPath &path : argument<QList<QDBusObjectPath>>(message, 0)) {
        if (!m_locked && m_items.contains(path.path()))
            secrets.insert(path, {session, {}, m_items.value(path.path()).secret, u"text/plain"_s});
    }
    return {QVariant::fromValue(secrets)};
}

QVariantList FakeSecretService::unlock(const QDBusMessage &message)
{
    const auto objects = argument<QList<QDBusObjectPath>>(message, 0);
    if (!m_locked)
        return {paths(objects), QVariant::fromValue(QDBusObjectPath(nothing))};
    m_toUnlock = objects;
    const QString prompt = root + u"/prompt/p%1"_s.arg(m_next++);
    return {paths({}), QVariant::fromValue(QDBusObjectPath(prompt))};
}
