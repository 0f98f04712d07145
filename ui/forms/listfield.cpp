#include "ui/forms/listfield.h"

#include "ui/forms/jsonfield.h"
#include "ui/forms/tablefield.h"

#include <QApplication>
#include <QBoxLayout>
#include <QPushButton>

ListField::ListField(FormState &state, const QString &pointer, QWidget *parent)
    : ItemsField(state, pointer, parent)
    , m_rows(new QVBoxLayout)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addLayout(m_rows);
    layout->addWidget(addButton(), 0, Qt::AlignLeft);
    m_rows->setSpacing(2);
    build();
}

/// Nobody's editor is taken away while they type in it.
bool ListField::suits() const
{
    const bool typing = isAncestorOf(QApplication::focusWidget());
    return FieldEditor::suits() && isJson() == (count() > mostItems) && (typing || !TableField::canShow(state(), pointer()));
}

bool ListField::isAsMade() const
{
    return isJson()
        || (m_editors.size() == count()
            && std::all_of(m_editors.begin(), m_editors.end(), [](FieldEditor *editor) { return editor->suits(); }));
}

void ListField::build()
{
    qDeleteAll(m_editors);
    qDeleteAll(m_lines);
    m_editors.clear();
    m_lines.clear();
    if (count() > mostItems) {
        m_editors.append(new JsonField(state(), pointer(), this));
        m_rows->addWidget(m_editors.first());
        return;
    }
    for (qsizetype i = 0; i < count(); ++i)
        addItem(i);
}

void ListField::addItem(qsizetype index)
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    auto *editor = makeFieldEditor(state(), item(index), row);
    if (QWidget *focus = editor->focusProxy(); focus && focus->accessibleName().isEmpty())
        focus->setAccessibleName(tr("Item %1").arg(index + 1));
    layout->addWidget(editor, 1);
    layout->addWidget(makeTools(index, row), 0, Qt::AlignTop);
    m_rows->addWidget(row);
    m_editors.append(editor);
    m_lines.append(row);
}

void ListField::refreshItems()
{
    for (FieldEditor *editor : std::as_const(m_editors))
        editor->refresh();
}

bool ListField::isInItem(qsizetype index, const QWidget *widget) const
{
    return index < m_lines.size() && m_lines[index]->isAncestorOf(widget);
}

bool ListField::focusPlace(const QString &pointer)
{
    return std::any_of(m_editors.begin(), m_editors.end(), [&pointer](FieldEditor *editor) { return editor->focusPlace(pointer); })
        || FieldEditor::focusPlace(pointer);
}
