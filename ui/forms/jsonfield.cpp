#include "ui/forms/jsonfield.h"

#include "core/json/text.h"
#include "core/schema/lua.h"
#include "ui/forms/anyfield.h"
#include "ui/forms/expressionfield.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/jsonedit.h"

#include <QBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int editorHeight = 120;

void fill(QWidget *outer, QWidget *inner, QWidget *focus)
{
    auto *layout = new QVBoxLayout(outer);
    layout->setContentsMargins({});
    layout->addWidget(inner);
    inner->setFixedHeight(editorHeight);
    outer->setFocusProxy(focus);
}

} // namespace

JsonField::JsonField(FormState &state, const QString &pointer, QWidget *parent)
    : FieldEditor(state, pointer, parent)
    , m_edit(new JsonEdit(this))
{
    fill(this, m_edit, m_edit->codeEditor()->editor());
    m_edit->setObjectName(pointer);
    connect(m_edit, &JsonEdit::textChanged, this, &JsonField::take);
    refresh();
}

bool JsonField::suits() const
{
    if (!focusProxy()->hasFocus() && AnyField::canShow(state(), pointer()))
        return false;
    return FieldEditor::suits()
        && (focusProxy()->hasFocus() || !forms::isExpression(state(), pointer()) || !ExpressionField::canShow(state().form().at(pointer())));
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

LuaField::LuaField(FormState &state, const QString &pointer, QWidget *parent)
    : FieldEditor(state, pointer, parent)
    , m_edit(new CodeEditor(this))
{
    fill(this, m_edit, m_edit->editor());
    m_edit->setObjectName(pointer);
    m_edit->setLanguage(u"lua"_s);
    connect(m_edit, &CodeEditor::textChanged, this, &LuaField::take);
    refresh();
    check();
}

void LuaField::take()
{
    if (m_filling)
        return;
    state().edit([this](schema::Form &form) {
        if (const QString text = m_edit->text(); text.isEmpty())
            form.unset(pointer());
        else
            form.set(pointer(), json::Value::string(text));
    });
    check();
}

void LuaField::check()
{
    const auto form = field()->use == schema::Use::LuaFunction ? schema::LuaForm::Expression : schema::LuaForm::Chunk;
    const QString text = m_edit->text();
    const auto problem = text.isEmpty() || schema::isReference(text) ? std::nullopt : schema::checkLua(text, form);
    m_edit->markErrorLine(problem ? problem->line : 0, problem ? problem->message : QString());
    state().setUnfinished(pointer(), problem ? tr("Line %1, column %2: %3").arg(problem->line).arg(problem->column).arg(problem->message) : QString());
}

void LuaField::refresh()
{
    if (const QString text = state().form().text(pointer()); text != m_edit->text()) {
        m_filling = true;
        m_edit->setText(text);
        m_filling = false;
        check();
    }
    m_edit->setReadOnly(state().isReadOnly());
}
