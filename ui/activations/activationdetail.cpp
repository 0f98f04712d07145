#include "ui/activations/activationdetail.h"

#include "core/async/deliver.h"
#include "core/json/text.h"
#include "core/openwhisk/session.h"
#include "ui/activations/activationhead.h"
#include "ui/activations/activationtexts.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/logview.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/timetext.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QPushButton>
#include <QTabWidget>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;
using openwhisk::Activation;

namespace {

constexpr int rowPatienceMs = 5000;  ///< a list may show what its store cannot read yet
constexpr int soonMs = 60;           ///< arrow keys that are held shall not ask for every row they pass
constexpr qsizetype workerFrom = 2000; ///< log lines

} // namespace

ActivationDetail::ActivationDetail(openwhisk::Session &session, QWidget *parent) : QWidget(parent), m_session(&session)
{
    build();
    m_soon.setSingleShot(true);
    m_soon.setInterval(soonMs);
    connect(&m_soon, &QTimer::timeout, this, [this] { request(rowPatienceMs); });
    connect(&session, &QObject::destroyed, this, [this] {
        m_soon.stop();
        m_request.reset();
        updateButtons();
        if (m_state->state() == StateView::Loading)
            m_state->showError(Error{Error::Kind::Canceled, tr("The connection was closed."), {}});
    });
    showNothing({});
}

ActivationDetail::~ActivationDetail() = default;

void ActivationDetail::showNothing(const QString &hint)
{
    m_soon.stop();
    m_request.reset();
    m_summary = {};
    m_record.reset();
    m_head->hide();
    m_state->showEmpty(hint, {});
    updateButtons();
}

void ActivationDetail::showSummary(const openwhisk::ActivationSummary &summary)
{
    if (m_summary.id == summary.id) {
        // The row of what is shown came anew: its head may say more now; its record is final.
        m_summary = m_record ? m_record->summary : summary;
        m_head->show(m_summary);
        return;
    }
    m_request.reset();
    m_record.reset();
    m_summary = summary;
    m_head->show(summary);
    m_state->showLoading(tr("GET …/activations/%1 · gives up after 30 s").arg(shortId(summary.id)));
    updateButtons();
    m_soon.start();
    Q_EMIT changed();
}

void ActivationDetail::showId(const QString &id, int patienceMs)
{
    m_summary = {};
    m_summary.id = id;
    m_record.reset();
    m_head->show(m_summary);
    request(patienceMs);
}

void ActivationDetail::reload()
{
    if (!m_summary.id.isEmpty())
        request(rowPatienceMs);
}

void ActivationDetail::request(int patienceMs)
{
    m_soon.stop();
    m_request.reset();
    if (!m_session)
        return m_state->showError(Error{Error::Kind::Canceled, tr("The connection was closed."), {}});
    m_request = std::make_unique<QObject>();
    m_state->showLoading(tr("Looking for the record of %1 · gives up after %2 s").arg(shortId(m_summary.id)).arg(patienceMs / 1000 + 30),
                         m_record.has_value());
    updateButtons();
    deliver(openwhisk::awaitActivation(m_session->client(), m_summary.id, patienceMs, m_request.get()), m_request.get(),
            [this, patienceMs](const Result<Activation> &answer) { take(answer, patienceMs); });
}

void ActivationDetail::take(const Result<Activation> &answer, int patienceMs)
{
    if (answer) {
        m_record = *answer;
        m_summary = m_record->summary;
        fill();
        m_state->showContent();
    } else if (answer.error().kind == Error::Kind::NotFound) {
        showNotStored(patienceMs);
    } else {
        m_state->showError(answer.error(), m_record.has_value());
    }
    updateButtons();
    Q_EMIT changed();
}

void ActivationDetail::showNotStored(int patienceMs)
{
    const QString what = m_summary.start ? m_summary.name.shown() : shortId(m_summary.id);
    m_state->showNotStored(
        tr("No record of %1 was found.").arg(what),
        tr("Looked for during %1. This server may store only failures, or none; that is set by who runs it and cannot be "
           "seen from here. Records may also be deleted after some time.")
            .arg(durationText(patienceMs)));
    m_state->addFact(tr("Known here"), m_summary.start ? tr("name, version, time, status and duration, from the list") : tr("its id"));
    m_state->addFact(tr("Not known"), m_summary.start ? tr("result and logs") : tr("result, logs, duration, whether it failed"));
}

void ActivationDetail::fill()
{
    const Activation &record = *m_record;
    m_head->show(record.summary);
    if (record.hasResult)
        m_result->setDocument(record.result);
    else
        m_result->setMessage(tr("This record has no result."));
    m_annotationModel->setRows(record.annotations);
    m_tabs->setTabText(2, record.annotations.isEmpty() ? tr("Annotations")
                                                       : tr("Annotations %1").arg(record.annotations.size()));
    m_raw->setDocument(record.document);
    if (record.logs.isEmpty())
        askForLogs();
    else
        fillLogs(record.logs);
}

void ActivationDetail::askForLogs()
{
    // Some servers keep logs apart from their records.
    m_tabs->setTabText(1, tr("Logs"));
    m_logs->setMessage(tr("Asking for logs …"));
    deliver(openwhisk::getActivationLogs(m_session->client(), m_summary.id, m_request.get()), m_request.get(),
            [this](const Result<QList<openwhisk::LogLine>> &lines) {
                if (!lines)
                    return m_logs->setMessage(lines.error().message);
                m_record->logs = *lines;
                fillLogs(*lines);
            });
}

void ActivationDetail::fillLogs(const QList<openwhisk::LogLine> &lines)
{
    m_tabs->setTabText(1, lines.isEmpty() ? tr("Logs") : tr("Logs %1").arg(countText(lines.size())));
    if (lines.isEmpty())
        return m_logs->setMessage(tr("This run wrote no logs."));
    if (lines.size() < workerFrom)
        return m_logs->setRows(activationtexts::logRows(lines, timesInUtc()));
    m_logs->setMessage(tr("Reading %1 lines …").arg(countText(lines.size())));
    const auto rows = QtConcurrent::run([lines, utc = timesInUtc()] {
        return Result<QList<LogRow>>(activationtexts::logRows(lines, utc));
    });
    deliver(rows, m_request.get(), [this](const Result<QList<LogRow>> &made) { m_logs->setRows(*made); });
}

void ActivationDetail::find()
{
    QWidget *page = m_tabs->currentWidget();
    if (page == m_logs)
        m_logs->find();
    else if (auto *view = qobject_cast<JsonView *>(page))
        view->find();
}

void ActivationDetail::copy(const QString &text, const QString &what)
{
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT notice(tr("%1 copied").arg(what));
}

void ActivationDetail::updateButtons()
{
    const bool some = !m_summary.id.isEmpty();
    m_openAction->setEnabled(some && m_summary.start != 0 && m_session);
    m_openTab->setEnabled(some && m_session);
    m_copy->setEnabled(some);
    for (QAction *command : m_commands) {
        const bool needsRecord = command->property("needsRecord").toBool();
        command->setEnabled(some && (!needsRecord || m_record));
    }
}

void ActivationDetail::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    const bool again = event->type() == QEvent::LocaleChange || event->type() == QEvent::PaletteChange;
    if (!again || m_summary.id.isEmpty())
        return;
    m_head->show(m_summary);
    if (event->type() == QEvent::LocaleChange && m_record && m_request && !m_record->logs.isEmpty())
        fillLogs(m_record->logs);
}
