#include "ui/gateway/plugins/plugindelegate.h"

#include "ui/gateway/plugins/pluginchoices.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/theme.h"

#include <QPainter>

PluginDelegate::PluginDelegate(const QString &presentText, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_present(presentText)
{
}

void PluginDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = theme::current();
    const bool chosen = option.state & QStyle::State_Selected;
    const bool present = index.data(PluginChoices::PresentRole).toBool();
    painter->save();
    painter->fillRect(option.rect, chosen ? theme.accentSoft : theme.surface);
    if (chosen)
        painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), theme.accent);
    painter->setPen(theme.border);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    const QRect inner = option.rect.adjusted(12, 4, -12, -5);
    QRect upper(inner.topLeft(), QSize(inner.width(), inner.height() / 2));
    const QRect lower = upper.translated(0, upper.height());
    QFont bold = option.font;
    bold.setWeight(QFont::DemiBold);
    painter->setFont(bold);
    painter->setPen(present ? theme.textFaint : theme.text);
    const QString name = index.data().toString();
    painter->drawText(upper, Qt::AlignLeft | Qt::AlignVCenter, name);
    const int nameWidth = QFontMetrics(bold).horizontalAdvance(name) + 8;
    painter->setFont(option.font);
    if (present)
        paintChip(painter, upper.adjusted(nameWidth, 0, 0, 0), m_present, Chip::Tone::Neutral, theme);
    const auto pair = [&](const QRect &rect, const QString &left, const QString &right) {
        const int width = option.fontMetrics.horizontalAdvance(right) + 8;
        painter->drawText(rect, Qt::AlignRight | Qt::AlignVCenter, right);
        const int room = rect.width() - width;
        painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, option.fontMetrics.elidedText(left, Qt::ElideRight, room));
    };
    painter->setPen(present ? theme.textFaint : theme.textMuted);
    pair(upper, {}, index.data(PluginChoices::PhaseRole).toString());
    pair(lower, index.data(PluginChoices::AboutRole).toString(), index.data(PluginChoices::PriorityRole).toString());
    painter->restore();
}

QSize PluginDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {120, option.fontMetrics.height() * 2 + 14};
}
