#include "ui/forms/optionfields.h"

#include "ui/forms/linefield.h"
#include "ui/widgets/switch.h"

#include <QBoxLayout>
#include <QComboBox>

using namespace Qt::StringLiterals;

SwitchField::SwitchField(FormState &state, const QString &pointer, QWidget *parent)
    : FieldEditor(state, pointer, parent)
    , m_switch(new Switch(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_switch);
    layout->addStretch();
    setFocusProxy(m_switch);
    m_switch->setObjectName(pointer);
    m_switch->setCheckable(true);
    connect(m_switch, &Switch::clicked, this, [this](bool on) {
        this->state().edit([this, on](schema::Form &form) { form.set(this->pointer(), json::Value::boolean(on)); });
    });
    refresh();
}

void SwitchField::refresh()
{
    const auto value = state().form().at(pointer());
    m_switch->setChecked(value ? value->toBool() : field()->otherwise && field()->otherwise->toBool());
    m_switch->setEnabled(!state().isReadOnly());
}

EnumField::EnumField(FormState &state, const QString &pointer, QWidget *parent)
    : FieldEditor(state, pointer, parent)
    , m_box(new QComboBox(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_box);
    layout->addStretch();
    setFocusProxy(m_box);
    m_box->setObjectName(pointer);
    const schema::FieldPtr field = this->field();
    m_box->addItem(field->otherwise ? tr("%1 (default)").arg(forms::shownValue(*field->otherwise)) : tr("not set"));
    for (const json::Value &value : field->values)
        m_box->addItem(forms::shownValue(value));
    connect(m_box, &QComboBox::activated, this, [this](int row) {
        this->state().edit([this, row](schema::Form &form) {
            if (row == 0)
                form.unset(this->pointer());
            else
                form.set(this->pointer(), this->field()->values[row - 1]);
        });
    });
    refresh();
}

void EnumField::refresh()
{
    const auto value = state().form().at(pointer());
    const QList<json::Value> values = field()->values;
    int row = 0;
    for (int i = 0; value && i < int(values.size()); ++i)
        if (equal(values[i], *value))
            row = i + 1;
    m_box->setCurrentIndex(row);
    m_box->setEnabled(!state().isReadOnly());
    forms::markProblem(m_box, state().problemAt(pointer()));
}

ChoiceField::ChoiceField(FormState &state, const QString &pointer, QWidget *parent)
    : FieldEditor(state, pointer, parent)
    , m_box(new QComboBox(this))
{
    auto *layout = new QBoxLayout(QBoxLayout::TopToBottom, this);
    layout->setContentsMargins({});
    layout->addWidget(m_box, 0, Qt::AlignLeft | Qt::AlignTop);
    setFocusProxy(m_box);
    m_box->setObjectName(pointer + u"#kind"_s);
    m_box->setAccessibleName(tr("Kind of value"));
    m_box->setMinimumWidth(70); // it may be cut where there is little room
    for (const schema::FieldPtr &alternative : this->state().form().field(pointer)->alternatives)
        m_box->addItem(forms::shownName(alternative->title));
    connect(m_box, &QComboBox::activated, this, [this](int row) {
        this->state().edit([this, row](schema::Form &form) { form.choose(this->pointer(), row); });
    });
    build();
}

void ChoiceField::build()
{
    delete m_editor;
    m_editor = makeResolvedEditor(state(), pointer(), this);
    const bool onOneLine = qobject_cast<LineField *>(m_editor) || qobject_cast<SwitchField *>(m_editor) || qobject_cast<EnumField *>(m_editor);
    auto *box = static_cast<QBoxLayout *>(layout());
    box->setDirection(onOneLine ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    box->addWidget(m_editor, 1);
    refresh();
}

bool ChoiceField::suits() const
{
    return state().form().field(pointer())->kind == schema::Kind::Choice;
}

bool ChoiceField::isWide() const
{
    return m_editor->isWide();
}

void ChoiceField::refresh()
{
    if (!m_editor->suits()) {
        build();
        return;
    }
    m_box->setCurrentIndex(state().form().alternative(pointer()));
    m_box->setEnabled(!state().isReadOnly());
    m_editor->refresh();
}

bool ChoiceField::focusPlace(const QString &pointer)
{
    return m_editor->focusPlace(pointer);
}
