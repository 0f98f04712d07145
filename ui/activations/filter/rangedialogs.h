#pragma once

#include "core/insight/histogram.h"

#include <QDialog>

#include <functional>

/// Small questions of the filter; each opens, does not block, and tells when it was answered with yes.
namespace rangedialogs {

void askSpan(QWidget *parent, const insight::TimeSpan &now, std::function<void(const insight::TimeSpan &)> chosen);

struct Durations {
    std::optional<qint64> least, most; ///< ms
};
void askDurations(QWidget *parent, const Durations &now, std::function<void(const Durations &)> chosen);

void askName(QWidget *parent, const QString &title, const QString &label, std::function<void(const QString &)> chosen);

/// "250", "250 ms", "1.5 s", "2 min"; empty for anything else.
std::optional<qint64> durationFrom(const QString &text);

} // namespace rangedialogs
