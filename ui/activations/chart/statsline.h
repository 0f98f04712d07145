#pragma once

#include "ui/activations/chart/spanband.h"

#include <QWidget>

class FlowLayout;
class QLabel;
class QPushButton;

/// Below the chart: its ends as times, and what the activations shown add up to.
class StatsLine : public QWidget {
    Q_OBJECT
public:
    explicit StatsLine(QWidget *parent = nullptr);

    void setTotals(const insight::ActivationTotals &totals);
    void setEnds(const std::optional<insight::TimeSpan> &ends);
    void setSelected(const QString &words); ///< empty: nothing is
    QString text() const;                   ///< as it is read, for tests and readers of the screen

Q_SIGNALS:
    void clearRequested();

private:
    QLabel *addStat(FlowLayout *flow, const QString &name, const QString &role);
    QLabel *m_from;
    QLabel *m_to;
    QLabel *m_p50;
    QLabel *m_p95;
    QLabel *m_p99;
    QLabel *m_errors;
    QLabel *m_cold;
    QPushButton *m_selected;
};

/// Times in as many words as they need beside each other: with the day when they are of several.
QString spanText(const insight::TimeSpan &span);
QString millisOrNone(const insight::Percentiles &of, qint64 ms); ///< "–" where nothing was measured
QString shareText(qint64 part, qint64 whole); ///< "6.8 %"; nothing of nothing: "–"
