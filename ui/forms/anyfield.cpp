#include "ui/forms/anyfield.h"

#include "core/json/text.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLineEdit>

using namespace Qt::StringLiterals;

AnyField::AnyField(FormState &state, const QString &pointer, QWidget *parent)
    : FieldEditor(state, pointer, parent)
    , m_kind(new QComboBox(this))
    , m_line(new QLineEdit(this))
    , m_yesNo(new QComboBox(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_kind);
    layout->addWidget(m_line, 1);
    layout->addWidget(m_yesNo);
    m_kind->addItems({tr("text"), tr("number"), tr("yes or no"), tr("nothing"), tr("JSON")});
    m_kind->setObjectName(pointer + u"#kind"_s);
    m_kind->setAccessibleName(tr("Kind of value"));
    m_yesNo->addItems({tr("no"), tr("yes")});
    m_yesNo->setObjectName(pointer + u"#yesNo"_s);
    m_line->setObjectName(pointer);
    setFocusProxy(m_line);
    connect(m_kind, &QComboBox::activated, this, &AnyField::choose);
    connect(m_line, &QLineEdit::textEdited, this, &AnyField::take);
    connect(m_yesNo, &QComboBox::activated, this, [this](int row) {
        this->state().edit([this, row](schema::Form &form) { form.set(this->pointer(), json::Value::boolean(row == 1)); });
    });
    refresh();
}

bool AnyField::canShow(const FormState &state, const QString &pointer)
{
    const auto value = state.form().at(pointer);
    const schema::FieldPtr field = state.form().field(pointer);
    return value && !value->isArray() && !value->isObject() && field->kind == schema::Kind::Json && field->schema.size() == 0;
}

bool AnyField::suits() const
{
    return canShow(state(), pointer());
}

AnyField::Kind AnyField::kindOf(const json::Value &value)
{
    return value.isString() ? Text : value.isNumber() ? Number : value.isBool() ? YesNo : value.isNull() ? Nothing : Json;
}

void AnyField::choose(int kind)
{
    const QString text = m_line->text();
    const json::Value values[] = {json::Value::string(text), json::Value::number(text.toInt()), json::Value::boolean(false), json::Value(),
                                  json::Value::object()};
    state().setUnfinished(pointer(), {});
    state().edit([&](schema::Form &form) { form.set(pointer(), values[kind]); });
    refresh();
}

void AnyField::take(const QString &text)
{
    if (m_kind->currentIndex() == Text) {
        state().edit([&](schema::Form &form) { form.set(pointer(), json::Value::string(text)); });
        return;
    }
    const auto typed = json::read(text.toUtf8());
    const bool isNumber = typed && typed->value.isNumber();
    if (isNumber)
        state().edit([&](schema::Form &form) { form.set(pointer(), typed->value); });
    state().setUnfinished(pointer(), isNumber ? QString() : tr("a number is wanted here"));
}

void AnyField::refresh()
{
    const auto value = state().form().at(pointer());
    if (!value || state().isUnfinished(pointer()))
        return;
    const Kind kind = kindOf(*value);
    m_kind->setCurrentIndex(kind);
    m_line->setVisible(kind == Text || kind == Number);
    m_yesNo->setVisible(kind == YesNo);
    m_yesNo->setCurrentIndex(value->toBool() ? 1 : 0);
    const QString text = value->isString() ? value->toString() : QString::fromLatin1(value->numberText());
    if (m_line->text() != text)
        m_line->setText(text);
    m_line->setReadOnly(state().isReadOnly());
    forms::markProblem(m_line, state().problemAt(pointer()));
    m_kind->setEnabled(!state().isReadOnly());
    m_yesNo->setEnabled(!state().isReadOnly());
}
