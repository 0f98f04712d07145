#include "ui/widgets/readingorder.h"

#include <QList>
#include <QWidget>

#include <algorithm>
#include <iterator>

namespace {

bool isStop(const QWidget &widget)
{
    return widget.focusPolicy() & Qt::TabFocus && !widget.focusProxy() && widget.isEnabled();
}

QList<QWidget *> shownChildren(const QWidget &parent)
{
    QList<QWidget *> found;
    for (QObject *child : parent.children()) {
        auto *widget = qobject_cast<QWidget *>(child);
        if (widget && !widget->isWindow() && !widget->isHidden())
            found += widget;
    }
    return found;
}

/// In rows: what begins above the middle of a row's first is beside it.
void sortAsRead(QList<QWidget *> &widgets)
{
    std::stable_sort(widgets.begin(), widgets.end(), [](const QWidget *a, const QWidget *b) { return a->y() < b->y(); });
    for (auto row = widgets.begin(); row != widgets.end();) {
        const int middle = (*row)->geometry().center().y();
        const auto end = std::find_if(std::next(row), widgets.end(), [middle](const QWidget *widget) { return widget->y() > middle; });
        std::stable_sort(row, end, [](const QWidget *a, const QWidget *b) { return a->x() < b->x(); });
        row = end;
    }
}

void addStops(const QWidget &parent, QList<QWidget *> &stops)
{
    QList<QWidget *> children = shownChildren(parent);
    sortAsRead(children);
    for (QWidget *child : children) {
        if (isStop(*child))
            stops += child;
        addStops(*child, stops);
    }
}

} // namespace

void tabInReadingOrder(const QWidget &screen)
{
    QList<QWidget *> stops;
    addStops(screen, stops);
    for (qsizetype i = 1; i < stops.size(); ++i)
        QWidget::setTabOrder(stops[i - 1], stops[i]);
}
