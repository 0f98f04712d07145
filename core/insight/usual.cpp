#include "core/insight/usual.h"

using namespace openwhisk;

namespace insight {

namespace {

constexpr qint64 hour = 3'600'000;
constexpr quint32 looksAtStop = 0x1fff;

/// Runs of some labels within a span.
struct Runs {
    qsizetype count = 0;
    std::vector<qint32> wait, init, run, failed; ///< failed: run of those that did not succeed
};

bool isSame(const EntityName &a, const EntityName &b)
{
    return a.name == b.name && a.package == b.package
        && (a.ns == b.ns || a.ns == QLatin1String("_") || b.ns == QLatin1String("_"));
}

std::vector<bool> labelsOf(const ActivationTable &table, const EntityName &name, const QString &version)
{
    std::vector<bool> wanted;
    for (const ActivationLabel &label : table.labels())
        wanted.push_back(isSame(label.name, name) && (version.isEmpty() || label.version == version));
    return wanted;
}

Runs collect(const ActivationTable &table, const Usual &span, const ActivationId &not_, const std::stop_token &stop)
{
    Runs runs;
    const auto wanted = labelsOf(table, span.name, span.version);
    table.scan(table.firstNotAfter(span.toMs), table.firstNotAfter(span.fromMs - 1), [&](quint32 index, const ActivationRow &row) {
        if (wanted[row.what] && row.id != not_) {
            ++runs.count;
            if (row.wait >= 0)
                runs.wait.push_back(row.wait);
            if (row.init >= 0)
                runs.init.push_back(row.init);
            if (row.run() >= 0)
                (row.isError() ? runs.failed : runs.run).push_back(row.run());
        }
        return (index & looksAtStop) != 0 || !stop.stop_requested();
    });
    return runs;
}

void finish(Usual &usual, Runs &runs)
{
    usual.runs = runs.count;
    usual.wait = percentilesOf(runs.wait);
    usual.init = percentilesOf(runs.init);
    usual.run = percentilesOf(runs.run.empty() ? runs.failed : runs.run);
}

/// Over p95 by so much that somebody would notice.
bool isSlow(qint64 ms, const Percentiles &usual)
{
    return ms - usual.p95 >= std::max<qint64>(10, usual.p95 / 10);
}

PhaseJudgement judge(Phase phase, const std::optional<qint64> &ms, const Percentiles &usual)
{
    PhaseJudgement result{phase, ms, usual, 0, 0, Verdict::Unknown};
    const bool comparable = usual.count >= enoughRuns;
    if (ms && comparable)
        result.factor = double(*ms) / double(std::max<qint64>(1, usual.p95));
    if (!ms)
        result.verdict = phase == Phase::Init ? Verdict::Warm : Verdict::Unknown;
    else if (comparable && isSlow(*ms, usual))
        result.verdict = Verdict::Slow;
    else if (phase == Phase::Init)
        result.verdict = Verdict::Cold;
    else if (comparable)
        result.verdict = Verdict::Usual;
    return result;
}

/// What a phase took beyond what it takes otherwise; 0 where that is nothing to speak of.
qint64 beyond(const PhaseJudgement &phase, bool coldIsRare)
{
    if (phase.verdict == Verdict::Cold || (phase.verdict == Verdict::Slow && phase.phase == Phase::Init))
        return coldIsRare ? *phase.ms : phase.verdict == Verdict::Slow ? *phase.ms - phase.usual.p50 : 0;
    return phase.verdict == Verdict::Slow ? *phase.ms - phase.usual.p50 : 0;
}

std::optional<qint64> runOf(const ActivationSummary &summary)
{
    if (!summary.durationMs)
        return std::nullopt;
    return std::max<qint64>(0, *summary.durationMs - summary.initMs.value_or(0));
}

void chooseMain(WhySlow &why)
{
    for (const PhaseJudgement &phase : std::as_const(why.phases)) {
        const qint64 cost = beyond(phase, why.coldIsRare);
        if (cost <= why.beyondMs)
            continue;
        why.beyondMs = cost;
        why.main = phase.phase;
    }
    if (!why.main && why.timedOut)
        why.main = Phase::Run;
    why.slow = why.main.has_value();
}

} // namespace

Usual usualOf(const ActivationTable &table, const ActivationSummary &of, const std::stop_token &stop)
{
    const ActivationId self = ActivationId::fromText(of.id);
    Usual usual{of.name, of.version, of.start - hour, of.start, true, 0, {}, {}, {}};
    Runs runs = collect(table, usual, self, stop);
    if (runs.count < enoughRuns) {
        usual.lastHour = false;
        usual.fromMs = table.isEmpty() ? of.start : table.row(table.size() - 1).start;
        usual.toMs = table.isEmpty() ? of.start : table.row(0).start;
        runs = collect(table, usual, self, stop);
    }
    if (runs.count < enoughRuns) {
        usual.version.clear();
        runs = collect(table, usual, self, stop);
    }
    finish(usual, runs);
    return usual;
}

WhySlow whySlow(const ActivationSummary &summary, const Usual &usual)
{
    WhySlow why;
    why.phases = {judge(Phase::Wait, summary.waitMs, usual.wait), judge(Phase::Init, summary.initMs, usual.init),
                  judge(Phase::Run, runOf(summary), usual.run)};
    qint64 total = 0;
    for (const PhaseJudgement &phase : std::as_const(why.phases))
        total += phase.ms.value_or(0);
    for (PhaseJudgement &phase : why.phases)
        phase.share = total > 0 ? double(phase.ms.value_or(0)) / double(total) : 0;
    why.cold = summary.initMs.has_value();
    why.comparable = usual.runs >= enoughRuns;
    why.coldIsRare = why.comparable && usual.init.count * 10 < usual.runs;
    why.timedOut = summary.timedOut;
    why.runAsUsual = why.phases.last().verdict == Verdict::Usual;
    chooseMain(why);
    return why;
}

} // namespace insight
