#include "ui/activations/chart/latencymap.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <cmath>

namespace {

constexpr int usualHeight = 150;
constexpr int leastHeight = 72;
constexpr int scaleWidth = 46;
constexpr double weakest = 0.18; ///< a single run shall be seen, too
constexpr int markSize = 4;

} // namespace

LatencyMap::LatencyMap(QWidget *parent) : ChartPlot(parent), m_cells(new QCPColorMap(xAxis, yAxis)), m_errors(addGraph()), m_band(new QCPItemRect(this))
{
    setObjectName(QStringLiteral("activationHeatMap"));
    setAccessibleName(tr("Activations by time and duration"));
    setAccessibleDescription(tr("Arrow keys choose a time and a duration, Shift with them takes more, Escape clears it."));
    axisRect()->setMargins({scaleWidth, 4, 1, 1});
    yAxis->setVisible(true);
    yAxis->setTickLabels(true);
    m_cells->setInterpolate(false);
    m_cells->setTightBoundary(false);
    m_cells->setDataScaleType(QCPAxis::stLogarithmic);
    m_errors->setLineStyle(QCPGraph::lsNone);
    m_band->setVisible(false);
    recolour();
}

QSize LatencyMap::sizeHint() const
{
    return {400, usualHeight};
}

QSize LatencyMap::minimumSizeHint() const
{
    return {120, leastHeight};
}

void LatencyMap::colour(const Theme &theme)
{
    QCPColorGradient gradient;
    gradient.setColorInterpolation(QCPColorGradient::ciRGB);
    gradient.setColorStops({{0, blended(theme.run, theme.surface, weakest)}, {1, theme.run}});
    gradient.setNanHandling(QCPColorGradient::nhTransparent); // nothing ran
    m_cells->setGradient(gradient);
    m_errors->setScatterStyle({QCPScatterStyle::ssSquare, QPen(theme.surface, 0), theme.error, markSize});
    m_band->setPen(QPen(theme.accent, 1));
    QColor veil = theme.accent;
    veil.setAlphaF(0.14F);
    m_band->setBrush(veil);
    yAxis->setBasePen(QPen(theme.border, 0));
    yAxis->setTickLabelColor(theme.textMuted);
    QFont font = theme.ui;
    font.setPointSizeF(font.pointSizeF() * 0.78);
    yAxis->setTickLabelFont(font);
}

void LatencyMap::setHeatMap(const insight::HeatMap &map)
{
    m_grid = {map.fromMs, map.bucketMs, map.columns};
    m_map = map;
    fill();
    showScale();
    showBand();
}

void LatencyMap::fill()
{
    // Cells are counted from 0; their middle is the coordinate that the map takes.
    const double half = double(m_grid.widthMs) / 2;
    auto *cells = new QCPColorMapData(std::max(1, m_map.columns), std::max(1, m_map.rows),
                                     {double(m_grid.fromMs) + half, double(m_grid.toMs()) - half}, {0.5, double(m_map.rows) - 0.5});
    QVector<double> times, places;
    cells->fill(std::nan(""));
    for (int column = 0; column < m_map.columns; ++column) {
        for (int row = 0; row < m_map.rows; ++row) {
            if (const auto count = m_map.count(column, row); count > 0)
                cells->setCell(column, row, double(count));
            if (m_map.errorCount(column, row) == 0)
                continue;
            times += double(m_grid.start(column)) + half;
            places += row + 0.5;
        }
    }
    m_cells->setData(cells);
    m_cells->setDataRange({1, std::max(2.0, double(m_map.most))});
    m_errors->setData(times, places, true);
    xAxis->setRange(double(m_grid.fromMs), double(m_grid.toMs()));
    yAxis->setRange(0, std::max(1, m_map.rows));
}

/// 1, 10, 100 ms ... at the row in which they begin.
void LatencyMap::showScale()
{
    const auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    qint64 ms = 1;
    for (int row = 0; row < m_map.rows; row += m_map.rowsPerDecade, ms *= 10)
        ticker->addTick(row, ms < 1000 ? tr("%1 ms").arg(ms) : tr("%1 s").arg(ms / 1000));
    yAxis->setTicker(ticker);
    yAxis->setTicks(true);
    yAxis->setTickLength(0, 3);
    yAxis->setSubTicks(false);
}

LatencyMap::Rows LatencyMap::rowsOf(const LatencyRange &range) const
{
    Rows rows{0, std::max(0, m_map.rows - 1)};
    rows.first = std::min(m_map.rowOf(range.fromDurationMs), rows.last);
    if (range.toDurationMs)
        rows.last = std::clamp(m_map.rowOf(*range.toDurationMs), rows.first, rows.last);
    return rows;
}

void LatencyMap::setRange(const std::optional<LatencyRange> &range)
{
    if (m_range == range)
        return;
    m_range = range;
    showBand();
}

void LatencyMap::showBand()
{
    m_band->setVisible(m_range && m_map.rows > 0);
    if (m_band->visible()) {
        const Rows rows = rowsOf(*m_range);
        m_band->topLeft->setCoords(double(m_range->span.fromMs), rows.last + 1);
        m_band->bottomRight->setCoords(double(m_range->span.toMs), rows.first);
    }
    soon();
}

int LatencyMap::rowAt(double y) const
{
    return std::clamp(int(std::floor(yAxis->pixelToCoord(y))), 0, std::max(0, m_map.rows - 1));
}

void LatencyMap::choose(const insight::TimeSpan &span, Rows rows)
{
    const bool endless = rows.last == m_map.rows - 1;
    m_range = LatencyRange{span, m_map.rowFrom(rows.first), endless ? std::nullopt : std::optional(m_map.rowFrom(rows.last + 1) - 1)};
    showBand();
}

void LatencyMap::drag(QPoint from, QPoint to)
{
    const auto span = spanband::dragged(m_grid, xAxis->pixelToCoord(from.x()), xAxis->pixelToCoord(to.x()));
    const auto [low, high] = std::minmax({rowAt(from.y()), rowAt(to.y())});
    if (span && m_map.rows > 0)
        choose(*span, {low, high});
}

void LatencyMap::drop()
{
    if (m_range)
        Q_EMIT rangeChosen(*m_range);
}

void LatencyMap::step(int right, int up, bool extend)
{
    if (m_grid.count == 0 || m_map.rows == 0)
        return;
    const std::optional<insight::TimeSpan> old = m_range ? std::optional(m_range->span) : std::nullopt;
    const auto span = extend ? spanband::extended(m_grid, old, right) : spanband::moved(m_grid, old, right);
    Rows rows = m_range ? rowsOf(*m_range) : Rows{0, m_map.rows - 1};
    const bool all = rows.first == 0 && rows.last == m_map.rows - 1;
    if (up != 0 && all && !extend) // nothing to move yet: one row, from the end that the key comes from
        rows = up > 0 ? Rows{0, 0} : Rows{m_map.rows - 1, m_map.rows - 1};
    else if (extend)
        rows.last = std::clamp(rows.last + up, rows.first, m_map.rows - 1);
    else if (const int step = std::clamp(up, -rows.first, m_map.rows - 1 - rows.last); step != 0)
        rows = {rows.first + step, rows.last + step};
    choose(span, rows);
    Q_EMIT rangeChosen(*m_range);
}

QString LatencyMap::toolTipAt(QPoint at) const
{
    const int column = int(std::floor((xAxis->pixelToCoord(at.x()) - double(m_grid.fromMs)) / double(m_grid.widthMs)));
    if (column < 0 || column >= m_map.columns || m_map.rows == 0)
        return {};
    const int row = rowAt(at.y());
    const qint64 start = m_grid.start(column);
    const QString counts = tr("%1 activations, %2 with errors").arg(countText(m_map.count(column, row)), countText(m_map.errorCount(column, row)));
    return tr("%1 to %2 %3").arg(timeText(start), timeText(start + m_grid.widthMs), zoneText(start)) + u'\n' + durationsText(row) + u'\n' + counts;
}

QString LatencyMap::durationsText(int row) const
{
    const QString from = durationText(double(m_map.rowFrom(row)));
    return row == m_map.rows - 1 ? tr("%1 and more").arg(from) : tr("%1 to %2").arg(from, durationText(double(m_map.rowFrom(row + 1))));
}
