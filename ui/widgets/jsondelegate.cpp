#include "ui/widgets/jsondelegate.h"

#include "core/json/value.h"
#include "ui/models/jsonmodel.h"
#include "ui/widgets/theme.h"

namespace {

QColor valueColor(json::Type type, const Theme &theme)
{
    switch (type) {
    case json::Type::String:
        return theme.success;
    case json::Type::Number:
        return theme.warning;
    case json::Type::Bool:
    case json::Type::Null:
        return theme.init;
    case json::Type::Array:
    case json::Type::Object:
        break;
    }
    return theme.textMuted;
}

} // namespace

void JsonDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const Theme &theme = theme::current();
    option->font = theme.mono;
    const auto type = json::Type(index.data(JsonModel::TypeRole).toInt());
    const bool isName = index.column() == JsonModel::NameColumn;
    const bool isTop = !index.parent().isValid();
    const QColor color = isName ? (isTop ? theme.textFaint : theme.accent) : valueColor(type, theme);
    option->palette.setColor(QPalette::Text, color);
    option->palette.setColor(QPalette::HighlightedText, color);
}

QSize JsonDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    return {size.width(), std::max(size.height(), QFontMetrics(theme::current().mono).lineSpacing() + 5)};
}
