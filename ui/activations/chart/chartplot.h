#pragma once

#include "ui/activations/chart/plotlibrary.h"

struct Theme;

/// A chart in the theme's colours, with the focus, keys and drags that both charts of activations have. Texts stand
/// beside it, not in it.
class ChartPlot : public QCustomPlot {
    Q_OBJECT
public:
    explicit ChartPlot(QWidget *parent = nullptr);

Q_SIGNALS:
    void cleared(); ///< nothing shall be selected

protected:
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

    virtual void colour(const Theme &theme) = 0;          ///< plottables, after each change of theme
    virtual void drag(QPoint from, QPoint to) = 0;        ///< while the button is down
    virtual void drop() = 0;                              ///< it was let go
    virtual void step(int right, int up, bool extend) = 0; ///< arrow keys
    virtual QString toolTipAt(QPoint at) const = 0;
    QCPItemRect *addBand();
    void soon(); ///< paints once, however often it was called
    void recolour();

private:
    std::optional<QPoint> m_pressed;
    bool m_dragging = false;
};

QColor blended(const QColor &over, const QColor &under, double share);
