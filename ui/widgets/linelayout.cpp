#include "ui/widgets/linelayout.h"

#include <algorithm>

LineLayout::~LineLayout() = default;

void LineLayout::addItem(QLayoutItem *item)
{
    m_items.emplace_back(item);
    invalidate(); // what is added while nothing is shown must find its place, too
}

QLayoutItem *LineLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[size_t(index)].get() : nullptr;
}

QLayoutItem *LineLayout::takeAt(int index)
{
    if (index < 0 || index >= count())
        return nullptr;
    QLayoutItem *item = m_items[size_t(index)].release();
    m_items.erase(m_items.begin() + index);
    invalidate();
    return item;
}

std::vector<QLayoutItem *> LineLayout::shown() const
{
    std::vector<QLayoutItem *> shown;
    for (const auto &item : m_items) {
        if (!item->isEmpty())
            shown.push_back(item.get());
    }
    return shown;
}

QSize LineLayout::sizeHint() const
{
    QSize size(0, 0);
    for (const QLayoutItem *item : shown()) {
        const QSize hint = item->sizeHint();
        size = {size.width() + hint.width() + (size.isEmpty() ? 0 : spacing()), std::max(size.height(), hint.height())};
    }
    return size.grownBy(contentsMargins());
}

QSize LineLayout::minimumSize() const
{
    QSize size(0, 0);
    for (const QLayoutItem *item : shown())
        size = size.expandedTo(item->minimumSize());
    return size.grownBy(contentsMargins());
}

void LineLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}
