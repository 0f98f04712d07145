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

/// Writes one entity: reads the server's copy once more, keeps it in the local history, sends the steps, reads back.
/// When the answer is lost it looks instead of guessing, and never writes twice.
class SaveJob : public QObject {
    Q_OBJECT
public:
    struct Plan {
        EntityKindPtr kind;
        openwhisk::EntityName name;
        std::optional<EntityCopy> reviewed; ///< the server's copy that the user saw; none: it shall be new
        json::Value after;
        QList<json::Value> steps;
        history::Key key;
        bool keepVersion = true;
    };
    SaveJob(openwhisk::Session &session, history::Store &store, Plan plan, QObject *parent = nullptr);
    void start();
    void look(); ///< again, after unknown()

Q_SIGNALS:
    void progressed(const QString &text);
    void saved(const EntityCopy &copy, const QStringList &differences);
    void serverChanged(); ///< somebody else saved since the review: nothing was written
    void keepFailed(const Error &error); ///< the old version cannot be kept: nothing was written
    void failed(const Error &error); ///< the server refused: nothing (more) was written
    void notSaved(const Error &error); ///< the answer was lost, and the server has the old version
    void unknown(const Error &error); ///< the answer was lost, and looking failed, too

private:
    void compare(const Result<EntityCopy> &now);
    void keep();
    void ask();
    void asked(const Result<EntityCopy> &answer);
    void write(qsizetype step);
    void written(const Result<EntityCopy> &answer, qsizetype step);
    void readBack(const Error &lost);
    void judge(Result<EntityCopy> now, const Error &lost);
    void conclude(const EntityCopy &now, const QStringList &differences, const Error &lost);
    void judgeWithoutCopy(const Error &error, const Error &lost);
    bool closed();

    QPointer<openwhisk::Session> m_session;
    history::Store &m_store;
    Plan m_plan;
    Error m_lost;
    std::optional<EntityCopy> m_answer; ///< the last step was answered with success
};

/// The outcome of a write that ended so is not known: the request may have arrived.
bool isOutcomeUnknown(const Error &error);
