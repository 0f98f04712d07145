#pragma once

#include "core/async/result.h"
#include "core/history/activations.h"

#include <QThreadPool>

namespace history {

/// The activations that were seen, past the server's retention: each profile in an SQLite file of its own, so that one
/// can be emptied at once. All work is done on one thread, in the order of the calls; several consoles may use the files
/// at once. Secrets are masked before anything is written. Oldest rows go first when the bounds are reached, a few at a
/// time between other calls. A corrupt file is renamed, never deleted, and a new one made.
class ActivationStore {
public:
    explicit ActivationStore(QString folder);
    ~ActivationStore(); ///< what was asked for is done first

    /// Opens now instead of at the first call. A sentence for the window when an old file was set aside, else empty.
    Async<QString> open(const QString &profileId);
    /// From the next writing on.
    void setBounds(const ActivationBounds &bounds);

    /// Rows that are new or changed are written, in one transaction; gives how many. 0 when the profile is switched off.
    Async<qsizetype> keep(const QString &profileId, const QList<SeenActivation> &rows);
    /// The whole record: from then on its result and logs are searched.
    Async<Done> keepRecord(const QString &profileId, const SeenActivation &row, const json::Value &document);

    Async<SeenActivations> rows(const QString &profileId, qsizetype limit);
    Async<std::optional<KeptActivation>> record(const QString &profileId, const QString &id);
    /// Of ids those whose record is not held, in their order.
    Async<QStringList> withoutRecord(const QString &profileId, const QStringList &ids);
    /// Each word (the last one may be the beginning of one, as it is being typed; any may end in *) and each "phrase"
    /// must be in names, result or logs; the names of rows without a record are searched as well.
    Async<ActivationHits> search(const QString &profileId, const QString &text, qsizetype limit);
    Async<ActivationHolding> holding(const QString &profileId);

    /// Kept with the profile's data. What was kept before stays until it is emptied.
    Async<Done> setEnabled(const QString &profileId, bool enabled);
    Async<Done> empty(const QString &profileId);
    Async<Done> forget(const QString &profileId); ///< the profile is gone: its file, too

private:
    class Files;
    template<typename Work> auto run(const QString &profileId, Work work);
    std::shared_ptr<Files> m_files; ///< touched on the thread only, but for its atomics
    QThreadPool m_thread;           ///< of one thread
};

} // namespace history
