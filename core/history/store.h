#pragma once

#include "core/async/result.h"
#include "core/history/records.h"

#include <QThreadPool>

#include <memory>
#include <optional>

namespace history {

constexpr int recentPayloads = 50;                      ///< kept for each action
constexpr int keptInputs = 1000;                        ///< of single activations (target "activation:ID"), for each profile
constexpr int keptVersions = 50;                        ///< kept for each entity
constexpr qint64 keptVersionBytes = 512LL * 1024 * 1024; ///< of all together; the oldest go first

/// Payloads, drafts and earlier versions in a local SQLite file. All work is done on a thread of its own, in the order
/// of the calls; several consoles may use the file at once. Nothing secret gets in (see secrets.h).
/// A corrupt file is renamed, never deleted, and a new one made.
class Store {
public:
    explicit Store(QString file);
    ~Store(); ///< what was asked for is done first

    /// Opens now instead of at the first call. A sentence for the window when an old file was set aside, else empty.
    Async<QString> open();

    /// A payload of the same name is replaced. Gives what was stored (id, leftOut).
    Async<Payload> savePayload(const Key &key, const Payload &payload);
    Async<QList<Payload>> payloads(const Key &key); ///< by name
    Async<Done> deletePayload(qint64 id);

    /// The same text sent again moves to the front.
    Async<Done> rememberSent(const Key &key, const QString &text);
    Async<QList<Payload>> recentSent(const Key &key); ///< newest first

    /// Gives what was stored: leftOut says what to tell the user. An older draft of the key is replaced.
    Async<Draft> saveDraft(const Draft &draft);
    Async<std::optional<Draft>> draft(const Key &key);
    Async<Done> dropDraft(const Key &key);
    Async<QList<DraftInfo>> drafts(const QString &profileId); ///< newest first

    Async<VersionInfo> keepVersion(const Key &key, VersionInfo::Reason reason, const json::Value &document);
    Async<QList<VersionInfo>> versions(const Key &key); ///< newest first; empty target: the whole profile
    Async<std::optional<Version>> version(qint64 id);

private:
    template<typename Work> auto run(Work work);
    std::shared_ptr<class Database> m_database; ///< touched on the thread only
    QThreadPool m_thread;                       ///< of one thread
};

} // namespace history
