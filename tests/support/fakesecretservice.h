#pragma once

#include <QDBusContext>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusVirtualObject>
#include <QHash>
#include <QMap>

/// A small org.freedesktop.secrets on the session bus: one collection, plain sessions, and a prompt that the test
/// answers when it likes. Only what libsecret asks for.
class FakeSecretService : public QDBusVirtualObject {
    Q_OBJECT
public:
    FakeSecretService();
    ~FakeSecretService() override;

    bool isUp() const { return m_up; }
    void lock() { m_locked = true; }
    bool promptIsOpen() const { return !m_prompt.isEmpty(); }
    int prompts() const { return m_prompts; }
    void answerPrompt(bool dismissed); ///< not dismissed: everything is unlocked
    QByteArray secretOf(const QString &user) const; ///< of the entry with that name, empty when there is none
    int entries() const { return int(m_items.size()); }
    void failWrites() { m_failWrites = true; } ///< as a keyring that went away

    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override;

private:
    struct Item {
        QMap<QString, QString> attributes;
        QByteArray secret;
    };
    QVariantList reply(const QDBusMessage &message, QDBusMessage &error);
    QVariantList service(const QDBusMessage &message, QDBusMessage &error);
    QVariantList createItem(const QDBusMessage &message, QDBusMessage &error);
    QVariantList searchItems(const QDBusMessage &message) const;
    QVariantList getSecrets(const QDBusMessage &message) const;
    QVariantList unlock(const QDBusMessage &message);
    QList<QDBusObjectPath> found(const QMap<QString, QString> &attributes) const;

    QHash<QString, Item> m_items; ///< by path
    QString m_prompt;
    QList<QDBusObjectPath> m_toUnlock;
    int m_next = 1;
    int m_prompts = 0;
    bool m_locked = false;
    bool m_failWrites = false;
    bool m_up = false;
};
