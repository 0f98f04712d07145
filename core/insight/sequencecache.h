#pragma once

#include "core/openwhisk/sequence.h"
#include "core/openwhisk/session.h"

#include <QPointer>
#include <QSet>

namespace insight {

/// The components of a session's sequences. No list says them, so each costs a GET: read once for a version, two at a
/// time, so that other requests find a connection. Lives as long as its parent.
class SequenceCache : public QObject {
    Q_OBJECT
public:
    explicit SequenceCache(openwhisk::Session &session, QObject *parent = nullptr);
    ~SequenceCache() override;

    /// Reads what is new since the last time. Calls done() when all of the list is known, or could not be read.
    void load();
    bool complete() const; ///< all sequences of the list are known, or could not be read
    qsizetype known() const { return m_components.size() + m_failed.size(); }
    qsizetype wanted() const { return m_wanted; }
    const QHash<openwhisk::EntityName, QStringList> &components() const { return m_components; }
    QList<openwhisk::EntityName> unreadable() const { return m_failed.values(); }
    /// The same by names, for countSequence().
    openwhisk::SequenceMap map() const;
    const std::optional<Error> &error() const { return m_error; } ///< of what could not be read, the last one

Q_SIGNALS:
    void changed();

private:
    void collect();
    void askNext();
    void take(const openwhisk::ActionSummary &row, const Result<openwhisk::Action> &read);

    QPointer<openwhisk::Session> m_session;
    QHash<openwhisk::EntityName, QStringList> m_components;
    QHash<openwhisk::EntityName, QString> m_versions; ///< version and time of what is known
    QSet<openwhisk::EntityName> m_failed;
    QSet<openwhisk::EntityName> m_asking;
    QList<openwhisk::ActionSummary> m_queue;
    std::optional<Error> m_error;
    qsizetype m_wanted = 0;
    bool m_loading = false;
};

/// The one of a session: what one page has read is there for the next.
SequenceCache &sequencesOf(openwhisk::Session &session);

} // namespace insight
