#include "ui/widgets/headlayout.h"

#include <QWidget>

#include <algorithm>

HeadLayout::HeadLayout(QWidget *parent) : QLayout(parent)
{
    setSpacing(8);
}

HeadLayout::~HeadLayout() = default;

void HeadLayout::addFacts(const QList<QWidget *> &widgets)
{
    add(widgets, false);
}

void HeadLayout::addButtons(const QList<QWidget *> &widgets)
{
    add(widgets, true);
}

void HeadLayout::add(const QList<QWidget *> &widgets, bool atRight)
{
    m_addsAtRight = atRight;
    for (QWidget *widget : widgets)
        addWidget(widget);
    m_addsAtRight = false;
}

void HeadLayout::addItem(QLayoutItem *item)
{
    m_items.push_back({std::unique_ptr<QLayoutItem>(item), m_addsAtRight});
    invalidate();
}

QLayoutItem *HeadLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[size_t(index)].item.get() : nullptr;
}

QLayoutItem *HeadLayout::takeAt(int index)
{
    if (index < 0 || index >= count())
        return nullptr;
    QLayoutItem *item = m_items[size_t(index)].item.release();
    m_items.erase(m_items.begin() + index);
    invalidate();
    return item;
}

QSize HeadLayout::sizeHint() const
{
    QSize size;
    for (const Entry &entry : m_items) {
        if (entry.item->isEmpty())
            continue;
        const QSize hint = entry.item->sizeHint();
        size = {size.width() + hint.width() + (size.isEmpty() ? 0 : spacing()), std::max(size.height(), hint.height())};
    }
    return size.grownBy(contentsMargins());
}

QSize HeadLayout::minimumSize() const
{
    QSize size;
    for (const Entry &entry : m_items) {
        if (!entry.item->isEmpty())
            size = size.expandedTo(entry.item->minimumSize());
    }
    return size.grownBy(contentsMargins());
}

void HeadLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int HeadLayout::leastWidth(const Line &line) const
{
    int width = int(line.size() - 1) * spacing();
    for (const Entry *entry : line)
        width += entry->item->minimumSize().width();
    return width;
}

/// All in one, else the buttons below; either breaks again where even that is too long.
std::vector<HeadLayout::Line> HeadLayout::lines(int width) const
{
    Line all;
    for (const Entry &entry : m_items) {
        if (!entry.item->isEmpty())
            all.push_back(&entry);
    }
    std::stable_partition(all.begin(), all.end(), [](const Entry *entry) { return !entry->atRight; });
    if (all.empty() || leastWidth(all) <= width)
        return {all};
    std::vector<Line> lines{{}};
    for (const Entry *entry : all) {
        Line longer = lines.back();
        longer.push_back(entry);
        const bool breaks = !lines.back().empty() && (entry->atRight != lines.back().back()->atRight || leastWidth(longer) > width);
        if (breaks)
            lines.push_back({entry});
        else
            lines.back() = longer;
    }
    return lines;
}

/// As wide as they like; what is missing is taken from those that can be narrower.
std::vector<int> HeadLayout::widths(const Line &line, int width) const
{
    std::vector<int> widths;
    int missing = int(line.size() - 1) * spacing() - width;
    int spare = 0;
    for (const Entry *entry : line) {
        const int least = entry->item->minimumSize().width();
        widths.push_back(std::clamp(entry->item->sizeHint().width(), least, std::max(least, entry->item->maximumSize().width())));
        missing += widths.back();
        spare += widths.back() - least;
    }
    for (size_t i = 0; i < line.size() && missing > 0 && spare > 0; ++i) {
        const int own = widths[i] - line[i]->item->minimumSize().width();
        const int taken = std::min(own, (missing * own + spare - 1) / spare);
        widths[i] -= taken;
        missing -= taken;
        spare -= own;
    }
    return widths;
}

/// Gives the height of the line.
int HeadLayout::place(const Line &line, const QRect &room, bool really) const
{
    const std::vector<int> wide = widths(line, room.width());
    int height = 0, buttons = 0;
    for (size_t i = 0; i < line.size(); ++i) {
        height = std::max(height, line[i]->item->sizeHint().height());
        buttons += line[i]->atRight ? wide[i] + spacing() : 0;
    }
    int x = room.x();
    bool facts = true;
    for (size_t i = 0; i < line.size() && really; ++i) {
        if (line[i]->atRight && facts)
            x = std::max(x, room.x() + room.width() + spacing() - buttons);
        facts = facts && !line[i]->atRight;
        const int own = std::min(height, line[i]->item->sizeHint().height());
        line[i]->item->setGeometry({x, room.y() + (height - own) / 2, wide[i], own});
        x += wide[i] + spacing();
    }
    return height;
}

/// Gives the height that is needed.
int HeadLayout::arrange(const QRect &whole, bool really) const
{
    const QRect rect = whole.marginsRemoved(contentsMargins());
    int y = rect.y();
    for (const Line &line : lines(rect.width())) {
        if (line.empty())
            continue;
        y += y == rect.y() ? 0 : spacing();
        y += place(line, {rect.x(), y, rect.width(), 0}, really);
    }
    return y - rect.y() + whole.height() - rect.height();
}
