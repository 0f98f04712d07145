#pragma once

#include "core/async/result.h"
#include "core/openwhisk/entities.h"
#include "core/openwhisk/activation.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace history {
class ActivationStore;
}

/// Reads whole records into the local store, so that their results and logs are searched: of failed runs, say. Newest
/// first, a few at a time, not more than a bound; what is held already is not asked for again.
class RecordFetch : public QObject {
    Q_OBJECT
public:
    using Get = std::function<Async<openwhisk::Activation>(const QString &id, QObject *owner)>;
    static constexpr int most = 500; ///< of one call
    static constexpr int atOnce = 2;

    RecordFetch(Get get, history::ActivationStore &store, QString profileId, QObject *parent = nullptr);
    ~RecordFetch() override;

    void start(const QStringList &ids); ///< takes the place of an earlier call
    void cancel();

    bool running() const { return m_owner != nullptr; }
    int total() const { return m_total; } ///< to be read; 0 until it is known
    int done() const { return m_done; }   ///< of them, those that the server has not included
    int missing() const { return m_missing; } ///< the server has no record of them
    const std::optional<Error> &error() const { return m_error; } ///< what ended it early

Q_SIGNALS:
    /// As the record has it: it tells more than a row of a list.
    void came(const openwhisk::List<openwhisk::ActivationSummary> &rows);
    void changed();

private:
    template<typename T, typename Callback> void receive(const Async<T> &future, Callback callback);
    void askNext();
    void finish(const Result<openwhisk::Activation> &read);
    void keep(const openwhisk::Activation &record);
    void count();
    void fail(const Error &error);

    Get m_get;
    history::ActivationStore &m_store;
    QString m_profileId;
    QStringList m_queue;
    std::unique_ptr<QObject> m_owner; ///< of the requests
    std::optional<Error> m_error;
    int m_total = 0;
    int m_done = 0;
    int m_missing = 0;
    int m_running = 0;
};
