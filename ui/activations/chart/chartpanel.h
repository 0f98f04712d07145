#pragma once

#include "ui/activations/chart/latencymap.h"

class QStackedLayout;
class StatsLine;
class TimeHistogram;
struct ActivationAnswer;

/// Histogram or heat map in one place, with the line of numbers below. What is selected in one is in the other.
class ChartPanel : public QWidget {
    Q_OBJECT
public:
    explicit ChartPanel(QWidget *parent = nullptr);

    void show(const ActivationAnswer &answer);
    using QWidget::show;
    const std::optional<LatencyRange> &selected() const { return m_selected; }
    void select(const std::optional<LatencyRange> &range);
    bool mapShown() const;
    void showMap(bool shown);
    int columns() const; ///< as many as can be told apart

Q_SIGNALS:
    void selectedChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showSelected();
    TimeHistogram *m_histogram;
    LatencyMap *m_map;
    QStackedLayout *m_stack;
    StatsLine *m_stats;
    std::optional<LatencyRange> m_selected;
    std::optional<insight::TimeSpan> m_ends;
};
