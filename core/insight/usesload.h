#pragma once

#include "core/insight/relations.h"
#include "core/insight/sequencecache.h"

namespace insight {

/// Finds out who uses one action, package or trigger, and goes on doing so while the lists change: rules and bindings
/// from the lists at once, status of the rules and members of the sequences as they are read.
class UsesLoad : public QObject {
    Q_OBJECT
public:
    UsesLoad(openwhisk::Session &session, Subject subject, EntityName name, QObject *parent = nullptr);
    ~UsesLoad() override;

    const Uses &uses() const { return m_uses; }
    bool complete() const;  ///< nothing is being read any more
    QString progress() const; ///< "12 of 200 sequences looked at", empty when complete
    std::optional<Error> error() const; ///< why it cannot be complete
    void again();

Q_SIGNALS:
    void changed();

private:
    void update();
    void askNext();
    void askRule(const EntityName &rule);
    void finishRule(const EntityName &rule, const Result<json::Value> &read);

    QPointer<openwhisk::Session> m_session;
    Subject m_subject;
    EntityName m_name;
    Uses m_uses;
    QHash<EntityName, std::optional<bool>> m_active; ///< of the rules that were read
    QSet<EntityName> m_asked;
    QList<EntityName> m_queue;
    std::optional<Error> m_error;
    int m_running = 0;
};

} // namespace insight
