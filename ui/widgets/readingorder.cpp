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

/// Where one is counts, too: it may have been disabled this moment.
void addStops(const QWidget &parent, const QWidget *current, QList<QWidget *> &stops)
{
    QList<QWidget *> children = shownChildren(parent);
    sortAsRead(children);
    for (QWidget *child : children) {
        if (child == current || isStop(*child))
            stops += child;
        addStops(*child, current, stops);
    }
}

/// What comes before or after the screen in its window, which is read in the same order.
QWidget *outside(const QWidget &screen, const QWidget *from, bool next)
{
    QList<QWidget *> stops;
    addStops(*screen.window(), from, stops);
    const qsizetype count = stops.size(), at = stops.indexOf(from);
    for (qsizetype step = 1; at >= 0 && step < count; ++step) {
        QWidget *stop = stops[(at + (next ? step : count - step)) % count];
        if (!screen.isAncestorOf(stop))
            return stop;
    }
    return nullptr;
}

} // namespace

// Nothing is changed in Qt's own chain: its setTabOrder() may tear that in two where a part with a focus proxy stands.
bool focusAsRead(const QWidget &screen, bool next)
{
    QWidget *current = screen.focusWidget();
    QList<QWidget *> stops;
    addStops(screen, current, stops);
    if (stops.isEmpty())
        return false;
    const qsizetype at = stops.indexOf(current), to = next ? at + 1 : at - 1;
    QWidget *goal = to >= 0 && to < stops.size() ? stops[to] : nullptr;
    if (!goal && current)
        goal = outside(screen, current, next);
    if (!goal)
        goal = next ? stops.first() : stops.last();
    goal->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}
