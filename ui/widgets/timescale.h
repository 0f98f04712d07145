#pragma once

#include <QList>
#include <QString>

/// A time axis on which long stretches where nothing happens are folded to the same short width.
class TimeScale {
public:
    struct Gap {
        double fromMs = 0;
        double toMs = 0;
        double length() const { return toMs - fromMs; }
        bool operator==(const Gap &) const = default;
    };
    struct Tick {
        double x = 0;
        QString text;
    };
    struct Fold { ///< a gap as it lies on the screen
        double left = 0;
        double right = 0;
        Gap gap;
    };

    TimeScale() = default;
    /// Gaps may come in any order, lie one over the other or reach out of the axis. foldWidth: pixels of each.
    TimeScale(double totalMs, QList<Gap> gaps, double width, double foldWidth = 64);

    double x(double ms) const;
    double width() const { return m_width; }
    double totalMs() const { return m_totalMs; }
    const QList<Fold> &folds() const { return m_folds; }
    /// Round times, the ends of the axis among them; no two closer than least pixels.
    QList<Tick> ticks(double least = 72) const;

private:
    struct Part { ///< between two folds
        double fromMs = 0;
        double toMs = 0;
        double left = 0;
        double right = 0;
    };
    void addTicks(const Part &part, double least, QList<Tick> *ticks) const;

    double m_totalMs = 0;
    double m_width = 0;
    QList<Part> m_parts;
    QList<Fold> m_folds;
};

/// "50", "100 ms", "12.48 s": a time of an axis whose steps are stepMs wide.
QString axisText(double ms, double stepMs, bool withUnit);
