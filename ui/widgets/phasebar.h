#pragma once

#include <QMetaType>
#include <QStyledItemDelegate>
#include <QWidget>

/// What one run spent where. Its duration is init + run; wait comes before.
struct Phases {
    double waitMs = 0;
    double initMs = 0;
    double runMs = 0;
    bool cold = false;
    bool failed = false;
    bool operator==(const Phases &) const = default;
};
Q_DECLARE_METATYPE(Phases)

/// wait, init and run in proportion to milliseconds, each with its word where it fits.
class PhaseBar : public QWidget {
    Q_OBJECT
public:
    explicit PhaseBar(QWidget *parent = nullptr);
    void setPhases(const Phases &phases);
    const Phases &phases() const { return m_phases; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Phases m_phases;
};

/// The same without words in a table cell; Phases come from widgets::PhasesRole (chip.h).
class PhaseDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// Pixel widths of wait, init, run in total pixels: what is not zero gets at least one, the sum is total.
QList<int> phaseWidths(const Phases &phases, int total);
QString phasesText(const Phases &phases); ///< "wait 9 ms, init 23 ms (cold start), run 18 ms"
