#include "ui/activations/groups/groupcolumns.h"

#include "ui/activations/chart/statsline.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using insight::Percentiles;

namespace {

constexpr Qt::Alignment atRight = Qt::AlignRight | Qt::AlignVCenter;

QString tr(const char *text)
{
    return QCoreApplication::translate("GroupColumns", text);
}

Column<GroupRow> percentile(const QString &title, qint64 Percentiles::*which)
{
    return {.title = title,
            .value = [which](const GroupRow &row) { return QVariant(row.group.totals.duration.count ? row.group.totals.duration.*which : -1); },
            .text = [which](const GroupRow &row) { return millisOrNone(row.group.totals.duration, row.group.totals.duration.*which); },
            .alignment = atRight};
}

Column<GroupRow> errorColumn()
{
    return {.title = tr("Errors"),
            .value = [](const GroupRow &row) { return QVariant(row.group.totals.errorShare()); },
            .text = [](const GroupRow &row) { return shareText(row.group.totals.errors, row.group.totals.count); },
            .alignment = atRight,
            .toolTip = [](const GroupRow &row) { return tr("%1 of %2").arg(countText(row.group.totals.errors), countText(row.group.totals.count)); },
            .extra = [](const GroupRow &row, int role) {
                return role == Qt::ForegroundRole && row.group.totals.errors > 0 ? QVariant(theme::current().error) : QVariant();
            }};
}

Column<GroupRow> coldColumn()
{
    return {.title = tr("Cold starts"),
            .value = [](const GroupRow &row) { return QVariant(row.group.totals.coldShare()); },
            .text = [](const GroupRow &row) { return shareText(row.group.totals.cold, row.group.totals.runs); },
            .alignment = atRight,
            .toolTip = [](const GroupRow &row) { return tr("%1 of %2").arg(countText(row.group.totals.cold), countText(row.group.totals.runs)); }};
}

QColor toneColor(int tone)
{
    const Theme &theme = theme::current();
    return tone > 0 ? theme.success : tone < 0 ? theme.error : theme.textMuted;
}

Column<VersusRow> side(QString versus::Line::*which)
{
    return {.title = {}, .value = [which](const VersusRow &row) { return QVariant(row.line.*which); }, .alignment = atRight};
}

} // namespace

QString groupcolumns::key(const GroupRow &row)
{
    return row.group.name.full() + u' ' + row.group.version;
}

QList<Column<GroupRow>> groupcolumns::groups()
{
    return {{.title = tr("Action"), .value = [](const GroupRow &row) { return QVariant(row.group.name.shown()); }, .toolTip = [](const GroupRow &row) { return row.group.name.full(); }},
            {.title = tr("Version"), .value = [](const GroupRow &row) { return QVariant(row.group.version); }},
            {.title = tr("Activations"), .value = [](const GroupRow &row) { return QVariant(qint64(row.group.totals.count)); }, .text = [](const GroupRow &row) { return countText(row.group.totals.count); }, .alignment = atRight},
            errorColumn(),
            percentile(u"p50"_s, &Percentiles::p50),
            percentile(u"p95"_s, &Percentiles::p95),
            percentile(u"p99"_s, &Percentiles::p99),
            coldColumn()};
}

QList<Column<VersusRow>> groupcolumns::versus()
{
    Column<VersusRow> difference = side(&versus::Line::difference);
    difference.title = tr("Difference");
    difference.extra = [](const VersusRow &row, int role) { return role == Qt::ForegroundRole ? QVariant(toneColor(row.line.tone)) : QVariant(); };
    Column<VersusRow> a = side(&versus::Line::a), b = side(&versus::Line::b);
    a.title = u"A"_s;
    b.title = u"B"_s;
    return {{.title = tr("A against B"), .value = [](const VersusRow &row) { return QVariant(row.line.name); }}, a, b, difference};
}
