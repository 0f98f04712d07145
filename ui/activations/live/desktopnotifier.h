#pragma once

#include <QHash>
#include <QObject>

class QDBusConnection;

/// Words on the desktop by org.freedesktop.Notifications; a click on one comes back. Where no such service is, nothing
/// is shown, and available() says so.
class DesktopNotifier : public QObject {
    Q_OBJECT
public:
    explicit DesktopNotifier(const QDBusConnection &bus, QObject *parent = nullptr);

    static bool available(const QDBusConnection &bus); ///< a bus to ask on
    void show(const QString &title, const QString &text, const QString &token);

Q_SIGNALS:
    void chosen(const QString &token);
    void failed(const QString &why);

private Q_SLOTS:
    void actionInvoked(uint id, const QString &action);
    void closed(uint id, uint reason);

private:
    QString m_bus;
    QHash<uint, QString> m_tokens;
};
