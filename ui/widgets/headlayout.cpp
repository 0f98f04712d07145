#include "ui/widgets/headlayout.h"

#include <QWidget>

#include <algorithm>

namespace {
bool atRight(const QLayoutItem *item)
{
    return item->alignment() & Qt::AlignRight;
}
}

HeadLayout::HeadLayout(QWidget *parent) : LineLayout(parent)
{
    setSpacing(8);
}

void HeadLayout::addFacts(const QList<QWidget *> &widgets)
{
    for (QWidget *widget : widgets)
        addWidget(widget);
}

void HeadLayout::addButtons(const QList<QWidget *> &widgets)
{
    for (QWidget *widget : widgets) {
        addWidget(widget);
        setAlignment(widget, Qt::AlignRight);
    }
}

int HeadLayout::leastWidth(const Line &line) const
{
    int width = int(line.size() - 1) * spacing();
    for (QLayoutItem *item : line)
        width += item->minimumSize().width();
    return width;
}

/// All in one, else the buttons below; either breaks again where even that is too long.
std::vector<HeadLayout::Line> HeadLayout::lines(int width) const
{
    Line all = shown();
    std::stable_partition(all.begin(), all.end(), [](QLayoutItem *item) { return !atRight(item); });
    if (all.empty() || leastWidth(all) <= width)
        return {all};
    std::vector<Line> lines{{}};
    for (QLayoutItem *item : all) {
        Line longer = lines.back();
        longer.push_back(item);
        const bool breaks = !lines.back().empty() && (atRight(item) != atRight(lines.back().back()) || leastWidth(longer) > width);
        if (breaks)
            lines.push_back({item});
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
    for (QLayoutItem *item : line) {
        const int least = item->minimumSize().width();
        widths.push_back(std::clamp(item->sizeHint().width(), least, std::max(least, item->maximumSize().width())));
        missing += widths.back();
        spare += widths.back() - least;
    }
    for (size_t i = 0; i < line.size() && missing > 0 && spare > 0; ++i) {
        const int own = widths[i] - line[i]->minimumSize().width();
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
        height = std::max(height, line[i]->sizeHint().height());
        buttons += atRight(line[i]) ? wide[i] + spacing() : 0;
    }
    int x = room.x();
    bool facts = true;
    for (size_t i = 0; i < line.size() && really; ++i) {
        if (atRight(line[i]) && facts)
            x = std::max(x, room.x() + room.width() + spacing() - buttons);
        facts = facts && !atRight(line[i]);
        const int own = std::min(height, line[i]->sizeHint().height());
        line[i]->setGeometry({x, room.y() + (height - own) / 2, wide[i], own});
        x += wide[i] + spacing();
    }
    return height;
}

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
