#include "ui/widgets/columnarea.h"

#include <QEvent>
#include <QScrollBar>

#include <algorithm>

namespace {
constexpr int widest = 640; ///< of a deep form the rest is reached by scrolling
}

ColumnArea::ColumnArea(QWidget *parent) : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
}

QSize ColumnArea::minimumSizeHint() const
{
    const QSize own = QScrollArea::minimumSizeHint();
    const int content = widget() ? widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width() : 0;
    return {std::max(own.width(), std::min(content, widest)), own.height()};
}

bool ColumnArea::eventFilter(QObject *object, QEvent *event)
{
    if (object == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return QScrollArea::eventFilter(object, event);
}
