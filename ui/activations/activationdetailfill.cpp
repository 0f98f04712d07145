#include "ui/activations/activationdetail.h"

#include "core/async/deliver.h"
#include "core/openwhisk/session.h"
#include "ui/activations/activationhead.h"
#include "ui/activations/detail/annotationspane.h"
#include "ui/activations/detail/inputpane.h"
#include "ui/activations/detail/logspane.h"
#include "ui/activations/detail/whyslowbox.h"
#include "ui/activations/trace/tracebox.h"
#include "ui/activations/trace/tracerows.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/timetext.h"

#include <QLabel>
#include <QTabWidget>

using namespace Qt::StringLiterals;
using insight::TraceKind;
using insight::TraceNode;
using insight::TraceState;
using openwhisk::Activation;

namespace {

/// The member whose answer became that of the sequence.
QString answeredBy(const insight::Trace &trace, const QString &sequence)
{
    const qsizetype parent = trace.find(sequence);
    QString name;
    for (qsizetype i = parent + 1; parent >= 0 && i < trace.nodes.size() && trace.nodes.at(i).depth > trace.nodes.at(parent).depth; ++i) {
        const TraceNode &node = trace.nodes.at(i);
        if (node.parent == parent && (node.state == TraceState::Done || node.state == TraceState::Failed))
            name = tracerows::name(node);
    }
    return name;
}

} // namespace

void ActivationDetail::fill()
{
    m_head->show(m_summary);
    const bool fired = insight::isTrigger(*m_record);
    QStringList triggers;
    // A dozen requests are too many for each row that the arrow keys pass.
    if (m_shape == Shape::Page && m_sources.table && !fired && m_summary.cause.isEmpty()) {
        if (const auto table = m_sources.table())
            triggers = insight::triggersBefore(*table, m_summary);
    }
    m_trace->start(*m_record, triggers);
    fillMember();
    traceChanged();
}

const Activation *ActivationDetail::shownRecord()
{
    if (m_shown == m_summary.id)
        return m_record ? &*m_record : nullptr;
    if (!m_member || m_member->summary.id != m_shown)
        m_member = m_trace->record(m_shown);
    return m_member ? &*m_member : nullptr;
}

void ActivationDetail::fillMember()
{
    const Activation *shown = shownRecord();
    if (!shown) {
        m_result->setMessage(tr("Its record is not there yet."));
        m_raw->setMessage(tr("Its record is not there yet."));
        m_annotations->setAnnotations({});
        m_why->clear();
        return;
    }
    if (shown->hasResult)
        m_result->setDocument(shown->result);
    else
        m_result->setMessage(tr("This record has no result."));
    m_raw->setDocument(shown->document);
    m_annotations->setAnnotations(shown->annotations);
    const int count = m_annotations->count();
    if (m_annotationsTitle)
        m_annotationsTitle->setText(tr("ANNOTATIONS OF %1").arg(shown->summary.name.name));
    else
        m_tabs->setTabText(m_tabs->indexOf(m_annotations), count ? tr("Annotations %1").arg(count) : tr("Annotations"));
    m_why->show(shown->summary, m_sources.table ? m_sources.table() : insight::ActivationTable::Ptr());
    m_input->show(m_session ? m_session->profileId() : QString(), shown->summary.id);
    const bool sequence = insight::kindOf(*shown) == TraceKind::Sequence;
    const QString by = sequence ? answeredBy(m_trace->trace(), m_shown) : QString();
    m_origin->setText(by.isEmpty() ? QString() : tr("taken over from %1, as sequences do").arg(by));
    m_origin->setVisible(!by.isEmpty());
}

void ActivationDetail::traceChanged()
{
    if (!m_record)
        return;
    const insight::Trace &trace = m_trace->trace();
    m_trace->setVisible(m_shape == Shape::Page || m_trace->isTree());
    const qsizetype own = trace.find(m_summary.id);
    if (own >= 0 && trace.nodes.at(own).parent >= 0 && !m_summary.cause.isEmpty()) {
        const TraceNode &cause = trace.nodes.at(trace.nodes.at(own).parent);
        m_head->setCause(cause.kind == TraceKind::Sequence ? tr("sequence %1").arg(tracerows::name(cause)) : tracerows::name(cause));
    }
    if (m_shown != m_summary.id && !m_member && m_trace->record(m_shown))
        showMember(m_shown);
    fillLogs();
}

/// Of an activation that started others the logs of all those that ran.
void ActivationDetail::fillLogs()
{
    QList<LogsPane::Part> parts;
    const insight::Trace &trace = m_trace->trace();
    const auto add = [&](const Activation &record, const QString &name) {
        const QString &id = record.summary.id;
        const bool runs = insight::kindOf(record) == TraceKind::Action && !insight::isTrigger(record);
        // The lines of a sequence are the ids of its members, those of a fire its rules: the trace tells both.
        if (!runs && !(insight::isTrigger(record) && id == m_summary.id))
            return;
        LogsPane::Part part{id, name, record.logs.isEmpty() ? m_apart.value(id) : record.logs, tr("This run wrote no logs.")};
        if (part.lines.isEmpty() && !m_apart.contains(id) && runs && (id == m_summary.id || id == m_shown))
            part.note = tr("Asking for logs …");
        parts.append(part);
    };
    for (const TraceNode &node : trace.nodes) {
        const auto record = node.id.isEmpty() ? std::nullopt : node.id == m_summary.id ? m_record : m_trace->record(node.id);
        if (record)
            add(*record, tracerows::name(node));
    }
    if (parts.isEmpty() && m_record)
        add(*m_record, m_summary.name.shown());
    parts.isEmpty() ? m_logs->setMessage(tr("Logs come with its members.")) : m_logs->setParts(parts);
    const Activation *shown = shownRecord();
    if (shown && shown->logs.isEmpty() && insight::kindOf(*shown) == TraceKind::Action && !insight::isTrigger(*shown))
        askForLogs(shown->summary.id);
}

/// Some servers keep logs apart from their records.
void ActivationDetail::askForLogs(const QString &id)
{
    if (!m_session || !m_request || m_apart.contains(id))
        return;
    m_apart.insert(id, {});
    deliver(openwhisk::getActivationLogs(m_session->client(), id, m_request.get()), m_request.get(),
            [this, id](const Result<QList<openwhisk::LogLine>> &lines) {
                if (lines)
                    m_apart.insert(id, *lines);
                else
                    m_apart.insert(id, {{{}, openwhisk::LogLine::Stream::Unmarked, tr("The logs could not be read: %1").arg(lines.error().message)}});
                fillLogs();
            });
}

void ActivationDetail::showMember(const QString &id)
{
    m_shown = id;
    m_member.reset();
    fillMember();
    m_logs->choose(id);
    fillLogs();
    updateCommands();
}
