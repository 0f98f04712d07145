#include "ui/editors/sidesplitter.h"

#include <QEvent>

#include <algorithm>

SideSplitter::SideSplitter(QWidget *content, QWidget *parent)
    : FoldingSplitter(parent)
{
    addWidget(content);
    setStretchFactor(0, 1);
    connect(this, &QSplitter::splitterMoved, this, [this] {
        if (m_side && !m_side->isHidden() && orientation() == Qt::Horizontal)
            m_sideWidth = m_side->width();
    });
}

void SideSplitter::setSide(QWidget *side, int width)
{
    m_side = side;
    m_sideWidth = width;
    addWidget(side);
    side->installEventFilter(this);
    layOut();
}

bool SideSplitter::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_side && event->type() == QEvent::ShowToParent)
        layOut();
    return FoldingSplitter::eventFilter(object, event);
}

void SideSplitter::layOut()
{
    const int whole = std::max(width(), 3 * m_sideWidth); // before the first layout any large number will do
    setSizes({whole - m_sideWidth - handleWidth(), m_sideWidth});
}
