#include "ui/activations/chart/chartpanel.h"

#include "ui/activations/activationasker.h"
#include "ui/activations/chart/statsline.h"
#include "ui/activations/chart/timehistogram.h"
#include "ui/activations/filter/filterchoice.h"

#include <QStackedLayout>

namespace {

constexpr int columnWidth = 13;
constexpr int fewest = 12;
constexpr int histogramHeight = 92;
constexpr int mapHeight = 150;

} // namespace

ChartPanel::ChartPanel(QWidget *parent) : QWidget(parent), m_histogram(new TimeHistogram(this)), m_map(new LatencyMap(this)), m_stats(new StatsLine(this))
{
    setObjectName(QStringLiteral("chartPanel"));
    auto *charts = new QWidget(this);
    m_stack = new QStackedLayout(charts);
    m_stack->addWidget(m_histogram);
    m_stack->addWidget(m_map);
    charts->setFixedHeight(histogramHeight);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 0, 16, 8);
    layout->setSpacing(6);
    layout->addWidget(charts);
    layout->addWidget(m_stats);
    connect(m_histogram, &TimeHistogram::spanChosen, this, [this](const insight::TimeSpan &span) { select(LatencyRange{span, 0, {}}); });
    connect(m_map, &LatencyMap::rangeChosen, this, [this](const LatencyRange &range) { select(range); });
    for (ChartPlot *chart : {static_cast<ChartPlot *>(m_histogram), static_cast<ChartPlot *>(m_map)})
        connect(chart, &ChartPlot::cleared, this, [this] { select({}); });
    connect(m_stats, &StatsLine::clearRequested, this, [this] { select({}); });
}

bool ChartPanel::mapShown() const
{
    return m_stack->currentWidget() == m_map;
}

void ChartPanel::showMap(bool shown)
{
    const bool focused = m_stack->currentWidget()->hasFocus();
    m_stack->setCurrentWidget(shown ? static_cast<QWidget *>(m_map) : m_histogram);
    m_stack->parentWidget()->setFixedHeight(shown ? mapHeight : histogramHeight);
    setFocusProxy(m_stack->currentWidget());
    if (focused)
        m_stack->currentWidget()->setFocus();
}

int ChartPanel::columns() const
{
    return std::max(fewest, width() / columnWidth);
}

void ChartPanel::show(const ActivationAnswer &answer)
{
    m_histogram->setHistogram(answer.histogram);
    if (answer.map.columns > 0 || mapShown())
        m_map->setHeatMap(answer.map);
    m_ends = answer.span;
    m_stats->setEnds(m_ends);
    m_stats->setTotals(answer.totals);
}

void ChartPanel::select(const std::optional<LatencyRange> &range)
{
    const bool changed = m_selected != range;
    m_selected = range;
    showSelected();
    if (changed)
        Q_EMIT selectedChanged();
}

void ChartPanel::showSelected()
{
    m_histogram->setSpan(m_selected ? std::optional(m_selected->span) : std::nullopt);
    m_map->setRange(m_selected);
    if (!m_selected)
        return m_stats->setSelected({});
    const std::optional<qint64> least = m_selected->fromDurationMs > 0 ? std::optional(m_selected->fromDurationMs) : std::nullopt;
    const QString durations = filterwords::durations(least, m_selected->toDurationMs);
    m_stats->setSelected(spanText(m_selected->span) + (durations.isEmpty() ? QString() : QStringLiteral(", ") + durations));
}

void ChartPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LocaleChange) { // another clock
        m_stats->setEnds(m_ends);
        showSelected();
    }
}
