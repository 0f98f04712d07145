#include "ui/gateway/kinds/textfield.h"

#include "ui/widgets/codeeditor.h"
#include "ui/widgets/parts.h"

#include <QVBoxLayout>

TextField::TextField(FormState &state, const QString &pointer, const QString &language, QWidget *parent)
    : FieldEditor(state, pointer, parent)
    , m_edit(new CodeEditor(this))
{
    m_edit->setObjectName(pointer);
    m_edit->setLanguage(language);
    m_edit->setMinimumHeight(320);
    setFocusProxy(m_edit->editor());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(framed(m_edit));
    connect(m_edit, &CodeEditor::textChanged, this, &TextField::take);
    refresh();
}

void TextField::take()
{
    if (m_filling || m_edit->isShortened())
        return;
    const QString text = m_edit->text();
    state().edit([this, &text](schema::Form &form) {
        if (text.isEmpty())
            form.unset(pointer());
        else
            form.set(pointer(), json::Value::string(text));
    });
}

void TextField::refresh()
{
    m_filling = true;
    const auto value = state().form().at(pointer());
    if (const QString text = value ? value->toString() : QString(); m_edit->text() != text)
        m_edit->setText(text);
    m_edit->setReadOnly(state().isReadOnly());
    m_filling = false;
}
