#include "ui/activations/compare/comparefigures.h"

#include "ui/activations/activationtexts.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/tables.h"
#include "ui/widgets/timetext.h"

#include <QHeaderView>
#include <QLocale>

using namespace Qt::StringLiterals;
using insight::Comparison;
using openwhisk::Activation;

namespace {

constexpr double worthTelling = 1.5; ///< times as long

QString millis(const std::optional<qint64> &ms)
{
    return ms ? millisText(*ms) : u"–"_s;
}

QString startText(const openwhisk::ActivationSummary &summary)
{
    return timeText(summary.start, timesInUtc(), true) + u' ' + zoneText(summary.start);
}

ComparedFact textFact(const QString &name, const QString &a, const QString &b, bool matters = true)
{
    const bool same = a == b;
    if (same && a == u"–"_s)
        return {name, a, b, {}, 0};
    return {name, a, b, same ? CompareFigures::tr("same") : matters ? CompareFigures::tr("differs") : QString(),
            int(same || !matters ? Chip::Tone::Neutral : Chip::Tone::Warning)};
}

ComparedFact figureFact(const QString &name, const Comparison::Figure &figure)
{
    const auto difference = figure.difference();
    const Chip::Tone tone = !difference || *difference == 0 ? Chip::Tone::Neutral
        : *difference > 0                                   ? Chip::Tone::Error
                                                            : Chip::Tone::Success;
    return {name, millis(figure.a), millis(figure.b), differenceText(figure), int(tone)};
}

} // namespace

QString differenceText(const Comparison::Figure &figure)
{
    const auto difference = figure.difference();
    if (!difference)
        return {};
    if (*difference == 0)
        return CompareFigures::tr("same");
    const QString ms = (*difference > 0 ? u"+"_s : u"−"_s) + millisText(std::abs(*difference));
    if (*figure.a <= 0 || *figure.b <= 0)
        return ms;
    const double factor = double(*figure.b) / double(*figure.a);
    const auto times = [](double value) { return QLocale::c().toString(value, 'f', value < 10 ? 1 : 0); };
    if (factor >= worthTelling)
        return CompareFigures::tr("%1 (%2 × as long)").arg(ms, times(factor));
    return factor <= 1 / worthTelling ? CompareFigures::tr("%1 (%2 × as fast)").arg(ms, times(1 / factor)) : ms;
}

QList<ComparedFact> comparedFacts(const Activation &a, const Activation &b, const Comparison &found)
{
    const auto tr = [](const char *text) { return CompareFigures::tr(text); };
    const auto sizeOf = [](const std::optional<qint64> &bytes) { return bytes ? sizeText(*bytes) : u"–"_s; };
    return {textFact(tr("Activation"), shortId(a.summary.id), shortId(b.summary.id), false),
            textFact(tr("Action"), a.summary.name.shown(), b.summary.name.shown()),
            textFact(tr("Version"), a.summary.version, b.summary.version),
            textFact(tr("Kind"), a.summary.kind, b.summary.kind),
            textFact(tr("Status"), activationtexts::status(a.summary), activationtexts::status(b.summary)),
            textFact(tr("Started"), startText(a.summary), startText(b.summary), false),
            figureFact(tr("Wait"), found.wait),
            figureFact(tr("Init"), found.init),
            figureFact(tr("Run"), found.run),
            figureFact(tr("Duration"), found.duration),
            textFact(tr("Size of the answer"), sizeOf(found.size.a), sizeOf(found.size.b)),
            textFact(tr("Log lines"), countText(a.logs.size()), countText(b.logs.size()))};
}

CompareFigures::CompareFigures(QWidget *parent) : QTableView(parent)
{
    Column<ComparedFact> difference{.title = tr("Difference"), .value = [](const ComparedFact &fact) { return QVariant(fact.difference); }};
    difference.extra = [](const ComparedFact &fact, int role) { return role == widgets::ToneRole ? QVariant(fact.tone) : QVariant(); };
    const QList<Column<ComparedFact>> columns{
        {.title = QString(), .value = [](const ComparedFact &fact) { return QVariant(fact.name); }},
        {.title = tr("First"), .value = [](const ComparedFact &fact) { return QVariant(fact.first); }},
        {.title = tr("Second"), .value = [](const ComparedFact &fact) { return QVariant(fact.second); }},
        difference};
    m_model = new TableModel<ComparedFact>(columns, [](const ComparedFact &fact) { return fact.name; }, this);
    setObjectName(u"compareFigures"_s);
    setAccessibleName(tr("What differs"));
    setModel(m_model);
    setUpTable(this);
    setFrameShape(QFrame::NoFrame);
    setItemDelegateForColumn(3, new ChipDelegate(this));
    setColumnWidth(0, 140);
    setColumnWidth(1, 250);
    setColumnWidth(2, 250);
}

void CompareFigures::setFacts(const QList<ComparedFact> &facts)
{
    m_model->setRows(facts);
}
