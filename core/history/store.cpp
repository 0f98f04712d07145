#include "core/history/store.h"

#include "core/history/database.h"
#include "core/history/drafttable.h"
#include "core/history/payloadtable.h"
#include "core/history/versiontable.h"

#include <QtConcurrentRun>

namespace history {

Store::Store(QString file) : m_database(std::make_shared<Database>(std::move(file)))
{
    m_thread.setMaxThreadCount(1);
    m_thread.setExpiryTimeout(-1); // SQLite's connection belongs to its thread
}

Store::~Store()
{
    m_thread.start([database = m_database] { database->close(); });
    m_thread.waitForDone();
}

/// work(database) on the thread, once the file is open.
template<typename Work> auto Store::run(Work work)
{
    using Answer = std::invoke_result_t<Work, Database &>;
    return QtConcurrent::run(&m_thread, [database = m_database, work = std::move(work)]() -> Answer {
        if (auto opened = database->open(); !opened)
            return opened.error();
        return work(*database);
    });
}

Async<QString> Store::open()
{
    return run([](Database &database) -> Result<QString> { return database.takeNotice(); });
}

Async<Payload> Store::savePayload(const Key &key, const Payload &payload)
{
    return run([key, payload](Database &database) { return storePayload(database, key, payload); });
}

Async<QList<Payload>> Store::payloads(const Key &key)
{
    return run([key](Database &database) { return namedPayloads(database, key); });
}

Async<Done> Store::deletePayload(qint64 id)
{
    return run([id](Database &database) { return removePayload(database, id); });
}

Async<Done> Store::rememberSent(const Key &key, const QString &text)
{
    return run([key, text](Database &database) { return storeSent(database, key, text); });
}

Async<QList<Payload>> Store::recentSent(const Key &key)
{
    return run([key](Database &database) { return sentPayloads(database, key); });
}

Async<Draft> Store::saveDraft(const Draft &draft)
{
    return run([draft](Database &database) { return storeDraft(database, draft); });
}

Async<std::optional<Draft>> Store::draft(const Key &key)
{
    return run([key](Database &database) { return readDraft(database, key); });
}

Async<Done> Store::dropDraft(const Key &key)
{
    return run([key](Database &database) { return removeDraft(database, key); });
}

Async<QList<DraftInfo>> Store::drafts(const QString &profileId)
{
    return run([profileId](Database &database) { return listDrafts(database, profileId); });
}

Async<VersionInfo> Store::keepVersion(const Key &key, VersionInfo::Reason reason, const json::Value &document)
{
    return run([key, reason, document](Database &database) { return storeVersion(database, key, reason, document); });
}

Async<QList<VersionInfo>> Store::versions(const Key &key)
{
    return run([key](Database &database) { return listVersions(database, key); });
}

Async<std::optional<Version>> Store::version(qint64 id)
{
    return run([id](Database &database) { return readVersion(database, id); });
}

} // namespace history
