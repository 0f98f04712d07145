#pragma once

#include "core/insight/activationquery.h"

#include <QStringList>

/// Two groups of activations against each other, as numbers and in words. Pure.
namespace versus {

struct Line {
    QString name, a, b, difference;
    int tone = 0; ///< of b against a: 1 better, -1 worse, 0 neither
    bool operator==(const Line &) const = default;
};
QList<Line> lines(const insight::ActivationTotals &a, const insight::ActivationTotals &b);
/// "0.0.8 is 23 % slower at p95 and fails 4.1 points less often." Says so when there are too few runs to tell.
QString sentence(const QString &nameA, const insight::ActivationTotals &a, const QString &nameB, const insight::ActivationTotals &b);
/// "orders/checkout 0.0.8"
QString name(const insight::ActivationGroup &group);

} // namespace versus
