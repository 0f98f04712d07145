#pragma once

#include "core/history/records.h"
#include "ui/editors/entity/entitykind.h"

#include <QPointer>

namespace history {
class Store;
}
namespace openwhisk {
class Session;
}

/// Deletes one entity after keeping in the local history what the server has at that moment. When the answer is lost it
/// looks instead of guessing.
class DeleteJob : public QObject {
    Q_OBJECT
public:
    DeleteJob(openwhisk::Session &session, history::Store &store, EntityKindPtr kind, openwhisk::EntityName name,
              history::Key key, QObject *parent = nullptr);
    void start();
    bool wasGone() const { return m_gone; } ///< after deleted(): somebody else had deleted it

Q_SIGNALS:
    void deleted(); ///< it is not there any more
    void failed(const Error &error); ///< it is still there, or nobody knows: the sentence says which

private:
    void keep(const EntityCopy &copy);
    void remove();
    void answered(const Result<Done> &answer);
    void look(const Error &lost);

    QPointer<openwhisk::Session> m_session;
    history::Store &m_store;
    EntityKindPtr m_kind;
    openwhisk::EntityName m_name;
    history::Key m_key;
    bool m_gone = false;
};
