#include "ui/activations/activationtexts.h"
#include "ui/activations/chart/statsline.h"
#include "ui/activations/filter/filterchoice.h"
#include "ui/widgets/timetext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using filterwords::Part;
using insight::Outcome;

namespace {

constexpr qsizetype namedActions = 2;

QString tr(const char *text, const char *comment = nullptr, int n = -1)
{
    return QCoreApplication::translate("FilterWords", text, comment, n);
}

QString actionsText(const QList<openwhisk::EntityName> &actions)
{
    if (actions.size() > namedActions)
        return tr("%1 actions").arg(actions.size());
    QStringList names;
    for (const auto &name : actions)
        names += filterwords::action(name);
    return names.join(u", "_s);
}

QString kindsText(const QStringList &kinds)
{
    QStringList shown;
    for (const QString &kind : kinds)
        shown += kind.isEmpty() ? tr("trigger") : activationtexts::kind(kind);
    return shown.join(u", "_s);
}

QString outcomesText(const QList<Outcome> &outcomes)
{
    QStringList shown;
    for (const Outcome outcome : outcomes)
        shown += filterwords::outcome(outcome);
    return shown.join(u", "_s);
}

} // namespace

QString filterwords::outcome(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Success: return tr("success");
    case Outcome::ApplicationError: return tr("application error");
    case Outcome::DeveloperError: return tr("developer error");
    case Outcome::InternalError: return tr("internal error");
    case Outcome::TimedOut: return tr("timed out");
    case Outcome::Throttled: return tr("throttled");
    case Outcome::Unknown: break;
    }
    return tr("unknown");
}

QString filterwords::action(const openwhisk::EntityName &name)
{
    return name.name.isEmpty() ? name.package + u"/*"_s : name.shown();
}

QString filterwords::spanName(FilterChoice::Span span)
{
    switch (span) {
    case FilterChoice::Span::Minutes15: return tr("Last 15 min");
    case FilterChoice::Span::Hour: return tr("Last hour");
    case FilterChoice::Span::Hours6: return tr("Last 6 h");
    case FilterChoice::Span::Day: return tr("Last 24 h");
    case FilterChoice::Span::Week: return tr("Last 7 days");
    case FilterChoice::Span::All: return tr("All known");
    case FilterChoice::Span::Custom: break;
    }
    return tr("From … to …");
}

QString filterwords::span(const FilterChoice &choice)
{
    switch (choice.span) {
    case FilterChoice::Span::Minutes15: return tr("last 15 minutes");
    case FilterChoice::Span::Hour: return tr("last hour");
    case FilterChoice::Span::Hours6: return tr("last 6 hours");
    case FilterChoice::Span::Day: return tr("last 24 hours");
    case FilterChoice::Span::Week: return tr("last 7 days");
    case FilterChoice::Span::All: return tr("all known");
    case FilterChoice::Span::Custom: break;
    }
    return spanText(choice.custom);
}

QString filterwords::durations(std::optional<qint64> least, std::optional<qint64> most)
{
    const auto text = [](qint64 ms) { return durationText(double(ms)); };
    if (least && most)
        return tr("%1 to %2").arg(text(*least), text(*most));
    if (least)
        return tr("%1 and more").arg(text(*least));
    return most ? tr("up to %1").arg(text(*most)) : QString();
}

QList<filterwords::Word> filterwords::words(const FilterChoice &choice)
{
    QList<Word> words;
    const auto add = [&](bool wanted, Part part, const QString &text) {
        if (wanted)
            words.append({part, text});
    };
    add(!choice.actions.isEmpty(), Part::Actions, actionsText(choice.actions));
    add(!choice.outcomes.isEmpty(), Part::Outcomes, outcomesText(choice.outcomes));
    add(!choice.kinds.isEmpty(), Part::Kinds, tr("kind: %1").arg(kindsText(choice.kinds)));
    add(!choice.versions.isEmpty(), Part::Versions, tr("version: %1").arg(choice.versions.join(u", "_s)));
    add(choice.coldOnly, Part::Cold, tr("cold starts"));
    add(choice.rootOnly, Part::Root, tr("top level"));
    add(choice.minDurationMs || choice.maxDurationMs, Part::Duration, durations(choice.minDurationMs, choice.maxDurationMs));
    add(!choice.text.simplified().isEmpty(), Part::Text, u'"' + choice.text.simplified() + u'"');
    return words;
}

FilterChoice filterwords::without(FilterChoice choice, Part part)
{
    const FilterChoice none;
    switch (part) {
    case Part::Actions: choice.actions = none.actions; break;
    case Part::Outcomes: choice.outcomes = none.outcomes; break;
    case Part::Kinds: choice.kinds = none.kinds; break;
    case Part::Versions: choice.versions = none.versions; break;
    case Part::Cold: choice.coldOnly = none.coldOnly; break;
    case Part::Root: choice.rootOnly = none.rootOnly; break;
    case Part::Duration: choice.minDurationMs = choice.maxDurationMs = {}; break;
    case Part::Text: choice.text = none.text; break;
    }
    return choice;
}
