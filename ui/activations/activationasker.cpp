#include "ui/activations/activationasker.h"

#include "core/async/workers.h"

#include <QFutureWatcher>
#include <QSet>
#include <QtConcurrentRun>

using Answer = std::shared_ptr<const ActivationAnswer>;

namespace {

std::optional<qint64> tighter(std::optional<qint64> a, std::optional<qint64> b, bool upper)
{
    if (!a || !b)
        return a ? a : b;
    return upper ? std::min(*a, *b) : std::max(*a, *b);
}

insight::ActivationFilter selectedOf(const ActivationQuestion &question)
{
    insight::ActivationFilter filter = question.filter;
    const LatencyRange &range = *question.selected;
    filter.fromMs = tighter(filter.fromMs, range.span.fromMs, false);
    filter.toMs = tighter(filter.toMs, range.span.toMs, true);
    if (range.fromDurationMs > 0)
        filter.minDurationMs = tighter(filter.minDurationMs, range.fromDurationMs, false);
    filter.maxDurationMs = tighter(filter.maxDurationMs, range.toDurationMs, true);
    return filter;
}

/// base is in the order of time.
std::optional<insight::TimeSpan> chartSpan(const ActivationQuestion &question, const insight::ActivationView &base)
{
    if (base.rows.empty() && !question.filter.fromMs)
        return {};
    const auto start = [&](quint32 row) { return base.table->row(row).start; };
    const qint64 to = question.filter.toMs ? *question.filter.toMs : question.nowMs ? *question.nowMs : start(base.rows.front()) + 1;
    const qint64 from = question.filter.fromMs ? *question.filter.fromMs : start(base.rows.back());
    // A clock that is behind does not push its newest rows out.
    const qint64 newest = base.rows.empty() || question.filter.toMs ? to : std::max(to, start(base.rows.front()) + 1);
    return insight::TimeSpan{from, std::max(newest, from + 1)};
}

QStringList kindsOf(const insight::ActivationTable &table)
{
    QSet<QString> kinds;
    for (const insight::ActivationLabel &label : table.labels())
        kinds.insert(label.kind);
    QStringList sorted(kinds.cbegin(), kinds.cend());
    sorted.sort();
    return sorted;
}

void chart(const ActivationQuestion &question, const insight::ActivationView &base, ActivationAnswer *answer, const std::stop_token &stop)
{
    answer->span = chartSpan(question, base);
    if (!answer->span)
        return;
    answer->histogram = insight::histogram(base, *answer->span, question.columns, question.utcOffsetMs, stop);
    if (question.map)
        answer->map = insight::heatMap(base, *answer->span, question.columns, question.utcOffsetMs, stop);
}

} // namespace

Answer answerTo(const ActivationQuestion &question, const insight::ActivationTable::Ptr &table, const std::stop_token &stop)
{
    auto answer = std::make_shared<ActivationAnswer>();
    if (!table)
        return answer;
    answer->known = table->size();
    answer->kinds = kindsOf(*table);
    insight::ActivationView base = insight::query(table, question.filter, {}, stop);
    chart(question, base, answer.get(), stop);
    if (question.selected)
        answer->view = insight::query(table, selectedOf(question), question.order, stop);
    else
        answer->view = question.order == insight::ActivationOrder{} ? std::move(base) : insight::sorted(std::move(base), question.order, stop);
    answer->totals = insight::totals(answer->view, stop);
    if (question.groups)
        answer->groups = insight::groups(answer->view, *question.groups, stop);
    return answer;
}

ActivationAsker::~ActivationAsker()
{
    m_stop.request_stop();
}

void ActivationAsker::ask(const ActivationQuestion &question, const Table &table)
{
    m_question = question;
    m_table = table;
    m_stop.request_stop();
    start();
}

void ActivationAsker::renew(const ActivationQuestion &question, const Table &table)
{
    m_question = question;
    m_table = table;
    m_busy ? void(m_again = true) : start();
}

void ActivationAsker::start()
{
    m_stop = {};
    m_busy = true;
    m_again = false;
    auto *watcher = new QFutureWatcher<Answer>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, stop = m_stop] {
        watcher->deleteLater();
        if (stop.stop_requested())
            return;
        m_busy = false;
        Q_EMIT answered(watcher->future().resultAt(0));
        if (m_again && !m_busy)
            start();
    });
    watcher->setFuture(QtConcurrent::run(workers(), [question = m_question, table = m_table, stop = m_stop.get_token()] {
        return answerTo(question, table, stop);
    }));
}
