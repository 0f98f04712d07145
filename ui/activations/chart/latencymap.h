#pragma once

#include "ui/activations/chart/chartplot.h"
#include "ui/activations/chart/spanband.h"

/// A part of the map: a span of time and the durations in it.
struct LatencyRange {
    insight::TimeSpan span;
    qint64 fromDurationMs = 0;
    std::optional<qint64> toDurationMs = {}; ///< inclusive; unset: no end
    bool operator==(const LatencyRange &) const = default;
};

/// Activations by time and, on a log scale, by duration: the more the stronger the colour, cells with errors marked.
/// A rubber band chooses time and duration.
class LatencyMap : public ChartPlot {
    Q_OBJECT
public:
    explicit LatencyMap(QWidget *parent = nullptr);

    void setHeatMap(const insight::HeatMap &map);
    void setRange(const std::optional<LatencyRange> &range); ///< tells nobody
    const std::optional<LatencyRange> &range() const { return m_range; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void rangeChosen(const LatencyRange &range);

protected:
    void colour(const Theme &theme) override;
    void drag(QPoint from, QPoint to) override;
    void drop() override;
    void step(int right, int up, bool extend) override;
    QString toolTipAt(QPoint at) const override;

private:
    struct Rows { ///< of the map, both ends in it
        int first = 0;
        int last = 0;
    };
    void fill();
    void showBand();
    void showScale();
    QString durationsText(int row) const;
    int rowAt(double y) const;
    Rows rowsOf(const LatencyRange &range) const;
    void choose(const insight::TimeSpan &span, Rows rows);

    TimeGrid m_grid;
    insight::HeatMap m_map;
    std::optional<LatencyRange> m_range;
    QCPColorMap *m_cells;
    QCPGraph *m_errors;
    QCPItemRect *m_band;
};
