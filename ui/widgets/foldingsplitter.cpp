#include "ui/widgets/foldingsplitter.h"

#include <QEvent>

#include <algorithm>
#include <numeric>

FoldingSplitter::FoldingSplitter(QWidget *parent) : QSplitter(parent)
{
    setChildrenCollapsible(false);
}

int FoldingSplitter::leastWidth(bool sideBySide) const
{
    int width = 0, shown = 0;
    for (int i = 0; i < count(); ++i) {
        const QWidget *pane = widget(i);
        if (pane->isHidden())
            continue;
        const int least = std::max(pane->minimumSizeHint().width(), pane->minimumWidth());
        width = sideBySide ? width + least : std::max(width, least);
        ++shown;
    }
    return width + (sideBySide ? std::max(0, shown - 1) * handleWidth() : 0);
}

QSize FoldingSplitter::minimumSizeHint() const
{
    return {leastWidth(false), QSplitter::minimumSizeHint().height()};
}

bool FoldingSplitter::event(QEvent *event)
{
    const bool done = QSplitter::event(event);
    if (event->type() == QEvent::LayoutRequest) // a pane came, went, or needs more
        fold();
    return done;
}

void FoldingSplitter::resizeEvent(QResizeEvent *event)
{
    fold();
    QSplitter::resizeEvent(event);
}

void FoldingSplitter::fold()
{
    const auto wanted = leastWidth(true) > width() ? Qt::Vertical : Qt::Horizontal;
    if (wanted == orientation())
        return;
    QList<int> shares = sizes();
    if (wanted == Qt::Vertical)
        m_beside = shares;
    else if (m_beside.size() == shares.size())
        shares = m_beside;
    setOrientation(wanted);
    if (std::accumulate(shares.begin(), shares.end(), 0) > 0)
        setSizes(shares);
}
