#include "ui/shell/palettelist.h"

#include "ui/connections/environment.h"
#include "ui/shell/commands.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QTextLayout>

using namespace Qt::StringLiterals;

void PaletteModel::setRows(QList<PaletteRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const auto &row = m_rows.at(index.row());
    if (role == Qt::DisplayRole)
        return row.item.text;
    if (role == Qt::AccessibleTextRole)
        return row.item.right.isEmpty() ? row.item.text : row.item.text + u", "_s + row.item.right;
    return {};
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || m_rows.at(index.row()).heading)
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

int PaletteModel::nextChoice(int from, int step) const
{
    const int count = rowCount();
    for (int i = 1; i <= count; ++i) {
        const int row = ((from + i * step) % count + count) % count;
        if (!m_rows.at(row).heading)
            return row;
    }
    return -1;
}

namespace {

constexpr int edge = 12;
constexpr int glyphSize = 16;

QFont scaled(const QFont &font, double factor)
{
    QFont result = font;
    result.setPointSizeF(font.pointSizeF() * factor);
    return result;
}

void drawWithHits(QPainter *painter, const QRect &rect, const QString &text, const QList<int> &hits)
{
    const QString shown = painter->fontMetrics().elidedText(text, Qt::ElideRight, rect.width());
    QTextLayout layout(shown, painter->font());
    QList<QTextLayout::FormatRange> formats;
    QTextCharFormat bold;
    bold.setFontWeight(QFont::Bold);
    for (const int hit : hits) {
        if (hit < shown.size())
            formats.append({hit, 1, bold});
    }
    layout.setFormats(formats);
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(option);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    layout.endLayout();
    if (!line.isValid())
        return;
    painter->save();
    painter->setClipRect(rect);
    layout.draw(painter, QPointF(rect.left(), rect.top() + (rect.height() - line.height()) / 2));
    painter->restore();
}

} // namespace

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = qobject_cast<const PaletteModel *>(index.model());
    if (!model)
        return;
    const auto &row = model->row(index.row());
    const Theme &theme = theme::current();
    painter->save();
    if (!row.heading && option.state & QStyle::State_Selected) {
        painter->fillRect(option.rect, theme.accentSoft);
        painter->fillRect(QRect(option.rect.topLeft(), QSize(2, option.rect.height())), theme.accent);
    }
    const QRect rect = option.rect.adjusted(edge, 0, -edge, 0);
    row.heading ? paintHeading(painter, rect, option.font, row) : paintItem(painter, rect, option.font, row);
    painter->restore();
}

void PaletteDelegate::paintHeading(QPainter *painter, const QRect &rect, const QFont &font, const PaletteRow &row) const
{
    QFont small = scaled(font, 0.85);
    painter->setPen(theme::current().textMuted);
    painter->setFont(small);
    painter->drawText(rect, Qt::AlignVCenter | Qt::AlignRight, row.note);
    small.setWeight(QFont::DemiBold);
    painter->setFont(small);
    painter->drawText(rect, Qt::AlignVCenter | Qt::AlignLeft, row.item.text);
}

void PaletteDelegate::paintItem(QPainter *painter, QRect rect, const QFont &font, const PaletteRow &row) const
{
    const Theme &theme = theme::current();
    if (row.item.environment) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(environmentColor(*row.item.environment, theme));
        painter->drawEllipse(QPointF(rect.left() + 4, rect.center().y() + 1), 4, 4);
        rect.adjust(16, 0, 0, 0);
    }
    if (!row.item.glyph.isEmpty()) {
        paintGlyph(painter, QRectF(rect.left(), rect.center().y() - glyphSize / 2 + 1, glyphSize, glyphSize), row.item.glyph,
                   theme, !row.item.enabled);
        rect.adjust(glyphSize + 6, 0, 0, 0);
    }
    if (!row.item.shortcut.isEmpty()) {
        painter->setFont(scaled(font, 0.85));
        painter->setPen(theme.textMuted);
        paintKeyHint(painter, rect, shownKeys(row.item.shortcut));
    } else if (!row.item.right.isEmpty()) {
        const QFont small = scaled(font, 0.85);
        const QString right = QFontMetrics(small).elidedText(row.item.right, Qt::ElideRight, rect.width() / 2);
        painter->setFont(small);
        painter->setPen(theme.textMuted);
        painter->drawText(rect, Qt::AlignVCenter | Qt::AlignRight, right);
        rect.adjust(0, 0, -QFontMetrics(small).horizontalAdvance(right) - edge, 0);
    }
    painter->setFont(font);
    painter->setPen(row.item.enabled ? theme.text : theme.textFaint);
    drawWithHits(painter, rect, row.item.text, row.hits);
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {200, qMax(theme::current().rowHeight, option.fontMetrics.height() + 8)};
}
