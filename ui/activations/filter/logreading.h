#pragma once

#include "core/insight/activationquery.h"
#include "core/openwhisk/operations.h"

#include <QObject>

#include <memory>

class RecordFetch;

namespace history {
class ActivationStore;
}
namespace openwhisk {
class Session;
}

/// Reads results and logs of activations that were only seen in lists, so that they are searched: of those that a filter
/// shows, the newest first, some hundred at a time; it can be stopped.
class LogReading : public QObject {
    Q_OBJECT
public:
    LogReading(openwhisk::Session &session, history::ActivationStore *store, QObject *parent = nullptr);
    ~LogReading() override;

    void start(const insight::ActivationTable::Ptr &table, insight::ActivationFilter filter); ///< its text does not count
    void stop();
    bool running() const;
    QString words() const; ///< how far it is, or how it ended

Q_SIGNALS:
    void changed();
    void finished(); ///< there is more to find
    void came(const openwhisk::List<openwhisk::ActivationSummary> &rows);

private:
    void choose(const QStringList &ids);
    void fetchChanged();

    history::ActivationStore *m_store;
    QString m_profileId;
    std::unique_ptr<QObject> m_looking; ///< for what is not held yet
    RecordFetch *m_fetch = nullptr;     ///< none without a store
    bool m_fetching = false;
    QString m_outcome;
};
