#include "ui/activations/chart/timehistogram.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <cmath>

namespace {

constexpr int usualHeight = 92;
constexpr int leastHeight = 48;
constexpr double headRoom = 1.12;
constexpr double barShare = 0.82;
constexpr double barStrength = 0.58; ///< of the run colour, so that the line stands out

} // namespace

TimeHistogram::TimeHistogram(QWidget *parent) : ChartPlot(parent), m_errors(new QCPBars(xAxis, yAxis)), m_good(new QCPBars(xAxis, yAxis)), m_p95(addGraph(xAxis, yAxis2)), m_band(addBand())
{
    setObjectName(QStringLiteral("activationHistogram"));
    setAccessibleName(tr("Activations over time"));
    setAccessibleDescription(tr("Arrow keys choose a span, Shift with them makes it longer, Escape clears it."));
    m_good->moveAbove(m_errors);
    m_good->setStackingGap(0);
    axisRect()->setMargins({1, 4, 1, 1});
    m_band->topLeft->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_band->bottomRight->setTypeY(QCPItemPosition::ptAxisRectRatio);
    recolour();
}

QSize TimeHistogram::sizeHint() const
{
    return {400, usualHeight};
}

QSize TimeHistogram::minimumSizeHint() const
{
    return {120, leastHeight};
}

void TimeHistogram::colour(const Theme &theme)
{
    m_good->setPen(Qt::NoPen);
    m_good->setBrush(blended(theme.run, theme.surface, barStrength));
    m_errors->setPen(Qt::NoPen);
    m_errors->setBrush(theme.error);
    m_p95->setPen(QPen(theme.init, 1.6));
    m_band->setPen(Qt::NoPen);
    m_band->setBrush(theme.accentSoft);
}

void TimeHistogram::setHistogram(const insight::Histogram &histogram)
{
    m_grid = {histogram.fromMs, histogram.bucketMs, int(histogram.buckets.size())};
    m_histogram = histogram;
    fill();
    showBand();
}

void TimeHistogram::fill()
{
    QVector<double> keys, good, errors, line;
    for (int i = 0; i < m_grid.count; ++i) {
        const auto &bucket = m_histogram.buckets.at(i);
        const double middle = double(m_grid.start(i)) + double(m_grid.widthMs) / 2;
        keys += middle;
        good += double(bucket.count - bucket.errors);
        errors += double(bucket.errors);
        line += bucket.p95 < 0 ? std::nan("") : double(bucket.p95); // a gap in the line: nothing ran
    }
    m_good->setData(keys, good, true);
    m_errors->setData(keys, errors, true);
    m_p95->setData(keys, line, true);
    for (QCPBars *bars : {m_good, m_errors})
        bars->setWidth(double(m_grid.widthMs) * barShare);
    xAxis->setRange(double(m_grid.fromMs), double(m_grid.toMs()));
    yAxis->setRange(0, std::max(1.0, double(m_histogram.most) * headRoom));
    yAxis2->setRange(0, std::max(1.0, double(m_histogram.slowest) * headRoom));
}

void TimeHistogram::setSpan(const std::optional<insight::TimeSpan> &span)
{
    if (m_span == span)
        return;
    m_span = span;
    showBand();
}

void TimeHistogram::showBand()
{
    m_band->setVisible(m_span.has_value());
    if (m_span) {
        m_band->topLeft->setCoords(double(m_span->fromMs), 0);
        m_band->bottomRight->setCoords(double(m_span->toMs), 1);
    }
    soon();
}

void TimeHistogram::drag(QPoint from, QPoint to)
{
    m_span = spanband::dragged(m_grid, xAxis->pixelToCoord(from.x()), xAxis->pixelToCoord(to.x()));
    showBand();
}

void TimeHistogram::drop()
{
    if (m_span)
        Q_EMIT spanChosen(*m_span);
}

void TimeHistogram::step(int right, int, bool extend)
{
    if (m_grid.count == 0 || right == 0)
        return;
    m_span = extend ? spanband::extended(m_grid, m_span, right) : spanband::moved(m_grid, m_span, right);
    showBand();
    Q_EMIT spanChosen(*m_span);
}

QString TimeHistogram::toolTipAt(QPoint at) const
{
    const int place = int(std::floor((xAxis->pixelToCoord(at.x()) - double(m_grid.fromMs)) / double(m_grid.widthMs)));
    if (place < 0 || place >= m_grid.count)
        return {};
    const auto &bucket = m_histogram.buckets.at(place);
    const QString head = tr("%1 to %2 %3").arg(timeText(m_grid.start(place)), timeText(m_grid.start(place + 1)), zoneText(m_grid.start(place)));
    if (bucket.count == 0)
        return head + u'\n' + tr("nothing ran");
    const QString counts = tr("%1 activations, %2 with errors").arg(countText(bucket.count), countText(bucket.errors));
    return head + u'\n' + counts + (bucket.p95 < 0 ? QString() : u'\n' + tr("p95 %1").arg(durationText(double(bucket.p95))));
}
