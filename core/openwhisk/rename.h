#pragma once

#include "core/openwhisk/session.h"

#include <QPointer>
#include <QSet>

namespace openwhisk {

/// Copies or moves an action. OpenWhisk cannot rename: the new one is made and looked at first, then what refers to the
/// old one is changed, and only then the old one is deleted (facts 4.1). Stops at the first failure and says what is
/// where.
struct MovePlan {
    EntityName from;
    EntityName to;
    bool removeOld = false;
    QList<EntityName> rules;     ///< shall point to the new one
    QList<EntityName> sequences; ///< each place of the old one becomes the new one
};

enum class MoveStep { Read, Create, Verify, Rule, Sequence, Delete };
struct MoveItem {
    MoveStep step;
    EntityName name; ///< what is read or written
};
QList<MoveItem> moveItems(const MovePlan &plan);
QString moveText(const MoveItem &item); ///< "Change rule order-to-checkout"
/// Ways to the old action: its own name, and one through each binding of its package in this namespace.
struct MovedWays {
    MovePlan plan;
    QSet<QString> bindings;
    bool leadsHere(const EntityName &used) const;
    /// The new name by the same way, so that a binding's parameters stay; none when that binding does not reach it.
    std::optional<EntityName> moved(const EntityName &used) const;
};
MovedWays movedWays(const MovePlan &plan, const Session &session);

class MoveJob : public QObject {
    Q_OBJECT
public:
    MoveJob(Session &session, MovePlan plan, QObject *parent = nullptr);
    void start();
    void goOn(); ///< after a failure: again from the step that failed
    const QList<MoveItem> &items() const { return m_items; }
    qsizetype done() const { return m_done; } ///< items that are finished
    QString standSentence() const;            ///< what the server has by now, where nothing is under way
    QString leftSentence() const;             ///< the same for a job that is given up while a step is under way
    /// What the old action was, once it is read, its package's parameters left out: for the local history.
    const json::Value &oldDocument() const { return m_kept; }

Q_SIGNALS:
    void advanced();
    void aboutToDelete(); ///< the local history keeps it now; hold() stops for that
    void finished();
    void failed(const Error &error); ///< the sentence says what was done and what was not

public:
    void hold() { m_held = true; }
    void release(); ///< deletes after hold()

private:
    void next();
    void run(const MoveItem &item);
    void read();
    void askOwn();
    void takeOwn(const QList<KeyValue> &own);
    void create();
    void verify();
    void changeRule(const EntityName &rule);
    void changeSequence(const EntityName &sequence);
    void remove();
    void took(const Result<Done> &result);
    void lookFor(const Error &lost);
    Result<QStringList> movedComponents(const QStringList &components) const;
    Error leadsThroughBinding(const EntityName &used) const;

    QPointer<Session> m_session;
    MovePlan m_plan;
    QList<MoveItem> m_items;
    qsizetype m_done = 0;
    std::optional<Action> m_old;
    json::Value m_body;
    json::Value m_kept;
    bool m_held = false;
    bool m_unknown = false; ///< whether the new one was made
};

} // namespace openwhisk
