#include "tests/support/keyringbus.h"
#include "tests/ui/activations/activationworld.h"
#include "ui/activations/live/desktopnotifier.h"
#include "ui/activations/live/failurewatch.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {
const QString service = u"org.freedesktop.Notifications"_s;
const QString place = u"/org/freedesktop/Notifications"_s;
}

/// The function again, in a child with a session bus of its own.
#define RUN_IN_CHILD \
    if (!keyringbus::isChild()) { \
        const QString output = keyringbus::runInChild(keyringbus::Bus::Own); \
        QVERIFY2(output.isEmpty(), qPrintable(output)); \
        return; \
    }

/// The desktop's part: keeps what it is told to show, on a connection of its own.
class NotificationService : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    struct Shown {
        QString application, icon, title, text;
        uint replaces = 0;
        QStringList actions;
        QVariantMap hints;
        int timeoutMs = 0;
    };
    NotificationService()
    {
        m_bus.registerObject(place, this, QDBusConnection::ExportScriptableSlots | QDBusConnection::ExportScriptableSignals);
        m_up = m_bus.registerService(service);
    }
    ~NotificationService() override
    {
        m_bus.unregisterService(service);
        m_bus.unregisterObject(place);
    }
    bool isUp() const { return m_up; }
    QList<Shown> shown;
    QString refusal; ///< the next ones are refused with it

public Q_SLOTS:
    Q_SCRIPTABLE uint Notify(const QString &application, uint replaces, const QString &icon, const QString &title, const QString &text,
                             const QStringList &actions, const QVariantMap &hints, int timeoutMs, const QDBusMessage &message)
    {
        if (!refusal.isEmpty()) {
            message.setDelayedReply(true);
            m_bus.send(message.createErrorReply(u"org.freedesktop.Notifications.Error.ExcessNotificationGeneration"_s, refusal));
            return 0;
        }
        shown.append({application, icon, title, text, replaces, actions, hints, timeoutMs});
        return uint(shown.size());
    }

Q_SIGNALS:
    Q_SCRIPTABLE void ActionInvoked(uint id, const QString &action);
    Q_SCRIPTABLE void NotificationClosed(uint id, uint reason);

private:
    QDBusConnection m_bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, u"desktop"_s);
    bool m_up = false;
};

/// Words on the desktop, shown by a notification service on a session bus of the test's own.
class TestDesktopNotifier : public QObject {
    Q_OBJECT

    /// As the dock puts them together.
    struct Told {
        explicit Told(ActivationWorld &world)
            : notifier(QDBusConnection::sessionBus()),
              watch(*world.session, *world.feed, &world.settings,
                    [this](const FailureWatch::Word &word) { notifier.show(word.title, word.text, word.activationId); })
        {
        }
        DesktopNotifier notifier;
        FailureWatch watch;
    };
    static QString idOf(int number) { return QString::fromLatin1(ActivationWorld::id(number)); }

private Q_SLOTS:
    void failuresAreShown()
    {
        RUN_IN_CHILD
        NotificationService desktop;
        QVERIFY(desktop.isUp());
        ActivationWorld world;
        Told told(world);
        told.watch.setPause(30);
        QObject viewer;
        world.feed->addViewer(&viewer);
        world.addNow(1, 2);
        QTRY_VERIFY(world.book->table()->find(idOf(1)).has_value());
        QVERIFY(!told.watch.enabled()); // off by default, and what failed before is no news
        told.watch.setEnabled(true);
        world.addNow(2, 0);
        world.addNow(3, 2);
        QTRY_COMPARE(desktop.shown.size(), 1);
        const auto &shown = desktop.shown.constFirst();
        QCOMPARE(shown.title, u"orders/checkout failed"_s);
        QVERIFY2(shown.text.contains(idOf(3).left(4)) && shown.text.endsWith(u"Fake"_s), qPrintable(shown.text));
        QCOMPARE(shown.replaces, 0U);
        QCOMPARE(shown.actions.value(0), u"default"_s);
        QCOMPARE(shown.hints.value(u"desktop-entry"_s).toString(), u"whiskboard"_s);
        QVERIFY(shown.timeoutMs > 0);
        QCOMPARE(world.server.count("GET /api/v1/namespaces/_/activations/*"), 0); // no record, so no payload, was read for it
        QSignalSpy chosen(&told.notifier, &DesktopNotifier::chosen);
        Q_EMIT desktop.ActionInvoked(77, u"default"_s); // of another program
        Q_EMIT desktop.ActionInvoked(1, u"default"_s);
        QTRY_COMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].toString(), idOf(3));
        Q_EMIT desktop.NotificationClosed(1, 2);
        Q_EMIT desktop.ActionInvoked(1, u"default"_s);
        world.addNow(4, 3, "hello");
        QTRY_COMPARE(desktop.shown.size(), 2); // came after both signals
        Q_EMIT desktop.ActionInvoked(2, u"default"_s);
        QTRY_COMPARE(chosen.count(), 2);
        QCOMPARE(chosen[1][0].toString(), idOf(4));
    }

    void manyAreOneWord()
    {
        RUN_IN_CHILD
        NotificationService desktop;
        ActivationWorld world;
        Told told(world);
        told.watch.setPause(600'000);
        told.watch.setEnabled(true);
        world.addNow(1, 2);
        QTRY_COMPARE(desktop.shown.size(), 1);
        for (int i = 2; i < 40; ++i)
            world.addNow(i, 2);
        QTRY_VERIFY(world.book->table()->find(idOf(39)).has_value());
        told.watch.setPause(1); // the pause begins anew, and ends
        QTRY_COMPARE(desktop.shown.size(), 2);
        QCOMPARE(desktop.shown[1].title, u"orders/checkout failed 38 times"_s);
        told.watch.setEnabled(false);
    }

    void marksAreNoMarkup()
    {
        RUN_IN_CHILD
        NotificationService desktop;
        DesktopNotifier notifier(QDBusConnection::sessionBus());
        notifier.show(u"<b>a</b> & b"_s, u"<img src='file:///etc/passwd'>订单"_s, u"t"_s);
        QTRY_COMPARE(desktop.shown.size(), 1);
        QVERIFY(!(desktop.shown[0].title + desktop.shown[0].text).contains(u'<'));
        QVERIFY(!desktop.shown[0].title.contains(u'&'));
        QVERIFY(desktop.shown[0].text.contains(u"订单"_s));
    }

    void refusedOrNobodyThere()
    {
        RUN_IN_CHILD
        DesktopNotifier notifier(QDBusConnection::sessionBus());
        QSignalSpy failed(&notifier, &DesktopNotifier::failed);
        notifier.show(u"a"_s, u"b"_s, u"t"_s);
        QTRY_COMPARE(failed.count(), 1); // a bus, but no service on it
        QVERIFY(!failed[0][0].toString().isEmpty());
        NotificationService desktop;
        desktop.refusal = u"too many"_s;
        notifier.show(u"a"_s, u"b"_s, u"t"_s);
        QTRY_COMPARE(failed.count(), 2);
        QCOMPARE(failed[1][0].toString(), u"too many"_s);
        desktop.refusal.clear();
        notifier.show(u"a"_s, u"b"_s, u"t"_s);
        QTRY_COMPARE(desktop.shown.size(), 1); // that there was none is not kept
    }
};

QTEST_MAIN(TestDesktopNotifier)
#include "tst_desktopnotifier.moc"
