#include "ui/forms/draghandle.h"

#include "ui/widgets/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

DragHandle::DragHandle(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::OpenHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setToolTip(tr("Drag to move, or Alt+Up and Alt+Down"));
    setAccessibleName(tr("Move: Alt+Up, Alt+Down"));
}

QSize DragHandle::sizeHint() const
{
    return {12, 20};
}

void DragHandle::paintEvent(QPaintEvent *)
{
    const Theme &colors = theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (hasFocus()) {
        painter.setPen(colors.accent);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(!isEnabled() ? colors.border : hasFocus() ? colors.accent : colors.textFaint);
    const QPointF middle = QRectF(rect()).center();
    for (const int x : {-2, 2})
        for (const int y : {-5, 0, 5})
            painter.drawEllipse(middle + QPointF(x, y), 1.2, 1.2);
}

void DragHandle::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    setFocus(Qt::MouseFocusReason);
    m_pressed = event->pos();
    m_down = true;
    setCursor(Qt::ClosedHandCursor);
}

void DragHandle::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_down)
        return;
    m_dragging = m_dragging || (event->pos() - m_pressed).manhattanLength() >= QApplication::startDragDistance();
    if (m_dragging)
        Q_EMIT dragged(event->globalPosition().toPoint());
}

void DragHandle::mouseReleaseEvent(QMouseEvent *event)
{
    const bool moved = m_dragging && event->button() == Qt::LeftButton;
    end();
    if (moved)
        Q_EMIT dropped(event->globalPosition().toPoint());
}

void DragHandle::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape || !m_dragging)
        return QWidget::keyPressEvent(event);
    end();
    Q_EMIT canceled();
}

void DragHandle::end()
{
    m_down = false;
    m_dragging = false;
    setCursor(Qt::OpenHandCursor);
}
