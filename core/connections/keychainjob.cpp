#include "core/connections/keychainjob.h"

#include <QTimer>

#include <qt6keychain/keychain.h>

namespace connections {

namespace {

using Outcome = KeychainAnswer::Outcome;

Outcome outcomeOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::NoError:
        return Outcome::Good;
    case QKeychain::EntryNotFound:
        return Outcome::NotFoundOrLocked;
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
    case QKeychain::CouldNotDeleteEntry:
        return Outcome::Refused;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError:
        break;
    }
    return Outcome::Unusable;
}

} // namespace

KeychainJob *KeychainJob::read(const QString &service, const QString &key, QObject *parent)
{
    auto *job = new QKeychain::ReadPasswordJob(service);
    job->setKey(key);
    return new KeychainJob(job, parent);
}

KeychainJob *KeychainJob::write(const QString &service, const QString &key, const QByteArray &value, QObject *parent)
{
    auto *job = new QKeychain::WritePasswordJob(service);
    job->setKey(key);
    job->setBinaryData(value);
    return new KeychainJob(job, parent);
}

KeychainJob *KeychainJob::remove(const QString &service, const QString &key, QObject *parent)
{
    auto *job = new QKeychain::DeletePasswordJob(service);
    job->setKey(key);
    return new KeychainJob(job, parent);
}

KeychainJob::KeychainJob(QKeychain::Job *job, QObject *parent) : QObject(parent), m_job(job)
{
    connect(m_job, &QKeychain::Job::finished, this, &KeychainJob::finish);
}

void KeychainJob::start(const Patience &patience)
{
    QTimer::singleShot(patience.notice, this, &KeychainJob::noticeSlowness);
    QTimer::singleShot(patience.giveUp, this, &KeychainJob::giveUp);
    m_job->setInsecureFallback(false);
    m_job->start();
}

void KeychainJob::finish(QKeychain::Job *job)
{
    KeychainAnswer answer;
    answer.outcome = outcomeOf(job->error());
    answer.reason = job->errorString();
    if (const auto *read = qobject_cast<QKeychain::ReadPasswordJob *>(job))
        answer.value = read->binaryData();
    m_job = nullptr;
    if (m_waiting)
        Q_EMIT waiting(false);
    m_waiting = false;
    Q_EMIT answered(answer);
    deleteLater();
}

void KeychainJob::noticeSlowness()
{
    m_waiting = m_job;
    if (m_waiting)
        Q_EMIT waiting(true);
}

void KeychainJob::giveUp()
{
    if (!m_job)
        return;
    if (m_waiting)
        Q_EMIT waiting(false);
    m_waiting = false;
    Q_EMIT answered({KeychainAnswer::Outcome::Silent, {}, {}});
}

} // namespace connections
