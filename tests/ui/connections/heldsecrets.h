#pragma once

#include "core/connections/secretstore.h"

#include <QPromise>

#include <functional>

/// A keyring that answers when the test says so, or with an error. Values are in memory.
class HeldSecrets : public connections::SecretStore {
public:
    bool held = false;
    std::optional<Error> readError;
    std::optional<Error> writeError;
    State is = State::Keychain;
    QString words;
    QHash<QString, QByteArray> values;

    State state() const override { return is; }
    QString explanation() const override { return words; }
    Async<QByteArray> read(const QString &profileId, connections::Secret secret) override
    {
        return answer<QByteArray>([this, key = connections::entryName(profileId, secret)]() -> Result<QByteArray> {
            if (readError)
                return *readError;
            if (!values.contains(key))
                return Error{Error::Kind::NotFound, QStringLiteral("none"), {}};
            return values.value(key);
        });
    }
    Async<Done> write(const QString &profileId, connections::Secret secret, const QByteArray &value) override
    {
        return answer<Done>([this, value, key = connections::entryName(profileId, secret)]() -> Result<Done> {
            if (writeError)
                return *writeError;
            values.insert(key, value);
            return Done{};
        });
    }
    Async<Done> remove(const QString &profileId, connections::Secret secret) override
    {
        values.remove(connections::entryName(profileId, secret));
        return ready<Done>(Done{});
    }
    void release()
    {
        held = false;
        const auto todo = std::exchange(m_held, {});
        for (const auto &step : todo)
            step();
    }
    void dropAll() { m_held.clear(); } ///< as when the store goes: futures end without an answer
    void wait(bool waiting) { Q_EMIT waitingForUser(waiting); }
    void become(State state, const QString &explanation)
    {
        is = state;
        words = explanation;
        Q_EMIT stateChanged();
    }

private:
    template<typename T> Async<T> answer(std::function<Result<T>()> work)
    {
        if (!held)
            return ready<T>(work());
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        m_held.append([promise, work] {
            promise->addResult(work());
            promise->finish();
        });
        return promise->future();
    }
    QList<std::function<void()>> m_held;
};
