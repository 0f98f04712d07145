#include "ui/models/recordfetch.h"

#include "core/async/deliver.h"
#include "core/history/activationstore.h"
#include "ui/models/seenactivations.h"

using openwhisk::Activation;

RecordFetch::RecordFetch(Get get, history::ActivationStore &store, QString profileId, QObject *parent)
    : QObject(parent), m_get(std::move(get)), m_store(store), m_profileId(std::move(profileId))
{
}

RecordFetch::~RecordFetch() = default;

/// An owner that was given up lives until the event loop has it: what arrives for it meanwhile is dropped.
template<typename T, typename Callback> void RecordFetch::receive(const Async<T> &future, Callback callback)
{
    deliver(future, m_owner.get(), [this, owner = m_owner.get(), callback](const Result<T> &result) {
        if (owner == m_owner.get())
            callback(result);
    });
}

void RecordFetch::start(const QStringList &ids)
{
    cancel();
    m_owner = std::make_unique<QObject>();
    m_error.reset();
    m_total = m_done = m_missing = m_running = 0;
    receive(m_store.holding(m_profileId), [this](const Result<history::ActivationHolding> &held) {
        if (!held)
            fail(held.error());
        else if (!held->enabled)
            fail({Error::Kind::Rejected, tr("Nothing is kept on this machine of this connection."), {}});
    });
    receive(m_store.withoutRecord(m_profileId, ids.first(std::min<qsizetype>(most, ids.size()))),
            [this](const Result<QStringList> &wanted) {
                if (!wanted)
                    return fail(wanted.error());
                m_queue = *wanted;
                m_total = int(wanted->size());
                askNext();
                Q_EMIT changed();
            });
    Q_EMIT changed();
}

void RecordFetch::cancel()
{
    m_queue.clear();
    if (!m_owner)
        return;
    m_owner.release()->deleteLater(); // it may be its own callback that ends it
    Q_EMIT changed();
}

void RecordFetch::fail(const Error &error)
{
    m_error = error;
    cancel();
}

void RecordFetch::askNext()
{
    for (; m_running < atOnce && !m_queue.isEmpty(); ++m_running)
        receive(m_get(m_queue.takeFirst(), m_owner.get()), [this](const Result<Activation> &read) { finish(read); });
    if (m_running == 0)
        cancel(); // all is done
}

void RecordFetch::finish(const Result<Activation> &read)
{
    if (read)
        return keep(*read);
    if (read.error().kind != Error::Kind::NotFound)
        return fail(read.error());
    ++m_missing;
    count();
}

void RecordFetch::keep(const Activation &record)
{
    Q_EMIT came(std::make_shared<const QList<openwhisk::ActivationSummary>>(1, record.summary));
    receive(m_store.keepRecord(m_profileId, seenOf(record.summary), record.document),
            [this](const Result<Done> &kept) {
                if (!kept)
                    return fail(kept.error());
                count();
            });
}

void RecordFetch::count()
{
    ++m_done;
    --m_running;
    askNext();
    Q_EMIT changed();
}
