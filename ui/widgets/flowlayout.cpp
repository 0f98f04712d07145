#include "ui/widgets/flowlayout.h"

#include <algorithm>

FlowLayout::FlowLayout(QWidget *parent) : LineLayout(parent)
{
    setContentsMargins(0, 0, 0, 0);
    setSpacing(6);
}

int FlowLayout::arrange(const QRect &whole, bool really) const
{
    const QRect rect = whole.marginsRemoved(contentsMargins());
    int x = rect.x(), y = rect.y(), lineHeight = 0;
    for (QLayoutItem *item : shown()) {
        const QSize hint = item->sizeHint().boundedTo({std::max(1, rect.width()), 1000});
        if (x > rect.x() && x + hint.width() > rect.x() + rect.width()) {
            x = rect.x();
            y += lineHeight + spacing();
            lineHeight = 0;
        }
        if (really)
            item->setGeometry({{x, y}, hint});
        x += hint.width() + spacing();
        lineHeight = std::max(lineHeight, hint.height());
    }
    return y + lineHeight - rect.y() + whole.height() - rect.height();
}
