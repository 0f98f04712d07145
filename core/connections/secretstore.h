#pragma once

#include "core/connections/profile.h"

#include <QHash>
#include <QObject>

#include <chrono>
#include <memory>

namespace connections {

/// Where secrets live. Asynchronous: a keyring may ask the user first.
class SecretStore : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    enum class State { Unknown, Keychain, Locked, MemoryOnly };
    virtual State state() const = 0;
    virtual QString explanation() const = 0; ///< a sentence for the window when secrets are in memory only
    virtual void probe() {} ///< finds out the state where it is Unknown, so that a dialog can say where keys go
    /// NotFound also when the keyring is locked without a prompter: never overwrite or forget a profile on it.
    virtual Async<QByteArray> read(const QString &profileId, Secret secret) = 0;
    virtual Async<Done> write(const QString &profileId, Secret secret, const QByteArray &value) = 0;
    virtual Async<Done> remove(const QString &profileId, Secret secret) = 0; ///< a missing entry is success

Q_SIGNALS:
    void stateChanged();
    void waitingForUser(bool waiting); ///< the keyring's prompt is open
};

/// Until exit only; for tests and where there is no keyring.
class MemorySecretStore final : public SecretStore {
    Q_OBJECT
public:
    using SecretStore::SecretStore;
    State state() const override { return State::MemoryOnly; }
    QString explanation() const override;
    Async<QByteArray> read(const QString &profileId, Secret secret) override;
    Async<Done> write(const QString &profileId, Secret secret, const QByteArray &value) override;
    Async<Done> remove(const QString &profileId, Secret secret) override;

private:
    QHash<QString, QByteArray> m_values;
};

/// The OS keychain by QtKeychain, insecure fallback never on. Probes (write, read, delete) when a first read finds
/// nothing. What a missing, locked or silent keyring does not take is kept in memory, and the state says so; it is
/// handed over as soon as the keyring works.
class KeychainSecretStore final : public SecretStore {
    Q_OBJECT
public:
    explicit KeychainSecretStore(QString service, QObject *parent = nullptr);
    ~KeychainSecretStore() override;
    State state() const override;
    QString explanation() const override;
    void probe() override;
    Async<QByteArray> read(const QString &profileId, Secret secret) override;
    Async<Done> write(const QString &profileId, Secret secret, const QByteArray &value) override;
    Async<Done> remove(const QString &profileId, Secret secret) override;
    /// After notice the user is told that the keyring waits, after giveUp the answer is no longer waited for.
    void setPatience(std::chrono::milliseconds notice, std::chrono::milliseconds giveUp);

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// The name of an entry in the keyring, e.g. "3f0c…/openwhisk-key".
QString entryName(const QString &profileId, Secret secret);
/// All secrets of a profile; those not found are empty. An Error when the keyring gave no answer.
Async<Secrets> readSecrets(SecretStore &store, const QString &profileId);

} // namespace connections
