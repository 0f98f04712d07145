#include "ui/forms/listfield.h"

#include "ui/forms/jsonfield.h"

#include <QBoxLayout>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace {

/// More than anybody edits one by one: the whole list is shown as JSON then.
constexpr qsizetype mostItems = 60;

QToolButton *tool(const QString &sign, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(sign);
    button->setAccessibleName(name);
    button->setToolTip(name);
    return button;
}

} // namespace

ListField::ListField(FormState &state, const QString &pointer, QWidget *parent)
    : FieldEditor(state, pointer, parent)
    , m_rows(new QVBoxLayout)
    , m_add(new QPushButton(tr("+ Add"), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addLayout(m_rows);
    layout->addWidget(m_add, 0, Qt::AlignLeft);
    m_rows->setSpacing(2);
    m_add->setObjectName(pointer + u"#add"_s);
    setFocusProxy(m_add);
    connect(m_add, &QPushButton::clicked, this, &ListField::add);
    build();
}

qsizetype ListField::count() const
{
    const auto value = state().form().at(pointer());
    return value ? value->size() : 0;
}

bool ListField::suits() const
{
    const bool asJson = m_editors.size() == 1 && m_tools.isEmpty();
    return FieldEditor::suits() && asJson == (count() > mostItems);
}

void ListField::build()
{
    qDeleteAll(m_editors);
    qDeleteAll(m_tools);
    m_editors.clear();
    m_tools.clear();
    if (count() > mostItems) {
        m_editors.append(new JsonField(state(), pointer(), this));
        m_rows->addWidget(m_editors.first());
        m_add->hide();
        return;
    }
    for (qsizetype i = 0; i < count(); ++i)
        addItem(i);
    m_add->setVisible(!state().isReadOnly());
    m_add->setEnabled(!field()->maxItems || count() < *field()->maxItems);
}

void ListField::addItem(qsizetype index)
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    auto *editor = makeFieldEditor(state(), child(QString::number(index)), row);
    if (QWidget *focus = editor->focusProxy(); focus && focus->accessibleName().isEmpty())
        focus->setAccessibleName(tr("Item %1").arg(index + 1));
    layout->addWidget(editor, 1);
    auto *up = tool(u"↑"_s, tr("Move item %1 up").arg(index + 1), row);
    auto *out = tool(u"×"_s, tr("Take item %1 out").arg(index + 1), row);
    up->setObjectName(child(QString::number(index)) + u"#up"_s);
    out->setObjectName(child(QString::number(index)) + u"#remove"_s);
    up->setEnabled(index > 0);
    for (QToolButton *button : {up, out}) {
        button->setVisible(!state().isReadOnly());
        layout->addWidget(button, 0, Qt::AlignTop);
    }
    connect(up, &QToolButton::clicked, this, [this, index] {
        state().edit([this, index](schema::Form &form) { form.moveItem(pointer(), index, index - 1); });
    });
    connect(out, &QToolButton::clicked, this, [this, index] {
        state().edit([this, index](schema::Form &form) { form.unset(child(QString::number(index))); });
    });
    m_rows->addWidget(row);
    m_editors.append(editor);
    m_tools.append(row);
}

void ListField::add()
{
    const qsizetype place = count();
    state().edit([this, place](schema::Form &form) {
        form.insertItem(pointer(), place, schema::freshValue(*field()->item));
    });
}

void ListField::refresh()
{
    const bool asIs = m_editors.size() == count()
        && std::all_of(m_editors.begin(), m_editors.end(), [](FieldEditor *editor) { return editor->suits(); });
    if (!asIs && !(m_tools.isEmpty() && m_editors.size() == 1)) {
        build();
        return;
    }
    for (FieldEditor *editor : std::as_const(m_editors))
        editor->refresh();
}

bool ListField::focusPlace(const QString &pointer)
{
    return std::any_of(m_editors.begin(), m_editors.end(), [&pointer](FieldEditor *editor) { return editor->focusPlace(pointer); })
        || FieldEditor::focusPlace(pointer);
}
