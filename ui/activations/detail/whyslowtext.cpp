#include "ui/activations/detail/whyslowtext.h"

#include "ui/widgets/timetext.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

using namespace Qt::StringLiterals;
using insight::Phase;
using insight::PhaseJudgement;
using insight::Verdict;
using insight::WhySlow;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("WhySlow", text);
}

const PhaseJudgement &judged(const WhySlow &why, Phase phase)
{
    static const PhaseJudgement none;
    const auto found = std::find_if(why.phases.cbegin(), why.phases.cend(), [&](const auto &one) { return one.phase == phase; });
    return found == why.phases.cend() ? none : *found;
}

QString took(const WhySlow &why, Phase phase)
{
    return durationText(double(judged(why, phase).ms.value_or(0)));
}

bool isSlow(const WhySlow &why, Phase phase)
{
    return judged(why, phase).verdict == Verdict::Slow;
}

/// What the platform did before the function ran.
QString before(const WhySlow &why)
{
    const bool waited = isSlow(why, Phase::Wait);
    const QString wait = tr("It waited %1 for a container").arg(took(why, Phase::Wait));
    if (waited && why.cold)
        return wait + (isSlow(why, Phase::Init) ? tr(", then its cold start took %1, longer than usual.").arg(took(why, Phase::Init))
                                                : tr(", then started cold."));
    if (waited)
        return wait + u'.';
    if (!why.cold)
        return {};
    if (isSlow(why, Phase::Init))
        return tr("Its cold start took %1, longer than usual.").arg(took(why, Phase::Init));
    return why.coldIsRare ? tr("It started cold (%1), as few of its runs do.").arg(took(why, Phase::Init))
                          : tr("It started cold (%1).").arg(took(why, Phase::Init));
}

QString itself(const WhySlow &why)
{
    if (why.timedOut)
        return tr("The function was ended by its time limit after %1.").arg(took(why, Phase::Run));
    if (isSlow(why, Phase::Run)) {
        const PhaseJudgement &run = judged(why, Phase::Run);
        return tr("The function itself took %1; 95 % of its runs take at most %2.")
            .arg(durationText(double(run.ms.value_or(0))), durationText(double(run.usual.p95)));
    }
    return why.runAsUsual ? tr("The function itself was as fast as ever.") : QString();
}

} // namespace

QString whyslowtext::sentence(const WhySlow &why)
{
    if (!why.comparable && !why.timedOut)
        return why.cold ? tr("It started cold (%1). Too few runs of it are known here to say what is usual.").arg(took(why, Phase::Init))
                        : tr("Too few runs of it are known here to say what is usual.");
    if (!why.slow && !why.timedOut && !why.cold)
        return tr("As fast as ever.");
    const QString first = before(why), second = itself(why);
    return first.isEmpty() || second.isEmpty() ? first + second : first + u' ' + second;
}

bool whyslowtext::isGrave(const WhySlow &why)
{
    return why.timedOut || (why.comparable && why.slow);
}

QString whyslowtext::phase(Phase phase)
{
    return phase == Phase::Wait ? tr("wait") : phase == Phase::Init ? tr("init") : tr("run");
}

QString whyslowtext::usual(const PhaseJudgement &judged)
{
    if (judged.usual.count == 0)
        return u"–"_s;
    return tr("%1, %2 ms").arg(countText(judged.usual.p50), countText(judged.usual.p95));
}

QString whyslowtext::share(double share)
{
    return QLocale::c().toString(share * 100, 'f', 1) + u" %"_s;
}

QString whyslowtext::basis(const insight::Usual &usual)
{
    const QString runs = usual.runs == 1 ? tr("1 run") : tr("%1 runs").arg(countText(usual.runs));
    const QString version = usual.version.isEmpty() ? tr("all versions") : u'v' + usual.version;
    return usual.lastHour ? tr("%1, last hour: %2").arg(version, runs) : tr("%1: %2").arg(version, runs);
}

whyslowtext::Judgement whyslowtext::judgement(const PhaseJudgement &judged)
{
    switch (judged.verdict) {
    case Verdict::Usual:
        return {tr("usual"), Chip::Tone::Success};
    case Verdict::Slow: {
        const int decimals = judged.factor < 10 ? 1 : 0;
        const Chip::Tone tone = judged.factor >= 2 ? Chip::Tone::Error : Chip::Tone::Warning;
        return {judged.factor > 0 ? tr("%1 × p95").arg(QLocale(QLocale::English).toString(judged.factor, 'f', decimals)) : tr("slow"), tone};
    }
    case Verdict::Cold:
        return {tr("cold"), Chip::Tone::Neutral};
    case Verdict::Warm:
        return {tr("warm"), Chip::Tone::Neutral};
    case Verdict::Unknown:
        break;
    }
    return {};
}
