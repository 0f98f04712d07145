#include "ui/activations/activationdetail.h"

#include "core/async/deliver.h"
#include "core/async/workers.h"
#include "core/history/activationstore.h"
#include "core/openwhisk/session.h"
#include "ui/activations/activationhead.h"
#include "ui/activations/activationtexts.h"
#include "ui/activations/detail/activationcommands.h"
#include "ui/activations/detail/inputpane.h"
#include "ui/activations/detail/recordlook.h"
#include "ui/activations/trace/tracebox.h"
#include "ui/models/seenactivations.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/timetext.h"

#include <QEvent>
#include <QThreadPool>

using namespace Qt::StringLiterals;
using openwhisk::Activation;

namespace {

constexpr int rowPatienceMs = 20'000; ///< a list may show what its store cannot read yet, a crashed run for 12 s
constexpr int soonMs = 60;            ///< arrow keys that are held shall not ask for every row they pass
constexpr int tickMs = 1000;

} // namespace

ActivationDetail::ActivationDetail(openwhisk::Session &session, QWidget *parent, Shape shape)
    : QWidget(parent), m_session(&session), m_shape(shape)
{
    build();
    m_soon.setSingleShot(true);
    m_soon.setInterval(soonMs);
    m_tick.setInterval(tickMs);
    connect(&m_soon, &QTimer::timeout, this, [this] { request(rowPatienceMs); });
    connect(&m_tick, &QTimer::timeout, this, &ActivationDetail::missing);
    connect(&session, &QObject::destroyed, this, [this] {
        m_soon.stop();
        m_tick.stop();
        m_look = nullptr;
        m_request.reset();
        updateCommands();
        if (m_state->state() == StateView::Loading)
            m_state->showError(Error{Error::Kind::Canceled, tr("The connection was closed."), {}});
    });
    showNothing({});
}

ActivationDetail::~ActivationDetail()
{
    letGo();
}

void ActivationDetail::setSources(const Sources &sources)
{
    m_sources = sources;
    m_input->setHistory(sources.payloads);
    m_commands->setHistory(sources.payloads);
}

/// To free the texts of a large record takes longer than a frame: the last one to hold it is a worker.
void ActivationDetail::letGo()
{
    m_member.reset();
    m_apart.clear();
    if (m_record && m_record->logs.size() > 1000)
        endOnWorker(std::move(*m_record));
    m_record.reset();
}

void ActivationDetail::showNothing(const QString &hint)
{
    m_soon.stop();
    m_tick.stop();
    m_look = nullptr;
    m_request.reset();
    m_summary = {};
    m_shown.clear();
    m_trace->clear();
    letGo();
    m_head->hide();
    m_state->showEmpty(hint, {});
    updateCommands();
}

void ActivationDetail::showSummary(const openwhisk::ActivationSummary &summary)
{
    if (m_summary.id == summary.id) {
        // The row of what is shown came anew: its head may say more now; its record is final.
        m_summary = m_record ? m_record->summary : summary;
        m_head->show(m_summary);
        return;
    }
    m_look = nullptr;
    m_request.reset();
    m_tick.stop();
    m_trace->clear();
    letGo();
    m_summary = summary;
    m_shown = summary.id;
    m_head->show(summary);
    m_state->showLoading(tr("GET …/activations/%1 · gives up after 30 s").arg(shortId(summary.id)));
    updateCommands();
    m_soon.start();
    Q_EMIT changed();
}

void ActivationDetail::showId(const QString &id, int patienceMs)
{
    m_trace->clear();
    letGo();
    m_summary = {};
    m_summary.id = id;
    m_shown = id;
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
    m_tick.stop();
    m_look = nullptr;
    m_request.reset();
    if (!m_session)
        return m_state->showError(Error{Error::Kind::Canceled, tr("The connection was closed."), {}}, m_record.has_value());
    m_request = std::make_unique<QObject>();
    m_state->showLoading(tr("GET …/activations/%1 · gives up after 30 s").arg(shortId(m_summary.id)), m_record.has_value());
    updateCommands();
    m_look = new RecordLook(m_session->client(), m_summary.id, patienceMs, m_request.get());
    connect(m_look, &RecordLook::came, this, [this](const Activation &record) {
        // What was seen whole is searched with its result and logs, past the server's retention.
        if (m_sources.records && m_session)
            m_sources.records->keepRecord(m_session->profileId(), seenOf(record.summary), record.document);
        take(record);
    });
    connect(m_look, &RecordLook::failed, this, &ActivationDetail::failed);
    connect(m_look, &RecordLook::gaveUp, this, [this] { showNotStored(m_look->elapsedMs()); });
    connect(m_look, &RecordLook::missing, this, [this] {
        if (m_tick.isActive())
            return;
        m_state->showLoading(tr("Pending: the server has not stored its record yet · looked for up to %1")
                                 .arg(durationText(m_look->patienceMs())), m_record.has_value());
        m_tick.start();
        missing();
        lookInStore();
    });
    m_look->start();
}

void ActivationDetail::missing()
{
    if (m_look)
        m_head->showPending(m_look->elapsedMs());
}

/// What the server has deleted may have been kept here.
void ActivationDetail::lookInStore()
{
    if (!m_sources.records || !m_session)
        return;
    deliver(m_sources.records->record(m_session->profileId(), m_summary.id), m_request.get(),
            [this](const Result<std::optional<history::KeptActivation>> &kept) {
                const auto record = kept && *kept ? Activation::fromJson((*kept)->document) : Error{};
                if (!record || m_record)
                    return;
                take(*record);
                m_state->showStale(Error{Error::Kind::NotFound,
                                         tr("The server has no record of it any more. This is what was kept here, without secrets."), {}},
                                   timeText((*kept)->keptMs, timesInUtc(), true));
            });
}

void ActivationDetail::take(const Activation &record)
{
    m_tick.stop();
    if (m_look) {
        m_look->disconnect(this);
        m_look = nullptr;
    }
    m_record = record;
    m_summary = record.summary;
    m_shown = m_summary.id;
    fill();
    m_state->showContent();
    updateCommands();
    Q_EMIT changed();
}

void ActivationDetail::failed(const Error &error)
{
    m_tick.stop();
    m_look = nullptr;
    m_head->show(m_summary);
    m_state->showError(error, m_record.has_value());
    updateCommands();
    Q_EMIT changed();
}

void ActivationDetail::showNotStored(qint64 lookedMs)
{
    m_tick.stop();
    m_look = nullptr;
    m_head->show(m_summary);
    const QString what = m_summary.start ? m_summary.name.shown() : shortId(m_summary.id);
    m_state->showNotStored(
        tr("No record of %1 was found.").arg(what),
        tr("Looked for during %1. This server may store only failures, or none; that is set by who runs it and cannot be "
           "seen from here. Records may also be deleted after some time.")
            .arg(durationText(double(std::max<qint64>(1, lookedMs)))));
    m_state->addFact(tr("Known here"), m_summary.start ? tr("name, version, time, status and duration, from the list") : tr("its id"));
    m_state->addFact(tr("Not known"), m_summary.start ? tr("result and logs") : tr("result, logs, duration, whether it failed"));
    updateCommands();
    Q_EMIT changed();
}

void ActivationDetail::updateCommands()
{
    if (m_shown != m_summary.id && m_member)
        return m_commands->setSubject({m_member->summary, m_member, m_input->payload()});
    m_commands->setSubject({m_summary, m_record, m_input->payload()});
    m_openTab ? m_openTab->setEnabled(!m_summary.id.isEmpty() && m_session) : void();
}

QList<QAction *> ActivationDetail::commands() const
{
    return m_commands->all();
}

void ActivationDetail::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    const bool again = event->type() == QEvent::LocaleChange || event->type() == QEvent::PaletteChange;
    if (again && !m_summary.id.isEmpty() && !m_tick.isActive())
        m_head->show(m_summary);
    if (event->type() == QEvent::PaletteChange && m_record)
        fillMember();
}
