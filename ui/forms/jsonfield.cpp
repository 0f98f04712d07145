#include "ui/forms/jsonfield.h"

#include "core/json/text.h"
#include "ui/forms/anyfield.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/jsonedit.h"

#include <QBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int editorHeight = 120;

} // namespace

JsonField::JsonField(FormState &state, const QString &pointer, QWidget *parent)
    : FieldEditor(state, pointer, parent)
    , m_edit(new JsonEdit(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_edit);
    m_edit->setFixedHeight(editorHeight);
    setFocusProxy(m_edit->codeEditor()->editor());
    m_edit->setObjectName(pointer);
    connect(m_edit, &JsonEdit::textChanged, this, &JsonField::take);
    refresh();
}

bool JsonField::suits() const
{
    if (!focusProxy()->hasFocus() && AnyField::canShow(state(), pointer()))
        return false;
    return FieldEditor::suits();
}

void JsonField::take()
{
    if (m_filling)
        return;
    const bool empty = m_edit->text().trimmed().isEmpty();
    const auto value = m_edit->value();
    if (empty || value) {
        m_shown = empty ? std::nullopt : value;
        state().edit([this](schema::Form &form) { m_shown ? form.set(pointer(), *m_shown) : form.unset(pointer()); });
    }
    state().setUnfinished(pointer(), empty || value ? QString() : m_edit->problem());
}

void JsonField::refresh()
{
    const auto value = state().form().at(pointer());
    if (value != m_shown) {
        m_shown = value;
        m_filling = true;
        m_edit->setText(value ? QString::fromUtf8(json::pretty(*value)) : QString());
        m_filling = false;
    }
    m_edit->setReadOnly(state().isReadOnly());
}
