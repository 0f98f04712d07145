#include "ui/gateway/resource/bringintoview.h"

#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QTimer>

namespace {

/// Of the whole: what is asked for must not drive out what is edited.
constexpr double mostOfSplitter = 0.6;

void scroll(QScrollArea *area, const QWidget *widget)
{
    if (!area->widget() || !area->widget()->isAncestorOf(widget))
        return;
    const int top = widget->mapTo(area->widget(), QPoint()).y();
    const int room = area->viewport()->height();
    QScrollBar *bar = area->verticalScrollBar();
    if (top < bar->value())
        bar->setValue(top);
    if (top + widget->height() > bar->value() + room)
        bar->setValue(top + widget->height() - room);
}

void widen(QSplitter *splitter, const QWidget *widget)
{
    int index = 0;
    while (index < splitter->count() && splitter->widget(index) != widget)
        ++index;
    QList<int> sizes = splitter->sizes();
    if (splitter->orientation() != Qt::Vertical || index == splitter->count() || index == 0)
        return;
    const int wanted = std::min(widget->sizeHint().height(), int(splitter->height() * mostOfSplitter));
    const int more = std::min(wanted - sizes[index], sizes[index - 1]);
    if (more <= 0)
        return;
    sizes[index] += more;
    sizes[index - 1] -= more;
    splitter->setSizes(sizes);
}

} // namespace

void bringIntoView(QWidget *widget)
{
    QWidget *inner = widget;
    while (QWidget *around = inner->isWindow() ? nullptr : inner->parentWidget()) {
        if (auto *area = qobject_cast<QScrollArea *>(around))
            scroll(area, widget);
        else if (auto *splitter = qobject_cast<QSplitter *>(around))
            widen(splitter, inner);
        inner = around;
    }
}

void bringIntoViewSoon(QWidget *widget)
{
    QTimer::singleShot(0, widget, [widget] { bringIntoView(widget); });
}
