#include "ui/forms/mixedfield.h"

#include "core/json/text.h"

#include <QHBoxLayout>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace {

bool isNumeric(const schema::FieldPtr &field)
{
    return field->kind == schema::Kind::Integer || field->kind == schema::Kind::Number;
}

bool isText(const schema::FieldPtr &field)
{
    return field->kind == schema::Kind::Text && field->use == schema::Use::Plain;
}

} // namespace

MixedField::MixedField(FormState &state, const QString &pointer, QWidget *parent)
    : FieldEditor(state, pointer, parent)
    , m_line(new QLineEdit(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_line);
    setFocusProxy(m_line);
    m_line->setObjectName(pointer);
    connect(m_line, &QLineEdit::textEdited, this, &MixedField::take);
    refresh();
}

bool MixedField::canHold(const schema::Field &field)
{
    const QList<schema::FieldPtr> &all = field.alternatives;
    return field.kind == schema::Kind::Choice && std::any_of(all.begin(), all.end(), isNumeric) && std::any_of(all.begin(), all.end(), isText)
        && std::all_of(all.begin(), all.end(), [](const schema::FieldPtr &one) { return isNumeric(one) || isText(one); });
}

bool MixedField::suits() const
{
    const auto value = state().form().at(pointer());
    return canHold(*choice()) && (!value || value->isString() || value->isNumber());
}

std::optional<json::Value> MixedField::valueOf(const QString &text) const
{
    const auto parsed = json::read(text.toUtf8());
    if (!parsed || !(parsed->value.isNumber() || parsed->value.isString()))
        return json::Value::string(text);
    if (parsed->value.isString())
        return parsed->value;
    const schema::FieldPtr all = choice();
    for (const schema::FieldPtr &one : all->alternatives)
        if (const auto value = isNumeric(one) ? schema::valueOfText(*one, text) : std::nullopt)
            return value;
    return std::nullopt;
}

QString MixedField::textOf(const json::Value &value) const
{
    const bool plain = value.isString() && !value.toString().isEmpty() && valueOf(value.toString()) == value;
    return plain ? value.toString() : QString::fromUtf8(json::compact(value));
}

QString MixedField::expectation() const
{
    const QList<schema::FieldPtr> all = choice()->alternatives;
    const auto numeric = std::find_if(all.begin(), all.end(), isNumeric);
    return numeric == all.end() ? QString() : forms::expectation(**numeric);
}

void MixedField::take(const QString &text)
{
    const auto value = text.isEmpty() ? std::nullopt : valueOf(text);
    if (value || text.isEmpty())
        state().edit([this, &value](schema::Form &form) { value ? form.set(pointer(), *value) : form.unset(pointer()); });
    state().setUnfinished(pointer(), value || text.isEmpty() ? QString() : expectation());
}

void MixedField::refresh()
{
    const auto value = state().form().at(pointer());
    const QString text = value ? textOf(*value) : QString();
    const bool typing = m_line->hasFocus() && value && valueOf(m_line->text()) == value;
    if (m_line->text() != text && !typing && !state().isUnfinished(pointer()))
        m_line->setText(text);
    m_line->setReadOnly(state().isReadOnly());
    m_line->setPlaceholderText(tr("not set"));
    forms::markProblem(m_line, state().problemAt(pointer()));
}
