#pragma once

#include <QDBusArgument>
#include <QDBusObjectPath>
#include <QMap>

/// (oayays) of the Secret Service.
struct DBusSecret {
    QDBusObjectPath session;
    QByteArray parameters;
    QByteArray value;
    QString contentType;
};
Q_DECLARE_METATYPE(DBusSecret)
using DBusSecrets = QMap<QDBusObjectPath, DBusSecret>;
Q_DECLARE_METATYPE(DBusSecrets)
using DBusAttributes = QMap<QString, QString>;
Q_DECLARE_METATYPE(DBusAttributes)

inline QDBusArgument &operator<<(QDBusArgument &argument, const DBusSecret &secret)
{
    argument.beginStructure();
    argument << secret.session << secret.parameters << secret.value << secret.contentType;
    argument.endStructure();
    return argument;
}

inline const QDBusArgument &operator>>(const QDBusArgument &argument, DBusSecret &secret)
{
    argument.beginStructure();
    argument >> secret.session >> secret.parameters >> secret.value >> secret.contentType;
    argument.endStructure();
    return argument;
}
