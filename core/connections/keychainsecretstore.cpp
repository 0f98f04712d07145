#include "core/connections/secretstore.h"

#include "core/connections/keychainjob.h"

#include <QPromise>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace connections {

using Outcome = KeychainAnswer::Outcome;

namespace {

template<typename T> using Promise = std::shared_ptr<QPromise<Result<T>>>;

template<typename T> Promise<T> newPromise()
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    return promise;
}

/// Later answers of a job that was given up find it settled.
template<typename T> void settle(const Promise<T> &promise, Result<T> result)
{
    if (promise->future().isFinished())
        return;
    promise->addResult(std::move(result));
    promise->finish();
}

} // namespace

class KeychainSecretStore::Private {
public:
    Private(KeychainSecretStore *store, QString name) : q(store), service(std::move(name)) {}

    template<typename Callback> void start(KeychainJob *job, Callback callback);
    void judge(const KeychainAnswer &answer);
    void setState(State now, const QString &why);
    void setWaiting(bool waiting);
    void handOver();
    void endProbe(const KeychainAnswer &answer);
    Error readError(const KeychainAnswer &answer) const;

    KeychainSecretStore *q;
    QString service;
    State state = State::Unknown;
    QString why;
    QHash<QString, QByteArray> memory; ///< what the keyring did not take
    Patience patience;
    int waitingJobs = 0;
    bool probing = false;
};

template<typename Callback> void KeychainSecretStore::Private::start(KeychainJob *job, Callback callback)
{
    QObject::connect(job, &KeychainJob::waiting, q, [this](bool waiting) { setWaiting(waiting); });
    QObject::connect(job, &KeychainJob::answered, q, std::move(callback));
    job->start(patience);
}

/// What an answer says about the keyring as a whole. "Not found" says nothing: it is also what a locked one answers.
void KeychainSecretStore::Private::judge(const KeychainAnswer &answer)
{
    switch (answer.outcome) {
    case Outcome::Good:
        return setState(State::Keychain, {});
    case Outcome::NotFoundOrLocked:
        return;
    case Outcome::Refused:
        return setState(State::Locked, tr("The keyring is locked (%1). New keys are kept in memory until it is "
                                          "unlocked or Whiskboard ends.").arg(answer.reason));
    case Outcome::Silent:
        return setState(State::Locked, tr("The keyring gave no answer; its own window may be open. New keys are kept "
                                          "in memory until it answers or Whiskboard ends."));
    case Outcome::Unusable:
        return setState(State::MemoryOnly, tr("There is no usable keyring (%1). Keys are kept in memory until "
                                              "Whiskboard ends.").arg(answer.reason));
    }
}

void KeychainSecretStore::Private::setState(State now, const QString &reason)
{
    const bool works = now == State::Keychain && state != now;
    if (state == now && why == reason)
        return;
    state = now;
    why = reason;
    Q_EMIT q->stateChanged();
    if (works)
        handOver();
}

void KeychainSecretStore::Private::setWaiting(bool waiting)
{
    waitingJobs += waiting ? 1 : -1;
    if (waitingJobs == (waiting ? 1 : 0))
        Q_EMIT q->waitingForUser(waiting);
}

void KeychainSecretStore::Private::handOver()
{
    for (auto it = memory.cbegin(); it != memory.cend(); ++it) {
        start(KeychainJob::write(service, it.key(), it.value(), q),
              [this, key = it.key(), value = it.value()](const KeychainAnswer &answer) {
                  if (answer.outcome != Outcome::Good)
                      judge(answer);
                  else if (memory.value(key) == value)
                      memory.remove(key);
              });
    }
}

Error KeychainSecretStore::Private::readError(const KeychainAnswer &answer) const
{
    if (answer.outcome == Outcome::Silent)
        return {Error::Kind::Network, tr("The keyring gave no answer. Its own window may be waiting for you."), {}};
    if (answer.outcome == Outcome::NotFoundOrLocked)
        return {Error::Kind::NotFound, tr("The keyring has no such entry, or it is locked."), {}};
    return {Error::Kind::NotFound, why, {}};
}

KeychainSecretStore::KeychainSecretStore(QString service, QObject *parent)
    : SecretStore(parent), d(std::make_unique<Private>(this, std::move(service)))
{
}

KeychainSecretStore::~KeychainSecretStore() = default;

SecretStore::State KeychainSecretStore::state() const
{
    return d->state;
}

QString KeychainSecretStore::explanation() const
{
    return d->why;
}

void KeychainSecretStore::setPatience(std::chrono::milliseconds notice, std::chrono::milliseconds giveUp)
{
    d->patience = {notice, giveUp};
}

/// Write, read and delete: a locked keyring answers a read as if there was nothing.
void KeychainSecretStore::probe()
{
    if (d->probing || d->state != State::Unknown)
        return;
    d->probing = true;
    const QString key = u"probe-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    d->start(KeychainJob::write(d->service, key, key.toLatin1(), this), [this, key](const KeychainAnswer &written) {
        if (written.outcome != Outcome::Good)
            return d->endProbe(written);
        d->start(KeychainJob::read(d->service, key, this), [this, key](KeychainAnswer back) {
            if (back.outcome != Outcome::Good || back.value != key.toLatin1())
                back.outcome = Outcome::Unusable;
            d->start(KeychainJob::remove(d->service, key, this), [](const KeychainAnswer &) {});
            d->endProbe(back);
        });
    });
}

void KeychainSecretStore::Private::endProbe(const KeychainAnswer &answer)
{
    probing = false;
    judge(answer);
}

Async<QByteArray> KeychainSecretStore::read(const QString &profileId, Secret secret)
{
    const QString key = entryName(profileId, secret);
    if (const auto kept = d->memory.constFind(key); kept != d->memory.constEnd())
        return ready<QByteArray>(*kept);
    auto promise = newPromise<QByteArray>();
    d->start(KeychainJob::read(d->service, key, this), [this, promise](const KeychainAnswer &answer) {
        d->judge(answer);
        if (answer.outcome == Outcome::Good)
            return settle<QByteArray>(promise, answer.value);
        probe();
        settle<QByteArray>(promise, d->readError(answer));
    });
    return promise->future();
}

Async<Done> KeychainSecretStore::write(const QString &profileId, Secret secret, const QByteArray &value)
{
    const QString key = entryName(profileId, secret);
    auto promise = newPromise<Done>();
    d->memory.insert(key, value); // until the keyring has it, so that a read meanwhile gets the new one
    d->start(KeychainJob::write(d->service, key, value, this), [this, promise, key, value](const KeychainAnswer &answer) {
        if (answer.outcome == Outcome::Good && d->memory.value(key) == value)
            d->memory.remove(key);
        d->judge(answer);
        settle<Done>(promise, Done{});
    });
    return promise->future();
}

Async<Done> KeychainSecretStore::remove(const QString &profileId, Secret secret)
{
    const QString key = entryName(profileId, secret);
    auto promise = newPromise<Done>();
    d->memory.remove(key);
    d->start(KeychainJob::remove(d->service, key, this), [this, promise](const KeychainAnswer &answer) {
        if (answer.outcome != Outcome::Good) // which a locked keyring says, too, of what it does not have
            d->judge(answer);
        if (answer.outcome == Outcome::Refused || answer.outcome == Outcome::Silent)
            return settle<Done>(promise, Error{Error::Kind::Network,
                                               tr("The keyring did not delete the key: %1").arg(d->why), {}});
        settle<Done>(promise, Done{}); // a missing entry, or no keyring at all, is what was wanted
    });
    return promise->future();
}

} // namespace connections
