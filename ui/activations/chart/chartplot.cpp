#include "ui/activations/chart/chartplot.h"

#include "ui/widgets/theme.h"

#include <QHelpEvent>
#include <QToolTip>

namespace {

constexpr int pageSteps = 10;

} // namespace

QColor blended(const QColor &over, const QColor &under, double share)
{
    const auto mix = [share](int a, int b) { return int(a * share + b * (1 - share)); };
    return {mix(over.red(), under.red()), mix(over.green(), under.green()), mix(over.blue(), under.blue())};
}

ChartPlot::ChartPlot(QWidget *parent) : QCustomPlot(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setNoAntialiasingOnDrag(false);
    axisRect()->setAutoMargins(QCP::msNone);
    axisRect()->setMargins({});
    for (QCPAxis *axis : {xAxis, yAxis, yAxis2}) {
        axis->grid()->setVisible(false);
        axis->setTicks(false);
        axis->setTickLabels(false);
    }
    yAxis->setVisible(false);
}

QCPItemRect *ChartPlot::addBand()
{
    auto *band = new QCPItemRect(this);
    band->setLayer(QStringLiteral("grid")); // behind bars and cells
    band->setVisible(false);
    return band;
}

void ChartPlot::soon()
{
    replot(rpQueuedReplot);
}

void ChartPlot::recolour()
{
    const Theme &theme = theme::current();
    setBackground(QBrush(theme.surface));
    xAxis->setBasePen(QPen(hasFocus() ? theme.accent : theme.border, 0));
    colour(theme);
    soon();
}

void ChartPlot::changeEvent(QEvent *event)
{
    QCustomPlot::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LocaleChange)
        recolour();
}

void ChartPlot::focusInEvent(QFocusEvent *event)
{
    QCustomPlot::focusInEvent(event);
    recolour();
}

void ChartPlot::focusOutEvent(QFocusEvent *event)
{
    QCustomPlot::focusOutEvent(event);
    recolour();
}

void ChartPlot::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        m_pressed = event->pos();
    m_dragging = false;
}

void ChartPlot::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_pressed)
        return;
    m_dragging = m_dragging || (event->pos() - *m_pressed).manhattanLength() >= QApplication::startDragDistance() / 2;
    if (m_dragging)
        drag(*m_pressed, event->pos());
}

void ChartPlot::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_pressed || event->button() != Qt::LeftButton)
        return;
    m_pressed.reset();
    m_dragging ? drop() : Q_EMIT cleared();
}

void ChartPlot::keyPressEvent(QKeyEvent *event)
{
    const bool extend = event->modifiers() & Qt::ShiftModifier;
    switch (event->key()) {
    case Qt::Key_Left: return step(-1, 0, extend);
    case Qt::Key_Right: return step(1, 0, extend);
    case Qt::Key_Up: return step(0, 1, extend);
    case Qt::Key_Down: return step(0, -1, extend);
    case Qt::Key_PageUp: return step(-pageSteps, 0, extend);
    case Qt::Key_PageDown: return step(pageSteps, 0, extend);
    case Qt::Key_Escape: return Q_EMIT cleared();
    default: QCustomPlot::keyPressEvent(event);
    }
}

bool ChartPlot::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QCustomPlot::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString text = toolTipAt(help->pos());
    text.isEmpty() ? QToolTip::hideText() : QToolTip::showText(help->globalPos(), text, this);
    return true;
}
