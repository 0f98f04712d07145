#pragma once

#include "core/insight/activationtable.h"
#include "core/insight/percentiles.h"

#include <stop_token>

namespace insight {

/// How long the phases of an action take otherwise.
struct Usual {
    openwhisk::EntityName name;
    QString version;     ///< empty: runs of every version, as there were too few of the one
    qint64 fromMs = 0;   ///< the runs started from here
    qint64 toMs = 0;     ///< to here
    bool lastHour = false; ///< the runs of one hour were enough
    qsizetype runs = 0;
    Percentiles wait;
    Percentiles init;    ///< of cold runs
    Percentiles run;     ///< of those that succeeded, or of all when none did
};
constexpr qsizetype enoughRuns = 5;
/// Over the hour that ends with the activation, or over all that is known when that has too few runs of the version. The
/// activation itself does not count.
Usual usualOf(const ActivationTable &table, const openwhisk::ActivationSummary &of, const std::stop_token &stop = {});

enum class Phase { Wait, Init, Run };
enum class Verdict {
    Usual,   ///< not over the usual p95
    Slow,    ///< over it
    Cold,    ///< init, as long as it always is: slow only because it started cold
    Warm,    ///< no init
    Unknown  ///< nothing to compare with
};
struct PhaseJudgement {
    Phase phase = Phase::Wait;
    std::optional<qint64> ms; ///< of this run
    Percentiles usual;
    double share = 0;         ///< of wait + init + run
    double factor = 0;        ///< ms / p95; 0: unknown
    Verdict verdict = Verdict::Unknown;
};

/// Why a run took long, as data; the screen words it.
struct WhySlow {
    QList<PhaseJudgement> phases; ///< wait, init, run
    bool slow = false;            ///< some phase was over its usual, or it started cold where others do not
    std::optional<Phase> main;    ///< the one that cost most beyond the usual
    qint64 beyondMs = 0;          ///< what main cost beyond its usual p50
    bool cold = false;
    bool coldIsRare = false;      ///< less than a tenth of the runs start cold
    bool timedOut = false;
    bool comparable = false;      ///< enough runs to compare with
    bool runAsUsual = false;      ///< the function itself was as fast as ever
};
WhySlow whySlow(const openwhisk::ActivationSummary &summary, const Usual &usual);

} // namespace insight
