#include "ui/editors/savejob.h"

#include "core/async/deliver.h"
#include "core/async/workers.h"
#include "core/history/store.h"
#include "core/openwhisk/ownparameters.h"
#include "core/openwhisk/session.h"

#include <QtConcurrentRun>

using namespace openwhisk;

bool isOutcomeUnknown(const Error &error)
{
    return error.maybeDone || error.kind == Error::Kind::Network || error.kind == Error::Kind::Protocol
        || error.kind == Error::Kind::Server || error.kind == Error::Kind::Canceled;
}

SaveJob::SaveJob(Session &session, history::Store &store, Plan plan, QObject *parent)
    : QObject(parent)
    , m_session(&session)
    , m_store(store)
    , m_plan(std::move(plan))
{
}

bool SaveJob::closed()
{
    if (m_session)
        return false;
    Q_EMIT failed({Error::Kind::Canceled, tr("The connection is closed."), {}});
    return true;
}

void SaveJob::start()
{
    if (closed())
        return;
    if (!m_plan.reviewed)
        return write(0); // without overwrite the server itself refuses when there is one
    Q_EMIT progressed(tr("Reading the server's copy once more …"));
    deliver(m_plan.kind->readStand(*m_session, m_plan.name, this), this,
            [this](const Result<EntityCopy> &now) { compare(now); });
}

void SaveJob::compare(const Result<EntityCopy> &now)
{
    if (!now)
        return Q_EMIT failed(now.error());
    if (!now->isSameStand(*m_plan.reviewed))
        return Q_EMIT serverChanged();
    keep();
}

void SaveJob::keep()
{
    if (!m_plan.keepVersion)
        return ask();
    deliver(
        m_store.keepVersion(m_plan.key, history::VersionInfo::Reason::Overwritten, keptDocument(*m_plan.reviewed)),
        this, [this](const Result<history::VersionInfo> &kept) {
            if (kept)
                ask();
            else
                Q_EMIT keepFailed(kept.error());
        });
}

void SaveJob::ask()
{
    const auto question = m_plan.kind->question(*m_plan.reviewed, m_plan.after);
    if (!question)
        return write(0);
    if (closed())
        return;
    Q_EMIT progressed(tr("Asking which parameters are its own …"));
    deliver(m_plan.kind->write(*m_session, m_plan.name, *question, Overwrite::Yes, this), this,
            [this](const Result<EntityCopy> &answer) { asked(answer); });
}

void SaveJob::asked(const Result<EntityCopy> &answer)
{
    if (!answer) {
        Error error = answer.error();
        error.message = tr("Nothing of your change was sent: which parameters are its own could not be asked. %1")
                            .arg(error.message);
        error.maybeDone = false; // at most its time of change is another
        return Q_EMIT failed(error);
    }
    EntityCopy server = *answer;
    server.inherited = m_plan.reviewed->inherited;
    server.inheritedFrom = m_plan.reviewed->inheritedFrom;
    const auto parameters = [](const json::Value &edit) { return keyValuesFromJson(edit.value(u"parameters")); };
    m_plan.after.set(u"parameters", toJson(withUnseen(parameters(m_plan.after), parameters(m_plan.reviewed->edit), parameters(server.edit))));
    m_plan.steps = m_plan.kind->updateSteps(server, m_plan.after);
    m_plan.reviewed = server;
    if (m_plan.steps.constFirst().size() > 0)
        return write(0);
    m_answer = server; // the change was there already, hidden behind the package's
    readBack({});
}

void SaveJob::write(qsizetype step)
{
    if (closed())
        return;
    Q_EMIT progressed(tr("Saving …"));
    const Overwrite overwrite = m_plan.reviewed ? Overwrite::Yes : Overwrite::No;
    deliver(m_plan.kind->write(*m_session, m_plan.name, m_plan.steps.at(step), overwrite, this), this,
            [this, step](const Result<EntityCopy> &answer) { written(answer, step); });
}

void SaveJob::written(const Result<EntityCopy> &answer, qsizetype step)
{
    if (answer && step + 1 < m_plan.steps.size())
        return write(step + 1);
    if (answer) {
        m_answer = *answer;
        return readBack({});
    }
    const bool stopped = answer.error().kind == Error::Kind::Canceled && !answer.error().maybeDone && m_session;
    if (isOutcomeUnknown(answer.error()) && !stopped) // stopped before the last byte: nothing was saved
        return readBack(answer.error());
    Error error = answer.error();
    if (step > 0)
        error.message = tr("The first of %1 writes was done, then: %2").arg(m_plan.steps.size()).arg(error.message);
    Q_EMIT failed(error);
}

void SaveJob::look()
{
    readBack(m_lost);
}

void SaveJob::readBack(const Error &lost)
{
    if (closed())
        return;
    m_lost = lost;
    Q_EMIT progressed(m_answer
                          ? tr("Reading back what the server has …")
                          : tr("The connection was lost while saving; it is unknown whether it was saved. Looking …"));
    deliver(m_plan.kind->read(*m_session, m_plan.name, this), this,
            [this, lost](const Result<EntityCopy> &now) { judge(now, lost); });
}

void SaveJob::judge(Result<EntityCopy> now, const Error &lost)
{
    if (!now)
        return judgeWithoutCopy(now.error(), lost);
    if (m_answer)
        now->learnFrom(*m_answer);
    if (!m_answer && m_plan.reviewed && now->isSameStand(*m_plan.reviewed))
        return Q_EMIT notSaved(lost);
    using Judged = std::pair<EntityCopy, QStringList>;
    const auto comparing = QtConcurrent::run(workers(), [kind = m_plan.kind, after = m_plan.after, read = *now]() -> Result<Judged> {
        EntityCopy copy = read;
        copy.edit = sharingTexts(copy.edit, after);
        copy.document = sharingTexts(copy.document, after);
        return Judged{copy, kind->differences(after, copy.edit)};
    });
    deliver(comparing, this, [this, lost](const Result<Judged> &judged) { conclude(judged->first, judged->second, lost); });
}

void SaveJob::conclude(const EntityCopy &now, const QStringList &differences, const Error &lost)
{
    if (m_answer || differences.isEmpty())
        return Q_EMIT saved(now, differences);
    Error other = lost;
    other.message = tr("The connection was lost while saving, and the server now has v%1, which is not what was sent: "
                       "somebody else may have saved. %2")
                        .arg(now.version, differences.constFirst());
    Q_EMIT unknown(other);
}

void SaveJob::judgeWithoutCopy(const Error &error, const Error &lost)
{
    if (m_answer) {
        EntityCopy copy = *m_answer;
        if (m_plan.reviewed) {
            copy.inherited = m_plan.reviewed->inherited;
            copy.inheritedFrom = m_plan.reviewed->inheritedFrom;
        }
        return Q_EMIT saved(copy, {tr("It could not be read back: %1").arg(error.message)});
    }
    if (error.kind == Error::Kind::NotFound)
        return Q_EMIT notSaved(lost);
    Q_EMIT unknown(lost);
}
