#include "ui/editors/deletejob.h"

#include "core/async/deliver.h"
#include "core/history/store.h"
#include "ui/editors/savejob.h"

using namespace openwhisk;

DeleteJob::DeleteJob(Session &session, history::Store &store, EntityKindPtr kind, EntityName name, history::Key key,
                     QObject *parent)
    : QObject(parent)
    , m_session(&session)
    , m_store(store)
    , m_kind(std::move(kind))
    , m_name(std::move(name))
    , m_key(std::move(key))
{
}

void DeleteJob::start()
{
    deliver(m_kind->read(*m_session, m_name, this), this, [this](const Result<EntityCopy> &now) {
        if (now)
            keep(*now);
        else if (m_gone = now.error().kind == Error::Kind::NotFound; m_gone)
            Q_EMIT deleted();
        else
            Q_EMIT failed(now.error());
    });
}

void DeleteJob::keep(const EntityCopy &copy)
{
    deliver(m_store.keepVersion(m_key, history::VersionInfo::Reason::Deleted, keptDocument(copy)), this,
            [this](const Result<history::VersionInfo> &kept) {
                if (kept)
                    return remove();
                Q_EMIT failed(
                    {kept.error().kind,
                     tr("Nothing was deleted: it cannot be kept in the local history. %1").arg(kept.error().message),
                     kept.error().detail});
            });
}

void DeleteJob::remove()
{
    if (!m_session)
        return Q_EMIT failed({Error::Kind::Canceled, tr("The connection is closed."), {}});
    deliver(m_kind->remove(*m_session, m_name, this), this,
            [this](const Result<Done> &answer) { answered(answer); });
}

void DeleteJob::answered(const Result<Done> &answer)
{
    m_gone = !answer && answer.error().kind == Error::Kind::NotFound;
    if (answer || m_gone)
        Q_EMIT deleted();
    else if (isOutcomeUnknown(answer.error()) && m_session)
        look(answer.error());
    else
        Q_EMIT failed(answer.error());
}

void DeleteJob::look(const Error &lost)
{
    deliver(m_kind->readStand(*m_session, m_name, this), this, [this, lost](const Result<EntityCopy> &now) {
        if (now)
            return Q_EMIT failed(
                {lost.kind,
                 tr("It was not deleted: the server still has it. %1").arg(lost.message),
                 lost.detail});
        if (now.error().kind == Error::Kind::NotFound)
            return Q_EMIT deleted();
        Q_EMIT failed({lost.kind, tr("It is unknown whether it was deleted. %1").arg(lost.message), lost.detail});
    });
}
