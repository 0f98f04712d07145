#pragma once

#include "core/insight/histogram.h"
#include "core/json/value.h"

/// What the user wants to see of the activations. Unlike insight::ActivationFilter it stays true as time goes on, and
/// can be kept.
struct FilterChoice {
    enum class Span { Minutes15, Hour, Hours6, Day, Week, All, Custom };

    Span span = Span::Hours6;
    insight::TimeSpan custom; ///< of Span::Custom
    QList<openwhisk::EntityName> actions; ///< any of them; an empty name: the whole package
    QList<insight::Outcome> outcomes;     ///< any of them, in their order
    QStringList kinds;                    ///< any of them; the empty one: triggers
    QStringList versions;                 ///< any of them
    bool coldOnly = false;
    bool rootOnly = false;
    std::optional<qint64> minDurationMs;
    std::optional<qint64> maxDurationMs;
    QString text;

    bool operator==(const FilterChoice &) const = default;
    /// Nothing but the span of time.
    bool passesAll() const { return withoutSpan() == FilterChoice{}; }
    FilterChoice withoutSpan() const;

    insight::ActivationFilter filter(qint64 nowMs) const; ///< now: of the server's clock
    qint64 lengthMs() const; ///< of the spans that move with the time, else 0

    json::Value toJson() const;
    static FilterChoice fromJson(const json::Value &document); ///< what it does not know is left out
};

/// The parts of a choice in words, and how to take one away. Pure.
namespace filterwords {

enum class Part { Actions, Outcomes, Kinds, Versions, Cold, Root, Duration, Text };
struct Word {
    Part part;
    QString text; ///< "status: timed out, application error"
    bool operator==(const Word &) const = default;
};
QList<Word> words(const FilterChoice &choice);
FilterChoice without(FilterChoice choice, Part part);

QString outcome(insight::Outcome outcome);          ///< "application error"
QString span(const FilterChoice &choice);           ///< "last 6 hours", "all known", "Fri 20 Nov 08:00 to 09:30"
QString spanName(FilterChoice::Span span);          ///< for buttons: "Last 6 h"
QString action(const openwhisk::EntityName &name);  ///< "orders/checkout", "orders/*" for a package
QString durations(std::optional<qint64> least, std::optional<qint64> most); ///< "100 ms to 2.0 s", "over 100 ms"

} // namespace filterwords
