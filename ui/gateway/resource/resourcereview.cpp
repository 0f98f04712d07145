#include "ui/gateway/resource/resourcereview.h"

#include "core/async/deliver.h"
#include "core/async/steps.h"
#include "core/gateway/session.h"
#include "ui/gateway/resource/conflictview.h"
#include "ui/gateway/resource/resourcetext.h"
#include "ui/models/target.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/stateview.h"

#include <QLabel>
#include <QPushButton>
#include <QRadioButton>

using namespace Qt::StringLiterals;
using gateway::Saved;

namespace {

QString openText(int open)
{
    return open == 1 ? ResourceReview::tr("1 value is still to be chosen.") : ResourceReview::tr("%1 values are still to be chosen.").arg(open);
}

} // namespace

void ResourceReview::read()
{
    m_server.reset();
    m_answer.reset();
    forgetCheck();
    m_conflict->clear();
    m_conflicts->clear();
    enable();
    gateway::Session *session = m_state.session();
    if (!session)
        return m_view->showError({Error::Kind::Canceled, tr("The connection is closed."), {}});
    if (m_create)
        return compare();
    m_view->showLoading(tr("Reading the gateway's copy of %1").arg(m_state.key().id));
    m_reading = std::make_unique<QObject>();
    deliver(gateway::getDocument(session->client(), session->server(), m_state.key(), m_reading.get()), m_reading.get(),
            [this](const Result<gateway::Document> &document) { readCame(document); });
}

void ResourceReview::readCame(const Result<gateway::Document> &document)
{
    if (document) {
        m_server = *document;
        return compare();
    }
    if (document.error().kind != Error::Kind::NotFound)
        return m_view->showError(document.error());
    Q_EMIT draftWanted();
    Q_EMIT goneMeanwhile();
    reject();
}

void ResourceReview::compare()
{
    ageAnswer();
    const gateway::Session *session = m_state.session();
    review::Question question{m_state.key(), m_create, m_mode == Mode::Compare, m_state.before(), m_mine, {}};
    if (m_server)
        question.server = gateway::sendable(m_state.key(), m_server->value);
    question.way = m_overwriteWay->isChecked() ? review::Way::Overwrite : review::Way::Merge;
    question.choices = m_conflicts->choices();
    question.catalogue = session ? session->catalogue() : nullptr;
    m_comparing = std::make_unique<QObject>();
    const auto work = [question]() -> Result<review::Answer> { return review::answerTo(question); };
    deliver(onPool(work), m_comparing.get(), [this](const Result<review::Answer> &answer) {
        if (answer)
            take(*answer);
    });
}

void ResourceReview::take(const review::Answer &answer)
{
    m_answer = answer;
    m_stale = false;
    m_content->setData(answer.shown);
    m_view->showContent();
    showConflict();
    if (answer.tooMuch)
        m_message->showError(*answer.tooMuch);
    if (answer.tooMuch || answer.open > 0)
        forgetCheck();
    else if (m_mode == Mode::Save && m_asked != answer.after)
        checkBeforehand();
    enable();
}

/// Nothing is saved that differs from what is chosen now.
void ResourceReview::ageAnswer()
{
    m_stale = true;
    enable();
}

void ResourceReview::forgetCheck()
{
    m_asked.reset();
    m_asking.reset();
    m_checking = false;
    m_refused = false;
    m_checkChip->set({}, Chip::Tone::Neutral);
}

void ResourceReview::showConflict()
{
    const bool changed = m_mode == Mode::Save && m_answer->theirs > 0;
    m_ways->setVisible(changed);
    m_conflicts->show(changed ? m_answer->conflicts : QList<json::Conflict>(), m_answer->covered);
    if (!m_mergeWay->isChecked())
        m_conflicts->hide();
    if (!changed)
        return m_conflict->clear();
    m_conflict->show(MessageBar::Kind::Warning,
                     tr("Somebody else changed it after you had opened it: %1. The gateway does not say who.")
                         .arg(m_answer->theirs == 1 ? tr("1 value") : tr("%1 values").arg(m_answer->theirs)));
    m_conflict->addButton(tr("Take theirs, keep mine as a draft"), [this] {
        Q_EMIT theirsWanted();
        reject();
    });
    const auto count = m_answer->conflicts.size();
    m_mergeWay->setText(count == 0 ? tr("Merge: keeps both, nothing to choose") : tr("Merge: keeps both, %1 to choose").arg(count));
    m_overwriteWay->setText(tr("Overwrite with mine: drops %1 of their changes").arg(m_answer->theirs));
}

/// Nothing is stored by it. Where the server cannot, the save itself tells.
void ResourceReview::checkBeforehand()
{
    gateway::Session *session = m_state.session();
    if (!session)
        return;
    m_checking = true;
    m_refused = false;
    m_asked = m_answer->after;
    m_message->clear();
    m_checkChip->set(tr("asking the gateway …"), Chip::Tone::Neutral);
    m_asking = std::make_unique<QObject>();
    deliver(gateway::dryRun(session->client(), session->server(), m_state.key(), m_answer->after, m_asking.get()), m_asking.get(),
            [this](const Result<gateway::DryRun> &result) { checked(result); });
}

void ResourceReview::checked(const Result<gateway::DryRun> &result)
{
    using Depth = gateway::DryRun::Depth;
    m_checking = false;
    if (!result)
        m_checkChip->set(tr("not checked beforehand"), Chip::Tone::Warning);
    else if (result->depth == Depth::None)
        m_checkChip->set(tr("this gateway cannot check it beforehand"), Chip::Tone::Neutral);
    else if (result->complaints.isEmpty())
        m_checkChip->set(result->depth == Depth::Whole ? tr("the gateway would take it") : tr("its members are right, plugins unchecked"),
                         Chip::Tone::Success);
    if (result && !result->complaints.isEmpty()) {
        m_refused = true;
        const gateway::Complaint complaint = result->complaints.first();
        m_checkChip->set(tr("the gateway would refuse it"), Chip::Tone::Error);
        const QString where = complaint.pointer.isEmpty() ? QString() : resource::placeText(complaint.pointer) + u": "_s;
        m_message->show(MessageBar::Kind::Error, tr("The gateway would refuse it. %1%2").arg(where, complaint.words));
        m_message->addButton(tr("Go to the field"), [this, complaint] {
            reject();
            Q_EMIT complained(complaint);
        });
        m_message->addButton(tr("Try to save all the same"), [this] {
            m_refused = false;
            save();
        });
    }
    enable();
}

ResourceSave::Job ResourceReview::job() const
{
    return {m_create ? ResourceSave::How::Create : ResourceSave::How::Save, m_state.key(), m_server, m_answer->after, true};
}

void ResourceReview::save()
{
    if (saveReason().isEmpty())
        startSave(job());
}

void ResourceReview::startSave(const ResourceSave::Job &job)
{
    delete m_save;
    m_job = job;
    m_save = new ResourceSave(m_state, job, this);
    connectSave();
    m_busy = true;
    enable();
    m_save->start();
}

void ResourceReview::connectSave()
{
    connect(m_save, &ResourceSave::progressed, this, [this](const QString &text) { m_message->show(MessageBar::Kind::Info, text); });
    connect(m_save, &ResourceSave::ended, this, &ResourceReview::ended);
    connect(m_save, &ResourceSave::failed, this, &ResourceReview::stop);
    connect(m_save, &ResourceSave::keepFailed, this, [this](const Error &error) {
        stop({error.kind, tr("Nothing was written: what goes cannot be kept in the local history. %1").arg(error.message), error.detail});
        m_message->addButton(tr("Save without keeping it"), [this] {
            ResourceSave::Job again = m_job;
            again.keepVersion = false;
            startSave(again);
        });
    });
    connect(m_save, &ResourceSave::unknown, this, [this](const Error &error) {
        const bool nameless = m_job.key.id.isEmpty();
        stop({error.kind,
              nameless ? tr("It is unknown whether it was created: look at the list before you try again. %1").arg(error.message)
                       : tr("It is unknown whether it was saved. %1").arg(error.message),
              error.detail});
        if (!nameless)
            m_message->addButton(tr("Look again"), [this] {
                m_busy = true;
                enable();
                m_save->look();
            });
    });
}

void ResourceReview::stop(const Error &error)
{
    m_busy = false;
    m_message->showError(error);
    enable();
}

void ResourceReview::ended(const Saved &result)
{
    m_busy = false;
    enable();
    switch (result.state) {
    case Saved::State::Done:
        Q_EMIT saved(result.document, m_create, review::differences(result.document.key, m_save->sent(), result.document.value));
        return accept();
    case Saved::State::Changed:
        m_conflicts->clear();
        m_mergeWay->setChecked(true);
        m_message->show(MessageBar::Kind::Warning,
                        tr("Somebody saved while you looked. Nothing was written; this is the comparison with what the gateway has now."));
        return read();
    case Saved::State::Gone:
        Q_EMIT draftWanted();
        Q_EMIT goneMeanwhile();
        return reject();
    case Saved::State::Exists:
        return alreadyThere(result.document);
    case Saved::State::Refused:
        reject();
        Q_EMIT complained(result.complaint);
        return;
    }
}

void ResourceReview::alreadyThere(const gateway::Document &there)
{
    m_message->show(MessageBar::Kind::Warning, tr("Nothing was written: there is a %1 %2 already.")
                                                   .arg(gateway::singular(there.key.kind), there.key.id));
    m_message->addButton(tr("Open it"), [this, key = there.key] {
        Q_EMIT openRequested(gatewayObject(key));
        reject();
    });
    m_message->addButton(tr("Overwrite it with mine"), [this, there] {
        startSave({ResourceSave::How::Save, there.key, there, m_answer->after, true});
    });
}

QString ResourceReview::saveReason() const
{
    const gateway::Session *session = m_state.session();
    if (!session)
        return tr("The connection is closed.");
    if (session->readOnly())
        return tr("This connection is read-only.");
    if (m_busy)
        return tr("Saving …");
    if (!m_answer || m_stale)
        return tr("It is still being compared.");
    if (m_answer->tooMuch)
        return m_answer->tooMuch->message;
    if (m_answer->open > 0)
        return openText(m_answer->open);
    if (!m_create && m_answer->after == gateway::sendable(m_state.key(), m_server->value))
        return tr("There is nothing to save: the gateway has it as it is here.");
    if (m_checking)
        return tr("The gateway is still checking it.");
    return m_refused ? tr("The gateway would refuse it.") : QString();
}

void ResourceReview::enable()
{
    const int open = m_answer ? m_answer->open : 0;
    m_open->setText(open > 0 ? u"✕ "_s + openText(open) : QString());
    enableOrExplain(m_saveButton, saveReason());
    m_draft->setEnabled(!m_busy);
}
