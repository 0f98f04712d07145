#include "ui/forms/itemsfield.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace {

QToolButton *tool(const QString &sign, const QString &name, const QString &tip, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(sign);
    button->setAccessibleName(name);
    button->setToolTip(tip);
    return button;
}

} // namespace

ItemsField::ItemsField(FormState &state, const QString &pointer, QWidget *parent)
    : FieldEditor(state, pointer, parent)
    , m_add(new QPushButton(tr("+ Add"), this))
{
    m_add->setObjectName(pointer + u"#add"_s);
    setFocusProxy(m_add);
    connect(m_add, &QPushButton::clicked, this, &ItemsField::add);
    refreshAdd();
}

qsizetype ItemsField::count() const
{
    const auto value = state().form().at(pointer());
    return value ? value->size() : 0;
}

QString ItemsField::item(qsizetype index) const
{
    return child(QString::number(index));
}

QWidget *ItemsField::makeTools(qsizetype index, QWidget *parent)
{
    auto *tools = new QWidget(parent);
    auto *layout = new QHBoxLayout(tools);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    const QString up = tr("Move item %1 up").arg(index + 1);
    const QString out = tr("Take item %1 out").arg(index + 1);
    QToolButton *upButton = tool(u"↑"_s, up, up + u" (Alt+↑)"_s, tools);
    QToolButton *outButton = tool(u"×"_s, out, out, tools);
    upButton->setObjectName(item(index) + u"#up"_s);
    outButton->setObjectName(item(index) + u"#remove"_s);
    upButton->setEnabled(index > 0);
    layout->addWidget(upButton);
    layout->addWidget(outButton);
    tools->setVisible(!state().isReadOnly());
    m_tools.append(tools);
    connect(upButton, &QToolButton::clicked, this, [this, index] { move(index, index - 1); });
    connect(outButton, &QToolButton::clicked, this, [this, index] { takeOut(index); });
    return tools;
}

void ItemsField::add()
{
    m_wanted = {count(), {}};
    state().edit([this](schema::Form &form) { form.insertItem(pointer(), count(), schema::freshValue(*field()->item)); });
}

void ItemsField::move(qsizetype from, qsizetype to)
{
    if (state().isReadOnly() || to < 0 || to >= count())
        return;
    m_wanted = {to, placeInItem(from)};
    m_moved = true; // what is typed in a row and no value yet must not stay there for another item
    state().edit([this, from, to](schema::Form &form) { form.moveItem(pointer(), from, to); });
}

void ItemsField::takeOut(qsizetype index)
{
    m_wanted = {index, {}};
    m_moved = true;
    state().edit([this, index](schema::Form &form) { form.unset(item(index)); });
}

void ItemsField::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Up ? -1 : event->key() == Qt::Key_Down ? 1 : 0;
    if (step == 0 || event->modifiers() != Qt::AltModifier)
        return FieldEditor::keyPressEvent(event);
    for (qsizetype i = 0; i < count(); ++i)
        if (isInItem(i, QApplication::focusWidget()))
            return move(i, i + step);
}

void ItemsField::refreshAdd()
{
    const auto most = field()->maxItems;
    m_add->setVisible(!state().isReadOnly() && count() <= mostItems);
    m_add->setEnabled(!most || count() < *most);
}

void ItemsField::refresh()
{
    refreshAdd();
    if (std::exchange(m_moved, false) || !isAsMade()) {
        m_tools.clear();
        build();
    }
    refreshItems();
    for (QWidget *tools : std::as_const(m_tools))
        tools->setVisible(!state().isReadOnly());
    focusWanted();
}

/// Of the editor that has the focus.
QString ItemsField::placeInItem(qsizetype index) const
{
    const QString start = item(index);
    for (QWidget *around = QApplication::focusWidget(); around && around != this; around = around->parentWidget())
        if (const auto *editor = qobject_cast<FieldEditor *>(around); editor && editor->pointer().startsWith(start))
            return editor->pointer().mid(start.size());
    return {};
}

void ItemsField::focusWanted()
{
    const auto wanted = std::exchange(m_wanted, {});
    if (wanted && count() > 0)
        focusPlace(item(std::min(wanted->item, count() - 1)) + wanted->inside);
    else if (wanted)
        m_add->setFocus();
}
