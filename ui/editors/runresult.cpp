#include "ui/editors/runresult.h"

#include "core/async/deliver.h"
#include "core/async/workers.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/runtext.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/recordfile.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/timetext.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>
#include <QtConcurrentRun>

using namespace openwhisk;
using namespace Qt::StringLiterals;

RunResult::RunResult(QWidget *parent)
    : QWidget(parent)
    , m_status(new Chip({}, Chip::Tone::Neutral, this))
    , m_trip(plainLabel({}, u"muted"_s, this))
    , m_phases(new PhaseBar(this))
    , m_view(new JsonView(this))
    , m_mode(makeButton(tr("Raw"), u"resultMode"_s, this, u"link"_s))
    , m_logs(new LogView(this))
    , m_logCount(plainLabel({}, u"muted"_s, this))
    , m_link(makeButton({}, u"openActivation"_s, this, u"link"_s))
    , m_state(new StateView(buildContent(), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 10, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(rowOf({sectionLabel(tr("Result"), this), m_mode, nullptr, m_trip, m_status}));
    layout->addWidget(m_phases);
    layout->addWidget(m_state, 1);
    m_state->setObjectName(u"runState"_s);
    m_status->setObjectName(u"runStatus"_s);
    m_trip->setObjectName(u"roundTrip"_s);
    connect(m_mode, &QPushButton::clicked, this, [this] {
        m_view->setMode(m_view->mode() == JsonView::Tree ? JsonView::Raw : JsonView::Tree);
        m_mode->setText(m_view->mode() == JsonView::Tree ? tr("Raw") : tr("Tree"));
    });
    connect(m_link, &QPushButton::clicked, this, [this] { Q_EMIT openRequested(m_id); });
    connect(m_state, &StateView::retryRequested, this, &RunResult::lookAgainRequested);
    showNothing();
}

QWidget *RunResult::buildContent()
{
    auto *splitter = new QSplitter(Qt::Vertical, this);
    auto *upper = new QWidget(splitter);
    auto *result = new QVBoxLayout(upper);
    result->setContentsMargins(0, 0, 0, 8);
    buildResult(result);
    auto *lower = new QWidget(splitter);
    auto *logs = new QVBoxLayout(lower);
    logs->setContentsMargins(0, 6, 0, 0);
    buildLogs(logs);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    return splitter;
}

void RunResult::buildResult(QVBoxLayout *layout)
{
    m_view->setObjectName(u"result"_s);
    m_view->setAccessibleName(tr("Result"));
    m_phases->setObjectName(u"phases"_s);
    layout->addWidget(framed(m_view));
}

void RunResult::buildLogs(QVBoxLayout *layout)
{
    m_logs->setObjectName(u"logs"_s);
    m_logs->setAccessibleName(tr("Logs"));
    m_logs->setToolsVisible(false);
    m_logCount->setObjectName(u"logCount"_s);
    layout->setSpacing(6);
    layout->addLayout(rowOf({sectionLabel(tr("Logs"), this), nullptr, m_logCount, m_link}));
    layout->addWidget(framed(m_logs), 1);
}

void RunResult::showId(const QString &activationId)
{
    m_id = activationId;
    m_link->setVisible(!activationId.isEmpty());
    m_link->setText(tr("→ activation %1").arg(shortId(activationId)));
    m_link->setToolTip(plainTip(activationId));
}

void RunResult::showTrip(double ms)
{
    m_trip->setText(tr("round trip %1").arg(durationText(ms)));
}

void RunResult::showNothing()
{
    ++m_generation;
    showId({});
    m_status->hide();
    m_phases->hide();
    m_mode->hide();
    m_trip->clear();
    m_logCount->clear();
    m_view->setMessage(tr("Nothing was invoked yet."));
    m_logs->setMessage({});
    m_state->showContent();
}

void RunResult::showRunning(double seconds)
{
    ++m_generation;
    showId({});
    m_resultOf.clear();
    m_phases->hide();
    m_mode->hide();
    m_logCount->clear();
    m_status->set(tr("running"), Chip::Tone::Accent);
    m_status->show();
    m_trip->setText(seconds < 1 ? QString() : durationText(seconds * 1000));
    m_view->setMessage(tr("Running …"));
    m_logs->setMessage({});
    m_state->showContent();
}

void RunResult::showPhases(const ActivationSummary &summary)
{
    const StatusText status = statusText(summary.status, summary.timedOut, summary.durationMs);
    m_status->set(status.text, status.tone);
    m_status->show();
    m_phases->setPhases(phasesOf(summary));
    m_phases->show();
}

void RunResult::showOutcome(const InvokeOutcome &outcome)
{
    showId(outcome.activationId);
    showTrip(outcome.roundTripMs);
    m_mode->show();
    m_view->setDocument(outcome.result);
    m_resultOf = outcome.activationId;
    if (outcome.activation)
        showPhases(outcome.activation->summary);
    else
        m_status->set(outcome.failed ? u"✕ "_s + tr("failed") : u"✓ "_s + tr("success"),
                      outcome.failed ? Chip::Tone::Error : Chip::Tone::Success);
    m_status->show();
    m_logs->setMessage(tr("Waiting for the record with the logs …"));
    m_state->showContent();
}

void RunResult::showPending(const QString &activationId, int seconds)
{
    showId(activationId);
    m_status->set(tr("pending"), Chip::Tone::Warning);
    m_status->show();
    m_trip->setText(tr("looked for %1 s").arg(seconds));
    m_view->setMessage(tr("The server has started it and gave no result yet. Its record is looked for."));
    m_logs->setMessage({});
    m_state->showContent();
}

void RunResult::showRecord(const Activation &record)
{
    showId(record.summary.id);
    showPhases(record.summary);
    m_mode->show();
    if (!record.hasResult)
        m_view->setMessage(tr("The record has no result."));
    else if (m_resultOf != record.summary.id) // what the user has unfolded stays so
        m_view->setDocument(record.result);
    m_state->showContent();
    m_logCount->setText(record.logs.size() == 1 ? tr("1 line") : tr("%1 lines").arg(record.logs.size()));
    if (record.logs.isEmpty())
        return m_logs->setMessage(tr("This run logged nothing."));
    m_logs->setSaveName(recordFile(record.summary.name.shown(), record.summary.id, u"log"_s));
    const int generation = m_generation;
    auto rows = QtConcurrent::run(workers(), [lines = record.logs]() -> Result<QList<LogRow>> { return logRows(lines); });
    deliver(rows, this, [this, generation](const Result<QList<LogRow>> &made) {
        if (made && generation == m_generation)
            m_logs->setRows(*made);
    });
}

void RunResult::showLogsMissing(const QString &text)
{
    m_logs->setMessage(text);
}

void RunResult::showNotStored(const QString &activationId, const QString &text, const QString &known)
{
    showId(activationId);
    m_status->set(tr("not stored"), Chip::Tone::Neutral);
    m_trip->clear();
    m_state->showNotStored(tr("It was started; no record of it was found."), text);
    m_state->addFact(tr("Known here"), known);
    m_state->addFact(tr("Not known"), tr("result, logs, duration, whether it failed"));
}

void RunResult::showStopped(const QString &text)
{
    ++m_generation;
    m_status->hide();
    m_trip->clear();
    m_view->setMessage(text);
}

bool RunResult::find()
{
    const QWidget *focus = QApplication::focusWidget();
    if (focus && m_logs->isAncestorOf(focus))
        m_logs->find();
    else if (focus && m_view->isAncestorOf(focus))
        m_view->find();
    else
        return false;
    return true;
}
