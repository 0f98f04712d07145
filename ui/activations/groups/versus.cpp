#include "ui/activations/groups/versus.h"

#include "ui/activations/chart/statsline.h"
#include "ui/widgets/timetext.h"

#include <QCoreApplication>

#include <cmath>

using namespace Qt::StringLiterals;
using insight::ActivationTotals;
using insight::Percentiles;

namespace {

constexpr qsizetype fewRuns = 20;
constexpr double sameSpeed = 0.05;  ///< below: no difference worth a word
constexpr double sameShare = 0.005;

QString tr(const char *text)
{
    return QCoreApplication::translate("Versus", text);
}

double growth(qint64 a, qint64 b)
{
    return a > 0 ? double(b - a) / double(a) : 0;
}

QString signedText(double value, int decimals)
{
    const QString number = QString::number(std::abs(value), 'f', decimals);
    return (value < 0 ? u"−"_s : u"+"_s) + number;
}

versus::Line duration(const QString &name, const ActivationTotals &a, const ActivationTotals &b, qint64 Percentiles::*which)
{
    const qint64 x = a.duration.*which, y = b.duration.*which;
    versus::Line line{name, millisOrNone(a.duration, x), millisOrNone(b.duration, y), {}, 0};
    if (a.duration.count == 0 || b.duration.count == 0)
        return line;
    const double share = growth(x, y);
    line.difference = x == y ? tr("same") : x == 0 ? u"+"_s + durationText(double(y)) : signedText(share * 100, 0) + u" %"_s;
    line.tone = std::abs(share) < sameSpeed ? 0 : share < 0 ? 1 : -1;
    return line;
}

versus::Line share(const QString &name, qsizetype partA, qsizetype wholeA, qsizetype partB, qsizetype wholeB)
{
    versus::Line line{name, shareText(partA, wholeA), shareText(partB, wholeB), {}, 0};
    if (wholeA == 0 || wholeB == 0)
        return line;
    const double points = double(partB) / double(wholeB) - double(partA) / double(wholeA);
    line.difference = std::abs(points) < sameShare / 10 ? tr("same") : tr("%1 points").arg(signedText(points * 100, 1));
    line.tone = std::abs(points) < sameShare ? 0 : points < 0 ? 1 : -1;
    return line;
}

QString speedWords(const ActivationTotals &a, const ActivationTotals &b)
{
    const double share = growth(a.duration.p95, b.duration.p95);
    if (std::abs(share) < sameSpeed)
        return tr("is as fast at p95");
    const QString percent = QString::number(std::abs(share) * 100, 'f', 0);
    return share > 0 ? tr("is %1 % slower at p95").arg(percent) : tr("is %1 % faster at p95").arg(percent);
}

QString errorWords(const ActivationTotals &a, const ActivationTotals &b)
{
    const double points = b.errorShare() - a.errorShare();
    if (std::abs(points) < sameShare)
        return tr("fails as often");
    const QString text = QString::number(std::abs(points) * 100, 'f', 1);
    return points > 0 ? tr("fails %1 points more often").arg(text) : tr("fails %1 points less often").arg(text);
}

} // namespace

QList<versus::Line> versus::lines(const ActivationTotals &a, const ActivationTotals &b)
{
    return {{tr("Activations"), countText(a.count), countText(b.count), {}, 0},
            share(tr("Errors"), a.errors, a.count, b.errors, b.count),
            duration(u"p50"_s, a, b, &Percentiles::p50),
            duration(u"p95"_s, a, b, &Percentiles::p95),
            duration(u"p99"_s, a, b, &Percentiles::p99),
            share(tr("Cold starts"), a.cold, a.runs, b.cold, b.runs)};
}

QString versus::sentence(const QString &nameA, const ActivationTotals &a, const QString &nameB, const ActivationTotals &b)
{
    if (const auto &few = a.count < b.count ? nameA : nameB; std::min(a.count, b.count) < fewRuns)
        return tr("%1 has too few runs to tell.").arg(few);
    return tr("Against %1, %2 %3 and %4.").arg(nameA, nameB, speedWords(a, b), errorWords(a, b));
}

QString versus::name(const insight::ActivationGroup &group)
{
    return group.version.isEmpty() ? group.name.shown() : group.name.shown() + u' ' + group.version;
}
