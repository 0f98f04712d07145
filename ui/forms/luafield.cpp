#include "ui/forms/luafield.h"

#include "core/schema/lua.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/parts.h"

#include <QApplication>
#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {
constexpr int editorHeight = 120;
}

LuaField::LuaField(FormState &state, const QString &pointer, QWidget *parent)
    : FieldEditor(state, pointer, parent)
    , m_write(makeButton(tr("Write ▾"), pointer + u"#write"_s, this, u"link"_s))
    , m_empty(makeEmpty())
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_empty);
    setFocusProxy(m_write);
    connect(m_write, &QPushButton::clicked, this, &LuaField::write);
    refresh();
    check();
}

QWidget *LuaField::makeEmpty()
{
    auto *line = new QWidget(this);
    QBoxLayout *row = rowOf({plainLabel(tr("none"), u"faint"_s, line), nullptr, m_write});
    row->setContentsMargins(6, 3, 4, 3);
    line->setLayout(row);
    return framed(line);
}

void LuaField::open()
{
    if (m_edit)
        return;
    m_edit = new CodeEditor(this);
    m_edit->setObjectName(pointer());
    m_edit->setLanguage(u"lua"_s);
    m_edit->setFixedHeight(editorHeight);
    m_edit->editor()->setAccessibleName(m_write->accessibleName());
    layout()->addWidget(m_edit);
    setFocusProxy(m_edit->editor());
    m_empty->hide();
    m_edit->show();
    connect(m_edit, &CodeEditor::textChanged, this, &LuaField::take);
}

void LuaField::close()
{
    setFocusProxy(m_write);
    m_edit->disconnect(this);
    m_edit->hide();
    m_edit->deleteLater(); // it may be its own signal that led here
    m_edit = nullptr;
    m_empty->show();
    state().setUnfinished(pointer(), {});
}

void LuaField::write()
{
    open();
    m_edit->editor()->setFocus();
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
    if (!m_edit)
        return;
    const auto form = field()->use == schema::Use::LuaFunction ? schema::LuaForm::Expression : schema::LuaForm::Chunk;
    const QString text = m_edit->text();
    const auto problem = text.isEmpty() || schema::isReference(text) ? std::nullopt : schema::checkLua(text, form);
    m_edit->markErrorLine(problem ? problem->line : 0, problem ? problem->message : QString());
    state().setUnfinished(pointer(), problem ? tr("Line %1, column %2: %3").arg(problem->line).arg(problem->column).arg(problem->message) : QString());
}

void LuaField::refresh()
{
    const bool isSet = state().form().isSet(pointer());
    if (isSet)
        open();
    else if (m_edit && !m_edit->isAncestorOf(QApplication::focusWidget()))
        close();
    m_write->setVisible(!state().isReadOnly());
    if (!m_edit)
        return;
    if (const QString text = state().form().text(pointer()); text != m_edit->text()) {
        m_filling = true;
        m_edit->setText(text);
        m_filling = false;
        check();
    }
    m_edit->setReadOnly(state().isReadOnly());
}
