#include "core/connections/secretstore.h"

#include "core/async/chain.h"
#include "core/connections/text.h"

using namespace Qt::StringLiterals;

namespace connections {

namespace {

Async<QByteArray> emptyWhenMissing(Async<QByteArray> read)
{
    return read.then([](const Result<QByteArray> &result) -> Result<QByteArray> {
        if (!result && result.error().kind == Error::Kind::NotFound)
            return QByteArray();
        return result;
    });
}

} // namespace

QString entryName(const QString &profileId, Secret secret)
{
    static constexpr const char16_t *names[]
        = {u"openwhisk-key", u"gateway-admin-key", u"client-key-passphrase", u"proxy-password"};
    return profileId + u'/' + QStringView(names[size_t(secret)]).toString();
}

Async<Secrets> readSecrets(SecretStore &store, const QString &profileId)
{
    // All are asked for at once: a keyring answers in turn, and nothing here may hold on to the store later.
    const auto openwhisk = emptyWhenMissing(store.read(profileId, Secret::OpenWhiskKey));
    const auto gateway = emptyWhenMissing(store.read(profileId, Secret::GatewayAdminKey));
    const auto passphrase = emptyWhenMissing(store.read(profileId, Secret::ClientKeyPassphrase));
    const auto proxy = emptyWhenMissing(store.read(profileId, Secret::ProxyPassword));
    return chain(openwhisk, [gateway, passphrase, proxy](const QByteArray &key) {
        return chain(gateway, [key, passphrase, proxy](const QByteArray &adminKey) {
            return chain(passphrase, [key, adminKey, proxy](const QByteArray &phrase) {
                return chain(proxy, [key, adminKey, phrase](const QByteArray &password) {
                    return ready<Secrets>(Secrets{key, adminKey, phrase, password});
                });
            });
        });
    });
}

QString MemorySecretStore::explanation() const
{
    return tr("Keys are kept in memory until Whiskboard ends.");
}

Async<QByteArray> MemorySecretStore::read(const QString &profileId, Secret secret)
{
    const auto found = m_values.constFind(entryName(profileId, secret));
    if (found == m_values.constEnd())
        return ready<QByteArray>(Error{Error::Kind::NotFound, tr("There is no such secret."), {}});
    return ready<QByteArray>(*found);
}

Async<Done> MemorySecretStore::write(const QString &profileId, Secret secret, const QByteArray &value)
{
    m_values.insert(entryName(profileId, secret), value);
    return ready<Done>(Done{});
}

Async<Done> MemorySecretStore::remove(const QString &profileId, Secret secret)
{
    m_values.remove(entryName(profileId, secret));
    return ready<Done>(Done{});
}

} // namespace connections
