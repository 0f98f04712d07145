#include "ui/forms/fieldeditor.h"

#include "core/json/edit.h"
#include "core/json/text.h"
#include "ui/forms/anyfield.h"
#include "ui/forms/expressionfield.h"
#include "ui/forms/jsonfield.h"
#include "ui/forms/linefield.h"
#include "ui/forms/listfield.h"
#include "ui/forms/luafield.h"
#include "ui/forms/mixedfield.h"
#include "ui/forms/objectfield.h"
#include "ui/forms/optionfields.h"
#include "ui/forms/tablefield.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStyle>

using namespace Qt::StringLiterals;

FieldEditor::FieldEditor(FormState &state, QString pointer, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_living(&state)
    , m_pointer(std::move(pointer))
    , m_kind(field()->kind)
    , m_use(field()->use)
{
}

FieldEditor::~FieldEditor()
{
    if (m_living)
        m_living->setUnfinished(m_pointer, {});
}

bool FieldEditor::suits() const
{
    const schema::FieldPtr now = field();
    return now->kind == m_kind && now->use == m_use;
}

bool FieldEditor::focusPlace(const QString &pointer)
{
    if (!isInside(pointer))
        return false;
    (focusProxy() ? focusProxy() : this)->setFocus(Qt::OtherFocusReason);
    return true;
}

schema::FieldPtr FieldEditor::field() const
{
    return m_state.form().editor(m_pointer);
}

QString FieldEditor::child(const QString &name) const
{
    return m_pointer + u'/' + json::escapePointer(name);
}

bool FieldEditor::isInside(const QString &pointer) const
{
    return pointer == m_pointer || pointer.startsWith(m_pointer + u'/');
}

bool forms::isExpression(const FormState &state, const QString &pointer)
{
    const schema::Use use = state.form().field(pointer)->use;
    if (use != schema::Use::Expressions)
        return use == schema::Use::Expression;
    // a list of expressions has the same use as each of them
    return state.form().field(pointer.left(pointer.lastIndexOf(u'/')))->use == schema::Use::Expressions;
}

namespace {

FieldEditor *makeOwnEditor(FormState &state, const QString &pointer, QWidget *parent)
{
    const auto &factory = state.setup().factory;
    return factory && !pointer.isEmpty() ? factory(state, pointer, parent) : nullptr;
}

} // namespace

FieldEditor *makeCellEditor(FormState &state, const QString &pointer, QWidget *parent)
{
    if (!MixedField::canHold(*state.form().field(pointer)))
        return makeFieldEditor(state, pointer, parent);
    FieldEditor *own = makeOwnEditor(state, pointer, parent);
    return own ? own : new MixedField(state, pointer, parent);
}

FieldEditor *makeFieldEditor(FormState &state, const QString &pointer, QWidget *parent)
{
    if (FieldEditor *editor = makeOwnEditor(state, pointer, parent))
        return editor;
    if (state.form().field(pointer)->kind == schema::Kind::Choice)
        return new ChoiceField(state, pointer, parent);
    return makeResolvedEditor(state, pointer, parent);
}

FieldEditor *makeResolvedEditor(FormState &state, const QString &pointer, QWidget *parent)
{
    const schema::FieldPtr field = state.form().editor(pointer);
    if (forms::isExpression(state, pointer))
        return new ExpressionField(state, pointer, parent);
    if (field->kind == schema::Kind::Text && (field->use == schema::Use::Lua || field->use == schema::Use::LuaFunction))
        return new LuaField(state, pointer, parent);
    if (AnyField::canShow(state, pointer))
        return new AnyField(state, pointer, parent);
    switch (field->kind) {
    case schema::Kind::Text:
    case schema::Kind::Integer:
    case schema::Kind::Number:
        return new LineField(state, pointer, parent);
    case schema::Kind::Boolean:
        return new SwitchField(state, pointer, parent);
    case schema::Kind::Enum:
        return new EnumField(state, pointer, parent);
    case schema::Kind::List:
        if (TableField::canShow(state, pointer))
            return new TableField(state, pointer, parent);
        return new ListField(state, pointer, parent);
    case schema::Kind::Object:
    case schema::Kind::Map:
        return new ObjectField(state, pointer, parent);
    default:
        return new JsonField(state, pointer, parent);
    }
}

QString forms::shownName(const QString &member)
{
    QString name = member;
    name.replace(u'_', u' ');
    for (const auto &[word, written] : {std::pair{u"api"_s, u"API"_s}, {u"url"_s, u"URL"_s}, {u"uri"_s, u"URI"_s}, {u"id"_s, u"ID"_s},
                                        {u"ssl"_s, u"TLS"_s}, {u"tls"_s, u"TLS"_s}, {u"http"_s, u"HTTP"_s}, {u"ip"_s, u"IP"_s}, {u"jwt"_s, u"JWT"_s}}) {
        QStringList words = name.split(u' ');
        words.replaceInStrings(QRegularExpression(u"^%1$"_s.arg(word), QRegularExpression::CaseInsensitiveOption), written);
        name = words.join(u' ');
    }
    return capitalized(name);
}

QString forms::shownValue(const json::Value &value)
{
    const QString text = value.isString() ? value.toString() : QString::fromUtf8(json::compact(value));
    return text.size() > 60 ? text.left(57) + u"…"_s : text;
}

QString forms::expectation(const schema::Field &field)
{
    switch (field.kind) {
    case schema::Kind::Integer:
        return QCoreApplication::translate("forms", "a whole number is wanted here");
    case schema::Kind::Number:
        return QCoreApplication::translate("forms", "a number is wanted here");
    default:
        return QCoreApplication::translate("forms", "this is no value of the kind that is wanted here");
    }
}

void forms::markProblem(QWidget *widget, const QString &problem)
{
    if (widget->property("problem").toBool() == !problem.isEmpty())
        return;
    widget->setProperty("problem", !problem.isEmpty());
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}
