#include "ui/editors/sequence/sequencerun.h"

#include "core/async/deliver.h"
#include "core/insight/trace.h"
#include "core/json/text.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/runtext.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

constexpr int rowHeight = 22;

RunRow rowOf(const QString &name, const ActivationSummary &summary, qint64 start)
{
    RunRow row{name, true, double(summary.start - start), double(summary.waitMs.value_or(0)),
               double(summary.initMs.value_or(0)), 0, summary.status != ActivationStatus::Success};
    row.run = std::max(0.0, double(summary.durationMs.value_or(0)) - row.init);
    row.from = std::max(0.0, row.from);
    return row;
}

/// Members are told apart by their place, as the same action may come twice.
QString placed(qsizetype i, const QString &component)
{
    return u"%1 %2"_s.arg(i + 1).arg(component.section(u'/', -1));
}

} // namespace

QList<RunRow> runRows(const Activation &whole, const QList<Activation> &records, const QStringList &members)
{
    QList<RunRow> rows{rowOf(whole.summary.name.name, whole.summary, whole.summary.start)};
    // Its duration is the sum of its members'; on the axis of time it lasts from the first to the last.
    rows.first().init = 0;
    rows.first().run = std::max(rows.first().run, double(whole.summary.end.value_or(0) - whole.summary.start));
    const qsizetype count = std::max(members.size(), records.size());
    for (qsizetype i = 0; i < count; ++i) {
        const QString name = i < members.size() ? placed(i, members.at(i)) : placed(i, records.at(i).summary.name.name);
        if (i < records.size())
            rows.append(rowOf(name, records.at(i).summary, whole.summary.start));
        else
            rows.append({name, false});
    }
    return rows;
}

void RunBars::setRows(const QList<RunRow> &rows)
{
    m_rows = rows;
    QStringList texts;
    for (const RunRow &row : rows)
        texts.append(row.reached ? u"%1 %2"_s.arg(row.name, durationText(row.init + row.run)) : tr("%1 not reached").arg(row.name));
    setAccessibleName(texts.join(u", "_s));
    updateGeometry();
    update();
}

QSize RunBars::sizeHint() const
{
    return {240, int(m_rows.size()) * rowHeight};
}

void RunBars::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = theme::current();
    double whole = 1;
    for (const RunRow &row : m_rows)
        whole = std::max(whole, row.from + row.init + row.run);
    int names = 0;
    for (const RunRow &row : m_rows)
        names = std::max(names, fontMetrics().horizontalAdvance(row.name));
    const int left = std::min(names + 24, width() / 2);
    const int room = std::max(40, width() - left - 70);
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const RunRow &row = m_rows.at(i);
        const int top = int(i) * rowHeight;
        painter.setPen(row.reached ? theme.text : theme.textFaint);
        painter.drawText(QRect(i ? 8 : 0, top, left - 12, rowHeight), Qt::AlignVCenter,
                         fontMetrics().elidedText(row.name, Qt::ElideRight, left - 16));
        if (!row.reached) {
            painter.drawText(QRect(left, top, room, rowHeight), Qt::AlignVCenter, tr("not reached"));
            continue;
        }
        const auto x = [&](double ms) { return left + int(ms / whole * room); };
        const auto bar = [&](double from, double length, const QColor &colour) {
            if (length > 0)
                painter.fillRect(QRect(x(from), top + 6, std::max(1, x(from + length) - x(from)), rowHeight - 12), colour);
        };
        bar(row.from, row.init, theme.wait);
        bar(row.from + row.init, row.run, i == 0 ? theme.wait : row.failed ? theme.error : theme.run);
        painter.setPen(theme.textMuted);
        painter.drawText(QRect(width() - 66, top, 66, rowHeight), Qt::AlignRight | Qt::AlignVCenter, durationText(row.init + row.run));
    }
}

SequenceRun::SequenceRun(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(&session)
    , m_status(new Chip({}, Chip::Tone::Neutral, this))
    , m_bars(new RunBars(this))
    , m_handed(new JsonView(this))
    , m_noInput(plainLabel(tr("Its input is not known: records do not have it."), u"muted"_s, this))
    , m_link(makeButton({}, u"openSequenceRun"_s, this, u"link"_s))
{
    build();
}

void SequenceRun::build()
{
    m_bars->setObjectName(u"runBars"_s);
    m_handed->setObjectName(u"handedOn"_s);
    m_handed->setAccessibleName(tr("What each handed on"));
    m_status->setObjectName(u"lastRunStatus"_s);
    m_noInput->setObjectName(u"noInput"_s);
    m_noInput->setWordWrap(true);
    auto *content = new QWidget(this);
    auto *inside = new QVBoxLayout(content);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->addWidget(m_bars);
    inside->addLayout(::rowOf({sectionLabel(tr("What each handed on"), content), nullptr, m_link}));
    inside->addWidget(framed(m_handed), 1);
    inside->addWidget(m_noInput);
    m_state = new StateView(content, this);
    m_state->setObjectName(u"lastRunState"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 10, 0, 0);
    layout->addLayout(::rowOf({sectionLabel(tr("Last run"), this), nullptr, m_status}));
    layout->addWidget(m_state, 1);
    m_status->hide();
    connect(m_state, &StateView::retryRequested, this, &SequenceRun::look);
    connect(m_link, &QPushButton::clicked, this, [this] {
        if (m_whole)
            Q_EMIT openRequested(m_whole->summary.id);
    });
}

void SequenceRun::setSequence(const EntityName &name, const QStringList &members)
{
    const bool other = m_name != name;
    m_name = name;
    m_members = members;
    if (other)
        look();
}

void SequenceRun::look()
{
    if (!m_session || m_name.name.isEmpty())
        return;
    m_request = std::make_unique<QObject>();
    m_state->showLoading(tr("Looking for the last run"), m_whole.has_value());
    deliver(listActivations(m_session->client(), {m_name.shown(), {}, {}, 1, 0}, m_request.get()), m_request.get(),
            [this](const Result<List<ActivationSummary>> &list) { listed(list); });
}

void SequenceRun::listed(const Result<List<ActivationSummary>> &list)
{
    if (!list)
        return m_state->showError(list.error(), m_whole.has_value());
    if ((*list)->isEmpty())
        return m_state->showEmpty(tr("No run is recorded."), tr("Invoke it, then each member's time and result stands here."));
    deliver(getActivation(m_session->client(), (*list)->constFirst().id, m_request.get()), m_request.get(),
            [this](const Result<Activation> &record) { wholeCame(record); });
}

void SequenceRun::showRun(const Activation &record, const QByteArray &payload)
{
    if (insight::kindOf(record) != insight::TraceKind::Sequence)
        return; // the log of any other action is text of its own, and names no runs
    m_inputOf = record.summary.id;
    const auto input = json::parse(payload);
    m_input = input ? *input : json::Value();
    m_request = std::make_unique<QObject>();
    wholeCame(record);
}

void SequenceRun::wholeCame(const Result<Activation> &record)
{
    if (!record)
        return m_state->showError(record.error(), m_whole.has_value());
    m_whole = *record;
    const QStringList ids = insight::startedBy(*m_whole);
    m_open = ids.size();
    m_records = QList<std::optional<Activation>>(m_open);
    show();
    for (qsizetype i = 0; i < ids.size(); ++i)
        deliver(getActivation(m_session->client(), ids.at(i), m_request.get()), m_request.get(),
                [this, i](const Result<Activation> &member) { memberCame(i, member); });
}

void SequenceRun::memberCame(qsizetype place, const Result<Activation> &record)
{
    --m_open;
    if (record)
        m_records[place] = *record;
    if (m_open == 0)
        show();
}

void SequenceRun::show()
{
    QList<Activation> known;
    json::Value handed = json::Value::object();
    const bool inputKnown = m_inputOf == m_whole->summary.id;
    if (inputKnown)
        handed.set(tr("input"), m_input);
    m_noInput->setVisible(!inputKnown);
    for (qsizetype i = 0; i < m_records.size() && m_records.at(i); ++i) {
        known.append(*m_records.at(i));
        const QString component = i < m_members.size() ? m_members.at(i) : known.last().summary.name.name;
        const bool stopped = known.last().summary.status != ActivationStatus::Success;
        handed.set(placed(i, component) + (stopped ? u" · "_s + tr("stopped here") : QString()), known.last().result);
    }
    m_bars->setRows(runRows(*m_whole, known, m_members));
    m_handed->setDocument(handed);
    const StatusText status = statusText(m_whole->summary.status, m_whole->summary.timedOut, m_whole->summary.durationMs);
    m_status->set(status.text, status.tone);
    m_status->show();
    m_link->setText(tr("→ activation %1").arg(shortId(m_whole->summary.id)));
    m_state->showContent();
}
