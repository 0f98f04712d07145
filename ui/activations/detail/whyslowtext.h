#pragma once

#include "core/insight/usual.h"
#include "ui/widgets/chip.h"

/// "Why slow" in words. Pure.
namespace whyslowtext {

/// "It waited 12.4 s for a container, then started cold. The function itself was as fast as ever."
QString sentence(const insight::WhySlow &why);
bool isGrave(const insight::WhySlow &why); ///< there is something to warn of
QString phase(insight::Phase phase);
QString usual(const insight::PhaseJudgement &judged);  ///< "14, 31 ms", or a dash
QString share(double share);                           ///< "90.6 %"
QString basis(const insight::Usual &usual);            ///< "v0.0.7, last hour: 2,104 runs"
struct Judgement {
    QString text;
    Chip::Tone tone = Chip::Tone::Neutral;
};
Judgement judgement(const insight::PhaseJudgement &judged); ///< "400 × p95", "cold", "usual"

} // namespace whyslowtext
