#include "ui/editors/savejob.h"

#include "core/async/deliver.h"
#include "core/history/store.h"
#include "core/openwhisk/session.h"
#include "ui/editors/actionrebase.h"
#include "ui/editors/keyvaluemodel.h"

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

/// Without what the server sets by itself.
ActionEdit ownWords(ActionEdit edit)
{
    edit.annotations.removeIf([](const KeyValue &item) { return isServerAnnotation(item.key); });
    return edit;
}

/// What was left to the server counts as what it made of it.
ActionEdit asServerKeepsIt(const ActionEdit &sent, const ActionEdit &stored)
{
    ActionEdit edit = ownWords(sent);
    const auto fill = [&](std::optional<qint64> ActionLimits::*member) {
        if (!(edit.limits.*member))
            edit.limits.*member = stored.limits.*member;
    };
    fill(&ActionLimits::timeoutMs);
    fill(&ActionLimits::memoryMb);
    fill(&ActionLimits::logsMb);
    fill(&ActionLimits::concurrency);
    const auto key = u"provide-api-key"_s; // added on creation
    if (!findValue(edit.annotations, key) && findValue(stored.annotations, key))
        edit.annotations.append({key, *findValue(stored.annotations, key), false, {}});
    if (isSequence(edit.exec))
        edit.parameters = stored.parameters; // they are its members, whatever is sent
    return edit;
}

} // namespace

bool isOutcomeUnknown(const Error &error)
{
    return error.maybeDone || error.kind == Error::Kind::Network || error.kind == Error::Kind::Protocol
        || error.kind == Error::Kind::Server || error.kind == Error::Kind::Canceled;
}

QStringList savedDifferences(const ActionEdit &sent, const ActionEdit &stored)
{
    QStringList sentences;
    const QList<ReviewChange> changes = reviewChanges(sent, sent, stored);
    for (const ReviewChange &change : changes) {
        const QString what = areaTitle(change.area) + u", "_s + change.label;
        sentences.append(change.secret ? SaveJob::tr("%1: stored differently").arg(what)
                                       : SaveJob::tr("%1: sent %2, stored %3").arg(what, change.before, change.after));
    }
    return sentences;
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
    deliver(getAction(m_session->client(), m_plan.name, WithCode::No, this), this,
            [this](const Result<Action> &now) { compare(now); });
}

void SaveJob::compare(const Result<Action> &now)
{
    if (!now)
        return Q_EMIT failed(now.error());
    const Action &seen = m_plan.reviewed->action;
    if (now->version != seen.version || now->updated != seen.updated)
        return Q_EMIT serverChanged();
    keep();
}

void SaveJob::keep()
{
    if (!m_plan.keepVersion)
        return write(0);
    deliver(
        m_store.keepVersion(m_plan.key, history::VersionInfo::Reason::Overwritten, m_plan.reviewed->action.document),
        this, [this](const Result<history::VersionInfo> &kept) {
            if (kept)
                write(0);
            else
                Q_EMIT keepFailed(kept.error());
        });
}

void SaveJob::write(qsizetype step)
{
    if (closed())
        return;
    Q_EMIT progressed(tr("Saving …"));
    const Overwrite overwrite = m_plan.reviewed ? Overwrite::Yes : Overwrite::No;
    deliver(putAction(m_session->client(), m_plan.name, m_plan.steps.at(step), overwrite, this, m_session->limits()),
            this, [this, step](const Result<Action> &answer) { written(answer, step); });
}

void SaveJob::written(const Result<Action> &answer, qsizetype step)
{
    if (answer && step + 1 < m_plan.steps.size())
        return write(step + 1);
    if (answer) {
        m_answer = *answer;
        return readBack({});
    }
    if (isOutcomeUnknown(answer.error()))
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
    new ActionLoad(
        m_session->client(), m_plan.name, [this, lost](const Result<LoadedAction> &now) { judge(now, lost); }, this);
}

void SaveJob::judge(const Result<LoadedAction> &now, const Error &lost)
{
    if (!now)
        return judgeWithoutCopy(now.error(), lost);
    const bool old = m_plan.reviewed && now->action.version == m_plan.reviewed->action.version
        && now->action.updated == m_plan.reviewed->action.updated;
    if (!m_answer && old)
        return Q_EMIT notSaved(lost);
    const QStringList differences = savedDifferences(asServerKeepsIt(m_plan.after, now->edit()), ownWords(now->edit()));
    if (m_answer || differences.isEmpty())
        return Q_EMIT saved(*now, differences);
    Error other = lost;
    other.message = tr("The connection was lost while saving, and the server now has v%1, which is not what was sent: "
                       "somebody else may have saved. %2")
                        .arg(now->action.version, differences.constFirst());
    Q_EMIT unknown(other);
}

void SaveJob::judgeWithoutCopy(const Error &error, const Error &lost)
{
    if (m_answer) {
        const QList<KeyValue> ofPackage = m_plan.reviewed ? m_plan.reviewed->ofPackage : QList<KeyValue>();
        return Q_EMIT saved({*m_answer, m_answer->parameters, ofPackage},
                            {tr("It could not be read back: %1").arg(error.message)});
    }
    if (error.kind == Error::Kind::NotFound)
        return Q_EMIT notSaved(lost);
    Q_EMIT unknown(lost);
}
