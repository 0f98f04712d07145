#include "ui/activations/live/desktopnotifier.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

using namespace Qt::StringLiterals;

namespace {

constexpr int shownMs = 15'000;
const QString service = u"org.freedesktop.Notifications"_s;
const QString path = u"/org/freedesktop/Notifications"_s;

/// The service may take marks for markup; names of entities have none.
QString plain(QString text)
{
    return text.remove(u'<').remove(u'>').replace(u'&', u'+');
}

} // namespace

DesktopNotifier::DesktopNotifier(const QDBusConnection &bus, QObject *parent) : QObject(parent), m_bus(bus.name())
{
    QDBusConnection connection(bus);
    connection.connect(service, path, service, u"ActionInvoked"_s, this, SLOT(actionInvoked(uint,QString)));
    connection.connect(service, path, service, u"NotificationClosed"_s, this, SLOT(closed(uint,uint)));
}

bool DesktopNotifier::available(const QDBusConnection &bus)
{
    return bus.isConnected();
}

void DesktopNotifier::show(const QString &title, const QString &text, const QString &token)
{
    if (!QDBusConnection(m_bus).isConnected()) // a call would never end
        return Q_EMIT failed(tr("there is no session bus"));
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, service, u"Notify"_s);
    const QStringList actions{u"default"_s, tr("Open")};
    const QVariantMap hints{{u"desktop-entry"_s, u"whiskboard"_s}, {u"category"_s, u"network.error"_s}};
    call.setArguments({QCoreApplication::applicationName(), 0U, u"whiskboard"_s, plain(title), plain(text), actions, hints, shownMs});
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection(m_bus).asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, token] {
        watcher->deleteLater();
        const QDBusPendingReply<uint> reply = *watcher;
        if (reply.isError())
            Q_EMIT failed(reply.error().message());
        else
            m_tokens.insert(reply.value(), token);
    });
}

void DesktopNotifier::actionInvoked(uint id, const QString &)
{
    if (const auto token = m_tokens.constFind(id); token != m_tokens.cend())
        Q_EMIT chosen(*token);
}

void DesktopNotifier::closed(uint id, uint)
{
    m_tokens.remove(id);
}
