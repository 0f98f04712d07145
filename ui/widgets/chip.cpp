#include "ui/widgets/chip.h"

#include "ui/widgets/tables.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace {

constexpr int padding = 9;
constexpr int chipHeight = 20;

struct Colors {
    QColor text;
    QColor fill;
};

Colors colorsOf(Chip::Tone tone, const Theme &theme)
{
    const QColor neutral = theme.sunken;
    switch (tone) {
    case Chip::Tone::Accent:
        return {theme.accent, theme.accentSoft};
    case Chip::Tone::Success:
        return {theme.success, theme.successSoft};
    case Chip::Tone::Warning:
        return {theme.warning, theme.warningSoft};
    case Chip::Tone::Error:
        return {theme.error, theme.errorSoft};
    case Chip::Tone::Violet:
        return {theme.init, neutral};
    case Chip::Tone::Neutral:
        break;
    }
    return {theme.textMuted, neutral};
}

QFont chipFont(const Theme &theme)
{
    QFont font = theme.ui;
    font.setPointSizeF(theme.ui.pointSizeF() * 0.86);
    font.setWeight(QFont::Medium);
    return font;
}

int chipWidth(const QString &text, const QFont &font)
{
    return QFontMetrics(font).horizontalAdvance(text) + 2 * padding;
}

} // namespace

QRect paintChip(QPainter *painter, const QRect &rect, const QString &text, Chip::Tone tone, const Theme &theme)
{
    const QFont font = chipFont(theme);
    const QRect chip(rect.left(), rect.center().y() - chipHeight / 2 + 1, std::min(rect.width(), chipWidth(text, font)),
                     std::min(chipHeight, rect.height()));
    const Colors colors = colorsOf(tone, theme);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colors.fill);
    painter->drawRoundedRect(chip, chip.height() / 2.0, chip.height() / 2.0);
    painter->setPen(colors.text);
    painter->setFont(font);
    const QString shown = QFontMetrics(font).elidedText(text, Qt::ElideRight, chip.width() - 2 * padding + 2);
    painter->drawText(chip, Qt::AlignCenter | Qt::TextSingleLine, shown);
    painter->restore();
    return chip;
}

Chip::Chip(const QString &text, Tone tone, QWidget *parent) : QLabel(parent), m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    set(text, tone);
}

void Chip::set(const QString &text, Tone tone)
{
    m_tone = tone;
    setText(text);
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const
{
    return text().isEmpty() ? QSize(0, chipHeight) : QSize(chipWidth(text(), chipFont(theme::current())), chipHeight);
}

QSize Chip::minimumSizeHint() const
{
    return sizeHint();
}

void Chip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (!text().isEmpty())
        paintChip(&painter, rect(), text(), m_tone, theme::current());
}

void ChipDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintGround(painter, option, index);
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString text = cell.text;
    cell.text.clear();
    const QStyle *style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    if (text.isEmpty())
        return;
    const auto tone = Chip::Tone(index.data(widgets::ToneRole).toInt());
    paintChip(painter, cell.rect.adjusted(8, 0, -4, 0), text, tone, theme::current());
}

QSize ChipDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    return {chipWidth(text, chipFont(theme::current())) + 16, option.rect.height()};
}
