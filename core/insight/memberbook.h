#pragma once

#include "core/openwhisk/sequence.h"
#include "core/openwhisk/session.h"

#include <QPointer>
#include <QSet>

namespace insight {

/// What is known of actions that a sequence may name: the own ones from the session's list, those behind bindings and of
/// other namespaces by a GET each, two at a time.
class MemberBook : public QObject {
    Q_OBJECT
public:
    explicit MemberBook(openwhisk::Session &session, QObject *parent = nullptr);
    ~MemberBook() override;

    /// Unknown while it is not known yet: what is asked for here is read, and changed() says when it came.
    openwhisk::Member member(const openwhisk::EntityName &name);
    std::optional<openwhisk::Member> known(const openwhisk::EntityName &name) const;
    void forget(); ///< what was read, not the list: it may be another by now

Q_SIGNALS:
    void changed();

private:
    void collect();
    bool isListed(const openwhisk::EntityName &name) const; ///< the list of actions would have it
    void askNext();
    void take(const openwhisk::EntityName &name, const Result<openwhisk::Action> &read);

    QPointer<openwhisk::Session> m_session;
    QHash<openwhisk::EntityName, openwhisk::Member> m_own;
    QHash<openwhisk::EntityName, openwhisk::Member> m_read;
    QSet<QString> m_bindings;
    QList<openwhisk::EntityName> m_queue;
    QSet<openwhisk::EntityName> m_asked;
    int m_running = 0;
};

} // namespace insight
