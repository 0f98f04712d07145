#include "ui/gateway/resource/resourcesave.h"

#include "core/async/deliver.h"
#include "core/gateway/session.h"
#include "core/history/store.h"
#include "ui/gateway/plugins/keychaintoken.h"
#include "ui/gateway/resource/kept.h"
#include "ui/widgets/timetext.h"

using namespace Qt::StringLiterals;
using gateway::Saved;

namespace {

Error closed()
{
    return {Error::Kind::Canceled, ResourceSave::tr("The connection is closed."), {}};
}

QString writtenText(const json::Value &value)
{
    const auto seconds = value.value(u"update_time").toInteger();
    return seconds ? timeText(*seconds * 1000, false, true).section(u'.', 0, 0) : QString();
}

} // namespace

ResourceSave::ResourceSave(ResourceState &state, Job job, QObject *parent)
    : QObject(parent)
    , m_state(state)
    , m_job(std::move(job))
{
}

void ResourceSave::start()
{
    history::Store *store = m_state.services().store;
    const gateway::Session *session = m_state.session();
    if (!session)
        return Q_EMIT failed(closed());
    if (!store || !m_job.server || !m_job.keepVersion)
        return fill();
    Q_EMIT progressed(tr("Keeping what goes …"));
    const json::Value value = gateway::sendable(m_job.key, m_job.server->value);
    const QStringList places = secrets::placesIn(value, m_job.key.kind, session->catalogue());
    deliver(store->keepVersion(kept::keyOf(session->profileId(), m_job.key), history::VersionInfo::Reason::Overwritten,
                               kept::documentOf(value, places, writtenText(m_job.server->value))),
            this, [this](const Result<history::VersionInfo> &result) {
                if (result)
                    fill();
                else
                    Q_EMIT keepFailed(result.error());
            });
}

/// The key out of the keychain is in no document before.
void ResourceSave::fill()
{
    if (!keychain::isWanted(m_job.after))
        return write();
    Q_EMIT progressed(tr("Asking the keychain …"));
    deliver(keychain::filled(m_state.services(), m_job.after, this), this, [this](const Result<json::Value> &filled) {
        if (!filled)
            return Q_EMIT failed(filled.error());
        m_job.after = *filled;
        write();
    });
}

void ResourceSave::write()
{
    gateway::Session *session = m_state.session();
    if (!session)
        return Q_EMIT failed(closed());
    Q_EMIT progressed(tr("Saving …"));
    const auto take = [this](const Result<Saved> &saved) { came(saved); };
    net::Client &client = session->client();
    if (m_job.how == How::Create)
        deliver(gateway::create(client, session->server(), m_job.key, m_job.after, this), this, take);
    else if (m_job.how == How::Overwrite || !m_job.server)
        deliver(gateway::overwrite(client, session->server(), m_job.key, m_job.after, this), this, take);
    else
        deliver(gateway::save(client, session->server(), *m_job.server, m_job.after, this), this, take);
}

void ResourceSave::came(const Result<Saved> &saved)
{
    if (saved)
        return Q_EMIT ended(*saved);
    if (!saved.error().maybeDone)
        return Q_EMIT failed(saved.error());
    if (m_job.key.id.isEmpty())
        return Q_EMIT unknown(saved.error()); // its id is not known
    look();
}

void ResourceSave::look()
{
    gateway::Session *session = m_state.session();
    if (!session)
        return Q_EMIT failed(closed());
    Q_EMIT progressed(tr("The answer was lost: looking whether it is saved …"));
    deliver(gateway::isWritten(session->client(), session->server(), m_job.key, m_job.after, this), this, [this](const Result<bool> &written) {
        if (!written && written.error().kind != Error::Kind::NotFound)
            return Q_EMIT unknown(written.error());
        if (written && *written)
            return readBack();
        Q_EMIT failed({Error::Kind::Network, tr("It was not saved: the connection was lost, and the gateway still has what it had."), {}});
    });
}

void ResourceSave::readBack()
{
    gateway::Session *session = m_state.session();
    if (!session)
        return Q_EMIT failed(closed());
    deliver(gateway::getDocument(session->client(), session->server(), m_job.key, this), this,
            [this](const Result<gateway::Document> &document) {
                Saved saved;
                saved.document = document ? *document : gateway::Document{m_job.key, m_job.after, 0, 0};
                Q_EMIT ended(saved);
            });
}
