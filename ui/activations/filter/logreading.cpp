#include "ui/activations/filter/logreading.h"

#include "core/async/deliver.h"
#include "core/async/workers.h"
#include "core/history/activationstore.h"
#include "core/openwhisk/session.h"
#include "ui/models/recordfetch.h"
#include "ui/widgets/timetext.h"

#include <QPointer>
#include <QtConcurrentRun>

namespace {

constexpr size_t mostLooked = 20'000;

/// For a worker: the newest that pass.
Result<QStringList> idsOf(const insight::ActivationTable::Ptr &table, const insight::ActivationFilter &filter)
{
    const insight::ActivationView view = insight::query(table, filter);
    QStringList ids;
    for (size_t i = 0; i < std::min(mostLooked, view.rows.size()); ++i)
        ids += table->idText(table->row(view.rows[i]).id);
    return ids;
}

RecordFetch::Get getFrom(openwhisk::Session &session)
{
    return [session = QPointer(&session)](const QString &id, QObject *owner) {
        if (session)
            return openwhisk::getActivation(session->client(), id, owner);
        return ready<openwhisk::Activation>(Error{Error::Kind::Canceled, LogReading::tr("The connection was closed."), {}});
    };
}

} // namespace

LogReading::LogReading(openwhisk::Session &session, history::ActivationStore *store, QObject *parent) : QObject(parent), m_store(store), m_profileId(session.profileId())
{
    connect(&session, &QObject::destroyed, this, &LogReading::stop);
    if (!store)
        return;
    m_fetch = new RecordFetch(getFrom(session), *store, m_profileId, this);
    connect(m_fetch, &RecordFetch::came, this, &LogReading::came);
    connect(m_fetch, &RecordFetch::changed, this, &LogReading::fetchChanged);
}

LogReading::~LogReading() = default;

bool LogReading::running() const
{
    return m_looking || m_fetching;
}

void LogReading::start(const insight::ActivationTable::Ptr &table, insight::ActivationFilter filter)
{
    if (!m_fetch || running())
        return;
    filter.text.clear();
    filter.found.reset();
    m_outcome.clear();
    m_looking = std::make_unique<QObject>();
    deliver(QtConcurrent::run(workers(), [table, filter] { return idsOf(table, filter); }), m_looking.get(), [this](const Result<QStringList> &ids) { choose(*ids); });
    Q_EMIT changed();
}

/// Those that are held already need not be read again.
void LogReading::choose(const QStringList &ids)
{
    deliver(m_store->withoutRecord(m_profileId, ids), m_looking.get(), [this](const Result<QStringList> &missing) {
        m_looking.release()->deleteLater(); // not at once: this runs as a child of it
        if (!missing || missing->isEmpty()) {
            m_outcome = missing ? tr("All that is shown was searched.") : missing.error().message;
            return Q_EMIT changed();
        }
        m_fetching = true;
        m_fetch->start(*missing);
    });
}

void LogReading::fetchChanged()
{
    const bool ended = m_fetching && !m_fetch->running();
    if (ended) {
        m_fetching = false;
        m_outcome = m_fetch->error() ? m_fetch->error()->message : QString();
    }
    Q_EMIT changed();
    if (ended && m_fetch->done() > 0)
        Q_EMIT finished();
}

void LogReading::stop()
{
    if (!running())
        return;
    m_looking.reset();
    m_fetching = false;
    if (m_fetch)
        m_fetch->cancel();
    m_outcome = tr("Stopped.");
    Q_EMIT changed();
    Q_EMIT finished();
}

QString LogReading::words() const
{
    if (m_fetching && m_fetch->total() > 0)
        return tr("Reading results and logs: %1 of %2").arg(countText(m_fetch->done()), countText(m_fetch->total()));
    return running() ? tr("Looking for what is not kept yet …") : m_outcome;
}
