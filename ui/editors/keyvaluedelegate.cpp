#include "ui/editors/keyvaluedelegate.h"

#include "core/json/value.h"
#include "ui/editors/keyvaluemodel.h"
#include "ui/editors/valuetypes.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QMouseEvent>
#include <QPainter>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

QColor colourOf(json::Type type, const Theme &theme)
{
    switch (type) {
    case json::Type::String:
        return theme.success;
    case json::Type::Number:
        return theme.warning;
    case json::Type::Bool:
        return theme.init;
    case json::Type::Null:
        return theme.textFaint;
    default:
        return theme.text;
    }
}

void setColour(QStyleOptionViewItem *option, const QColor &colour)
{
    option->palette.setColor(QPalette::Text, colour);
    option->palette.setColor(QPalette::HighlightedText, colour);
}

} // namespace

void KeyValueDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const Theme &theme = theme::current();
    if (index.column() == KeyValueModel::TypeColumn && (index.flags() & Qt::ItemIsEditable))
        option->text += u" ▾"_s;
    const QVariant type = index.data(KeyValueModel::TypeRole);
    const bool plain = index.data(Qt::ForegroundRole).isNull() && !index.data(KeyValueModel::HiddenRole).toBool();
    if (index.column() == KeyValueModel::ValueColumn && type.isValid() && plain)
        setColour(option, colourOf(json::Type(type.toInt()), theme));
}

QRect KeyValueDelegate::behind(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const int used = QFontMetrics(cell.font).horizontalAdvance(cell.text) + 14;
    return option.rect.adjusted(used, 0, -4, 0);
}

void KeyValueDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    if (index.column() != KeyValueModel::ValueColumn)
        return;
    const bool hidden = index.data(KeyValueModel::HiddenRole).toBool();
    const QString text = hidden ? tr("Reveal") : index.data(KeyValueModel::WasRole).toString();
    const QRect rect = behind(option, index);
    if (text.isEmpty() || rect.width() < 40)
        return;
    painter->save();
    painter->setFont(theme::current().ui);
    painter->setPen(hidden ? theme::current().accent : theme::current().textMuted);
    const QString cut = painter->fontMetrics().elidedText(text, Qt::ElideRight, rect.width());
    painter->drawText(rect, Qt::AlignVCenter | Qt::AlignLeft, cut);
    painter->restore();
}

bool KeyValueDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                                   const QModelIndex &index)
{
    const bool released = event->type() == QEvent::MouseButtonRelease;
    if (released && index.column() == KeyValueModel::ValueColumn && index.data(KeyValueModel::HiddenRole).toBool()
        && behind(option, index).contains(static_cast<QMouseEvent *>(event)->pos())) {
        Q_EMIT revealWanted(index.row());
        return true;
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

QWidget *KeyValueDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                        const QModelIndex &index) const
{
    if (index.column() != KeyValueModel::TypeColumn)
        return QStyledItemDelegate::createEditor(parent, option, index);
    auto *chooser = new QComboBox(parent);
    chooser->setObjectName(u"typeChooser"_s);
    const QList<json::Type> types = valueTypes();
    for (const json::Type type : types)
        chooser->addItem(typeTitle(type), int(type));
    connect(chooser, &QComboBox::activated, this, [this, chooser] {
        auto *self = const_cast<KeyValueDelegate *>(this);
        Q_EMIT self->commitData(chooser);
        Q_EMIT self->closeEditor(chooser);
    });
    QTimer::singleShot(0, chooser, &QComboBox::showPopup);
    return chooser;
}

void KeyValueDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    if (auto *chooser = qobject_cast<QComboBox *>(editor))
        chooser->setCurrentIndex(chooser->findData(index.data(Qt::EditRole)));
    else
        QStyledItemDelegate::setEditorData(editor, index);
}

void KeyValueDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    if (const auto *chooser = qobject_cast<QComboBox *>(editor))
        model->setData(index, chooser->currentData(), Qt::EditRole);
    else
        QStyledItemDelegate::setModelData(editor, model, index);
}
