#include "ui/activations/activationcolumns.h"

#include "ui/activations/activationtexts.h"
#include "ui/widgets/tables.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QTableView>

#include <array>

using namespace Qt::StringLiterals;
using openwhisk::ActivationSummary;
using Row = ActivationSummary;

namespace {

constexpr std::array fullWidths{120, 150, 144, 86, 118, 88};
constexpr int leastWidth = 84; ///< a name shall be readable
constexpr std::array liveWidths{120, 220, 160, 96, 110, 120};

QString tr(const char *text)
{
    return QCoreApplication::translate("ActivationColumns", text);
}

QString keyOf(const Row &row)
{
    return row.id;
}

QVariant mono(int role)
{
    if (role == Qt::FontRole)
        return theme::current().mono;
    return role == Qt::ForegroundRole ? QVariant(theme::current().textMuted) : QVariant();
}

QVariant muted(int role)
{
    return role == Qt::ForegroundRole ? QVariant(theme::current().textMuted) : QVariant();
}

Column<Row> startedColumn(const QString &title)
{
    return {.title = title,
            .value = [](const Row &row) { return QVariant(row.start); },
            .text = [](const Row &row) { return timeText(row.start); },
            .toolTip = [](const Row &row) { return timeText(row.start, timesInUtc(), true) + u' ' + zoneText(row.start); },
            .extra = [](const Row &, int role) { return mono(role); }};
}

Column<Row> actionColumn()
{
    return {.title = tr("Action"),
            .value = [](const Row &row) { return QVariant(row.name.shown()); },
            .toolTip = [](const Row &row) { return row.name.full(); }};
}

Column<Row> statusColumn()
{
    return {.title = tr("Status"),
            .value = [](const Row &row) { return QVariant(int(row.status)); },
            .text = activationtexts::status,
            .extra = [](const Row &row, int role) {
                return role == widgets::ToneRole ? QVariant(int(activationtexts::tone(row))) : QVariant();
            }};
}

Column<Row> durationColumn()
{
    return {.title = tr("Duration"),
            .value = [](const Row &row) { return QVariant(row.durationMs.value_or(-1)); },
            .text = activationtexts::duration,
            .alignment = Qt::AlignRight | Qt::AlignVCenter};
}

Column<Row> phasesColumn()
{
    return {.title = tr("wait · init · run"),
            .value = [](const Row &row) { return QVariant(row.waitMs.value_or(-1)); },
            .text = [](const Row &) { return QString(); },
            .toolTip = [](const Row &row) {
                return activationtexts::hasPhases(row) ? phasesText(activationtexts::phases(row)) : QString();
            },
            .extra = [](const Row &row, int role) {
                const bool wanted = role == widgets::PhasesRole && activationtexts::hasPhases(row);
                return wanted ? QVariant::fromValue(activationtexts::phases(row)) : QVariant();
            }};
}

Column<Row> idColumn()
{
    return {.title = tr("Activation"),
            .value = [](const Row &row) { return QVariant(row.id); },
            .text = [](const Row &row) { return shortId(row.id); },
            .toolTip = keyOf,
            .extra = [](const Row &, int role) { return mono(role); }};
}

Column<Row> coldColumn()
{
    return {.title = tr("Start"),
            .value = [](const Row &row) { return QVariant(row.initMs.value_or(-1)); },
            .text = [](const Row &row) { return row.initMs ? tr("cold start") : QString(); },
            .extra = [](const Row &, int role) {
                return role == widgets::ToneRole ? QVariant(int(Chip::Tone::Violet)) : QVariant();
            }};
}

Column<Row> kindColumn()
{
    return {.title = tr("Kind"),
            .value = [](const Row &row) { return QVariant(row.kind); },
            .text = [](const Row &row) { return row.kind.isEmpty() ? tr("trigger") : activationtexts::kind(row.kind); },
            .extra = [](const Row &, int role) { return muted(role); }};
}

template<size_t N> void setWidths(QTableView *table, const std::array<int, N> &widths, int stretched)
{
    for (size_t i = 0; i < N; ++i)
        table->setColumnWidth(int(i), widths.at(i));
    table->horizontalHeader()->setStretchLastSection(false);
    table->horizontalHeader()->setSectionResizeMode(stretched, QHeaderView::Stretch);
}

} // namespace

QList<Column<Row>> activationcolumns::full()
{
    return {startedColumn(tr("Started")), actionColumn(), statusColumn(), durationColumn(), phasesColumn(), idColumn()};
}

ActivationModel *activationcolumns::makeLive(QObject *parent)
{
    return new ActivationModel(
        {startedColumn(tr("Time")), actionColumn(), statusColumn(), durationColumn(), coldColumn(), kindColumn()}, keyOf,
        parent);
}

void activationcolumns::setUpFull(QTableView *table)
{
    setUpTable(table);
    table->setItemDelegateForColumn(Status, new ChipDelegate(table));
    table->setItemDelegateForColumn(PhaseBars, new PhaseDelegate(table));
    table->horizontalHeader()->setMinimumSectionSize(leastWidth);
    setWidths(table, fullWidths, Action);
}

void activationcolumns::setUpLive(QTableView *table)
{
    setUpTable(table);
    table->setItemDelegateForColumn(LiveStatus, new ChipDelegate(table));
    table->setItemDelegateForColumn(Start, new ChipDelegate(table));
    setWidths(table, liveWidths, LiveAction);
}
