#pragma once

#include "core/insight/histogram.h"
#include "ui/activations/chart/chartplot.h"
#include "ui/activations/chart/spanband.h"

/// Activations over time: a bar a bucket with its errors in red, the line of the 95th percentile, a span to choose.
class TimeHistogram : public ChartPlot {
    Q_OBJECT
public:
    explicit TimeHistogram(QWidget *parent = nullptr);

    void setHistogram(const insight::Histogram &histogram);
    void setSpan(const std::optional<insight::TimeSpan> &span); ///< tells nobody
    const std::optional<insight::TimeSpan> &span() const { return m_span; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void spanChosen(const insight::TimeSpan &span); ///< by key or mouse, when it is done

protected:
    void colour(const Theme &theme) override;
    void drag(QPoint from, QPoint to) override;
    void drop() override;
    void step(int right, int up, bool extend) override;
    QString toolTipAt(QPoint at) const override;

private:
    void showBand();
    void fill();
    TimeGrid m_grid;
    insight::Histogram m_histogram;
    std::optional<insight::TimeSpan> m_span;
    QCPBars *m_errors;
    QCPBars *m_good;
    QCPGraph *m_p95;
    QCPItemRect *m_band;
};
